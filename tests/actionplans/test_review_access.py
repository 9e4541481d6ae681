"""Who may open and use which page of reviews and rounds."""

from typing import Any

import pytest
from django.test import Client

from actionplans.models import Review, ReviewState
from tests.actionplans.asking import all_rows, answer, earlier_round, road_safety
from tests.actionplans.plan_cast import READ, cast
from tests.factories import ActionFactory, UserFactory, board_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

ANSWER = READ | {"other_owner": 403, "board": 403}
DECIDE = ANSWER | {"owner": 403}
OWN = DECIDE | {"owner": 200, "officer": 403, "administrator": 403}
TEAM = dict.fromkeys(READ, 404) | {"public": 302, "officer": 200, "administrator": 200}
# Who is signed out while typing gets a page that keeps the text.
SIGNED_OUT = {"public": 403}


@pytest.fixture
def review() -> Review:
    return road_safety()


def statuses(client: Client, review: Review, url: str, data: Any = None) -> dict[str, int]:
    """What each kind of person gets, reading or sending a form with nothing in it."""
    found = {}
    for kind, person in cast(review.plan).items():
        client.logout()
        if person is not None:
            client.force_login(person)
        response = client.get(url) if data is None else client.post(url, data)
        found[kind] = response.status_code
    return found


def test_review_list_is_read_by_every_role(client: Client, review: Review) -> None:
    assert statuses(client, review, "/reviews/") == READ


def test_review_detail_is_read_by_every_role(client: Client, review: Review) -> None:
    assert statuses(client, review, f"/reviews/{review.pk}/") == READ


def test_review_answer_is_for_the_owner_and_officers(client: Client, review: Review) -> None:
    url = f"/reviews/{review.pk}/answer/"
    assert statuses(client, review, url) == ANSWER
    before = all_rows()
    assert statuses(client, review, url, {}) == ANSWER | SIGNED_OUT
    assert unchanged(before)


def test_review_decide_is_for_officers(client: Client, review: Review) -> None:
    given = answer(review)
    url = f"/reviews/{review.pk}/decide/"
    assert statuses(client, review, url) == DECIDE
    before = all_rows()
    assert statuses(client, review, url, {"answer": given.pk}) == DECIDE | SIGNED_OUT
    assert unchanged(before)


def test_review_not_mine_is_for_who_is_asked(client: Client, review: Review) -> None:
    url = f"/reviews/{review.pk}/not-mine/"
    assert statuses(client, review, url) == OWN
    before = all_rows()
    assert statuses(client, review, url, {}) == OWN | SIGNED_OUT
    assert unchanged(before)


def test_action_report_is_for_its_lead_person(client: Client, review: Review) -> None:
    action = ActionFactory.create(plan=review.plan, lead_person=review.plan.owner)
    url = f"/reviews/{review.pk}/actions/{action.pk}/"
    assert statuses(client, review, url) == OWN
    before = all_rows()
    assert statuses(client, review, url, {}) == OWN | SIGNED_OUT
    assert unchanged(before)


def test_action_report_of_another_plans_action_is_not_found(client: Client, review: Review) -> None:
    action = ActionFactory.create(lead_person=review.plan.owner)
    assert review.plan.owner
    client.force_login(review.plan.owner)
    assert client.get(f"/reviews/{review.pk}/actions/{action.pk}/").status_code == 404


@pytest.mark.parametrize("url", ["/rounds/", "/rounds/add-year/", "/rounds/{round}/edit/"])
def test_rounds_are_for_the_team(client: Client, review: Review, url: str) -> None:
    assert statuses(client, review, url.format(round=review.round_id)) == TEAM


@pytest.mark.parametrize("url", ["/rounds/add-year/", "/rounds/{round}/edit/"])
def test_rounds_are_changed_by_the_team(client: Client, review: Review, url: str) -> None:
    people = cast(review.plan)
    before = all_rows()
    for kind in ("owner", "other_owner", "board", "unknown"):
        person = people[kind]
        assert person
        client.force_login(person)
        assert client.post(url.format(round=review.round_id), {}).status_code == 404
    assert unchanged(before)


@pytest.mark.parametrize("tail", ["", "answer/", "decide/", "not-mine/"])
def test_review_of_a_restricted_plan_is_not_found(
    client: Client, review: Review, tail: str
) -> None:
    review.plan.is_restricted = True
    review.plan.save()
    answer(review)
    url = f"/reviews/{review.pk}/{tail}"
    found = statuses(client, review, url)
    assert (found["other_owner"], found["board"], found["unknown"]) == (404, 404, 404)
    assert (found["public"], found["officer"] in {200, 403}) == (302, True)


def test_review_of_a_restricted_plan_is_in_no_strangers_list(
    client: Client, review: Review
) -> None:
    review.plan.is_restricted = True
    review.plan.save()
    client.force_login(board_member())
    assert b"Road safety" not in client.get("/reviews/").content
    reader = board_member()
    review.plan.readers.add(reader)
    client.force_login(reader)
    assert b"Road safety" in client.get("/reviews/").content


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("tail", ["", "{pk}/", "{pk}/answer/", "{pk}/decide/", "{pk}/not-mine/"])
def test_review_by_another_method_is_refused(
    client: Client, review: Review, tail: str, method: str
) -> None:
    assert review.plan.owner
    client.force_login(review.plan.owner)
    url = "/reviews/" + tail.format(pk=review.pk)
    assert getattr(client, method)(url).status_code == 405


def test_review_lists_take_no_form(client: Client, review: Review) -> None:
    assert review.plan.owner
    client.force_login(review.plan.owner)
    assert client.post("/reviews/").status_code == 405
    assert client.post(f"/reviews/{review.pk}/").status_code == 405


def test_review_read_changes_nothing(client: Client, review: Review) -> None:
    earlier_round()
    answer(review)
    client.force_login(UserFactory.create(role="OFFICER"))
    before = all_rows()
    for tail in ("", f"{review.pk}/", f"{review.pk}/answer/", f"{review.pk}/decide/"):
        assert client.get(f"/reviews/{tail}").status_code == 200
        assert client.head(f"/reviews/{tail}").status_code == 200
    for url in ("/rounds/", "/rounds/add-year/", f"/rounds/{review.round_id}/edit/"):
        assert client.get(url).status_code == 200
    assert all_rows() == before
    assert Review.objects.get().state == ReviewState.ANSWERED


def unchanged(before: dict[str, list[Any]]) -> bool:
    """Whether only people and their sessions were added meanwhile."""
    meanwhile = ("partners.", "sessions.")
    after = all_rows()
    return [k for k in after if after[k] != before[k] and not k.startswith(meanwhile)] == []
