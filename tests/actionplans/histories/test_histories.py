"""Random histories of a partnership's year, with a worker that looks or is missed, beside a model of who owes what."""

import os
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from actionplans.models import Stage
from tests.actionplans.histories.coincidences import Coincidences
from tests.actionplans.histories.days import mail_goes_out, next_morning
from tests.actionplans.histories.mails import Mail

# A long run, which also looks for the shortest history that fails: HISTORIES=2000.
IS_LONG = "HISTORIES" in os.environ
HISTORIES = int(os.environ.get("HISTORIES", "10"))
PHASES = (Phase.generate, Phase.shrink) if IS_LONG else (Phase.generate,)
STEPS = 42
FEWEST = 1


class History(Coincidences):
    """Everybody's deeds, and time, which passes with looks or without."""

    seen: Counter[str] = Counter()

    def keep(self, mails: list[Mail]) -> None:
        self.seen.update(mail.stage for mail in mails)

    steps = 0

    @invariant()
    def the_worker_looks_now_and_then(self) -> None:
        """After every third step, a few hours later or with what comes together, so that deeds do not pile up unseen."""
        self.steps += 1
        if self.steps % 6 == 0:
            self.something_comes_together()
        elif self.steps % 3 == 0:
            later, hour = self.now + timedelta(hours=3), self.world.rules.send_hour
            self.now = later if mail_goes_out(later, hour) else next_morning(self.now, hour)
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
    # Histories in which a kind of mail hardly comes up would prove nothing of it.
    assert set(History.seen) == set(Stage.values), History.seen
    assert min(History.seen.values()) >= FEWEST, History.seen
