"""A personal link opens one person's questions and nothing else, and looking at it changes nothing."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplans.models import ActionStatus, PlanStatus, Review, ReviewAnswer, ReviewLink, Via
from actionplans.services.given import ActionGiven
from actionplans.services.links import revoke_links
from actionplans.services.reviews import update_action
from tests.actionplans.asking import (
    AT_RISK,
    NOW,
    all_rows,
    answer,
    link_of,
    road_safety,
    said_in_july,
    tom_ashby,
)
from tests.factories import ActionFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

TAILS = ["", "{review}/", "{review}/not-mine/", "actions/{action}/", "actions/{action}/not-mine/"]


@pytest.fixture
def addresses(review: Review, link: str) -> list[str]:
    """Every page behind Tom's link: his plan, and an action that he leads elsewhere."""
    said_in_july(review)
    led = ActionFactory.create(
        plan=road_safety(title="Drug related crime", number=1, owner=UserFactory.create()).plan,
        lead_person=review.plan.owner,
    )
    return [link + tail.format(review=review.pk, action=led.pk) for tail in TAILS]


@pytest.fixture
def neutral(client: Client) -> bytes:
    """The page for a link that never was."""
    return client.get("/r/never-was/").content


def sent_nowhere(client: Client, typed: dict[str, str]) -> bytes:
    """The page for an answer to a link that never was: it gives back what was typed."""
    return client.post("/r/never-was/1/", typed).content


def is_gone(response: Any, neutral: bytes) -> bool:
    return bool(response.status_code == 404 and response.content == neutral)


