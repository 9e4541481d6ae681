"""What is owed, behind a personal link: the first page, and who else may open one."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    Review,
    ReviewAnswer,
)
from tests.actionplans.asking import (
    AT_RISK,
    answer,
    link_of,
    open_round,
    road_safety,
    said_in_july,
    text,
    tom_ashby,
)
from tests.factories import AbsenceFactory, ActionFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


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
    with django_assert_num_queries(10):
        response = client.get(link)
    assert text(response).count("1 action late") == count
