"""What every page shows around its own matter: who is signed in, and where they can go."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from actionplans.models import FrameworkSettings
from actionplans.queries.mail_state import team_and_trouble
from partners.models import User
from smp_portal.foundation import clock
from smp_portal.pages.demonstration.context import bar

Places = tuple[tuple[str, str], ...]

EVERYBODY: Places = (
    ("My work", "pages:my_work"),
    ("Dashboard", "pages:dashboard"),
    ("Priorities", "priorities:priority_list"),
    ("Action plans", "actionplans:plan_list"),
    ("Consultations", "consultations:consultation_list"),
    ("Partners", "partners:partner_list"),
)
# Set apart from what the partnership is about: where its work is asked for and answered.
ASKED: Places = (("Reviews", "actionplans:review_list"),)
# What the board is given; the team comes to it from the dashboard, for its own row of places is full.
GIVEN: Places = (("Board packs", "pages:pack_list"),)
THE_TEAM: Places = (
    ("Editions", "pages:edition_list"),
    ("Rounds", "actionplans:round_list"),
    ("Mail record", "actionplans:reminder_list"),
    ("People", "partners:user_list"),
    ("Settings", "actionplans:settings_detail"),
)


@dataclass(frozen=True)
class NavItem:
    """One of the places that are always one click away."""

    name: str
    url: str
    current: str
    is_tool: bool


def portal(request: HttpRequest) -> dict[str, Any]:
    """The places this person can go, where the team is reached, and the demonstration's bar."""
    team, trouble = _team(request)
    return {
        "nav": _nav(request),
        "mail_trouble": trouble,
        "team": team,
        "demonstration": bar(request) if settings.DEMO else None,
    }


def _team(request: HttpRequest) -> tuple[Any, str | None]:
    """Where the team is reached, asked only where a page shows it; what keeps mail in is for who can do something."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.runs_the_portal:
        return SimpleLazyObject(FrameworkSettings.load), None
    return team_and_trouble(now=clock.now())


def _nav(request: HttpRequest) -> list[NavItem]:
    # A request that fails before the sign-in middleware has nobody on it.
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.may_read:
        return []
    tools = ASKED + (THE_TEAM if user.runs_the_portal else GIVEN if user.sits_on_the_board else ())
    return [
        _item(name, url, request.path, is_tool=places is tools)
        for places in (EVERYBODY, tools)
        for name, url in _addresses(places)
    ]


@cache
def _addresses(places: Places) -> Places:
    """The same names with the addresses that no request changes."""
    return tuple((name, reverse(url_name)) for name, url_name in places)


def _item(name: str, url: str, path: str, *, is_tool: bool) -> NavItem:
    current = "page" if path == url else "true" if path.startswith(url) else ""
    return NavItem(name, url, current, is_tool)
