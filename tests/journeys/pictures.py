"""The pictures of the README and of the guides, taken from the demonstration's first morning: make screenshots."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.people import Visitor

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
DESK, PHONE = 1280, 390
OFFICER, BOARD = "Helen Marsh", "Jean Aldridge"


@dataclass(frozen=True)
class Picture:
    """One page as somebody sees it; nobody is signed in where `person` is left out."""

    name: str
    path: str
    person: str = ""
    width: int = DESK
    whole: bool = True


TAKEN = (
    Picture("dashboard-1280", "/dashboard/", BOARD),
    Picture("my-work", "/my-work/", OFFICER),
    Picture("priority", "/priorities/road-safety/", OFFICER),
    Picture("consultation-results", "/consultations/resident-survey-2020/results/", OFFICER),
    Picture("paper-answer", "/consultations/market-stall-poll-autumn-2022/answers/add/", OFFICER),
    Picture("partner", "/partners/leicestershire-county-council/", OFFICER),
    Picture("editions", "/editions/", OFFICER),
    Picture("public-front", "/", width=PHONE),
    Picture("public-place", "/places/long-clawson/", width=PHONE),
)


@pytest.mark.parametrize("picture", TAKEN, ids=lambda picture: picture.name)
def test_picture(picture: Picture, visit: Callable[..., Visitor]) -> None:
    visitor = visit(width=picture.width)
    if picture.person:
        visitor.play(picture.person)
    visitor.page.goto(picture.path)
    visitor.page.screenshot(path=PICTURES / f"{picture.name}.png", full_page=picture.whole)
