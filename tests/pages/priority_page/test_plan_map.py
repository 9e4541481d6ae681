"""The map of the whole: a row for each priority, and what is broken or late in it."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionPlan, MeasureState, ReviewRound
from partners.models import User
from priorities.models import Priority, PriorityStatus
from smp_portal.pages.priorities.chain import Chain
from smp_portal.pages.priorities.plan_map import PlanMap, read_map
from tests.actionplans.asking import OPENED, said_in_july
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    MeasureFactory,
    PriorityFactory,
    ReadingFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    board_member,
    officer,
)
from tests.pages.priority_page.reading import NOW, first_concern, found, heard, published

pytestmark = pytest.mark.django_db


def text_of(client: Client, person: User, query: str = "") -> str:
    client.force_login(person)
    response = client.get(f"/priorities/map/{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def the_map(*, only_broken: bool = False, reader: User | None = None) -> PlanMap:
    return read_map(reader=reader or officer(), now=NOW, only_broken=only_broken)


@pytest.fixture
def whole() -> Priority:
    """A priority in which nothing is broken or late."""
    priority: Priority = PriorityFactory.create(number=1, title="Cybercrime", slug="cybercrime")
    ReadingFactory.create(measure__plan__priority=priority)
    return priority


def test_map_counts_what_is_broken_over_all(
    priority: Priority, plan: ActionPlan, whole: Priority
) -> None:
    # The reason that no result shows, and the plan that nothing measures.
    assert the_map().sentence == "2 links are broken or late."
    first_concern(priority)
    assert the_map().sentence == "1 link is broken or late."
    ReadingFactory.create(measure__plan=plan)
    assert the_map().sentence == "No link is broken or late."


def test_map_has_a_row_for_each_priority(
    client: Client, priority: Priority, plan: ActionPlan, whole: Priority
) -> None:
    PriorityFactory.create(number=9, title="Withdrawn", status=PriorityStatus.WITHDRAWN)
    first_concern(priority)
    heard(priority, "Too fast.")
    ActionFactory.create(plan=plan)
    ReadingFactory.create(measure__plan=plan)
    MeasureFactory.create(plan=plan)
    rows = [
        (str(chain.priority), [link.words for link in chain.links]) for chain in the_map().chains
    ]
    assert rows == [
        (
            "1. Cybercrime",
            [
                "Nothing linked yet",
                "0 reasons",
                "0 actions",
                "1 measure, 1 read",
                "Nothing told yet",
            ],
        ),
        (
            "2. Road safety",
            [
                "1 result, 1 voice",
                "2 reasons",
                "1 action",
                "2 measures, 1 read",
                "Nothing told yet",
            ],
        ),
    ]
    assert "Withdrawn" not in text_of(client, board_member())


def test_map_shows_only_what_is_broken(
    client: Client, priority: Priority, plan: ActionPlan, whole: Priority
) -> None:
    html = text_of(client, officer())
    assert "1. Cybercrime" in html
    assert "2. Road safety" in html
    html = text_of(client, officer(), "?only=broken")
    assert "1. Cybercrime" not in html
    assert "2. Road safety" in html
    assert "<b>2 links are broken or late.</b>" in html


def test_map_without_anything_broken_says_so(client: Client, whole: Priority) -> None:
    html = text_of(client, officer(), "?only=broken")
    assert "No link is broken or late." in html
    assert "Nothing is broken or late" in html


def test_map_leads_officers_to_where_it_is_put_right(
    client: Client, priority: Priority, plan: ActionPlan
) -> None:
    late = MeasureFactory.create(
        plan=plan, title="Parking", state=MeasureState.TO_BE_AGREED, agree_by=date(2022, 6, 30)
    )
    words = "<b>Overdue:</b> “Parking” was to be agreed with the community by June."
    html = text_of(client, officer())
    assert words in html
    assert f'href="/action-plans/measures/{late.pk}/edit/"' in html
    reason = priority.reasons.get(number=1)
    assert f'href="/priorities/road-safety/reasons/{reason.pk}/edit/"' in html
    html = text_of(client, board_member())
    assert words in html
    assert "/edit/" not in html


def test_map_tells_nothing_of_restricted_plans(client: Client, whole: Priority) -> None:
    secret = ActionPlanFactory.create(priority=whole, title="Secret plan", is_restricted=True)
    MeasureFactory.create(plan=secret, title="Secret visits")
    ActionFactory.create(plan=secret)
    html = text_of(client, board_member())
    assert "Secret" not in html
    assert "0 actions" in html
    assert "1 measure, 1 read" in html
    assert "2 measures, 1 read" in text_of(client, officer())


def test_map_names_results_that_nobody_uses(client: Client, priority: Priority) -> None:
    first_concern(priority)
    found("Litter is the second concern", option="Litter")
    found("Noise is the third concern", option="Noise", is_published=False)
    html = text_of(client, officer())
    assert "Survey results that no priority rests on" in html
    assert "Litter is the second concern" in html
    assert "Noise" not in html
    assert "Road safety is the first concern" not in html


def test_map_is_sent_as_a_file_of_what_it_shows(
    client: Client, priority: Priority, plan: ActionPlan, whole: Priority
) -> None:
    Priority.objects.filter(pk=priority.pk).update(title="=1+1")
    client.force_login(board_member())
    response = client.get("/priorities/map/?only=broken&export=csv")
    first, *rows = response.content.decode("utf-8-sig").splitlines()
    assert first == (
        "Number,Priority,What people said,Why it is a priority,What we are doing,What changed,"
        "What we told people,Broken or late"
    )
    assert rows[0].startswith("2,'=1+1,Nothing linked yet,2 reasons,0 actions,")
    assert "Cybercrime" not in response.content.decode()


def test_map_before_there_is_a_plan(client: Client) -> None:
    assert "No priorities yet" in text_of(client, officer())


@pytest.mark.parametrize("count", [1, 30])
def test_map_takes_the_same_queries_for_1_and_30_priorities(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        one = PriorityFactory.create(number=number + 1)
        one.reasons.create(number=1, kind="CONSULTATION", text="They said so")
        first_concern(one)
        heard(one, "Too fast.")
        action = ActionFactory.create(plan__priority=one)
        action.measures.add(ReadingFactory.create(measure__plan=action.plan).measure)
    published(one)
    client.force_login(board_member())
    with django_assert_num_queries(13):
        client.get("/priorities/map/")


def late_words(chain: Chain) -> list[str]:
    return [f"{gap.kind}: {gap.words}" for gap in chain.doing.gaps]


def test_map_names_actions_that_are_late(whole: Priority) -> None:
    plan = ActionPlan.objects.get(priority=whole)
    for number in range(4):
        ActionFactory.create(
            plan=plan, reference=f"4.{number}", title="Late", due_on=date(2022, 9, 30 - number)
        )
    ActionFactory.create(plan=plan, reference="4.9", due_on=date(2022, 10, 5))
    found = the_map(only_broken=True)
    assert found.sentence == "1 link is broken or late."
    assert late_words(found.chains[0]) == [
        "Late: 4.3 Late, 8 days",
        "Late: 4.2 Late, 7 days",
        "Late: 2 more actions",
    ]


def test_map_names_actions_whose_lead_person_has_left(whole: Priority) -> None:
    plan = ActionPlan.objects.get(priority=whole)
    gone = UserFactory.create(is_active=False)
    for number in (1, 2, 3):
        ActionFactory.create(plan=plan, reference=f"4.{number}", title="Led", lead_person=gone)
    ActionFactory.create(plan=plan, reference="4.4", lead_person=UserFactory.create())
    assert late_words(the_map().chains[0]) == [
        "Vacant: the lead person of 4.1 Led has left",
        "Vacant: the lead person of 4.2 Led has left",
        "Vacant: 1 more action",
    ]
    assert the_map().sentence == "1 link is broken or late."


def test_map_names_a_plan_that_nobody_owns(whole: Priority) -> None:
    ActionPlan.objects.filter(priority=whole).update(owner=None, title="Scams")
    for reader, url in ((officer(), True), (board_member(), False)):
        (gap,) = the_map(reader=reader).chains[0].doing.gaps
        assert (gap.kind, gap.words, bool(gap.url)) == ("Vacant", "nobody owns “Scams”", url)


def test_map_names_a_plan_that_nobody_has_updated(whole: Priority) -> None:
    plan = ActionPlan.objects.get(priority=whole)
    said_in_july(ReviewFactory.create(round=ReviewRoundFactory.create(opened_at=OPENED), plan=plan))
    assert the_map().sentence == "No link is broken or late."
    ReviewRound.objects.filter(opens_on=OPENED).update(due_on=date(2022, 10, 4))
    assert late_words(the_map().chains[0]) == ["Late: no update since July"]
