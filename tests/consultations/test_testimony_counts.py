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
        ("Road safety", ["2", "0", "1", "0"], 3),
        ("Noise", ["0", "0", "0", "1"], 1),
        ("All together", ["2", "0", "1", "1"], 4),
    ]
    assert "How things change, as 4 people see it." in text(client)


def counted(client: Client) -> list[tuple[str, list[str], int | None]]:
    counts = client.get("/testimony/").context["counts"]
    total = [counts.total] if counts.total else []
    return [(row.title, row.told, row.total) for row in (*counts.rows, *total)]


def several(about: Theme, **ways: int) -> None:
    for way, number in ways.items():
        for _ in range(number):
            TestimonyFactory.create(theme=about, direction=way)


FEW, TEN, TWENTY = "fewer than 10", "at least 10", "at least 20"
EXACT = [
    ("Road safety", ["10", "0", "9", "0"], 19),
    ("Noise", ["20", "0", "0", "4"], 24),
    ("All together", ["30", "0", "9", "4"], 43),
]
IN_TENS = [
    ("Road safety", [TEN, FEW, FEW, FEW], None),
    ("Noise", [TWENTY, FEW, FEW, FEW], None),
]


@pytest.mark.parametrize(
    ("role", "told"),
    [("ADMINISTRATOR", EXACT), ("OFFICER", EXACT), ("BOARD", IN_TENS), ("OWNER", IN_TENS)],
)
def test_testimony_is_counted_to_others_in_tens_and_without_sums(
    client: Client, road: Theme, role: str, told: list[tuple[str, list[str], int | None]]
) -> None:
    several(road, BETTER=10, WORSE=9)
    several(ThemeFactory.create(title="Noise"), BETTER=20, MIXED=4)
    client.force_login(UserFactory.create(role=role))
    assert counted(client) == told
    page = text(client)
    is_exact = told == EXACT
    assert ("as 43 people see it" in page) == is_exact
    assert ("All together" in page) == is_exact
    assert ("told in whole tens" in page) != is_exact
    assert ('data-label="Worse">Fewer than 10<' in page) != is_exact
    assert "Fewer than 10 people said each" not in page


def test_testimony_of_few_is_told_to_others_once_for_its_row(client: Client, road: Theme) -> None:
    several(road, BETTER=9, WORSE=1)
    client.force_login(board_member())
    assert text(client).count("Fewer than 10") == 1
    assert "Fewer than 10 people said each" in text(client)
