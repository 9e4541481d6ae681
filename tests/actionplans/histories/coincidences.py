"""What seldom comes together by chance, and has a mail or a rule of its own."""

from datetime import timedelta

from hypothesis.stateful import initialize

from actionplans.models import DecisionKind
from partners.models import User
from tests.actionplans.histories.days import LONDON
from tests.actionplans.histories.deeds_of_officers import places
from tests.actionplans.histories.time_passing import TimePassing
from tests.actionplans.histories.world import Thing


class Coincidences(TimePassing):
    """Deeds that follow each other, so that the next morning has a mail about them, or must have none.

    They come in turn, among all that happens by chance, so that each comes up in nearly every history.
    """

    turn = 0

    @initialize(first=places)
    def begin_with(self, first: int) -> None:
        self.turn = first

    def something_comes_together(self) -> None:
        """The next of them, about whoever it happens to be."""
        happenings = [
            self.it_falls_due_and_is_answered_while_mail_is_paused,
            self.it_falls_due_after_an_address_died,
            self.it_falls_due_and_nobody_looks_until_the_evening,
            self.an_answer_is_returned_and_asked_about,
            self.somebody_is_given_more,
            self.somebody_who_is_asked_goes_away,
            self.a_plan_is_restricted_and_asked_about,
            self.an_officer_leaves_and_a_plan_is_vacant,
        ]
        self.turn += 1
        happenings[self.turn % len(happenings)](len(self.promises.mails))

    def it_falls_due_and_is_answered_while_mail_is_paused(self, place: int) -> None:
        """What was written down when it fell due is looked at again before it goes out."""
        if not self.world.is_paused:
            self.pause_or_resume()
            self.it_is_the_next_stage(0)
            for _ in range(len(self.world.plans)):
                self.answer(place=place, by_link=False, then=None)
            self.pause_or_resume()
            self.it_is_the_next_morning()

    def it_falls_due_after_an_address_died(self, place: int) -> None:
        """What falls due to an address that is known to be dead is given up in plain sight."""
        owed = self._owed_reviews()
        asked = [self.world.who_answers_for(thing.owner, self.now) for thing in owed]
        reachable = [person for person in asked if self.world.is_reachable(person)]
        if reachable:
            person = reachable[place % len(reachable)]
            self.turn_address(person)
            self.it_is_the_next_stage(0)
            self.turn_address(person)

    def it_falls_due_and_nobody_looks_until_the_evening(self, place: int) -> None:
        """What was missed by day waits for the next morning."""
        owed = self._owed_reviews()
        if owed:
            self.ask_about(owed[place % len(owed)])
            evening = self.now.astimezone(LONDON).replace(hour=18, minute=30)
            self.now = max(evening, self.now + timedelta(minutes=1))
            self.look()

    def an_answer_is_returned_and_asked_about(self, place: int) -> None:
        """Whoever is asked for it hears of both in one mail."""
        owed = [t for t in self._owed_reviews() if self._may_be_returned(t)]
        if owed:
            thing = owed[place % len(owed)]
            self.answer_about(thing, by_link=False, then=DecisionKind.RETURN)
            self.ask_about(thing)
            self.it_is_the_next_morning()

    def somebody_is_given_more(self, place: int) -> None:
        """Who has had the mail of this stage hears of what is new in it."""
        owners = sorted({thing.owner for thing in self._owed_reviews()})
        if owners:
            owner = User.objects.get(pk=owners[place % len(owners)])
            self.give(self.pick(self.world.plans, place), owner)
            self.it_is_the_next_morning()

    def somebody_who_is_asked_goes_away(self, place: int) -> None:
        """The deputy hears for whom they stand in."""
        owed = self._owed_reviews()
        if owed:
            away = User.objects.get(pk=owed[place % len(owed)].owner)
            deputy = self.pick_person(place)
            if deputy == away:
                deputy = self.pick_person(place + 1)
            self.go_away(away, deputy, begins=0, days=5)
            self.it_is_the_next_morning()

    def a_plan_is_restricted_and_asked_about(self, place: int) -> None:
        """The mail asks, and does not name it."""
        owed = self._owed_reviews()
        if owed:
            thing = owed[place % len(owed)]
            if not self.world.plans[thing.plan].is_restricted:
                self.turn_restriction(thing.plan)
            self.ask_about(thing)
            self.it_is_the_next_morning()

    def an_officer_leaves_and_a_plan_is_vacant(self, place: int) -> None:
        """Those officers hear of it who are still there."""
        officers = [n for n, p in self.world.people.items() if p.is_officer and p.is_active]
        if len(officers) > 1:
            self.leave_or_come_back(officers[-1])
        self.give(self.pick(self.world.plans, place), None)
        self.it_is_the_next_morning()

    def _owed_reviews(self) -> list[Thing]:
        return [thing for thing in self.owed_now() if thing.action is None]

    def _may_be_returned(self, thing: Thing) -> bool:
        return self.today <= self.world.rounds[thing.round].papers_on