def test_link_pages_open_without_a_session(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert set(response.cookies) <= {"csrftoken"}
    assert set(client.cookies) == {"csrftoken"}


def test_link_answer_opens_no_session(client: Client, review: Review, link: str) -> None:
    client.post(f"{link}{review.pk}/", AT_RISK)
    assert ReviewAnswer.objects.count() == 1
    assert "sessionid" not in client.cookies
    assert client.get("/reviews/").status_code == 302


def test_link_pages_tell_nobody(client: Client, addresses: list[str]) -> None:
    for address in [*addresses, "/r/never-was/", "/r/never/was/either/"]:
        headers = client.get(address).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_link_looked_at_changes_no_row(client: Client, addresses: list[str], method: str) -> None:
    before = all_rows()
    for address in addresses:
        getattr(client, method)(address)
    assert all_rows() == before
    assert Review.objects.filter(state="AWAITED").count() == 2


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_link_by_another_method_is_refused(
    client: Client, addresses: list[str], method: str
) -> None:
    before = all_rows()
    statuses = {getattr(client, method)(address).status_code for address in addresses}
    assert statuses == {405}
    assert all_rows() == before


def test_link_home_takes_no_form(client: Client, link: str) -> None:
    assert client.post(link, AT_RISK).status_code == 405


def test_link_lone_buttons_answer_nothing(client: Client, addresses: list[str]) -> None:
    before = all_rows()
    for address in addresses[1:]:
        assert client.post(address).status_code == 200
    assert all_rows() == before


def test_link_answer_needs_the_forms_token(review: Review, link: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{link}{review.pk}/", AT_RISK).status_code == 403
    assert ReviewAnswer.objects.count() == 0
    strict.get(f"{link}{review.pk}/")
    token = {"csrfmiddlewaretoken": strict.cookies["csrftoken"].value}
    assert strict.post(f"{link}{review.pk}/", AT_RISK | token).status_code == 302
    assert ReviewAnswer.objects.count() == 1


def test_link_page_lets_browsers_name_their_origin(
    client: Client, review: Review, link: str
) -> None:
    # Under no-referrer alone a browser sends "Origin: null" with the form, and CSRF refuses it.
    page = client.get(f"{link}{review.pk}/").content.decode()
    assert '<meta name="referrer" content="strict-origin">' in page


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_link_changed_anywhere_opens_nothing(
    client: Client, link: str, neutral: bytes, data: st.DataObject
) -> None:
    token = link.split("/")[2]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from([c for c in letters if c != token[place]]))
    mutated = token[:place] + other + token[place + 1 :]
    for changed in (mutated, token[:place], token + other, token.swapcase()):
        assert is_gone(client.get(f"/r/{changed or 'x'}/"), neutral)


def test_link_hash_opens_nothing(client: Client, link: str, neutral: bytes) -> None:
    assert is_gone(client.get(f"/r/{ReviewLink.objects.get().token_hash}/"), neutral)


@pytest.mark.parametrize("odd", ["%00", "é", "a/b/c", "%27%20or%201=1", "x" * 3000])
def test_link_odd_address_opens_nothing(client: Client, neutral: bytes, odd: str) -> None:
    assert is_gone(client.get(f"/r/{odd}/"), neutral)


def test_link_after_its_last_day_opens_nothing(
    client: Client, addresses: list[str], neutral: bytes
) -> None:
    with time_machine.travel("2022-11-07T23:59Z", tick=False):
        assert client.get(addresses[0]).status_code == 200
    with time_machine.travel("2022-11-08T00:00Z", tick=False):
        assert all(is_gone(client.get(address), neutral) for address in addresses)


def test_link_revoked_opens_nothing(
    client: Client, review: Review, addresses: list[str], neutral: bytes
) -> None:
    assert review.plan.owner
    revoke_links(review.plan.owner, NOW)
    before = all_rows()
    assert all(is_gone(client.get(address), neutral) for address in addresses)
    assert is_gone(client.post(addresses[1], AT_RISK), sent_nowhere(client, AT_RISK))
    assert all_rows() == before


def test_link_of_who_has_left_opens_nothing(
    client: Client, review: Review, addresses: list[str], neutral: bytes
) -> None:
    tom = review.plan.owner
    assert tom
    tom.is_active = False
    tom.save()
    assert all(is_gone(client.get(address), neutral) for address in addresses)


def test_link_opens_nobody_elses_questions(client: Client, link: str, neutral: bytes) -> None:
    other = road_safety(title="Drug related crime", number=1, owner=UserFactory.create())
    action = ActionFactory.create(plan=other.plan, lead_person=UserFactory.create())
    typed = AT_RISK | {"who_then": "Me."}
    for tail in TAILS[1:]:
        address = link + tail.format(review=other.pk, action=action.pk)
        assert is_gone(client.get(address), neutral)
        assert is_gone(client.post(address, typed), sent_nowhere(client, typed))
    assert is_gone(client.get(f"{link}999999/"), neutral)
    assert ReviewAnswer.objects.count() == 0


def test_link_opens_nobody_elses_answers(client: Client, link: str, neutral: bytes) -> None:
    ann = UserFactory.create()
    other = road_safety(title="Drug related crime", number=1, owner=ann)
    action = ActionFactory.create(plan=other.plan, lead_person=ann)
    answer(other)
    told = ActionGiven(action=action, status=ActionStatus.IN_PROGRESS, note="Lit.")
    update_action(given=told, round=other.round, by=ann, on_behalf_of=None, via=Via.LINK, now=NOW)
    assert b"Drug related crime" not in client.get(link).content
    for tail in TAILS[1:]:
        address = link + tail.format(review=other.pk, action=action.pk)
        assert is_gone(client.get(address), neutral)


def test_link_to_what_was_answered_and_then_given_to_another_is_gone(
    client: Client, review: Review, link: str, neutral: bytes
) -> None:
    answer(review)
    assert client.get(f"{link}{review.pk}/").status_code == 200
    review.plan.owner = tom_ashby(full_name="Ann Bell")
    review.plan.save()
    assert b"Road safety" not in client.get(link).content
    assert is_gone(client.get(f"{link}{review.pk}/"), neutral)


def test_link_to_a_plan_given_to_another_is_gone(
    client: Client, review: Review, link: str, neutral: bytes
) -> None:
    review.plan.owner = tom_ashby(full_name="Ann Bell")
    review.plan.save()
    assert b"Road safety" not in client.get(link).content
    assert is_gone(client.get(f"{link}{review.pk}/"), neutral)
    assert is_gone(client.post(f"{link}{review.pk}/", AT_RISK), sent_nowhere(client, AT_RISK))


def test_link_to_a_closed_plan_is_gone(
    client: Client, review: Review, link: str, neutral: bytes
) -> None:
    review.plan.status = PlanStatus.CLOSED
    review.plan.save()
    assert b"Road safety" not in client.get(link).content
    assert is_gone(client.get(f"{link}{review.pk}/"), neutral)


def test_link_to_a_restricted_plan_asks_for_a_sign_in(
    client: Client, review: Review, link: str
) -> None:
    ActionFactory.create(plan=review.plan, title="Hidden action")
    said_in_july(review)
    review.plan.is_restricted = True
    review.plan.save()
    before = all_rows()
    for response in (
        client.get(link),
        client.get(f"{link}{review.pk}/"),
        client.post(f"{link}{review.pk}/", AT_RISK),
        client.get(f"{link}{review.pk}/not-mine/"),
    ):
        page = response.content.decode()
        assert response.status_code == 200
        assert "Road safety" not in page
        assert "Six villages" not in page
        assert "Hidden action" not in page
        assert "ign in to answer" in page
    assert all_rows() == before


def test_link_to_an_action_of_a_restricted_plan_asks_for_a_sign_in(client: Client) -> None:
    review, tom = road_safety(owner=UserFactory.create(), is_restricted=True), tom_ashby()
    action = ActionFactory.create(plan=review.plan, lead_person=tom, title="Hidden action")
    link = link_of(tom, review.round)
    for address in (link, f"{link}actions/{action.pk}/", f"{link}actions/{action.pk}/not-mine/"):
        page = client.get(address).content.decode()
        assert "Hidden action" not in page
        assert "Road safety" not in page
        assert "ign in to answer" in page


def test_link_gone_page_says_what_to_do(client: Client) -> None:
    page = client.get("/r/never-was/").content.decode()
    assert "This link doesn’t open anything</h1>" in page
    assert "Open the link in the newest mail from the partnership team" in page
    assert 'Telephone: <a class="govuk-link" href="tel:01632960001">01632 960001</a>' in page
    assert "<form" not in page


def test_link_without_its_last_stroke_is_led_to_the_page(client: Client, link: str) -> None:
    response = client.get(link.rstrip("/"))
    assert (response.status_code, response["Location"]) == (301, link)
