"""An edition's contents, read again."""

from datetime import date
from decimal import Decimal

import pytest

from smp_portal.pages.public.building import build_contents
from smp_portal.pages.public.contents import UnknownFormat, read_contents
from tests.pages.public.a_plan import a_plan


@pytest.mark.django_db
def test_contents_are_read_with_their_dates_and_numbers() -> None:
    contents = read_contents(build_contents(a_plan()))
    assert contents.plan.starts_on == date(2021, 4, 1)
    priority = contents.priority("road-safety")
    assert priority is not None
    assert priority.aims == (1,)
    assert priority.reasons[0].finding is not None
    assert priority.reasons[0].finding.share == Decimal("0.585")
    assert priority.reasons[1].finding is None
    assert priority.voices[0].heard_on == date(2022, 6, 14)
    assert priority.actions[0].completed_on == date(2022, 9, 12)
    assert priority.actions[0].places == ("asfordby", "bottesford")
    assert priority.actions[1].completed_on is None
    latest = priority.measures[0].latest
    assert latest is not None
    assert (latest.value, latest.period_end) == (Decimal(10), date(2022, 9, 30))
    assert priority.measures[1].latest is None
    assert priority.replies[1].could_not is True
    assert contents.partners[2].valid_to == date(2013, 3, 31)
    assert contents.county[0].priorities == ("road-safety",)


@pytest.mark.django_db
def test_contents_of_an_edition_from_before_the_notes_are_read() -> None:
    raw = build_contents(a_plan())
    for priority in raw["priorities"]:
        for measure in priority["measures"]:
            del measure["note"]
    told = read_contents(raw).priority("road-safety")
    assert told is not None
    assert [measure.note for measure in told.measures] == ["", ""]


@pytest.mark.django_db
def test_contents_find_a_priority_and_a_place_by_their_address() -> None:
    contents = read_contents(build_contents(a_plan()))
    place = contents.place("frisby")
    assert place is not None
    assert place.name == "Frisby"
    assert contents.place("nowhere") is None
    assert contents.priority("proposed") is None


@pytest.mark.parametrize("raw", [{}, {"format": 2}, {"format": "1"}])
def test_contents_of_an_unknown_format_are_refused(raw: dict[str, object]) -> None:
    with pytest.raises(UnknownFormat, match="This edition is written in format"):
        read_contents(raw)
