"""Asking between the regular rounds: choosing plans, seeing who would get what, asking, changing, taking back."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionPlan, PlanStatus, ReviewRound, RoundEvent, RoundEventKind
from tests.actionplans.asking import open_round, text
from tests.actionplans.plan_cast import in_parts
from tests.actionplans.rounds_pages.shown import saved, shown
from tests.factories import ActionFactory, ActionPlanFactory, PriorityFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

URL = "/rounds/add-extra/"


def filled(*plans: ActionPlan, **changes: Any) -> dict[str, Any]:
    """The form, filled in rightly but for what a test changes."""
    form: dict[str, Any] = {
        "title": "Before the away day",
        "reason": "The board asked",
        "plans": [plan.pk for plan in plans],
        **in_parts("opens_on", 17, 10, 2022),
        **in_parts("due_on", 26, 10, 2022),
        **in_parts("papers_on", 28, 10, 2022),
    }
    return form | changes


def errors(client: Client, form: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = client.post(URL, form).context["form"].errors
    assert ReviewRound.objects.count() == 0
    return found


def test_extra_round_is_shown_and_then_added(helen: Client, road: ActionPlan) -> None:
    lead = UserFactory.create(full_name="Rosemary Hale", post="Parish Clerk")
    ActionFactory.create(plan=road, reference="2.5", title="Gateway signs", lead_person=lead)
    page = text(shown(helen, URL, filled(road)))
    assert "Tom Ashby" in page
    assert "2.5 Gateway signs" in page
    assert "Round opened: Mon 17 Oct" in page.replace("\xa0", " ")
    assert "Overdue: Wed 2 Nov" in page.replace("\xa0", " ")
    assert "What is still not in on Wednesday 9 November is told to Helen Marsh." in page
    assert ReviewRound.objects.count() == 0
    response = saved(helen, URL, filled(road))
    round_ = ReviewRound.objects.get()
    assert response["Location"] == f"/rounds/{round_.pk}/"
    assert (round_.is_extra, round_.title, round_.reason) == (
        True,
        "Before the away day",
        "The board asked",
    )
    assert (round_.period_start, round_.period_end) == (date(2022, 10, 1), date(2022, 10, 16))
    assert list(round_.plans.all()) == [road]
    event = RoundEvent.objects.get()
    assert (event.kind, event.new, event.reason) == (
        RoundEventKind.MADE,
        "2. Road safety",
        "The board asked",
    )
    assert "Not open yet: people are asked on Monday 17 October." in text(
        helen.get(f"/rounds/{round_.pk}/")
    )


def test_extra_round_is_not_added_unseen(helen: Client, road: ActionPlan) -> None:
    page = text(helen.post(URL, filled(road)))
    assert "Nothing is saved and nobody is asked yet." in page
    assert ReviewRound.objects.count() == 0


def test_extra_round_names_plans_without_anybody_to_ask(helen: Client) -> None:
    vacant = ActionPlanFactory.create(title="Vacant", number=1, owner=None)
    page = text(shown(helen, URL, filled(vacant)))
    assert "1. Vacant has nobody to ask." in page
    assert "Nobody would be asked." in page


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (in_parts("opens_on", 4, 10, 2022), "opens_on", "Enter today, Wednesday 5 October, or a later day"),
        (in_parts("opens_on", 15, 10, 2022), "opens_on", "Saturday 15 October is not a working day in England. Enter one that is"),
        (in_parts("due_on", 14, 10, 2022), "due_on", "Enter Monday 17 October or a later day"),
        (in_parts("papers_on", 25, 10, 2022), "papers_on", "Enter Wednesday 26 October or a later day"),
        (in_parts("papers_on", 29, 10, 2022), "papers_on", "Saturday 29 October is not a working day in England. Enter one that is"),
        ({"title": ""}, "title", "Enter a title, such as “Before the summer holidays”"),
        ({"reason": ""}, "reason", "Enter the reason, so that people know why they are asked again"),
        ({"plans": []}, "plans", "Tick at least one plan"),
    ],
)  # fmt: skip
def test_extra_round_says_what_to_put_right(
    helen: Client, road: ActionPlan, changes: dict[str, Any], field: str, message: str
) -> None:
    assert errors(helen, filled(road, **changes)) == {field: [message]}


def test_extra_round_may_open_today_and_go_without_papers(helen: Client, road: ActionPlan) -> None:
    form = filled(road, **in_parts("opens_on", 5, 10, 2022), **in_parts("papers_on", "", "", ""))
    saved(helen, URL, form)
    round_ = ReviewRound.objects.get()
    assert (round_.opens_on, round_.papers_on) == (date(2022, 10, 5), None)


def test_extra_round_takes_no_plan_that_is_over(helen: Client) -> None:
    closed = ActionPlanFactory.create(status=PlanStatus.CLOSED)
    assert list(errors(helen, filled(closed))) == ["plans"]


def test_extra_round_narrows_the_plans_and_keeps_what_is_ticked(
    helen: Client, road: ActionPlan
) -> None:
    knives = PriorityFactory.create(title="Violent crime")
    violent = ActionPlanFactory.create(title="Violent crime", number=3, priority=knives)
    other = ActionPlanFactory.create(title="Cybercrime", number=4)
    form = filled(road, title="", priority=str(knives.pk)) | {"narrow": "1"}
    response = helen.post(URL, form)
    offered = [pk for pk, _ in response.context["form"].fields["plans"].choices]
    assert offered == [road.pk, violent.pk]
    assert other.pk not in offered
    assert "There is a problem" not in text(response)
    assert f'value="{road.pk}" checked' in text(response)


def test_extra_round_narrows_by_owner(helen: Client, road: ActionPlan) -> None:
    ActionPlanFactory.create(title="Cybercrime", number=4)
    form = filled(owner=str(road.owner_id)) | {"narrow": "1"}
    offered = helen.post(URL, form).context["form"].fields["plans"].choices
    assert [pk for pk, _ in offered] == [road.pk]


@pytest.mark.parametrize("count", [1, 30])
def test_extra_round_takes_as_many_queries_for_thirty(
    helen: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    open_round()
    plans = [ActionPlanFactory.create(number=number) for number in range(1, count + 1)]
    for plan in plans:
        ActionFactory.create(plan=plan, lead_person=UserFactory.create())
    # Four of them are the savepoints in which a constraint is tried.
    with django_assert_num_queries(18):
        page = text(helen.post(URL, filled(*plans) | {"show": "1"}))
    assert page.count("Round opened: ") == 2 * count


@pytest.mark.parametrize("name", ["priority", "owner", "plans"])
def test_extra_round_narrowed_by_what_is_not_there_shows_the_page(
    helen: Client, road: ActionPlan, name: str
) -> None:
    response = helen.post("/rounds/add-extra/", {"narrow": "1", name: "9" * 30})
    assert response.status_code == 200
