"""The people of the story; what each of them looks after is said with the plans."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from actionplans.models import ActionPlan
from actionplans.services.plans import assign_owner
from partners.models import Partner, User
from partners.services.people import deactivate_user
from smp_portal.pages.demonstration.story import pages
from smp_portal.pages.demonstration.story.happening import Happening


def make_people() -> None:
    """Everybody, as they were when the plan began."""
    for told in _people():
        User.objects.create_user(
            email=f"{told['key']}@example.org",
            full_name=told["full_name"],
            role=told["role"],
            post=told["post"],
            telephone=told["telephone"],
            partner=Partner.objects.get(name=told["partner"]),
        )


def people_leaving() -> Iterator[Happening]:
    """Who left, and when; their record stays."""
    for told in _people():
        if "left" in told:
            yield Happening(pages.moment(told["left"]), partial(_leave, told["key"]))


def _leave(key: str, now: datetime) -> None:
    person = pages.person(key)
    for plan in ActionPlan.objects.active().filter(owner=person):
        assign_owner(
            plan=plan,
            owner=None,
            by=pages.officer(),
            now=now,
            reason=f"{person} has left {person.partner}.",
        )
    deactivate_user(user=person, by=pages.officer(), now=now)


def _people() -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = pages.read("people.toml")["person"]
    return people
