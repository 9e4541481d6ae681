"""What the board reads first."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from actionplans.models import Rating, Review, ReviewAnswer, ReviewRound, ReviewState, Via
from partners.models import User
from priorities.models import CountyPriority, LocalPosition
from smp_portal.pages.dashboard.saying import RoundProgress, shares
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    MeasureFactory,
    MeetingFactory,
    ReadingFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    board_member,
    owner,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def answered(review: Review, rating: Rating) -> None:
    ReviewAnswer.objects.create(
        review=review,
        rating=rating,
        by=UserFactory.create(),
        via=Via.LINK,
        at=datetime(2022, 10, 4, 9, tzinfo=UTC),
    )
    review.state = ReviewState.ANSWERED
    review.save()


def page_of(client: Client, person: User, **asked: str) -> str:
    client.force_login(person)
    response = client.get(reverse("pages:dashboard"), asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def text_of(client: Client, person: User, **asked: str) -> str:
    return " ".join(strip_tags(page_of(client, person, **asked)).split())


def test_dashboard_says_the_position_in_one_sentence(client: Client, round_: ReviewRound) -> None:
    ratings = [Rating.RED, Rating.AMBER, Rating.GREEN, Rating.GREEN]
    for rating in ratings:
        answered(ReviewFactory.create(round=round_), rating)
    ReviewFactory.create(round=round_)
    MeetingFactory.create()
    page = text_of(client, board_member())
    assert "1 off track, 1 at risk, 2 on track, 1 not yet rated." in page
    assert "4 of 5 answers are in, due Monday 10 October." in page
    assert "The board meets on 20 October." in page


def test_dashboard_without_plans_says_what_comes_first(client: Client) -> None:
    page = text_of(client, board_member())
    assert "No action plan is active yet." in page


def test_dashboard_names_posts_and_organisations_but_no_people(
    client: Client, round_: ReviewRound
) -> None:
    lead = owner(full_name="Tom Ashby", post="Road Safety Officer", partner__name="County Council")
    plan = ActionPlanFactory.create(owner=lead)
    ReviewFactory.create(round=round_, plan=plan)
    page = text_of(client, board_member())
    assert "Road Safety Officer, County Council" in page
    assert "Tom Ashby" not in page


def test_dashboard_shows_a_vacant_plan(client: Client) -> None:
    ActionPlanFactory.create(owner=None)
    assert "No owner at present" in text_of(client, board_member())


def test_dashboard_tells_nothing_of_restricted_plans(client: Client, round_: ReviewRound) -> None:
    hidden = ActionPlanFactory.create(title="Hidden plan", is_restricted=True)
    answered(ReviewFactory.create(round=round_, plan=hidden), Rating.RED)
    answered(ReviewFactory.create(round=round_), Rating.GREEN)
    page = text_of(client, board_member())
    assert "Hidden plan" not in page
    assert "1 on track. The answer is in." in page
    reader = board_member()
    hidden.readers.add(reader)
    assert "1 off track, 1 on track. All 2 answers are in." in text_of(client, reader)


def test_dashboard_names_what_is_led_countywide(client: Client) -> None:
    ActionPlanFactory.create()
    CountyPriority.objects.create(
        number=6, title="Increase reporting", local_position=LocalPosition.LED_COUNTYWIDE
    )
    assert "Led countywide, so without a local plan: increase reporting." in text_of(
        client, board_member()
    )


def test_dashboard_shows_each_plans_first_measure(client: Client) -> None:
    plan = ActionPlanFactory.create()
    villages = MeasureFactory.create(
        plan=plan, number=1, title="Villages with a speed watch", direction="INCREASE", target=10
    )
    MeasureFactory.create(plan=plan, number=2, title="Another measure")
    spring = {"period_start": date(2022, 4, 1), "period_end": date(2022, 6, 30)}
    ReadingFactory.create(measure=villages, value=6, out_of=10, **spring)
    ReadingFactory.create(measure=villages, value=10, out_of=10)
    page = page_of(client, board_member())
    assert "Villages with a speed watch</a>" in page
    assert "<b>10 of 10</b>, April to June 6</span>" in page
    assert "Reached" in page
    assert "Another measure" not in page


def test_dashboard_shows_a_measure_that_is_to_be_agreed(client: Client) -> None:
    waiting = MeasureFactory.create(state="TO_BE_AGREED", agree_by=date(2022, 12, 31))
    page = page_of(client, board_member())
    assert '<span class="measure__figure">To be agreed by December</span>' in page
    waiting.agree_by = date(2022, 6, 30)
    waiting.save()
    page = page_of(client, board_member())
    assert "measure__figure--late" in page
    assert "Was to be agreed by June" in page


def test_dashboard_escapes_what_people_wrote(client: Client) -> None:
    MeasureFactory.create(title="<script>alert(1)</script> 🙂")
    page = page_of(client, board_member())
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🙂" in page
    assert "<script>alert(1)" not in page


def test_dashboard_for_an_unknown_role_does_not_exist(client: Client) -> None:
    client.force_login(UserFactory.create(role="SOMETHING"))
    assert client.get(reverse("pages:dashboard")).status_code == 404


def test_dashboard_takes_no_form(client: Client) -> None:
    client.force_login(board_member())
    assert client.post(reverse("pages:dashboard")).status_code == 405


@pytest.mark.parametrize(
    ("on", "answers", "asked", "words"),
    [
        (date(2022, 10, 10), 0, 2, "0 of 2 answers are in, due Monday 10 October."),
        (date(2022, 10, 10), 1, 2, "1 of 2 answers is in, due Monday 10 October."),
        (date(2022, 10, 11), 1, 2, "1 of 2 answers is in, they were due Monday 10 October."),
        (date(2022, 10, 11), 2, 2, "All 2 answers are in."),
        (date(2022, 10, 11), 1, 1, "The answer is in."),
        (date(2022, 10, 11), 0, 0, ""),
    ],
)
def test_round_progress_in_words(on: date, answers: int, asked: int, words: str) -> None:
    progress = RoundProgress(ReviewRoundFactory.build(), answers, asked)
    assert progress.sentence(on=on) == words


def test_shares_of_nothing() -> None:
    assert shares([]) == []


@pytest.mark.parametrize("count", [1, 30])
def test_dashboard_takes_few_queries_for_one_plan_and_for_thirty(
    client: Client,
    round_: ReviewRound,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for review in ReviewFactory.create_batch(count, round=round_):
        answered(review, Rating.GREEN)
        ActionFactory.create(plan=review.plan)
        ReadingFactory.create(measure__plan=review.plan)
    client.force_login(board_member())
    with django_assert_max_num_queries(15):
        client.get(reverse("pages:dashboard"))
