"""Behind a personal link: what it shows, what it takes, and that it changes nothing by being looked at."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    ActionStatus,
    ActionUpdate,
    PlanEvent,
    Rating,
    Review,
    ReviewAnswer,
    ReviewState,
    Via,
)
from tests.actionplans.asking import (
    NOW,
    answer,
    link_of,
    open_round,
    road_safety,
    said_in_july,
    tom_ashby,
)
from tests.factories import AbsenceFactory, ActionFactory, ActionPlanFactory, UserFactory

pytestmark = pytest.mark.django_db

AT_RISK = {"rating": "AMBER", "narrative": "Two parish councils trained."}


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def review() -> Review:
    return road_safety()


@pytest.fixture
def link(review: Review) -> str:
    assert review.plan.owner
    return link_of(review.plan.owner, review.round)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split()).replace(" </", "</")


def test_link_home_lists_what_is_owed(client: Client, review: Review, link: str) -> None:
    said_in_july(review)
    ActionFactory.create(plan=review.plan, due_on=date(2022, 9, 16))
    led = ActionFactory.create(
        plan=road_safety(title="Drug related crime", number=1, owner=UserFactory.create()).plan,
        reference="1.4",
        title="Lighting survey",
        due_on=date(2022, 11, 30),
        lead_person=review.plan.owner,
    )
    page = text(client.get(link))
    assert "2 updates due by Monday 10 October</h1>" in page
    assert "July to September 2022. About a minute each." in page
    assert f'<a class="govuk-link" href="{link}{review.pk}/">Road safety action plan</a>' in page
    assert "in July · 1 action late" in page
    assert f'href="{link}actions/{led.pk}/">1.4 Lighting survey</a>' in page
    assert "Your action in Drug related crime · due 30 November" in page
    assert "It works until 7 November 2022 and shows only what is asked of you." in page
    assert "01632 960001" in page


def test_link_home_when_late_says_what_was_due(client: Client, link: str) -> None:
    with time_machine.travel("2022-10-11T09:00Z", tick=False):
        assert "1 update was due by Monday 10 October</h1>" in text(client.get(link))


def test_link_home_thanks_for_what_was_sent(client: Client, review: Review, link: str) -> None:
    answer(review)
    page = text(client.get(link))
    assert "Thank you</h1>" in page
    assert "All is in. Thank you" in page
    assert "You can correct an answer until the partnership team has accepted it." in page
    assert f'<a class="govuk-link" href="{link}{review.pk}/">Correct it' in page


def test_link_review_shows_the_last_answer_and_chooses_nothing(
    client: Client, review: Review, link: str
) -> None:
    said_in_july(review)
    page = text(client.get(f"{link}{review.pk}/"))
    assert "1 of 1 · due by Monday 10 October" in page
    assert "on 4 July: “Six villages running.”" in page
    assert "Nothing has changed since July</label>" in page
    assert "Still at risk." in page
    assert " checked" not in page
    assert page.count('type="radio"') == 5


def test_link_review_never_rated_offers_no_repeating(
    client: Client, review: Review, link: str
) -> None:
    page = text(client.get(f"{link}{review.pk}/"))
    assert "Nothing has changed" not in page
    assert page.count('type="radio"') == 4


def test_link_review_takes_an_answer(client: Client, review: Review, link: str) -> None:
    response = client.post(f"{link}{review.pk}/", AT_RISK | {"needs_help": "on"})
    assert (response.status_code, response["Location"]) == (302, link)
    sent = ReviewAnswer.objects.get()
    assert (sent.rating, sent.narrative, sent.needs_help, sent.no_change) == (
        Rating.AMBER,
        "Two parish councils trained.",
        True,
        False,
    )
    assert (sent.by, sent.on_behalf_of, sent.via, sent.at) == (
        review.plan.owner,
        None,
        Via.LINK,
        NOW,
    )
    review.refresh_from_db()
    assert review.state == ReviewState.ANSWERED


def test_link_review_leads_to_what_is_left(client: Client, review: Review, link: str) -> None:
    other = road_safety(title="Drug related crime", number=3, owner=review.plan.owner)
    page = text(client.get(f"{link}{review.pk}/"))
    assert "1 of 2 · due by" in page
    assert "Send and go to the next</button>" in page
    response = client.post(f"{link}{review.pk}/", AT_RISK)
    assert response["Location"] == f"{link}{other.pk}/"
    page = text(client.get(f"{link}{other.pk}/"))
    assert "1 left · due by" in page
    assert "Send</button>" in page


def test_link_review_nothing_has_changed(client: Client, review: Review, link: str) -> None:
    said_in_july(review, Rating.RED)
    client.post(f"{link}{review.pk}/", {"rating": "NO_CHANGE"})
    sent = review.answers.get()
    assert (sent.rating, sent.no_change, sent.narrative) == (Rating.RED, True, "")


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "Choose whether this plan will deliver what it set out to"),
        ({"rating": "AMBER"}, "Say in a sentence or two how it is going"),
        ({"rating": "GREY", "narrative": "Well."}, "Choose an answer to"),
        ({"rating": "NO_CHANGE"}, "Choose an answer to"),
        (
            {"rating": "AMBER", "narrative": "x" * 2001},
            "Shorten what you say to 2000 characters or fewer",
        ),
    ],
)
def test_link_review_says_what_to_put_right(
    client: Client, review: Review, link: str, form: dict[str, str], message: str
) -> None:
    response = client.post(f"{link}{review.pk}/", form)
    assert response.status_code == 200
    assert "<title>Error: Road safety action plan" in text(response)
    assert message in text(response)
    assert ReviewAnswer.objects.count() == 0


def test_link_review_keeps_what_was_typed(client: Client, review: Review, link: str) -> None:
    action = ActionFactory.create(plan=review.plan, due_on=date(2022, 9, 16))
    name = f"action-{action.pk}"
    form = {"narrative": "Kept words.", f"{name}-status": "IN_PROGRESS", f"{name}-reason": "Rain."}
    page = text(client.post(f"{link}{review.pk}/", form))
    assert "Kept words.</textarea>" in page
    assert 'value="Rain."' in page


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


def action_form(pk: int, status: str, *, reason: str = "") -> dict[str, str]:
    """What the page sends about an action that was not started when it was opened."""
    name = f"action-{pk}"
    return {f"{name}-seen": "NOT_STARTED", f"{name}-status": status, f"{name}-reason": reason}


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


def test_link_review_can_be_corrected_until_accepted(
    client: Client, review: Review, link: str
) -> None:
    answer(review)
    page = text(client.get(f"{link}{review.pk}/"))
    assert "Two schools postponed.</textarea>" in page
    assert " checked" not in page
    client.post(f"{link}{review.pk}/", {"rating": "RED", "narrative": "Worse."})
    assert [sent.rating for sent in review.answers.all()] == ["RED", "AMBER"]


def test_link_review_accepted_stays_and_keeps_what_is_typed(
    client: Client, review: Review, link: str
) -> None:
    answer(review)
    Review.objects.update(state=ReviewState.ACCEPTED)
    page = text(client.get(f"{link}{review.pk}/"))
    assert "The partnership team has accepted this answer, so it stays as it is." in page
    assert "<form" not in page
    page = text(client.post(f"{link}{review.pk}/", AT_RISK))
    assert "has accepted this review, so its answer can’t be changed" in page
    assert "Two parish councils trained.</textarea>" in page
    assert ReviewAnswer.objects.count() == 1


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


def test_link_not_mine_makes_a_note_and_leaves_it_owed(
    client: Client, review: Review, link: str
) -> None:
    response = client.post(f"{link}{review.pk}/not-mine/", {"who_then": "Ask Rosie Hall."})
    assert response["Location"] == link
    event = PlanEvent.objects.get()
    assert (event.kind, event.reason, event.via, event.by) == (
        "NOT_MINE",
        "Ask Rosie Hall.",
        Via.LINK,
        review.plan.owner,
    )
    page = text(client.get(link))
    assert "1 update due by" in page
    assert "You told us that this isn’t yours." in page


def test_link_not_mine_by_a_lone_button_says_what_to_do(
    client: Client, review: Review, link: str
) -> None:
    response = client.post(f"{link}{review.pk}/not-mine/")
    assert "Say who should be asked, or that you don’t know" in text(response)
    assert PlanEvent.objects.count() == 0


def test_link_action_not_mine_names_the_action(client: Client) -> None:
    review, tom = road_safety(owner=UserFactory.create()), tom_ashby()
    action = ActionFactory.create(plan=review.plan, lead_person=tom)
    link = link_of(tom, review.round)
    client.post(f"{link}actions/{action.pk}/not-mine/", {"who_then": "The parks team."})
    assert PlanEvent.objects.get().action == action


def test_link_of_a_stand_in_answers_for_who_is_away(client: Client, review: Review) -> None:
    deputy = UserFactory.create()
    AbsenceFactory.create(user=review.plan.owner, deputy=deputy)
    link = link_of(deputy, review.round)
    client.post(f"{link}{review.pk}/", AT_RISK)
    sent = ReviewAnswer.objects.get()
    assert (sent.by, sent.on_behalf_of) == (deputy, review.plan.owner)


def test_link_of_the_plans_deputy_opens_it_once_it_is_late(client: Client) -> None:
    deputy = UserFactory.create()
    review = road_safety(deputy=deputy)
    link = link_of(deputy, review.round)
    assert client.get(f"{link}{review.pk}/").status_code == 404
    with time_machine.travel("2022-10-11T09:00Z", tick=False):
        assert client.get(f"{link}{review.pk}/").status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_link_home_takes_as_many_queries_for_thirty(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    tom, round_ = tom_ashby(), open_round()
    for number in range(count):
        review = road_safety(title=f"Plan {number}", number=number + 1, owner=tom)
        ActionFactory.create(plan=review.plan, due_on=date(2022, 9, 16))
    link = link_of(tom, round_)
    with django_assert_num_queries(12):
        response = client.get(link)
    assert text(response).count("1 action late") == count


@pytest.mark.parametrize("count", [1, 30])
def test_link_review_takes_as_many_queries_for_thirty_actions(
    client: Client,
    review: Review,
    link: str,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    ActionFactory.create_batch(count, plan=review.plan, lead_person=review.plan.owner)
    ActionPlanFactory.create()
    with django_assert_num_queries(14):
        client.get(f"{link}{review.pk}/")
