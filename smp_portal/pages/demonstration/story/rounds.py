"""The board's meetings, and the rounds that are worked back from them."""

from collections.abc import Iterator
from datetime import datetime

from actionplans.models import ReviewRound
from actionplans.quarters import Quarter
from actionplans.services.rounds import make_rounds, open_due_rounds
from partners.models import Forum, Meeting
from smp_portal.pages.demonstration.story import pages
from smp_portal.pages.demonstration.story.happening import Happening


def make_meetings_and_rounds() -> None:
    """Every meeting and round of the story, past ones and those of the year to come, none opened yet."""
    told = pages.read("rounds.toml")
    board = Forum.objects.get(is_board=True)
    for meeting in told["meeting"]:
        Meeting.objects.create(forum=board, **meeting)
    make_rounds(first=Quarter(2021, 1))
    for early in told["early_round"]:
        held_on = early.pop("held_on")
        ReviewRound.objects.create(meeting=Meeting.objects.get(held_on=held_on), **early)
    make_rounds(first=Quarter(2022, 2))
    make_rounds(first=Quarter(2022, 3))


def rounds_opening(*, until: datetime) -> Iterator[Happening]:
    """Each round's first morning."""
    for round_ in ReviewRound.objects.order_by("opens_on"):
        at = pages.moment(round_.opens_on)
        if at < until:
            yield Happening(at, _open)


def _open(now: datetime) -> None:
    open_due_rounds(now=now)
