"""What the page of a priority says and is made of, and an answer for it to show."""

from datetime import UTC, datetime
from decimal import Decimal
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
from consultations.models import Community, CommunityKind, Consent, Finding
from partners.models import User
from priorities.models import Edition, EditionStatus, Priority
from smp_portal.pages.priorities.queries import PriorityPage, read_priority
from tests.factories import (
    ConsultationFactory,
    OptionFactory,
    ReviewFactory,
    ReviewRoundFactory,
    TestimonyFactory,
    UserFactory,
    officer,
)

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
PAGE = "/priorities/road-safety/"


def read(priority: Priority, reader: User | None = None) -> PriorityPage:
    return read_priority(priority.slug, reader=reader or officer(), now=NOW)


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


def found(statement: str, *, is_published: bool = True, option: str = "Road safety") -> Finding:
    """A result of the survey of early 2020: 258 of 441 people chose this."""
    survey = ConsultationFactory.create(title="Resident survey")
    chosen = OptionFactory.create(question__consultation=survey, text=option)
    publishing = {"published_at": NOW, "published_by": officer()} if is_published else {}
    finding: Finding = Finding.objects.create(
        question=chosen.question,
        option=chosen,
        is_rural=True,
        statement=statement,
        count=258,
        base=441,
        share=Decimal("0.5850"),
        rank=1,
        computed_at=NOW,
        **publishing,
    )
    return finding


def first_concern(priority: Priority, **details: Any) -> Finding:
    """The result on which the priority's first reason rests."""
    finding = found("Road safety is the first concern in the villages", **details)
    priority.reasons.filter(number=1).update(finding=finding)
    return finding


def published(priority: Priority, *replies: tuple[str, str]) -> Edition:
    """An edition in public that tells this of the priority."""
    told = [{"you_said": said, "we_did": did, "could_not": False} for said, did in replies]
    edition: Edition = Edition.objects.create(
        plan=priority.plan,
        label="September 2022",
        status=EditionStatus.PUBLISHED,
        contents={"format": 1, "priorities": [{"slug": priority.slug, "replies": told}]},
        made_at=NOW,
        made_by=officer(),
        published_at=datetime(2022, 9, 20, 9, tzinfo=UTC),
        published_by=officer(),
    )
    return edition


def heard(priority: Priority, words: str, consent: Consent = Consent.PUBLIC) -> None:
    """Somebody in Long Clawson said so."""
    named = {"name": "Long Clawson", "kind": CommunityKind.VILLAGE}
    place, _ = Community.objects.get_or_create(slug="long-clawson", defaults=named)
    priority.testimonies.add(TestimonyFactory.create(community=place, consent=consent, words=words))
