"""One priority, from what people said to what is done."""

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    ActionPlan,
    Rating,
)
from consultations.models import Community, CommunityKind
from partners.models import User
from priorities.models import Priority, ReasonKind
from tests.factories import (
    ActionFactory,
    ReadingFactory,
    board_member,
    officer,
)
from tests.pages.priority_page.reading import PAGE, answered, first_concern, heard, html_of

pytestmark = pytest.mark.django_db


def test_priority_detail_leads_from_what_people_said_to_why(
    client: Client, priority: Priority
) -> None:
    html = html_of(client, board_member())
    assert "<title>Road safety – Safer Melton portal</title>" in html
    assert "Priority 2 of the plan 2021 to 2024" in html
    assert html.count("Highest polling issue in the villages.") == 1
    programme = escape("A partner's programme")
    assert (f'Complements the awareness programmes. <span class="meta">{programme}</span>') in html
    assert "Protect the most vulnerable" in html
    assert "Environment" in html


def test_priority_detail_without_a_consultation_says_so_plainly(
    client: Client, priority: Priority
) -> None:
    priority.reasons.filter(kind=ReasonKind.CONSULTATION).delete()
    html = html_of(client, officer())
    assert "No survey result and no voice is linked to this priority yet" in html
    assert "No survey result is linked to this reason" not in html


def test_priority_detail_says_what_is_still_to_be_written(
    client: Client, priority: Priority
) -> None:
    assert '<li class="meta">Still to be written</li>' in html_of(client, officer())
    priority.what_we_want = "Slower traffic.\nSafer children."
    priority.save()
    html = html_of(client, officer())
    assert "Slower traffic.<br>Safer children." in html
    assert "How we will work is still to be written" in html
    assert '<li class="meta">Still to be written</li>' not in html


def test_priority_detail_without_a_plan_says_so(client: Client, priority: Priority) -> None:
    html = html_of(client, officer())
    assert "<b>Missing:</b> no action plan is active yet." in html
    assert "Next answer due" not in html
    # To anybody else the plan may be a restricted one.
    html = html_of(client, board_member())
    assert "No action plan is active for this priority yet." in html
    assert "Missing:" not in html


def test_priority_detail_names_posts_and_not_people(
    client: Client, priority: Priority, plan: ActionPlan
) -> None:
    html = html_of(client, board_member())
    assert "Road Safety Officer, Leicestershire County Council" in html
    assert "Tom Ashby" not in html


def test_priority_detail_of_a_vacant_plan_says_so(
    client: Client, priority: Priority, plan: ActionPlan
) -> None:
    User.objects.filter(pk=plan.owner_id).update(is_active=False)
    assert "<strong>No owner at present</strong>" in html_of(client, officer())


def test_priority_detail_shows_the_rating_and_what_the_owner_says(
    client: Client, priority: Priority, plan: ActionPlan
) -> None:
    answered(plan, Rating.AMBER, narrative="Two schools wait.")
    html = html_of(client, board_member())
    assert '<span class="rating__words">At risk</span>' in html
    assert "First answer<br>Awaiting the officer</span>" in html
    said = '“Two schools wait.” <span class="meta">The action plan owner, 4 October 2022</span>'
    assert said in html


@pytest.mark.parametrize("count", [1, 30])
def test_priority_detail_takes_the_same_queries_for_1_and_30_actions(
    client: Client,
    priority: Priority,
    plan: ActionPlan,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    answered(plan, Rating.GREEN, narrative="All well.")
    finding = first_concern(priority)
    place = Community.objects.create(name="Asfordby", slug="asfordby", kind=CommunityKind.VILLAGE)
    for _ in range(count):
        action = ActionFactory.create(plan=plan)
        action.communities.add(place)
        action.findings.add(finding)
        action.measures.add(ReadingFactory.create(measure__plan=plan).measure)
        heard(priority, "Too fast.")
    client.force_login(board_member())
    with django_assert_num_queries(14):
        client.get(PAGE)
