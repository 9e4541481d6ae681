"""What changed since the edition that the public reads, and from one edition to the next."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from partners.models import User
from priorities.models import Priority, StrategicPlan
from tests.factories import PriorityFactory, StrategicPlanFactory
from tests.pages.public.editions import NOW, draft_of, published
from tests.priorities.rows import reason, section

pytestmark = pytest.mark.django_db

CHANGES = "/editions/changes/"


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan() -> StrategicPlan:
    plan: StrategicPlan = StrategicPlanFactory.create()
    PriorityFactory.create(plan=plan, number=2, title="Road safety", slug="road-safety")
    section(plan, "About", body="A quiet place.")
    return plan


def told(client: Client, url: str = CHANGES) -> dict[str, list[str]]:
    """The sentences on the page, under the part that each belongs to."""
    parts = client.get(url).context["page"].parts
    return {part.title: [change.sentence for change in part.changes] for part in parts}


def test_changes_since_the_published_edition(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    published(plan)
    roads = Priority.objects.get()
    Priority.objects.update(what_we_want="Slower <b>traffic</b>.")
    reason(roads, "Nine crashes in May.")
    PriorityFactory.create(plan=plan, number=3, title="Hidden", status="PROPOSED")
    plan.sections.update(body="A very quiet place.")
    assert told(client) == {
        "The plan’s text": ["“About”: the text was changed"],
        "Priority 2: Road safety": [
            "What we want to achieve was written",
            "1 reason was added: “Nine crashes in May.”",
        ],
    }
    page = " ".join(client.get(CHANGES).content.decode().split())
    assert "3 changes in 2 parts of the plan." in page
    assert "Since October 2022, published on 5 October 2022" in page
    assert "Slower &lt;b&gt;traffic&lt;/b&gt;." in page
    assert '<ins><span class="govuk-visually-hidden">(added: </span>very ' in page


def test_changes_are_none_right_after_publishing(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    published(plan)
    assert told(client) == {}
    assert "Nothing has changed" in client.get(CHANGES).content.decode()


def test_changes_before_anything_is_published(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    draft_of(plan, "October 2022")
    assert "Nothing is published yet" in client.get(CHANGES).content.decode()


def test_changes_without_a_plan(client: Client, helen: User) -> None:
    assert "Nothing is published yet" in client.get(CHANGES).content.decode()


def test_edition_is_compared_with_the_one_before_it(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    first = published(plan, "April 2022")
    plan.sections.update(title="About us")
    second = published(plan, "October 2022")
    Priority.objects.update(how_we_will_work="With villages.")
    draft = draft_of(plan, "November 2022")
    plan.sections.all().delete()
    page = client.get(f"/editions/{first.pk}/changes/").content.decode()
    assert "This is the first edition" in page
    assert told(client, f"/editions/{second.pk}/changes/") == {
        "The plan’s text": ["“About us”: the title is now About us; it was About"]
    }
    assert told(client, f"/editions/{draft.pk}/changes/") == {
        "Priority 2: Road safety": ["How we will work was written"]
    }


@pytest.mark.parametrize("count", [1, 30])
def test_changes_take_the_same_queries_for_1_and_30(
    client: Client, helen: User, plan: StrategicPlan, count: int, django_assert_num_queries: Any
) -> None:
    published(plan)
    for number in range(count):
        reason(PriorityFactory.create(plan=plan), f"Reason {number}")
        section(plan, f"Section {number}")
    with django_assert_num_queries(14):
        client.get(CHANGES)
