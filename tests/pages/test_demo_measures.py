"""What the demonstration's measures read on its first morning, and that its people say the same."""

import re
from datetime import timedelta

import pytest

from actionplans.models import ActionPlan, Measure, Reading, ReviewAnswer
from actionplans.queries.measures import latest_measures
from smp_portal.pages.demonstration.loading import FIRST_MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

WORDS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
WORDS += ["eleven", "twelve"]
# How the owners speak of each measure's figure.
SPOKEN = {
    1: r"(\w+) calls to the reporting line",
    2: r"(\w+)(?: of ten)? villages",
    3: r"(\w+) of 22 young people",
    4: r"(\w+) people reached",
    5: r"(\w+) (?:listening )?events? held",
}


def spoken(plan: int, narrative: str) -> int | None:
    found = re.search(SPOKEN[plan], narrative, re.IGNORECASE)
    if found is None:
        return None
    said = found[1].lower()
    return int(said) if said.isdecimal() else WORDS.index(said)


def test_story_measures_as_they_stand() -> None:
    plans = ActionPlan.objects.active().order_by("number")
    found = latest_measures(plans, now=FIRST_MORNING)
    told = [
        (plan.number, str(one.measure), one.figure or one.agree_words, one.beside, one.aim)
        for plan in plans
        for one in found[plan.pk]
    ]
    assert told == [
        (
            1,
            "Calls to the reporting line",
            "61",
            "April to June 48",
            "Rises with encouragement to report: no judgement",
        ),
        (2, "Villages with a speed watch", "10 of 10", "April to June 8", "Reached"),
        (2, "What parents say at the school gates", "Was to be agreed by June", "", ""),
        (3, "Young people who feel safer", "14 of 22 voices", "March", "Heard in three schools"),
        (4, "People reached face to face", "141", "April to June 120", "Target 200 by March 2023"),
        (5, "Listening events held", "17 of 26", "April to June 12", "By March 2024"),
        (6, "Members with an induction", "To be agreed by December", "", ""),
    ]


def test_story_measures_quarter_by_quarter_and_year_by_year() -> None:
    told: dict[int, list[int]] = {}
    for reading in Reading.objects.order_by("period_end").select_related("measure__plan"):
        assert reading.value is not None
        told.setdefault(reading.measure.plan.number, []).append(int(reading.value))
    assert told == {
        1: [27, 36, 31, 40, 48, 61],
        2: [4, 4, 4, 6, 8, 10],
        3: [14],
        4: [20, 48, 77, 96, 120, 141],
        5: [1, 4, 7, 10, 12, 17],
    }
    new = Measure.objects.filter(plan__year="2022/23", continues=None).order_by("plan__number")
    assert [str(one) for one in new] == [
        "What parents say at the school gates",
        "Members with an induction",
    ]
    began = Measure.history.order_by("history_date").values_list("history_date", flat=True)
    assert {moment.year for moment in began} == {2021, 2022}
    for reading in Reading.objects.all():
        after = reading.recorded_at.date() - reading.period_end
        assert timedelta(0) < after < timedelta(days=15)
        assert reading.recorded_at <= FIRST_MORNING


def test_story_figures_in_what_owners_said_are_the_readings() -> None:
    compared = 0
    for answer in ReviewAnswer.objects.select_related("review__plan", "review__round"):
        number = answer.review.plan.number
        said = spoken(number, answer.narrative) if number in SPOKEN else None
        if said is None:
            continue
        reading = Reading.objects.get(
            measure__plan__number=number, period_end=answer.review.round.period_end
        )
        assert (answer.narrative, said) == (answer.narrative, int(reading.value or 0))
        # Nobody speaks of a figure before it is known.
        assert reading.recorded_at <= answer.at
        compared += 1
    assert compared == 19
