"""Officers make a draft of the next edition, look at it, and publish it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from partners.models import User
from priorities.models import Edition, EditionStatus, Priority, PriorityStatus, StrategicPlan
from tests.pages.public.a_plan import a_plan
from tests.pages.public.editions import draft_of, published

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 7, 9, 30, tzinfo=UTC)
STALE = "The plan has changed since"


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan() -> StrategicPlan:
    return a_plan()


def html_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def change(plan: StrategicPlan) -> None:
    Priority.objects.filter(plan=plan, slug="road-safety").update(how_we_will_work="Together.")


def test_list_without_an_edition_says_what_to_do(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    html = html_of(client, "/editions/")
    assert "Nothing is published yet" in html
    assert 'href="/editions/add/"' in html


def test_list_without_a_plan_says_so(client: Client, helen: User) -> None:
    assert "No plan yet" in html_of(client, "/editions/")
    assert client.get("/editions/add/").status_code == 404


def test_draft_is_made_of_the_plan_with_the_month_as_its_name(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    assert 'value="October 2022"' in html_of(client, "/editions/add/")
    response = client.post("/editions/add/", {"label": "October 2022"})
    draft = Edition.objects.get()
    assert response["Location"] == f"/editions/{draft.pk}/"
    assert (draft.status, draft.made_by, draft.made_at) == (EditionStatus.DRAFT, helen, NOW)
    assert [one["slug"] for one in draft.contents["priorities"]] == ["road-safety"]


def test_name_that_was_published_is_not_suggested_again(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    published(plan, "October 2022")
    assert 'value="7 October 2022"' in html_of(client, "/editions/add/")
    response = client.post("/editions/add/", {"label": "October 2022"})
    assert "Another edition of this plan has this name." in response.content.decode()
    assert not Edition.objects.drafts().exists()


def test_draft_without_a_name_is_not_made(client: Client, helen: User, plan: StrategicPlan) -> None:
    response = client.post("/editions/add/", {"label": " "})
    assert "Enter a name for the edition" in response.content.decode()
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("", "258 of 441 people"),
        ("front/", "A safer Borough of Melton, together"),
        ("priorities/road-safety/", "Drivers speed."),
        ("places/", "Asfordby"),
        ("places/asfordby/", "Speed watch"),
        ("who-we-are/", "County Council"),
    ],
)
def test_preview_shows_what_the_public_will_read(
    client: Client, helen: User, plan: StrategicPlan, page: str, words: str
) -> None:
    draft = draft_of(plan, "October 2022")
    html = html_of(client, f"/editions/{draft.pk}/{page}")
    assert "<b>Preview: not published.</b>" in html
    assert words in html
    assert f'href="/editions/{draft.pk}/places/"' in html
    assert 'href="/plan/' not in html
    assert client.get("/plan/road-safety/").status_code == 404


def test_preview_of_a_place_that_was_chosen_stays_in_the_preview(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    draft = draft_of(plan, "October 2022")
    response = client.get(f"/editions/{draft.pk}/places/", {"place": "asfordby"})
    assert response["Location"] == f"/editions/{draft.pk}/places/asfordby/"


def test_old_edition_says_that_it_is_not_what_the_public_reads(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    old, new = published(plan, "One"), published(plan, "Two")
    assert "<b>Superseded.</b>" in html_of(client, f"/editions/{old.pk}/")
    assert "<b>Published.</b>" in html_of(client, f"/editions/{new.pk}/")


def test_publishing_says_what_becomes_public_and_what_it_replaces(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    published(plan, "April 2022")
    draft = draft_of(plan, "October 2022")
    html = html_of(client, f"/editions/{draft.pk}/publish/")
    for words in ("1 priority", "3 actions", "1 survey result", "1 voice", "2 measures"):
        assert f"<li>{words}</li>" in html
    assert "It takes the place of “April 2022”, published on 5 October 2022" in html
    assert STALE not in html


def test_edition_is_published_by_one_click_after_the_question(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    draft = draft_of(plan, "October 2022")
    response = client.post(f"/editions/{draft.pk}/publish/", follow=True)
    assert "October 2022 is published: everybody can read it now" in response.content.decode()
    draft.refresh_from_db()
    assert (draft.status, draft.published_by) == (EditionStatus.PUBLISHED, helen)
    assert Client().get("/plan/road-safety/").status_code == 200


@pytest.mark.parametrize("deed", ["publish", "drop"])
def test_draft_that_somebody_else_published_is_told_of(
    client: Client, helen: User, plan: StrategicPlan, deed: str
) -> None:
    edition = published(plan)
    for response in (
        client.get(f"/editions/{edition.pk}/{deed}/", follow=True),
        client.post(f"/editions/{edition.pk}/{deed}/", follow=True),
    ):
        assert "Somebody published or dropped this draft" in response.content.decode()
    assert Edition.objects.in_public() == edition


def test_edition_that_says_nothing_is_not_published(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    Priority.objects.update(status=PriorityStatus.WITHDRAWN)
    draft = draft_of(plan, "Empty")
    response = client.post(f"/editions/{draft.pk}/publish/")
    assert "There is nothing to publish: make at least one priority active" in (
        response.content.decode()
    )
    assert Edition.objects.in_public() is None


def test_plan_that_changed_since_the_draft_is_told_of(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    draft = draft_of(plan, "October 2022")
    pages = ("/editions/", f"/editions/{draft.pk}/publish/")
    assert [STALE in html_of(client, page) for page in pages] == [False, False]
    change(plan)
    assert [STALE in html_of(client, page) for page in pages] == [True, True]
    client.post("/editions/add/", {"label": "October 2022"})
    assert STALE not in html_of(client, "/editions/")
    assert "Together." in html_of(client, f"/editions/{Edition.objects.get().pk}/")


def test_draft_is_dropped_after_the_question(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    draft = draft_of(plan, "October 2022")
    assert "Discard this draft?" in html_of(client, f"/editions/{draft.pk}/drop/")
    response = client.post(f"/editions/{draft.pk}/drop/", follow=True)
    assert "The draft October 2022 is discarded" in response.content.decode()
    assert not Edition.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_list_takes_the_same_queries_for_1_and_30_editions(
    client: Client,
    helen: User,
    plan: StrategicPlan,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        published(plan, f"Edition {number}")
    with django_assert_num_queries(6):
        client.get("/editions/")
