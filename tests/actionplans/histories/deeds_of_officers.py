"""What officers and administrators do, in the portal and in the world beside it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import strategies as st
from hypothesis.stateful import rule

from actionplans.models import (
    ActionPlan,
    DecisionKind,
    FrameworkSettings,
    PlanStatus,
    Review,
    ReviewRound,
)
from actionplans.services.asking import ask_now
from actionplans.services.channel import pause_mail, resume_mail
from actionplans.services.framework import edit_settings
from actionplans.services.given import ReviewRefused
from actionplans.services.plans import assign_owner, change_status, edit_plan
from actionplans.services.reviews import decide_review
from partners.models import User
from partners.services.people import (
    deactivate_user,
    mark_address_alive,
    mark_address_dead,
    reactivate_user,
)
from tests.actionplans.histories.days import count_days, open_day
from tests.actionplans.histories.setting import add_round
from tests.actionplans.histories.story import Story
from tests.actionplans.histories.world import Rules, Thing

places = st.integers(0, 30)
# Mostly somebody: what is given to nobody says little about mails.
somebody = st.one_of(places, places, places, st.none())
KINDS = [DecisionKind.ACCEPT, DecisionKind.RETURN]


class DeedsOfOfficers(Story):
    """Rounds, plans, people, decisions, the rules, and the pause of all mail."""

    def __init__(self) -> None:
        super().__init__()
        # When “Ask now” last asked each person.
        self.people_asked: dict[int, datetime] = {}

    @rule(place=places, days=st.integers(-8, 15))
    def move_a_due_date(self, place: int, days: int) -> None:
        number = self.pick(self.world.rounds, place)
        round_ = self.world.rounds[number]
        due_on = count_days(round_.due_on, days)
        if round_.opens_on <= due_on <= round_.papers_on and self.today <= round_.papers_on:
            self.minute_passes()
            ReviewRound.objects.filter(pk=number).update(due_on=due_on)
            round_.due_on = due_on

    @rule(place=places, days=st.integers(-3, 6))
    def move_an_opening(self, place: int, days: int) -> None:
        number = self.pick(self.world.rounds, place)
        round_ = self.world.rounds[number]
        opens_on = count_days(round_.opens_on, days)
        if round_.opened_at is None and round_.period_end < opens_on <= round_.due_on:
            self.minute_passes()
            ReviewRound.objects.filter(pk=number).update(opens_on=opens_on)
            round_.opens_on = opens_on

    @rule(first=places, second=places, days=st.integers(1, 6))
    def ask_an_extra_round(self, first: int, second: int, days: int) -> None:
        if len(self.world.rounds) < 5:
            plans = [self.pick(self.world.plans, place) for place in (first, second)]
            opens_on = open_day(self.today + timedelta(days=1))
            due_on = count_days(opens_on, days)
            dates = (self.today - timedelta(days=1), opens_on, due_on)
            add_round(self.world, "Extra", dates, count_days(due_on, 10), plans)

    @rule(place=places, to=somebody)
    def give_a_plan(self, place: int, to: int | None) -> None:
        owner = self.pick_person(to)
        self.give(self.pick(self.world.plans, place), owner)

    def give(self, number: int, owner: User | None) -> None:
        """Give a plan to somebody else, or leave it without an owner."""
        plan = self.world.plans[number]
        if plan.owner == (owner.pk if owner else None):
            return
        self.minute_passes()
        row = ActionPlan.objects.get(pk=number)
        assign_owner(plan=row, owner=owner, by=self.helen, now=self.now)
        if owner and plan.deputy == owner.pk:
            plan.deputy = None
        plan.owner = owner.pk if owner else None
        self.note_given(number, None, plan.owner)
        self.forget_actions_given(number)

    @rule(place=places, to=somebody)
    def name_a_deputy(self, place: int, to: int | None) -> None:
        number, deputy = self.pick(self.world.plans, place), self.pick_person(to)
        plan = self.world.plans[number]
        if deputy is None or deputy.pk != plan.owner:
            self.minute_passes()
            row = ActionPlan.objects.get(pk=number)
            edit_plan(plan=row, values={"deputy": deputy}, by=self.helen, now=self.now)
            plan.deputy = deputy.pk if deputy else None

    @rule(place=places)
    def close_or_reopen_a_plan(self, place: int) -> None:
        number = self.pick(self.world.plans, place)
        plan, row = self.world.plans[number], ActionPlan.objects.get(pk=number)
        self.minute_passes()
        status = PlanStatus.CLOSED if plan.is_open else PlanStatus.ACTIVE
        change_status(plan=row, status=status, by=self.helen, now=self.now)
        if plan.is_open:
            self.world.close(number)
        else:
            self.world.reopen(number)
            self.note_given(number, None, plan.owner)
        self.forget_actions_given(number)

    @rule(place=places)
    def restrict_a_plan_or_open_it(self, place: int) -> None:
        self.turn_restriction(self.pick(self.world.plans, place))

    def turn_restriction(self, number: int) -> None:
        """Restrict a plan, or open it to all."""
        plan, row = self.world.plans[number], ActionPlan.objects.get(pk=number)
        plan.is_restricted = not plan.is_restricted
        self.minute_passes()
        values = {"is_restricted": plan.is_restricted}
        edit_plan(plan=row, values=values, by=self.helen, now=self.now)

    @rule(place=places)
    def somebody_leaves_or_comes_back(self, place: int) -> None:
        number = self.pick(self.world.people, place)
        if number != self.helen.pk:
            self.leave_or_come_back(number)

    def leave_or_come_back(self, number: int) -> None:
        """Somebody takes part no more, or again."""
        self.minute_passes()
        person, row = self.world.people[number], User.objects.get(pk=number)
        change = deactivate_user if person.is_active else reactivate_user
        change(user=row, by=self.helen, now=self.now)
        person.is_active = not person.is_active
        # Who was given what, and heard of it or not, begins anew.
        self.world.given = {k: v for k, v in self.world.given.items() if v.person != number}

    @rule(place=places)
    def address_dies_or_lives(self, place: int) -> None:
        self.turn_address(self.pick(self.world.people, place))

    def turn_address(self, number: int) -> None:
        """Mark somebody's address as dead, or as alive again."""
        self.minute_passes()
        person, row = self.world.people[number], User.objects.get(pk=number)
        change = mark_address_alive if person.has_dead_address else mark_address_dead
        change(user=row, by=self.helen, now=self.now)
        person.has_dead_address = not person.has_dead_address

    @rule(place=places, kind=st.sampled_from(KINDS))
    def decide(self, place: int, kind: DecisionKind) -> None:
        answered = [key for key, state in self.world.reviews.items() if state == "ANSWERED"]
        if answered:
            self.decide_on(answered[place % len(answered)], kind)

    def decide_on(self, key: tuple[int, int], kind: DecisionKind) -> None:
        """Accept the newest answer, or return it."""
        self.minute_passes()
        review = Review.objects.get(round=key[0], plan=key[1])
        answer = review.answers.first()
        assert answer
        is_return = kind == DecisionKind.RETURN
        decided: dict[str, Any] = {
            "kind": kind,
            "by": self.helen,
            "now": self.now,
            "reason": "Which?",
        }
        if is_return and self.today > self.world.rounds[key[0]].papers_on:
            # The board has its papers: what they say is corrected beside them, and asked of nobody again.
            with pytest.raises(ReviewRefused):
                decide_review(review=review, answer=answer, **decided)
            return
        decide_review(review=review, answer=answer, **decided)
        self.world.reviews[key] = "RETURNED" if is_return else "ACCEPTED"
        if is_return:
            self.world.returned_at[key] = self.now

    @rule(place=places)
    def ask_now(self, place: int) -> None:
        owed = [thing for thing in self.owed_now() if thing.action is None]
        if owed:
            self.ask_about(owed[place % len(owed)])

    def ask_about(self, thing: Thing) -> None:
        """Press “Ask now”, which is refused where the plan or the person was asked about within the hour."""
        self.minute_passes()
        person = self.world.who_answers_for(thing.owner, self.now)
        review = Review.objects.get(round=thing.round, plan=thing.plan)
        try:
            ask_now(review=review, by=self.helen, now=self.now)
        except ValidationError:
            moments = [self.world.asked_at.get(thing.plan), self.people_asked.get(person)]
            assert any(last and self.now - last < timedelta(hours=1) for last in moments)
        else:
            self.world.asked_at[thing.plan] = self.people_asked[person] = self.now

    @rule(
        lead=st.integers(0, 5),
        overdue=st.integers(1, 7),
        escalated=st.integers(1, 7),
        hour=st.integers(7, 17),
    )
    def change_the_rules(self, lead: int, overdue: int, escalated: int, hour: int) -> None:
        rules = FrameworkSettings.load()
        rules.due_lead_days, rules.overdue_days = lead, overdue
        rules.escalated_days, rules.send_hour = overdue + escalated, hour
        edit_settings(rules=rules, version=rules.version, by=self.helen)
        self.world.rules = Rules(lead, overdue, overdue + escalated, hour)

    @rule()
    def pause_or_resume(self) -> None:
        self.minute_passes()
        if self.world.is_paused:
            assert resume_mail(by=self.helen, now=self.now)
        else:
            assert pause_mail(reason="The office is closed", by=self.helen, now=self.now)
        self.world.is_paused = not self.world.is_paused
