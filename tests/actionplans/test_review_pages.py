"""Reviews signed in: the list, the story of one, answering, recording and deciding."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    ActionUpdate,
    DecisionKind,
    PlanEvent,
    Rating,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewState,
    Via,
)
from actionplans.services.reviews import decide_review
from tests.actionplans.asking import (
    NOW,
    answer,
    earlier_round,
    open_round,
    road_safety,
    said_in_july,
    tom_ashby,
)
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    PartnerFactory,
    ReviewFactory,
    UserFactory,
    board_member,
    officer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def review() -> Review:
    county = PartnerFactory.create(name="County Council")
    return road_safety(owner=tom_ashby(partner=county, telephone="01632 960123"))


@pytest.fixture
def helen(client: Client) -> Client:
    client.force_login(officer(full_name="Helen Marsh"))
    return client


@pytest.fixture
def tom(client: Client, review: Review) -> Client:
    assert review.plan.owner
    client.force_login(review.plan.owner)
    return client


def text(response: Any) -> str:
    return " ".join(response.content.decode().split()).replace(" </", "</")


def listed(client: Client, **narrowed: Any) -> list[str]:
    """The plans in the list, from top to bottom."""
    response = client.get("/reviews/", narrowed)
    assert response.status_code == 200
    return [row.review.plan.title for row in response.context["rows"]]


def test_review_list_shows_officers_whom_to_call(helen: Client, review: Review) -> None:
    page = text(helen.get("/reviews/"))
    assert "Tom Ashby" in page
    assert "Road Safety Officer, County Council" in page
    assert '<a class="govuk-link" href="tel:01632960123">01632 960123</a>' in page
    assert 'Not answered yet</span><span class="cards__note">due Monday 10 October' in page
    assert f'href="/reviews/{review.pk}/answer/">Record an answer' in page


def test_review_list_shows_the_board_posts(client: Client, review: Review) -> None:
    client.force_login(board_member())
    page = text(client.get("/reviews/"))
    assert "Road Safety Officer, County Council" in page
    assert "Tom Ashby" not in page
    assert "01632 960123" not in page
    assert "Record an answer" not in page


def test_review_list_names_who_stands_in(helen: Client, review: Review) -> None:
    AbsenceFactory.create(user=review.plan.owner, deputy=UserFactory.create(full_name="Ann Bell"))
    page = text(helen.get("/reviews/"))
    assert "Ann Bell" in page
    assert "While Tom Ashby is away" in page


def test_review_list_says_what_is_late(client: Client, review: Review) -> None:
    with time_machine.travel("2022-10-11T09:00Z", tick=False):
        client.force_login(officer())
        page = text(client.get("/reviews/"))
    assert 'Late</span><span class="cards__note">was due Monday 10 October' in page


def test_review_list_of_officers_begins_with_the_current_round(
    helen: Client, review: Review
) -> None:
    ReviewFactory.create(round=earlier_round(), plan=review.plan)
    road_safety(title="Drug related crime", number=1)
    assert listed(helen) == ["Drug related crime", "Road safety"]
    assert listed(helen, round="") == ["Drug related crime", "Road safety", "Road safety"]


def test_review_list_narrows(helen: Client, review: Review) -> None:
    answer(road_safety(title="Drug related crime", number=1))
    assert listed(helen, state="ANSWERED") == ["Drug related crime"]
    assert review.plan.owner
    assert listed(helen, organisation=review.plan.owner.partner_id) == ["Road safety"]
    assert listed(helen, state="NONSENSE", organisation="x") == [
        "Drug related crime",
        "Road safety",
    ]


def test_review_list_offers_to_clear_what_was_chosen(helen: Client, review: Review) -> None:
    assert "Clear filters" not in text(helen.get("/reviews/"))
    assert "Clear filters" not in text(helen.get("/reviews/", {"round": review.round_id}))
    assert "Clear filters" in text(helen.get("/reviews/", {"round": ""}))
    assert "Clear filters" in text(helen.get("/reviews/", {"state": "AWAITED"}))


def test_review_list_that_finds_nothing_says_what_to_do(helen: Client, review: Review) -> None:
    page = text(helen.get("/reviews/", {"state": "ACCEPTED"}))
    assert "No review matches" in page


def test_review_list_of_an_owner_is_theirs(client: Client, review: Review) -> None:
    led = road_safety(title="Drug related crime", number=1)
    ActionFactory.create(plan=led.plan, lead_person=review.plan.owner)
    road_safety(title="Violent crime", number=3)
    assert review.plan.owner
    client.force_login(review.plan.owner)
    assert listed(client) == ["Drug related crime", "Road safety"]


def test_review_list_before_any_round_says_so(client: Client) -> None:
    client.force_login(UserFactory.create())
    assert "Nothing is asked of you" in text(client.get("/reviews/"))


@pytest.mark.parametrize("count", [1, 30])
def test_review_list_takes_as_many_queries_for_thirty(
    helen: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    open_round()
    for number in range(count):
        answer(road_safety(title=f"Plan {number}", number=number + 1))
    with django_assert_num_queries(10):
        assert len(listed(helen)) == count


@pytest.mark.parametrize("count", [1, 30])
def test_review_detail_takes_as_many_queries_for_thirty(
    helen: Client,
    review: Review,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for minute in range(count):
        answer(review, now=NOW + timedelta(minutes=minute), by=UserFactory.create())
    with django_assert_num_queries(12):
        page = text(helen.get(f"/reviews/{review.pk}/"))
    assert page.count("Two schools postponed.") == count


def test_review_detail_keeps_every_answer_and_decision(helen: Client, review: Review) -> None:
    first = answer(review, narrative="First words.")
    decide_review(
        review=review,
        answer=first,
        kind=DecisionKind.RETURN,
        reason="Which villages?",
        by=officer(full_name="Helen Marsh"),
        now=NOW,
    )
    answer(review, narrative="Second words.", now=NOW + timedelta(minutes=5))
    page = text(helen.get(f"/reviews/{review.pk}/"))
    assert page.index("Second words.") < page.index("First words.")
    assert "Earlier answer of 5 October 2022 at 9:30am</h2>" in page
    assert "<b>Returned</b> by Helen Marsh, 5 October 2022 at 9:30am" in page
    assert "Which villages?" in page
    assert "Two people have answered." not in page


def test_review_detail_shows_a_clash(helen: Client, review: Review) -> None:
    answer(review, rating=Rating.GREEN)
    ann = UserFactory.create(full_name="Ann Bell")
    answer(review, rating=Rating.RED, by=ann, now=NOW + timedelta(minutes=5))
    page = text(helen.get(f"/reviews/{review.pk}/"))
    assert (
        "<b>Two people have answered.</b> Ann Bell said off track on 5 October; "
        "Tom Ashby said on track on 5 October. The newest answer counts." in page
    )


def test_review_detail_shows_not_mine_to_officers_alone(client: Client, review: Review) -> None:
    assert review.plan.owner
    client.force_login(review.plan.owner)
    client.post(f"/reviews/{review.pk}/not-mine/", {"who_then": "Ask Rosie Hall."})
    assert PlanEvent.objects.get().via == Via.PORTAL
    client.force_login(officer())
    assert "Tom Ashby on 5 October: “Ask Rosie Hall.”" in text(client.get(f"/reviews/{review.pk}/"))
    client.force_login(board_member())
    assert "Rosie Hall" not in text(client.get(f"/reviews/{review.pk}/"))


def test_review_detail_shows_the_board_no_names(client: Client, review: Review) -> None:
    answer(review)
    client.force_login(board_member())
    page = text(client.get(f"/reviews/{review.pk}/"))
    assert "Road Safety Officer, County Council · by link" in page
    assert "Tom Ashby" not in page


def test_review_answer_of_the_owner(tom: Client, review: Review) -> None:
    said_in_july(review)
    page = text(tom.get(f"/reviews/{review.pk}/answer/"))
    assert "How did the answer come?" not in page
    assert " checked" not in page
    response = tom.post(
        f"/reviews/{review.pk}/answer/", {"rating": "GREEN", "narrative": "All ten villages."}
    )
    assert response["Location"] == f"/reviews/{review.pk}/"
    sent = review.answers.get()
    assert (sent.via, sent.by, sent.on_behalf_of) == (Via.PORTAL, review.plan.owner, None)
    assert "Sent. You can correct it until the partnership team accepts it." in text(
        tom.get(f"/reviews/{review.pk}/")
    )


def test_review_answer_of_the_deputy_is_for_the_owner(client: Client) -> None:
    deputy = UserFactory.create()
    review = road_safety(deputy=deputy)
    client.force_login(deputy)
    client.post(f"/reviews/{review.pk}/answer/", {"rating": "GREEN", "narrative": "Well."})
    sent = ReviewAnswer.objects.get()
    assert (sent.by, sent.on_behalf_of) == (deputy, review.plan.owner)


def test_review_answer_recorded_by_an_officer(helen: Client, review: Review) -> None:
    assert review.plan.owner
    told = {"via": "PHONE", "said_by": review.plan.owner.pk}
    helen.post(
        f"/reviews/{review.pk}/answer/", told | {"rating": "RED", "narrative": "Off the road."}
    )
    sent = ReviewAnswer.objects.get()
    assert (sent.via, sent.by.full_name, sent.on_behalf_of) == (
        Via.PHONE,
        "Helen Marsh",
        review.plan.owner,
    )


def test_review_answer_recorded_says_how_it_came_and_who_gave_it(
    helen: Client, review: Review
) -> None:
    response = helen.post(f"/reviews/{review.pk}/answer/", {"rating": "RED", "narrative": "Late."})
    assert "Select how the answer came" in text(response)
    assert "Select who gave the answer" in text(response)
    assert ReviewAnswer.objects.count() == 0


@pytest.mark.parametrize("told", [{"via": "LINK"}, {"via": "PHONE", "said_by": 999999}])
def test_review_answer_recorded_takes_no_other_way_or_person(
    helen: Client, review: Review, told: dict[str, Any]
) -> None:
    form = {"rating": "RED", "narrative": "Late."} | told
    assert helen.post(f"/reviews/{review.pk}/answer/", form).status_code == 200
    assert ReviewAnswer.objects.count() == 0


def test_review_answer_of_a_plan_without_owner_says_what_to_do(helen: Client) -> None:
    review = road_safety(owner=None)
    page = text(helen.get(f"/reviews/{review.pk}/answer/"))
    assert "Nobody is asked about this plan, so nobody can have answered." in page
    assert "Name an owner first</a>" in page


def test_review_answer_accepted_meanwhile_keeps_what_is_typed(tom: Client, review: Review) -> None:
    Review.objects.update(state=ReviewState.ACCEPTED)
    url = f"/reviews/{review.pk}/answer/"
    assert "its answer can’t be changed" in text(tom.get(url))
    page = text(tom.post(url, {"rating": "GREEN", "narrative": "Kept words."}))
    assert "its answer can’t be changed" in page
    assert "Kept words.</textarea>" in page
    assert ReviewAnswer.objects.count() == 0


def test_review_answer_returned_shows_why(tom: Client, review: Review) -> None:
    first = answer(review)
    decide_review(
        review=review,
        answer=first,
        kind=DecisionKind.RETURN,
        reason="Which villages?",
        by=officer(),
        now=NOW,
    )
    page = text(tom.get(f"/reviews/{review.pk}/answer/"))
    assert "The partnership team has returned your answer of 5 October." in page
    assert "Which villages?" in page


def test_action_report_takes_the_leads_word(client: Client, review: Review) -> None:
    lead = UserFactory.create()
    action = ActionFactory.create(plan=review.plan, lead_person=lead)
    client.force_login(lead)
    name = f"action-{action.pk}"
    form = {f"{name}-status": "COMPLETE", f"{name}-note": "Done in the week."}
    response = client.post(f"/reviews/{review.pk}/actions/{action.pk}/", form)
    assert response["Location"] == f"/reviews/{review.pk}/"
    update = ActionUpdate.objects.get()
    assert (update.status, update.note, update.via) == ("COMPLETE", "Done in the week.", Via.PORTAL)
    assert "“Done in the week.”" in text(client.get(f"/reviews/{review.pk}/"))


@pytest.mark.parametrize(
    ("form", "state", "decision"),
    [
        ({"kind": "ACCEPT"}, "ACCEPTED", ("ACCEPT", "", "")),
        (
            {"kind": "RETURN", "reason": "Which villages?"},
            "RETURNED",
            ("RETURN", "", "Which villages?"),
        ),
        (
            {"kind": "CORRECT", "rating": "RED", "reason": "Dates say so."},
            "ACCEPTED",
            ("CORRECT", "RED", "Dates say so."),
        ),
        ({"kind": "ACCEPT", "rating": "RED"}, "ACCEPTED", ("ACCEPT", "", "")),
    ],
)
def test_review_decide_takes_a_decision(
    helen: Client, review: Review, form: dict[str, str], state: str, decision: tuple[str, ...]
) -> None:
    given = answer(review)
    helen.post(f"/reviews/{review.pk}/decide/", form | {"answer": given.pk})
    review.refresh_from_db()
    assert review.state == state
    made = ReviewDecision.objects.get()
    assert (made.kind, made.rating, made.reason) == decision
    assert (made.answer, made.by.full_name, made.at) == (given, "Helen Marsh", NOW)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "Choose whether to accept, return or correct this answer"),
        ({"kind": "RETURN"}, "Say why you return it, so that the owner knows what to do"),
        ({"kind": "CORRECT", "reason": "So."}, "Choose what the rating should be"),
        (
            {"kind": "CORRECT", "rating": "RED"},
            "Say why you correct it, so that the owner knows what to do",
        ),
        (
            {"kind": "CORRECT", "rating": "AMBER", "reason": "So."},
            "The owner said at risk too: accept it, or choose another",
        ),
    ],
)
def test_review_decide_says_what_to_put_right(
    helen: Client, review: Review, form: dict[str, str], message: str
) -> None:
    given = answer(review)
    response = helen.post(f"/reviews/{review.pk}/decide/", form | {"answer": given.pk})
    assert response.status_code == 200
    assert message in text(response)
    assert ReviewDecision.objects.count() == 0


def test_review_decide_chooses_nothing_beforehand(helen: Client, review: Review) -> None:
    answer(review)
    assert " checked" not in text(helen.get(f"/reviews/{review.pk}/decide/"))


def test_review_decide_on_an_older_answer_shows_the_newer(helen: Client, review: Review) -> None:
    older = answer(review, narrative="Older words.")
    newer = answer(review, narrative="Newer words.", now=NOW + timedelta(minutes=1))
    form = {"answer": older.pk, "kind": "RETURN", "reason": "Typed words."}
    response = helen.post(f"/reviews/{review.pk}/decide/", form)
    assert response.status_code == 409
    page = text(response)
    assert "A newer answer has come in. Read it, then decide again." in page
    assert "Newer words." in page
    assert "Typed words.</textarea>" in page
    assert f'name="answer" value="{newer.pk}"' in page
    assert " checked" not in page
    assert ReviewDecision.objects.count() == 0


def test_review_decide_after_a_colleague_keeps_what_is_typed(helen: Client, review: Review) -> None:
    given = answer(review)
    decide_review(
        review=review,
        answer=given,
        kind=DecisionKind.ACCEPT,
        by=officer(full_name="Ann Bell"),
        now=NOW,
    )
    form = {"answer": given.pk, "kind": "RETURN", "reason": "Typed words."}
    response = helen.post(f"/reviews/{review.pk}/decide/", form)
    assert response.status_code == 409
    assert "Ann Bell has accepted this answer, on 5 October 2022." in text(response)
    assert "Typed words." in text(response)
    assert ReviewDecision.objects.count() == 1


def test_review_decide_on_another_reviews_answer_is_not_found(
    helen: Client, review: Review
) -> None:
    answer(review)
    other = answer(road_safety(title="Drug related crime", number=1))
    for odd in (other.pk, "x", ""):
        form = {"answer": odd, "kind": "ACCEPT"}
        assert helen.post(f"/reviews/{review.pk}/decide/", form).status_code == 404
    assert ReviewDecision.objects.count() == 0


def test_review_decide_without_an_answer_says_so(helen: Client, review: Review) -> None:
    assert "There is nothing to decide here now." in text(
        helen.get(f"/reviews/{review.pk}/decide/")
    )
