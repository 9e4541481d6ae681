"""What the page of a priority says and is made of, and an answer for it to show."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from django.test import Client

from actionplans.models import (
    ActionPlan,
    Rating,
    ReviewAnswer,
    ReviewState,
    Via,
)
from partners.models import User
from priorities.models import Priority
from smp_portal.pages.priorities.queries import PriorityPage, read_priority
from tests.factories import (
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    officer,
)

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
PAGE = "/priorities/road-safety/"


def read(priority: Priority, reader: User | None = None) -> PriorityPage:
    return read_priority(priority, reader=reader or officer(), now=NOW)


def html_of(client: Client, user: User) -> str:
    client.force_login(user)
    response = client.get(PAGE)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def answered(plan: ActionPlan, rating: Rating, **details: Any) -> None:
    """The plan's owner answered the round of July to September."""
    round_ = ReviewRoundFactory.create(opened_at=datetime(2022, 10, 3, 8, tzinfo=UTC))
    review = ReviewFactory.create(round=round_, plan=plan, state=ReviewState.ANSWERED)
    at = datetime(2022, 10, 4, 12, tzinfo=UTC)
    ReviewAnswer.objects.create(
        review=review, rating=rating, by=UserFactory.create(), via=Via.LINK, at=at, **details
    )
