"""Random histories of a partnership's year, with a worker that looks or is missed, beside a model of who owes what."""

import os
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from actionplans.models import Stage
from tests.actionplans.histories.days import mail_goes_out, next_morning
from tests.actionplans.histories.deeds_of_officers import places
from tests.actionplans.histories.deeds_of_owners import DeedsOfOwners
from tests.actionplans.histories.mails import Mail

# A long run, which also looks for the shortest history that fails: HISTORIES=2000.
IS_LONG = "HISTORIES" in os.environ
HISTORIES = int(os.environ.get("HISTORIES", "10"))
PHASES = (Phase.generate, Phase.shrink) if IS_LONG else (Phase.generate,)
STEPS = 50


class History(DeedsOfOwners):
    """Everybody's deeds, and time, which passes with looks or without."""

    seen: Counter[str] = Counter()

    def keep(self, mails: list[Mail]) -> None:
        self.seen.update(mail.stage for mail in mails)

    steps = 0

    @invariant()
    def the_worker_looks_now_and_then(self) -> None:
        """After every third step, a few hours later, so that deeds do not pile up before anybody looks."""
        self.steps += 1
        if self.steps % 3 == 0:
            later, hour = self.now + timedelta(hours=3), self.world.rules.send_hour
            self.now = later if mail_goes_out(later, hour) else next_morning(self.now, hour)
            self.look()

    @rule()
    def it_is_the_next_morning(self) -> None:
        self.now = next_morning(self.now, self.world.rules.send_hour)
        self.look()

    @rule(hours=st.integers(1, 9))
    def hours_pass(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.look()

    @rule(days=st.integers(2, 20), hours=st.integers(0, 23))
    def nobody_looks_for_days(self, days: int, hours: int) -> None:
        self.now += timedelta(days=days, hours=hours)
        self.look()

    @rule(place=places)
    def it_is_the_next_stage(self, place: int) -> None:
        """A morning on which something falls due, without a look in between."""
        times = [self.world.stage_times(number).values() for number in self.world.rounds]
        ahead = sorted({moment for of_round in times for moment in of_round if moment > self.now})
        if ahead:
            self.now = ahead[place % min(2, len(ahead))]
            self.look()

    @rule(place=places, who=places)
    def it_falls_due_and_is_answered_while_mail_is_paused(self, place: int, who: int) -> None:
        """What was written down when it fell due is looked at again before it goes out."""
        if not self.world.is_paused:
            self.pause_or_resume()
            self.it_is_the_next_stage(place)
            for _ in range(len(self.world.plans)):
                self.answer(place=who, by_link=False, then=None)
            self.pause_or_resume()
            self.now = next_morning(self.now, self.world.rules.send_hour)
            self.look()


@pytest.mark.django_db
def test_every_history_keeps_what_is_promised() -> None:
    History.seen.clear()
    run_state_machine_as_test(
        History,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            derandomize=True,
            database=None,
            deadline=None,
            phases=PHASES,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # Histories in which a kind of mail never comes up would prove nothing of it; stand-ins take a longer run.
    rare = set() if IS_LONG else {Stage.STANDS_IN}
    assert set(History.seen) | rare == set(Stage.values), History.seen
