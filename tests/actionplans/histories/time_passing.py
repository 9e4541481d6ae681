"""Time, which passes with looks of the worker or without."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.actionplans.histories.days import next_morning
from tests.actionplans.histories.deeds_of_officers import places
from tests.actionplans.histories.deeds_of_owners import DeedsOfOwners


class TimePassing(DeedsOfOwners):
    """Hours, mornings, and days on which nobody looks."""

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
