"""What people said beside a measure: counted, in their words, and never more than they agreed to."""

from datetime import date
from typing import Any

import pytest

from consultations.models import Community, Theme
from consultations.queries.voices import Voices, hear_voices
from partners.models import User
from tests.factories import CommunityFactory, TestimonyFactory, UserFactory, board_member

pytestmark = pytest.mark.django_db

FEW = "fewer than 10"
SINCE, UNTIL = date(2022, 4, 1), date(2022, 10, 5)


@pytest.fixture
def theme() -> Theme:
    return Theme.objects.create(number=1, title="Speeding", slug="speeding")


@pytest.fixture
def village() -> Community:
    return CommunityFactory.create(name="Asfordby")


def heard(theme: Theme, place: Community, number: int = 1, **details: Any) -> None:
    known = {"heard_on": date(2022, 6, 1), "words": "It is better", "consent": "PUBLIC"}
    for _ in range(number):
        TestimonyFactory.create(
            **{"theme": theme, "community": place, "direction": "BETTER", **known} | details
        )


def voices(theme: Theme, reader: User, *communities: Community) -> Voices:
    keys = [place.pk for place in communities]
    return hear_voices(theme, communities=keys, since=SINCE, until=UNTIL, reader=reader)


def test_voices_of_the_period_are_counted_by_place_and_direction(
    theme: Theme, village: Community
) -> None:
    officer = UserFactory.create(role="OFFICER")
    town = CommunityFactory.create(name="Melton")
    heard(theme, village, 2, checked_with_community=True)
    heard(theme, town, direction="WORSE", consent="COUNT_ONLY", words="")
    heard(theme, town, heard_on=date(2022, 3, 31))
    heard(theme, town, heard_on=date(2022, 10, 6))
    told = voices(theme, officer)
    assert (told.said, told.checked) == ("3 people", "2 of 3")
    assert told.places == [("Asfordby", "2 people"), ("Melton", "1 person")]
    assert ("Worse", "1") in told.ways
    assert len(told.quotes) == 2
    assert voices(theme, officer, town).said == "1 person"


def test_voices_are_read_as_people_agreed(theme: Theme, village: Community) -> None:
    heard(theme, village, words="For partners", consent="PARTNERS")
    heard(theme, village, words="For all")
    heard(theme, village, words="Nobody's", consent="COUNT_ONLY")
    said = [one.words for one in voices(theme, board_member()).quotes]
    assert said == ["For all"]
    officer = UserFactory.create(role="OFFICER")
    assert {one.words for one in voices(theme, officer).quotes} == {"For all", "For partners"}


def test_few_voices_are_not_counted_to_others(theme: Theme, village: Community) -> None:
    heard(theme, village, 9)
    few = voices(theme, board_member())
    ways = [("Better", FEW), ("The same", FEW), ("Worse", FEW), ("Better and worse", FEW)]
    places = [("Each place", "fewer than 10 people")]
    assert (few.said, few.ways, few.places, few.checked) == ("some people", ways, places, "")
    heard(theme, village)
    told = voices(theme, board_member())
    assert (told.said, told.ways[0]) == ("at least 10 people", ("Better", "at least 10"))
    assert told.places == [
        ("Asfordby", "at least 10 people"),
        ("Any other place", "fewer than 10 people"),
    ]


def test_others_learn_of_no_place_where_few_spoke(theme: Theme) -> None:
    for name, number in (("Asfordby", 3), ("Bottesford", 9), ("Melton", 21)):
        heard(theme, CommunityFactory.create(name=name), number)
    assert voices(theme, board_member()).places == [
        ("Melton", "at least 20 people"),
        ("Any other place", "fewer than 10 people"),
    ]


def test_all_together_tell_others_no_more_than_the_ways_do(
    theme: Theme, village: Community
) -> None:
    heard(theme, village, 19)
    heard(theme, village, 19, direction="WORSE", checked_with_community=True)
    told = voices(theme, board_member())
    assert (told.said, told.checked) == ("at least 20 people", "")


def test_nobody_heard_is_said(theme: Theme) -> None:
    told = voices(theme, board_member())
    assert (told.is_heard, told.ways) == (False, [])
