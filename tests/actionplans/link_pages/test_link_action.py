"""Actions behind a personal link: what is said of them with a review, and by who leads them."""

from datetime import date

import pytest
from django.test import Client

from actionplans.models import (
    ActionStatus,
    ActionUpdate,
    PlanEvent,
    Review,
    ReviewAnswer,
    Via,
)
from tests.actionplans.asking import (
    AT_RISK,
    link_of,
    road_safety,
    text,
    tom_ashby,
)
from tests.factories import ActionFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def action_form(pk: int, status: str, *, reason: str = "") -> dict[str, str]:
    """What the page sends about an action that was not started when it was opened."""
    name = f"action-{pk}"
    return {f"{name}-seen": "NOT_STARTED", f"{name}-status": status, f"{name}-reason": reason}


def test_link_review_moves_an_action(client: Client, review: Review, link: str) -> None:
    late = ActionFactory.create(plan=review.plan, due_on=date(2022, 9, 16))
    other = ActionFactory.create(plan=review.plan)
    form = AT_RISK | {
        **action_form(late.pk, "IN_PROGRESS", reason="Parents asked."),
        f"action-{late.pk}-new_due_on_day": "30",
        f"action-{late.pk}-new_due_on_month": "November",
        f"action-{late.pk}-new_due_on_year": "2022",
        **action_form(other.pk, "NOT_STARTED"),
    }
    client.post(f"{link}{review.pk}/", form)
    late.refresh_from_db()
    assert (late.due_on, late.status) == (date(2022, 11, 30), ActionStatus.IN_PROGRESS)
    assert ActionUpdate.objects.get().action == late


def test_link_review_left_alone_undoes_nobodys_word(
    client: Client, review: Review, link: str
) -> None:
    action = ActionFactory.create(plan=review.plan, due_on=date(2022, 9, 16))
    ActionFactory.create(plan=review.plan)
    form = AT_RISK | action_form(action.pk, "NOT_STARTED")
    action.status, action.completed_on = ActionStatus.COMPLETE, date(2022, 10, 4)
    action.save()
    client.post(f"{link}{review.pk}/", form)
    action.refresh_from_db()
    assert action.status == ActionStatus.COMPLETE
    assert ReviewAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (("IN_PROGRESS", "2022", ""), "Say why the date moves"),
        (("IN_PROGRESS", "2021", "Late."), "Enter a new date after today, 5 October 2022"),
        (("CANCELLED", "", ""), "Say why the action is cancelled"),
        (
            ("COMPLETE", "2022", "Done."),
            "Leave the new date empty: the action is not still going",
        ),
    ],
)
def test_link_review_action_says_what_to_put_right(
    client: Client, review: Review, link: str, said: tuple[str, str, str], message: str
) -> None:
    status, year, reason = said
    action = ActionFactory.create(plan=review.plan)
    form = AT_RISK | action_form(action.pk, status, reason=reason)
    if year:
        parts = {"day": "30", "month": "11", "year": year}
        form |= {f"action-{action.pk}-new_due_on_{part}": typed for part, typed in parts.items()}
    response = client.post(f"{link}{review.pk}/", form)
    assert message in text(response)
    assert '<details class="govuk-details" open>' in text(response)
    assert (ReviewAnswer.objects.count(), ActionUpdate.objects.count()) == (0, 0)


def test_link_review_before_the_actions_start_is_told_at_its_date(
    client: Client, review: Review, link: str
) -> None:
    action = ActionFactory.create(
        plan=review.plan, starts_on=date(2022, 12, 1), due_on=date(2022, 12, 30)
    )
    form = AT_RISK | action_form(action.pk, "NOT_STARTED", reason="Sooner.")
    parts = {"day": "1", "month": "11", "year": "2022"}
    form |= {f"action-{action.pk}-new_due_on_{part}": typed for part, typed in parts.items()}
    response = client.post(f"{link}{review.pk}/", form)
    assert "Enter a date on or after the day the action starts" in text(response)
    assert f'<a href="#id_action-{action.pk}-new_due_on_day">' in text(response)
    assert ReviewAnswer.objects.count() == 0


def test_link_action_takes_its_leads_word(client: Client) -> None:
    review, tom = road_safety(owner=UserFactory.create()), tom_ashby()
    action = ActionFactory.create(plan=review.plan, lead_person=tom)
    link = link_of(tom, review.round)
    form = {
        f"action-{action.pk}-status": "IN_PROGRESS",
        f"action-{action.pk}-note": "Two parks lit.",
    }
    response = client.post(f"{link}actions/{action.pk}/", form)
    assert response["Location"] == link
    update = ActionUpdate.objects.get()
    assert (update.note, update.status, update.answer, update.by, update.via) == (
        "Two parks lit.",
        "IN_PROGRESS",
        None,
        tom,
        Via.LINK,
    )
    page = text(client.get(link))
    assert "In progress, sent on 5 October" in page
    assert f'href="{link}actions/{action.pk}/">Correct it' in page


def test_link_action_without_a_word_is_sent_back(client: Client) -> None:
    review, tom = road_safety(owner=UserFactory.create()), tom_ashby()
    action = ActionFactory.create(plan=review.plan, lead_person=tom)
    link = link_of(tom, review.round)
    response = client.post(
        f"{link}actions/{action.pk}/", {f"action-{action.pk}-status": "COMPLETE"}
    )
    assert "Say in a sentence or two how it is going" in text(response)
    assert ActionUpdate.objects.count() == 0


def test_link_action_not_mine_names_the_action(client: Client) -> None:
    review, tom = road_safety(owner=UserFactory.create()), tom_ashby()
    action = ActionFactory.create(plan=review.plan, lead_person=tom)
    link = link_of(tom, review.round)
    client.post(f"{link}actions/{action.pk}/not-mine/", {"who_then": "The parks team."})
    assert PlanEvent.objects.get().action == action
