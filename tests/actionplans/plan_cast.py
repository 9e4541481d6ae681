"""The people who come to the pages of a plan, what each page says, and what a whole form of it holds."""

from datetime import UTC, datetime
from typing import Any

from django.test import Client

from actionplans.models import Action, ActionPlan, PlanEvent, Rating, Review, ReviewAnswer, Via
from partners.models import User
from tests.factories import (
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    administrator,
    board_member,
    officer,
)

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
OPENED = datetime(2022, 10, 3, 8, tzinfo=UTC)

# What each of the cast gets of a page that everybody who is signed in may read.
READ = {
    "public": 302,
    "owner": 200,
    "other_owner": 200,
    "board": 200,
    "officer": 200,
    "administrator": 200,
    "unknown": 404,
}


def cast(plan: ActionPlan) -> dict[str, User | None]:
    """One of each kind of person, as they stand to this plan."""
    return {
        "public": None,
        "owner": plan.owner,
        "other_owner": UserFactory.create(),
        "board": board_member(),
        "officer": officer(),
        "administrator": administrator(),
        "unknown": UserFactory.create(role="VISITOR"),
    }


def asked(plan: ActionPlan, **details: Any) -> Review:
    """A review of the plan in a round of its own that has opened."""
    round_ = ReviewRoundFactory.create(is_extra=True, opened_at=OPENED)
    return ReviewFactory.create(plan=plan, round=round_, **details)


def answered(review: Review, **details: Any) -> ReviewAnswer:
    """An answer to a review, on track unless it says otherwise."""
    given: dict[str, Any] = {"rating": Rating.GREEN, "via": Via.LINK, "at": NOW} | details
    return ReviewAnswer.objects.create(review=review, **({"by": UserFactory.create()} | given))


def history(action: Action) -> list[tuple[str, str, str, str]]:
    """The action's history, oldest first."""
    events = PlanEvent.objects.filter(action=action).order_by("pk")
    return [(event.kind, event.field, event.old, event.new) for event in events]


def page_of(client: Client, plan: ActionPlan, **query: str) -> Any:
    """What the plan's page is made of."""
    return client.get(f"/action-plans/{plan.pk}/", query).context["page"]


def text_of(client: Client, plan: ActionPlan) -> str:
    """The plan's page as a browser gets it, in one line."""
    return " ".join(client.get(f"/action-plans/{plan.pk}/").content.decode().split())


def in_parts(name: str, day: int | str, month: int | str, year: int | str) -> dict[str, str]:
    """A date as its three boxes send it."""
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def plan_form(plan: ActionPlan, **changes: Any) -> dict[str, Any]:
    """The edit form of a plan as a person who changes nothing else would send it."""
    form = {
        "version": plan.version,
        "number": plan.number,
        "title": plan.title,
        "status": plan.status,
        "deputy": plan.deputy_id or "",
        **in_parts("starts_on", 1, 4, 2022),
        **in_parts("ends_on", 31, 3, 2023),
    }
    return form | changes


def action_form(action: Action, **changes: Any) -> dict[str, Any]:
    """The edit form of an action as a person who changes nothing else would send it."""
    form = {
        "version": action.version,
        "reference": action.reference,
        "title": action.title,
        "description": action.description,
        "lead_partner": action.lead_partner_id,
        "lead_person": action.lead_person_id or "",
        "status": action.status,
        "progress": action.progress,
        "rating": action.rating,
        "success_measure": action.success_measure,
    }
    return form | changes


def refused(response: Any) -> dict[str, list[str]]:
    """What is said is wrong, on a page that says so in its title."""
    assert response.status_code == 200
    assert "<title>Error: " in response.content.decode()
    assert "There is a problem" in response.content.decode()
    return dict(response.context["form"].errors)
