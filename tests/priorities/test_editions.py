"""Editions: made as a draft, published once, never changed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from partners.models import User
from priorities.models import Edition, EditionStatus, StrategicPlan
from priorities.services.editions import (
    EMPTY,
    GONE,
    drop_edition,
    make_edition,
    publish_edition,
)
from tests.factories import StrategicPlanFactory, officer

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 5, 9, tzinfo=UTC)
LATER = datetime(2022, 11, 7, 9, tzinfo=UTC)
TOLD = {"format": 1, "priorities": [{"title": "Road safety"}]}


@pytest.fixture
def helen() -> User:
    return officer()


@pytest.fixture
def draft(plan: StrategicPlan, helen: User) -> Edition:
    return make_edition(plan=plan, label="October 2022", contents=TOLD, by=helen, now=NOW)


def test_edition_is_made_as_a_draft(draft: Edition, helen: User) -> None:
    draft.refresh_from_db()
    assert (draft.status, draft.contents) == (EditionStatus.DRAFT, TOLD)
    assert (draft.made_by, draft.made_at) == (helen, NOW)
    assert Edition.objects.in_public() is None


def test_edition_made_again_takes_the_drafts_place(draft: Edition, helen: User) -> None:
    again = TOLD | {"sections": []}
    made = make_edition(plan=draft.plan, label="October 2022", contents=again, by=helen, now=LATER)
    assert [one.pk for one in Edition.objects.all()] == [made.pk]
    assert made.contents == again


def test_edition_takes_no_label_of_another(draft: Edition, helen: User) -> None:
    publish_edition(edition=draft, by=helen, now=NOW)
    make_edition(plan=draft.plan, label="November 2022", contents=TOLD, by=helen, now=LATER)
    with pytest.raises(ValidationError) as refused:
        make_edition(plan=draft.plan, label="October 2022", contents=TOLD, by=helen, now=LATER)
    assert refused.value.messages == ["Another edition of this plan has this name."]
    assert [one.label for one in Edition.objects.drafts()] == ["November 2022"]


def test_edition_published_supersedes_the_one_before(draft: Edition, helen: User) -> None:
    first = publish_edition(edition=draft, by=helen, now=NOW)
    assert Edition.objects.in_public() == first
    second = make_edition(
        plan=draft.plan, label="November 2022", contents=TOLD, by=helen, now=LATER
    )
    publish_edition(edition=second, by=helen, now=LATER)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.published_at) == (EditionStatus.SUPERSEDED, NOW)
    assert (second.status, second.published_at) == (EditionStatus.PUBLISHED, LATER)
    assert second.published_by == helen
    assert Edition.objects.in_public() == second


def test_public_reads_the_plan_published_last(draft: Edition, helen: User) -> None:
    publish_edition(edition=draft, by=helen, now=NOW)
    next_plan = StrategicPlanFactory.create(
        slug="2024-2027", starts_on=date(2024, 4, 1), ends_on=date(2027, 3, 31)
    )
    made = make_edition(plan=next_plan, label="One", contents=TOLD, by=helen, now=LATER)
    publish_edition(edition=made, by=helen, now=LATER)
    assert Edition.objects.in_public() == made
    assert Edition.objects.published().count() == 2


def test_edition_that_says_nothing_is_not_published(plan: StrategicPlan, helen: User) -> None:
    empty = make_edition(
        plan=plan, label="Empty", contents={"format": 1, "priorities": []}, by=helen, now=NOW
    )
    with pytest.raises(ValidationError) as refused:
        publish_edition(edition=empty, by=helen, now=NOW)
    assert refused.value.messages == [EMPTY]
    assert Edition.objects.in_public() is None


@pytest.mark.parametrize("gone", ["published", "dropped", "made again"])
def test_draft_that_is_gone_is_not_published(draft: Edition, helen: User, gone: str) -> None:
    seen = Edition.objects.get(pk=draft.pk)
    if gone == "published":
        publish_edition(edition=draft, by=helen, now=NOW)
    elif gone == "dropped":
        drop_edition(edition=draft)
    else:
        make_edition(plan=draft.plan, label="Other", contents=TOLD, by=helen, now=NOW)
    for deed in (
        lambda: publish_edition(edition=seen, by=helen, now=LATER),
        lambda: drop_edition(edition=seen),
    ):
        with pytest.raises(ValidationError) as refused:
            deed()
        assert refused.value.messages == [GONE]


def test_draft_is_dropped(draft: Edition) -> None:
    drop_edition(edition=draft)
    assert not Edition.objects.exists()


def test_what_an_edition_says_is_never_changed(draft: Edition, helen: User) -> None:
    with pytest.raises(TypeError, match="What an edition says is never changed"):
        Edition.objects.filter(pk=draft.pk).update(contents={})
    draft.contents = {}
    with pytest.raises(TypeError, match="is never changed"), transaction.atomic():
        Edition.objects.bulk_update([draft], ["contents"])
    draft.refresh_from_db()
    assert draft.contents == TOLD


def test_publishing_writes_no_contents(draft: Edition, helen: User) -> None:
    draft.contents = {"priorities": ["something else"]}
    publish_edition(edition=draft, by=helen, now=NOW)
    draft.refresh_from_db()
    assert draft.contents == TOLD


@pytest.mark.parametrize("status", [EditionStatus.PUBLISHED, EditionStatus.SUPERSEDED])
def test_what_was_once_in_public_is_never_removed(
    draft: Edition, helen: User, status: EditionStatus
) -> None:
    publish_edition(edition=draft, by=helen, now=NOW)
    Edition.objects.update(status=status)
    with pytest.raises(TypeError, match="never removed"):
        Edition.objects.all().delete()
    assert Edition.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite in memory has one connection")
def test_draft_published_by_two_at_once_is_published_once() -> None:
    helen = officer()
    plan = StrategicPlanFactory.create()
    draft = make_edition(plan=plan, label="One", contents=TOLD, by=helen, now=NOW)

    def publish() -> str:
        mine = Edition.objects.select_related("plan").get(pk=draft.pk)
        publish_edition(edition=mine, by=helen, now=NOW)
        return "published"

    assert sorted(at_once(publish, publish)) == sorted(["published", GONE])


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What came of deeds begun at the same moment, each on a connection of its own."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return deed()
        except ValidationError as refused:
            return refused.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))
