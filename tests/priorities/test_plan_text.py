"""The working plan: read whole by every role, its sections and aims kept by the team."""

from typing import Any

import pytest
from django.test import Client

from consultations.models import Theme
from partners.models import User
from priorities.models import Aim, PlanSection, StrategicPlan
from tests.factories import PriorityFactory, StrategicPlanFactory, board_member
from tests.priorities.keeping import refused, told
from tests.priorities.rows import section
from tests.reading_pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

PLAN = "/working-plan/"


def titles(plan: StrategicPlan) -> list[tuple[int, str]]:
    return [(one.number, one.title) for one in plan.sections.all()]


def test_working_plan_is_read_whole(client: Client, plan: StrategicPlan) -> None:
    client.force_login(board_member())
    section(plan, "About", body="One.\n\n- two\n- <b>three</b>")
    section(plan, "Later")
    Aim.objects.create(plan=plan, number=1, title="Listen", text="To all.")
    Theme.objects.create(number=1, title="Noise", slug="noise")
    PriorityFactory.create(plan=plan, number=1, title="Night noise")
    page = page_of(client, PLAN)
    assert '<p class="govuk-body">One.</p>' in page
    assert "<li>two</li><li>&lt;b&gt;three&lt;/b&gt;</li>" in page
    assert page.count("Still to be written") == 1
    for words in ("1. About", "1. Listen", "To all.", "<li>Noise</li>", "1. Night noise"):
        assert words in page
    assert "Add a section" not in page
    assert "Take out" not in page


def test_working_plan_without_a_plan_says_where_it_comes_from(client: Client, helen: User) -> None:
    assert "loads the partnership’s plan from its file" in page_of(client, PLAN)


@pytest.mark.parametrize("count", [1, 30])
def test_working_plan_takes_the_same_queries_for_1_and_30(
    client: Client, helen: User, plan: StrategicPlan, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(1, count + 1):
        section(plan, f"Section {number}")
        Aim.objects.create(plan=plan, number=number, title="Listen")
        PriorityFactory.create(plan=plan)
    with django_assert_num_queries(9):
        client.get(PLAN)


def test_section_edit_saves_and_keeps_its_address(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    about = section(plan, "About")
    sent = {"version": 1, "title": "About us", "body": "A quiet place."}
    response = client.post(f"{PLAN}sections/{about.pk}/edit/", sent)
    assert response.headers["Location"] == f"{PLAN}#section-{about.pk}"
    about.refresh_from_db()
    assert (about.title, about.slug, about.body, about.version) == (
        "About us",
        "about",
        "A quiet place.",
        2,
    )
    last = about.history.latest()
    assert (last.title, last.history_user) == ("About us", helen)


def test_section_edit_shows_both_texts_to_who_saves_second(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    about = section(plan, "About")
    url, sent = f"{PLAN}sections/{about.pk}/edit/", {"version": 1, "title": "About"}
    client.post(url, sent | {"body": "Hers."})
    assert told(client.post(url, sent | {"body": "Mine."})) == [("Text", "Hers.", "Mine.")]
    about.refresh_from_db()
    assert about.body == "Hers."


def test_section_edit_of_one_that_was_taken_out_loses_nothing(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    about = section(plan, "About")
    client.post(f"{PLAN}sections/{about.pk}/remove/", {"version": 1})
    sent = {"version": 1, "title": "About", "body": "Mine <i>whole</i>."}
    response = client.post(f"{PLAN}sections/{about.pk}/edit/", sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody took this section out meanwhile." in page
    assert "Mine &lt;i&gt;whole&lt;/i&gt;." in page
    assert 'action="/working-plan/sections/add/"' in page
    assert client.post(f"{PLAN}sections/add/", sent).status_code == 302
    assert titles(plan) == [(1, "About")]


def test_section_add_and_remove_move_the_plans_version(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    client.post(f"{PLAN}sections/add/", {"version": 1, "title": "About", "body": ""})
    client.post(f"{PLAN}sections/add/", {"version": 1, "title": "About", "body": ""})
    first, second = plan.sections.all()
    assert (first.slug, second.slug) == ("about", "about-2")
    plan.refresh_from_db()
    assert plan.version == 3
    client.post(f"{PLAN}sections/{first.pk}/remove/", {"version": 2}, follow=True)
    assert plan.sections.count() == 2
    client.post(f"{PLAN}sections/{first.pk}/remove/", {"version": 3})
    assert titles(plan) == [(2, "About")]


def test_section_add_needs_a_title(client: Client, helen: User, plan: StrategicPlan) -> None:
    response = client.post(f"{PLAN}sections/add/", {"version": 1, "title": "", "body": "Typed."})
    assert refused(response) == {"title": ["Enter a title for the section"]}
    assert "Typed." in response.content.decode()
    assert PlanSection.objects.count() == 0


def test_section_move_changes_places_with_its_neighbour(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    section(plan, "A")
    last = section(plan, "B")
    client.post(f"{PLAN}sections/{last.pk}/move/", {"version": 1, "up": "yes"})
    assert titles(plan) == [(1, "B"), (2, "A")]
    client.post(f"{PLAN}sections/{last.pk}/move/", {"version": 1, "up": "no"})
    assert titles(plan) == [(1, "B"), (2, "A")]


def test_section_of_another_plan_is_not_there(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    old = StrategicPlanFactory.create(
        slug="2018-2021", starts_on="2018-04-01", ends_on="2021-03-31"
    )
    other = section(old, "About")
    assert client.get(f"{PLAN}sections/{other.pk}/edit/").status_code == 404
    assert client.get(f"{PLAN}sections/{other.pk}/remove/").status_code == 404


def test_aim_edit_shows_both_texts_to_who_saves_second(
    client: Client, helen: User, plan: StrategicPlan
) -> None:
    aim = Aim.objects.create(plan=plan, number=1, title="Listen", text="To all.")
    url, sent = f"{PLAN}aims/{aim.pk}/edit/", {"version": 1, "title": "Listen"}
    assert client.post(url, sent | {"text": "Hers."}).headers["Location"] == f"{PLAN}#aims"
    assert told(client.post(url, sent | {"text": "Mine."})) == [("What it means", "Hers.", "Mine.")]
    aim.refresh_from_db()
    plan.refresh_from_db()
    assert (aim.text, plan.version) == ("Hers.", 2)
