"""What owners, lead persons and deputies do, in the portal and in the world beside it."""

from datetime import timedelta

import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import rule

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    DecisionKind,
    Rating,
    Review,
    ReviewRound,
    Via,
)
from actionplans.services.actions import add_action, complete_action, edit_action, reopen_action
from actionplans.services.given import ActionGiven, AnswerGiven
from actionplans.services.links import find_link
from actionplans.services.reviews import answer_review, update_action
from partners.models import Absence, User
from partners.services.absences import change_absence, record_absence, take_back_absence
from tests.actionplans.histories import world as plain
from tests.actionplans.histories.deeds_of_officers import KINDS, DeedsOfOfficers, places, somebody
from tests.actionplans.histories.setting import ACTION_TITLE
from tests.actionplans.histories.world import Thing
from tests.factories import PartnerFactory


class DeedsOfOwners(DeedsOfOfficers):
    """Answers, actions, and days away."""

    @rule(place=places, by_link=st.booleans(), then=st.sampled_from([None, *KINDS, KINDS[1]]))
    def answer(self, place: int, by_link: bool, then: DecisionKind | None) -> None:
        owed = [thing for thing in self.world.owed() if thing.action is None]
        if owed:
            self.answer_about(owed[place % len(owed)], by_link=by_link, then=then)

    def answer_about(self, thing: Thing, *, by_link: bool, then: DecisionKind | None) -> None:
        """Answer for a plan, upon which an officer may decide at once."""
        self.minute_passes()
        if not (by_link and self._answered_by_link(thing)):
            self._answered_in_the_portal(thing)
        self.world.reviews[thing.round, thing.plan] = "ANSWERED"
        self.world.given.pop((thing.plan, None), None)
        if then:
            self.decide_on((thing.round, thing.plan), then)

    @rule(place=places)
    def answer_about_an_action(self, place: int) -> None:
        owed = [thing for thing in self.world.owed() if thing.action]
        if not owed:
            return
        self.minute_passes()
        thing = owed[place % len(owed)]
        assert thing.action
        row = Action.objects.get(pk=thing.action)
        who = User.objects.get(pk=self.world.who_answers_for(thing.owner, self.now))
        update_action(
            given=ActionGiven(action=row, status=ActionStatus(row.status), note="Under way."),
            round=ReviewRound.objects.get(pk=thing.round),
            by=who,
            on_behalf_of=None,
            via=Via.PORTAL,
            now=self.now,
        )
        self.world.told_of_actions.add((thing.round, row.pk))

    @rule(place=places)
    def somebody_looks_at_a_link(self, place: int) -> None:
        tokens = [mail.token for mail in self.promises.mails if mail.token]
        if tokens:
            response = self._client_at(f"/r/{tokens[-1 - place % len(tokens)]}/")
            self.promises.names_nothing_restricted(response)

    @rule(place=places, lead=somebody)
    def add_an_action(self, place: int, lead: int | None) -> None:
        number, person = self.pick(self.world.plans, place), self.pick_person(lead)
        if len(self.world.actions) > 8:
            return
        self.minute_passes()
        title = ACTION_TITLE.format(
            title=self.world.plans[number].title, number=len(self.world.actions)
        )
        values = {
            "reference": str(len(self.world.actions)),
            "title": title,
            "lead_person": person,
            "lead_partner": PartnerFactory.create(),
        }
        row = add_action(
            plan=ActionPlan.objects.get(pk=number),
            values=values,
            due_on=self.today + timedelta(days=30),
            by=self.helen,
            now=self.now,
        )
        lead_pk = person.pk if person else None
        self.world.actions[row.pk] = plain.Action(number, title, lead_pk)
        self._note_lead(row.pk)

    @rule(place=places, to=somebody)
    def give_an_action(self, place: int, to: int | None) -> None:
        number, person = self.pick(self.world.actions, place), self.pick_person(to)
        action = self.world.actions[number]
        if action.lead == (person.pk if person else None):
            return
        self.minute_passes()
        row = Action.objects.get(pk=number)
        edit_action(action=row, values={"lead_person": person}, by=self.helen, now=self.now)
        action.lead = person.pk if person else None
        self._note_lead(number)

    @rule(place=places)
    def complete_an_action_or_take_it_up_again(self, place: int) -> None:
        number = self.pick(self.world.actions, place)
        action, row = self.world.actions[number], Action.objects.get(pk=number)
        self.minute_passes()
        if action.is_open:
            complete_action(action=row, completed_on=self.today, by=self.helen, now=self.now)
        else:
            reopen_action(action=row, by=self.helen, now=self.now)
        action.is_open = not action.is_open
        self.world.given.pop((action.plan, number), None)

    @rule(who=places, deputy=places, begins=st.integers(0, 3), days=st.integers(0, 20))
    def somebody_goes_away(self, who: int, deputy: int, begins: int, days: int) -> None:
        user = self.pick_person(who)
        if user is not None:
            self.go_away(user, self.pick_person(deputy), begins=begins, days=days)

    def go_away(self, user: User, instead: User | None, *, begins: int, days: int) -> None:
        """Somebody is away for some days, and another one answers instead, if the portal takes it."""
        if instead is None:
            return
        starts_on = self.today + timedelta(days=begins)
        ends_on = starts_on + timedelta(days=days)
        try:
            row = record_absence(
                user=user, deputy=instead, starts_on=starts_on, ends_on=ends_on, by=self.helen
            )
        except ValidationError:
            # Oneself, a chain or days that overlap: refused, which tests of absences look at.
            return
        self.world.absences[row.pk] = plain.Absence(user.pk, instead.pk, starts_on, ends_on)
        self._forget_given_to(user.pk)

    @rule(place=places, deputy=places, days=st.integers(0, 20))
    def absence_changes(self, place: int, deputy: int, days: int) -> None:
        instead = self.pick_person(deputy)
        if not self.world.absences or instead is None:
            return
        number = self.pick(self.world.absences, place)
        absence, row = self.world.absences[number], Absence.objects.get(pk=number)
        ends_on = absence.starts_on + timedelta(days=days)
        try:
            change_absence(
                absence=row,
                starts_on=absence.starts_on,
                ends_on=ends_on,
                deputy=instead,
                by=self.helen,
            )
        except ValidationError:
            return
        absence.ends_on, absence.deputy = ends_on, instead.pk
        self._forget_given_to(absence.user)

    @rule(place=places)
    def somebody_is_back_early(self, place: int) -> None:
        running = [n for n, a in self.world.absences.items() if a.ends_on >= self.today]
        if not running:
            return
        number = running[place % len(running)]
        absence, row = self.world.absences[number], Absence.objects.get(pk=number)
        take_back_absence(absence=row, by=self.helen, on=self.today)
        if absence.starts_on >= self.today:
            del self.world.absences[number]
        else:
            absence.ends_on = self.today - timedelta(days=1)

    def _answered_by_link(self, thing: Thing) -> bool:
        """Answer in the newest mail's link, where there is one that opens."""
        who = self.world.who_answers_for(thing.owner, self.now)
        tokens = [m.token for m in self.promises.mails if m.person == who and m.token]
        is_named = not self.world.plans[thing.plan].is_restricted
        if not tokens or not is_named or not find_link(tokens[-1], on=self.today):
            return False
        review = Review.objects.get(round=thing.round, plan=thing.plan)
        with time_machine.travel(self.now, tick=False):
            said = {"rating": "GREEN", "narrative": "All is well."}
            response = Client().post(f"/r/{tokens[-1]}/{review.pk}/", said)
        assert response.status_code == 302, response.content.decode()
        return True

    def _answered_in_the_portal(self, thing: Thing) -> None:
        who = self.world.who_answers_for(thing.owner, self.now)
        answer_review(
            review=Review.objects.get(round=thing.round, plan=thing.plan),
            given=AnswerGiven(rating=Rating.GREEN, narrative="All is well."),
            by=User.objects.get(pk=who),
            on_behalf_of=None,
            via=Via.PORTAL,
            now=self.now,
        )

    def _client_at(self, path: str) -> str:
        with time_machine.travel(self.now, tick=False):
            return Client().get(path).content.decode()

    def _note_lead(self, number: int) -> None:
        """Who leads an open action of somebody else's open plan is asked about it from now on."""
        action = self.world.actions[number]
        plan = self.world.plans[action.plan]
        asks = action.is_open and plan.is_open and action.lead != plan.owner
        self.note_given(action.plan, number, action.lead if asks else None)

    def _forget_given_to(self, person: int) -> None:
        """While somebody is away their deputy hears of what was given: what happened once is told once."""
        given = self.world.given.items()
        self.world.given = {key: told for key, told in given if told.person != person}
