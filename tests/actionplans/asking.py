"""A round under way on Wednesday 5 October 2022, with somebody to ask and a link to ask by."""

from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps

from actionplans.models import (
    FrameworkSettings,
    Rating,
    Review,
    ReviewAnswer,
    ReviewRound,
    Via,
)
from actionplans.services.given import AnswerGiven
from actionplans.services.links import keep_link, make_link
from actionplans.services.reviews import answer_review
from partners.models import User
from tests.factories import ActionPlanFactory, ReviewFactory, ReviewRoundFactory, UserFactory

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
MONDAY = date(2022, 10, 3)
OPENED = datetime(2022, 10, 3, 8, 0, tzinfo=UTC)
AT_RISK = {"rating": "AMBER", "narrative": "Two parish councils trained."}


def open_round() -> ReviewRound:
    """The round of July to September, opened on Monday."""
    return ReviewRoundFactory.create(opened_at=OPENED)


def earlier_round() -> ReviewRound:
    """The round of April to June, long over."""
    return ReviewRoundFactory.create(
        title="April to June 2022",
        period_start=date(2022, 4, 1),
        period_end=date(2022, 6, 30),
        opens_on=date(2022, 7, 1),
        due_on=date(2022, 7, 8),
        papers_on=date(2022, 7, 11),
        opened_at=datetime(2022, 7, 1, 8, 0, tzinfo=UTC),
    )


def tom_ashby(**details: Any) -> User:
    """The owner of the road safety plan."""
    known = {"full_name": "Tom Ashby", "post": "Road Safety Officer"}
    return UserFactory.create(**known | details)


def road_safety(**plan: Any) -> Review:
    """The question about Tom's plan in the open round."""
    owner = {} if "owner" in plan else {"owner": tom_ashby()}
    made = ActionPlanFactory.create(**{"title": "Road safety", "number": 2} | owner | plan)
    return ReviewFactory.create(round=ReviewRound.objects.current() or open_round(), plan=made)


def said_in_july(review: Review, rating: Rating = Rating.AMBER) -> ReviewAnswer:
    """What the owner said a round earlier."""
    return answer(
        ReviewFactory.create(round=earlier_round(), plan=review.plan),
        rating=rating,
        narrative="Six villages running.",
        now=datetime(2022, 7, 4, 9, 0, tzinfo=UTC),
    )


def answer(
    review: Review,
    *,
    rating: Rating = Rating.AMBER,
    narrative: str = "Two schools postponed.",
    by: User | None = None,
    now: datetime = NOW,
) -> ReviewAnswer:
    """An answer to a review, by its owner unless somebody else is named."""
    person = by or review.plan.owner
    assert person is not None
    given = AnswerGiven(rating=rating, narrative=narrative)
    return answer_review(
        review=review, given=given, by=person, on_behalf_of=None, via=Via.LINK, now=now
    )


def issue_link(*, recipient: User, round_: ReviewRound, today: date) -> str:
    """The token of a new link to what a person is asked in a round."""
    rules = FrameworkSettings.load()
    link = make_link(recipient=recipient, round=round_, today=today, rules=rules)
    keep_link(link)
    return link.token


def link_of(person: User, round_: ReviewRound) -> str:
    """The address that opens a person's link."""
    return f"/r/{issue_link(recipient=person, round_=round_, today=MONDAY)}/"


def all_rows() -> dict[str, list[Any]]:
    """Every row of every table of the portal, with all that it holds."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
    }


def text(response: Any) -> str:
    """A page as a browser gets it, in one line."""
    return " ".join(response.content.decode().split()).replace(" </", "</")
