"""Which mails named something of a plan, found by the database."""

from datetime import UTC, datetime

import pytest

from actionplans.models import Reminder, Stage
from tests.factories import ReviewRoundFactory, UserFactory

pytestmark = pytest.mark.django_db

DUE = datetime(2022, 10, 3, 8, tzinfo=UTC)


def mail(*listed: dict[str, object]) -> Reminder:
    """A mail that listed these things."""
    return Reminder.objects.create(
        round=ReviewRoundFactory.create(is_extra=True),
        recipient=UserFactory.create(),
        stage=Stage.OPENED,
        due_at=DUE,
        listed=list(listed),
    )


def item(plan: int, title: str = "Road safety", pk: int = 1) -> dict[str, object]:
    """One thing as a mail lists it."""
    return {"kind": "review", "pk": pk, "plan": plan, "title": title}


def test_mails_naming_a_plan_list_something_of_it() -> None:
    first, second = mail(item(12)), mail(item(7), item(12))
    last = mail({"plan": 12})
    mail(item(1), item(2), item(121), item(112), item(7, pk=12))
    mail(item(7, title='Roads, "plan": 12, and more'))
    mail()
    found = Reminder.objects.naming(12).order_by("pk")
    assert list(found) == [first, second, last]
