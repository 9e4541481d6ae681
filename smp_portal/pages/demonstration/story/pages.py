"""The story's own files, and its times and rows as they are named there."""

import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from actionplans.models import Action, ActionPlan, Review
from consultations.models import Community
from partners.models import Partner, User
from smp_portal.foundation.working_days import LONDON

STORY = Path(__file__).parent
LAST_YEAR = "2021/22"
THIS_YEAR = "2022/23"
BEGAN_ON = date(2021, 4, 1)


def read(name: str) -> dict[str, Any]:
    """What one of the story's files says."""
    return tomllib.loads((STORY / name).read_text(encoding="utf-8"))


def plan_files() -> list[dict[str, Any]]:
    """The story of each plan, in the order of the files' names."""
    return [read(f"plans/{path.name}") for path in sorted((STORY / "plans").glob("*.toml"))]


def moment(told: date | datetime, *, hour: int = 9) -> datetime:
    """A time of the story as a moment in London; a day alone means its morning."""
    at = told if isinstance(told, datetime) else datetime.combine(told, time(hour))
    return at.replace(tzinfo=LONDON)


def person(key: str) -> User:
    found: User = User.objects.get(email=f"{key}@example.org")
    return found


def officer() -> User:
    """Who keeps the plans in the story."""
    return person("helen.marsh")


def partners(names: list[str]) -> list[Partner]:
    return [Partner.objects.get(name=name) for name in names]


def places(names: list[str]) -> list[Community]:
    return [Community.objects.get(name=name) for name in names]


def plan(number: int, year: str) -> ActionPlan:
    return ActionPlan.objects.get(number=number, year=year)


def action(number: int, reference: str, year: str = THIS_YEAR) -> Action:
    return Action.objects.get(plan__number=number, plan__year=year, reference=reference)


def review(number: int, period: date) -> Review:
    return Review.objects.select_related("round", "plan__owner").get(
        plan__number=number, round__period_end=period
    )
