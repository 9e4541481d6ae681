"""What must hold of every mail that goes out, and of what has gone out by then."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from actionplans.models import Reminder, Review
from tests.actionplans.histories.days import LONDON, mail_goes_out, morning
from tests.actionplans.histories.mails import Listed, Mail
from tests.actionplans.histories.world import ASKING, ESCALATED, OVERDUE, Thing, World

DIGEST = "DIGEST"
TO_OFFICERS = {ESCALATED, DIGEST}
AT_AN_END = {"SENT", "SKIPPED", "SUPERSEDED", "FAILED"}


class Promises:
    """Looks at one history of mails beside the world in which it came about."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.mails: list[Mail] = []
        # Who has heard of which stage of a round, in that stage's mail or in another that listed it too.
        self.told: set[tuple[int, int, str]] = set()
        # Whose mails officers see as not delivered, and since when.
        self.failed: dict[int, tuple[int, datetime]] = {}

    def hold_for_run(self, mails: list[Mail], now: datetime) -> None:
        """Each mail of one run was right at the moment at which it went out."""
        if mails:
            hour = self.world.rules.send_hour
            assert mail_goes_out(now, hour), f"mail at {now.astimezone(LONDON)}"
            assert not self.world.is_paused, "mail went out while it was paused"
        for person, number in Counter(mail.person for mail in mails).items():
            assert number == 1, f"{number} mails to {person} in one run"
        numbers = review_numbers()
        for mail in mails:
            self._recipient_is_right(mail, now)
            self.names_nothing_restricted(mail.text)
            if mail.stage not in TO_OFFICERS:
                self._lists_what_is_owed(mail, numbers, now)
            self._comes_once(mail)
            self._stage_is_true(mail, now)
            self._keep(mail, now)

    def hold_after_working_looks(self, now: datetime) -> None:
        """Whoever should have heard has, and no row is left in between."""
        numbers = review_numbers()
        self._rows_are_at_an_end(now)
        for person, things in self.world.asked(now).items():
            if self.world.is_reachable(person):
                self._has_had_the_stage(person, {thing.round for thing in things}, now)
                for thing in things:
                    self._has_heard_what_was_given(person, thing, numbers, now)
                    self._has_heard_what_it_stands_in_for(person, thing, numbers, now)
        self._deputies_have_heard(now)
        self._officers_have_heard(now)
        self._returns_and_requests_were_told(numbers, now)

    def _keep(self, mail: Mail, now: datetime) -> None:
        self.mails.append(mail)
        world = self.world
        if mail.stage == ESCALATED:
            self.told |= {(mail.person, number, ESCALATED) for number in self._late_rounds(now)}
        if mail.stage in TO_OFFICERS:
            return
        self.told.add((mail.person, mail.round, mail.stage))
        for thing in world.asked(now).get(mail.person, []):
            if thing.round in world.open_rounds():
                stage = world.current_stage(thing.round, now)
                self.told.add((mail.person, thing.round, stage or ""))
        for thing in world.asked_as_deputies(now).get(mail.person, []):
            self.told.add((mail.person, thing.round, OVERDUE))

    def _late_rounds(self, now: datetime) -> list[int]:
        missing = [number for number in self.world.open_rounds() if self.world.missing(number)]
        return [n for n in missing if self.world.stage_times(n)[ESCALATED] <= now]

    def _recipient_is_right(self, mail: Mail, now: datetime) -> None:
        person = self.world.people[mail.person]
        assert person.is_active, f"{mail.stage} to somebody who has left"
        assert not person.has_dead_address, f"{mail.stage} to a dead address"
        if mail.stage in TO_OFFICERS:
            assert person.is_officer, f"{mail.stage} to somebody who is no officer"
        else:
            assert self.world.can_be_asked(mail.person, now), f"{mail.stage} to somebody away"

    def _lists_what_is_owed(
        self, mail: Mail, numbers: dict[tuple[int, int], int], now: datetime
    ) -> None:
        asked = self.world.asked(now).get(mail.person, [])
        late = self.world.asked_as_deputies(now).get(mail.person, [])
        owed = tuple(sorted(listed_as(thing, numbers) for thing in [*asked, *late]))
        assert owed, f"{mail.stage} to somebody who owes nothing"
        assert mail.listed == owed, f"{mail.stage} lists {mail.listed}, owed is {owed}"

    def names_nothing_restricted(self, text: str) -> None:
        """A mail, or a page that opens without a sign-in, gives away no restricted plan."""
        restricted = {number for number, plan in self.world.plans.items() if plan.is_restricted}
        names = [self.world.plans[number].title for number in restricted]
        names += [act.title for act in self.world.actions.values() if act.plan in restricted]
        assert not [name for name in names if name in text], "a restricted plan is named"

    def _comes_once(self, mail: Mail) -> None:
        for earlier in self.mails:
            assert earlier.row != mail.row, f"{mail.stage} was sent twice"
            if mail.stage in {*ASKING, ESCALATED}:
                same = (mail.round, mail.person, mail.stage)
                assert (earlier.round, earlier.person, earlier.stage) != same, (
                    f"a second {mail.stage} of one round"
                )
            if mail.stage == earlier.stage == DIGEST and mail.person == earlier.person:
                assert day_of(mail.at) != day_of(earlier.at), "two digests on one day"

    def _stage_is_true(self, mail: Mail, now: datetime) -> None:
        if mail.stage == ESCALATED:
            assert mail.round in self.world.open_rounds()
            assert self.world.stage_times(mail.round)[ESCALATED] <= now, "escalated too early"
            assert self.world.missing(mail.round), "escalated although all is in"
        if mail.stage in ASKING:
            assert mail.round in self.world.open_rounds(), f"{mail.stage} of a round that is over"
            assert mail.stage == self.world.current_stage(mail.round, now), "a stage out of turn"

    def _has_had_the_stage(self, person: int, rounds: set[int], now: datetime) -> None:
        for number in rounds & self.world.open_rounds():
            stage = self.world.current_stage(number, now)
            if stage is None:
                continue
            later = ASKING[ASKING.index(stage) :]
            since = self.world.stage_times(number)[stage]
            heard = any((person, number, told) in self.told for told in later)
            heard = heard or any(mail.at >= since for mail in self._asking(person))
            assert heard or self._could_not_be_told(person, since), (
                f"{person} owes something in {number} and never had {stage}"
            )

    def _has_heard_what_was_given(
        self, person: int, thing: Thing, numbers: dict[tuple[int, int], int], now: datetime
    ) -> None:
        given = self.world.given.get((thing.plan, thing.action))
        opened_at = self.world.rounds[thing.round].opened_at
        if given is None or given.person != person or opened_at is None or given.at < opened_at:
            return
        if thing.round not in self.world.open_rounds() and not self._was_returned(thing, given.at):
            return
        if self.world.current_stage(thing.round, now) is None:
            return
        heard = self._heard(person, listed_as(thing, numbers), given.at)
        assert heard or self._could_not_be_told(person, given.at), (
            f"{person} was given {thing} and never heard of it"
        )

    def _was_returned(self, thing: Thing, moment: datetime) -> bool:
        """Whether it was owed again by then: whoever it is given to after that hears of it, over or not."""
        key = (thing.round, thing.plan)
        is_returned = thing.action is None and self.world.reviews[key] == "RETURNED"
        return is_returned and self.world.returned_at[key] < moment

    def _has_heard_what_it_stands_in_for(
        self, person: int, thing: Thing, numbers: dict[tuple[int, int], int], now: datetime
    ) -> None:
        if thing.owner == person or thing.round not in self.world.open_rounds():
            return
        absence = self.world.absence_of(thing.owner, now)
        if absence is None or self.world.current_stage(thing.round, now) is None:
            return
        # Once an absence: what comes up in it later without being given waits for the next stage.
        occasion = (person, absence.user, absence.starts_on)
        told_of_absence = any((mail.person, *mail.absence) == occasion for mail in self.mails)
        heard = told_of_absence or self._heard(person, listed_as(thing, numbers), None)
        assert heard or self._could_not_be_told(person, morning(absence.starts_on, 0)), (
            f"{person} stands in for {absence.user} and never heard of {thing}"
        )

    def _deputies_have_heard(self, now: datetime) -> None:
        for deputy, things in self.world.asked_as_deputies(now).items():
            for number in {thing.round for thing in things}:
                if not self.world.is_reachable(deputy):
                    continue
                since = self.world.stage_times(number)[OVERDUE]
                heard = (deputy, number, OVERDUE) in self.told
                heard = heard or any(mail.at >= since for mail in self._asking(deputy))
                assert heard or self._could_not_be_told(deputy, since), (
                    f"{deputy} is deputy of a late plan and never heard"
                )

    def _officers_have_heard(self, now: datetime) -> None:
        late = self._late_rounds(now)
        for person, known in self.world.people.items():
            if known.is_officer and self.world.is_reachable(person):
                for number in late:
                    since = self.world.stage_times(number)[ESCALATED]
                    heard = (person, number, ESCALATED) in self.told
                    assert heard or self._could_not_be_told(person, since), (
                        f"officer {person} never heard that {number} is late"
                    )

    def _returns_and_requests_were_told(
        self, numbers: dict[tuple[int, int], int], now: datetime
    ) -> None:
        for person, things in self.world.asked(now).items():
            for thing in things:
                if thing.action or not self.world.is_reachable(person):
                    continue
                listed, moments = listed_as(thing, numbers), []
                if self.world.reviews[thing.round, thing.plan] == "RETURNED":
                    moments.append(self.world.returned_at[thing.round, thing.plan])
                asked_at = self.world.asked_at.get(thing.plan)
                opened_at = self.world.rounds[thing.round].opened_at
                if asked_at and opened_at and opened_at <= asked_at:
                    moments += [asked_at] if thing.round in self.world.open_rounds() else []
                for moment in moments:
                    # What happened once is told once, to whoever is asked at that time.
                    heard = any(self._heard(who, listed, moment) for who in self.world.people)
                    assert heard or self._could_not_be_told(None, moment), (
                        f"{person} owes {thing} and was never told"
                    )

    def _rows_are_at_an_end(self, now: datetime) -> None:
        rows = Reminder.objects.values_list("pk", "state", "recipient", "superseded_by__state")
        sent = {mail.row for mail in self.mails}
        for pk, state, recipient, by in rows:
            assert state in AT_AN_END, f"a mail to {recipient} is {state} after two looks"
            assert (state == "SENT") == (pk in sent), f"{pk} is {state}, which is not what happened"
            assert by in {None, "SENT", "FAILED", "SUPERSEDED"}, f"covered by a mail that is {by}"
            if state == "FAILED" and pk not in self.failed:
                assert self.world.people[recipient].has_dead_address, "given up for no reason"
                self.failed[pk] = recipient, now

    def _asking(self, person: int) -> Iterable[Mail]:
        return (m for m in self.mails if m.person == person and m.stage not in TO_OFFICERS)

    def _heard(self, person: int, listed: Listed, since: datetime | None) -> bool:
        return any(
            listed in mail.listed and (since is None or mail.at >= since)
            for mail in self._asking(person)
        )

    def _could_not_be_told(self, person: int | None, since: datetime) -> bool:
        """Whether officers see that a mail since then was not delivered, which is the other half of the promise."""
        return any(
            at >= since and person in {None, recipient} for recipient, at in self.failed.values()
        )


def listed_as(thing: Thing, numbers: dict[tuple[int, int], int]) -> Listed:
    """How the mail record names something owed."""
    if thing.action is not None:
        return ("action", thing.action)
    return ("review", numbers[thing.round, thing.plan])


def review_numbers() -> dict[tuple[int, int], int]:
    """The number of each review, by round and plan."""
    rows = Review.objects.values_list("round", "plan", "pk")
    return {(round_, plan): pk for round_, plan, pk in rows}


def day_of(moment: datetime) -> object:
    return moment.astimezone(LONDON).date()
