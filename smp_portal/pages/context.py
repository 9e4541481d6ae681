"""What every page shows around its own matter: who is signed in, and where they can go."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from actionplans.models import FrameworkSettings
from actionplans.queries.mail_state import mail_trouble
from partners.models import User
from smp_portal.foundation import clock
from smp_portal.pages.demonstration.context import bar

EVERYBODY = (
    ("My work", "pages:my_work"),
    ("Dashboard", "pages:dashboard"),
    ("Priorities", "priorities:priority_list"),
    ("Action plans", "actionplans:plan_list"),
    ("Consultations", "consultations:consultation_list"),
    ("Partners", "partners:partner_list"),
)
# Set apart from what the partnership is about: where its work is asked for and answered.
ASKED = (("Reviews", "actionplans:review_list"),)
# What the board is given; the team comes to it from the dashboard, for its own row of places is full.
GIVEN = (("Board packs", "pages:pack_list"),)
THE_TEAM = (
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
    return {
        "nav": _nav(request),
        "mail_trouble": _mail_trouble(request),
        # Asked only where a page shows it.
        "team": SimpleLazyObject(FrameworkSettings.load),
        "demonstration": bar(request) if settings.DEMO else None,
    }


def _nav(request: HttpRequest) -> list[NavItem]:
    # A request that fails before the sign-in middleware has nobody on it.
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.may_read:
        return []
    tools = ASKED + (THE_TEAM if user.runs_the_portal else GIVEN if user.sits_on_the_board else ())
    return [
        _item(name, reverse(url_name), request.path, is_tool=places is tools)
        for places in (EVERYBODY, tools)
        for name, url_name in places
    ]


def _mail_trouble(request: HttpRequest) -> str | None:
    """What keeps mail from going out, told to those who can do something about it."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.runs_the_portal:
        return None
    return mail_trouble(now=clock.now())


def _item(name: str, url: str, path: str, *, is_tool: bool) -> NavItem:
    current = "page" if path == url else "true" if path.startswith(url) else ""
    return NavItem(name, url, current, is_tool)
