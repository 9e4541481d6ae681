"""How many said what of each pressure, and to whom a figure of a few is told."""

import pytest
from django.test import Client

from consultations.models import Consent, Direction, Theme
from partners.models import User
from tests.factories import TestimonyFactory, ThemeFactory, UserFactory, board_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def road() -> Theme:
    return ThemeFactory.create(title="Road safety")


def text(client: Client) -> str:
    return " ".join(client.get("/testimony/").content.decode().split())


def test_testimony_counts_everybody_who_agreed_to_be_counted(
    client: Client, helen: User, road: Theme
) -> None:
    other = ThemeFactory.create(title="Noise")
    for about, direction, consent in [
        (road, Direction.BETTER, Consent.PUBLIC),
        (road, Direction.BETTER, Consent.PARTNERS),
        (road, Direction.WORSE, Consent.COUNT_ONLY),
        (other, Direction.MIXED, Consent.PUBLIC),
    ]:
        TestimonyFactory.create(theme=about, direction=direction, consent=consent)
    ThemeFactory.create(title="Nobody speaks of it")
    assert counted(client) == [
        ("Road safety", [2, 0, 1, 0], 3),
        ("Noise", [0, 0, 0, 1], 1),
        ("All together", [2, 0, 1, 1], 4),
    ]
    assert "How things change, as 4 people see it." in text(client)


def counted(client: Client) -> list[tuple[str, list[int], int | None]]:
    counts = client.get("/testimony/").context["counts"]
    return [(row.title, list(row.numbers), row.total) for row in (*counts.rows, counts.total)]


def several(about: Theme, **ways: int) -> None:
    for way, number in ways.items():
        for _ in range(number):
            TestimonyFactory.create(theme=about, direction=way)


EXACT = [
    ("Road safety", [5, 0, 4, 0], 9),
    ("Noise", [5, 0, 0, 6], 11),
    ("Parking", [0, 4, 0, 0], 4),
    ("All together", [10, 4, 4, 6], 24),
]
FEW = [
    ("Road safety", [], 9),
    ("Noise", [5, 0, 0, 6], 11),
    ("Parking", [], None),
    ("All together", [], None),
]


@pytest.mark.parametrize(
    ("role", "told"),
    [("ADMINISTRATOR", EXACT), ("OFFICER", EXACT), ("BOARD", FEW), ("OWNER", FEW)],
)
def test_testimony_few_are_counted_to_the_team_alone(
    client: Client, road: Theme, role: str, told: list[tuple[str, list[int], int | None]]
) -> None:
    several(road, BETTER=5, WORSE=4)
    several(ThemeFactory.create(title="Noise"), BETTER=5, MIXED=6)
    several(ThemeFactory.create(title="Parking"), SAME=4)
    client.force_login(UserFactory.create(role=role))
    assert counted(client) == told
    page = text(client)
    is_kept_back = told == FEW
    assert ("as 24 people see it" in page) != is_kept_back
    assert ("as people see it" in page) == is_kept_back
    assert ("Fewer than 5" in page) == is_kept_back
    assert ("All together" in page) != is_kept_back
    assert ("Too few to show" in page) == is_kept_back


def test_testimony_of_five_each_is_counted_to_everybody(client: Client, road: Theme) -> None:
    several(road, BETTER=5, WORSE=5)
    several(ThemeFactory.create(title="Noise"), SAME=5)
    client.force_login(board_member())
    assert counted(client) == [
        ("Road safety", [5, 0, 5, 0], 10),
        ("Noise", [0, 5, 0, 0], 5),
        ("All together", [5, 5, 5, 0], 15),
    ]
    assert "Too few to show" not in text(client)


def test_testimony_sums_tell_no_figure_that_a_row_keeps_back(client: Client, road: Theme) -> None:
    several(road, BETTER=5, WORSE=4)
    several(ThemeFactory.create(title="Noise"), BETTER=6)
    client.force_login(board_member())
    assert counted(client) == [
        ("Road safety", [], 9),
        ("Noise", [6, 0, 0, 0], 6),
        ("All together", [], 15),
    ]
