"""Who owes what on a day: owners, stand-ins, deputies and lead persons."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionStatus, ActionUpdate, PlanStatus, Review, ReviewState, Via
from actionplans.queries.owed import owed_by, people_asked, read_asking
from partners.models import User
from tests.actionplans.asking import NOW, earlier_round, open_round, road_safety, tom_ashby
from tests.factories import AbsenceFactory, ActionFactory, ReviewFactory, UserFactory

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2022, 10, 5)
AFTER_DUE = date(2022, 10, 11)


def titles(person: User, on: date = WEDNESDAY) -> list[str]:
    found = [owed.title for owed in owed_by(person, on=on)]
    # What is read for everybody says the same of each.
    assert [owed.title for owed in read_asking(on=on).of(person)] == found
    return found


def test_owner_owes_the_review_of_an_active_plan() -> None:
    review = road_safety()
    assert review.plan.owner
    assert titles(review.plan.owner) == ["2. Road safety"]
    assert titles(UserFactory.create()) == []


@pytest.mark.parametrize(
    ("state", "owed"),
    [
        ("AWAITED", ["2. Road safety"]),
        ("RETURNED", ["2. Road safety"]),
        ("ANSWERED", []),
        ("ACCEPTED", []),
        ("MISSED", []),
    ],
)
def test_owner_owes_by_state(state: str, owed: list[str]) -> None:
    review = road_safety()
    Review.objects.update(state=state)
    assert review.plan.owner
    assert titles(review.plan.owner) == owed


@pytest.mark.parametrize("status", [PlanStatus.DRAFT, PlanStatus.CLOSED])
def test_owner_owes_nothing_for_a_plan_that_is_not_active(status: str) -> None:
    review = road_safety(status=status)
    assert review.plan.owner
    assert titles(review.plan.owner) == []
    assert people_asked(on=WEDNESDAY) == {}


def test_nobody_owes_for_a_vacant_plan() -> None:
    road_safety(owner=None)
    road_safety(title="Drug related crime", number=1, owner=UserFactory.create(is_active=False))
    assert people_asked(on=WEDNESDAY) == {}


def test_stand_in_is_asked_while_the_owner_is_away() -> None:
    review, ann = road_safety(), UserFactory.create()
    assert review.plan.owner
    AbsenceFactory.create(user=review.plan.owner, deputy=ann, ends_on=WEDNESDAY)
    assert list(people_asked(on=WEDNESDAY)) == [ann]
    assert titles(ann) == ["2. Road safety"]
    assert titles(review.plan.owner) == ["2. Road safety"]
    assert list(people_asked(on=date(2022, 10, 6))) == [review.plan.owner]
    assert titles(ann, on=date(2022, 10, 6)) == []


def test_stand_in_who_has_left_leaves_the_owner_asked() -> None:
    review = road_safety()
    gone = UserFactory.create(is_active=False)
    AbsenceFactory.create(user=review.plan.owner, deputy=gone)
    assert list(people_asked(on=WEDNESDAY)) == [review.plan.owner]


def test_plans_deputy_may_answer_once_it_is_late() -> None:
    deputy = UserFactory.create()
    road_safety(deputy=deputy)
    assert titles(deputy) == []
    assert titles(deputy, on=AFTER_DUE) == ["2. Road safety"]


def test_lead_person_owes_a_word_on_each_open_action() -> None:
    review, lead = road_safety(), UserFactory.create()
    for reference, status in [("2.1", "IN_PROGRESS"), ("2.2", "NOT_STARTED"), ("2.3", "CANCELLED")]:
        ActionFactory.create(
            plan=review.plan,
            reference=reference,
            title="Signs",
            status=status,
            lead_person=lead,
        )
    assert titles(lead) == ["2.1 Signs", "2.2 Signs"]


def test_owner_who_leads_an_action_is_asked_once() -> None:
    review = road_safety()
    ActionFactory.create(plan=review.plan, lead_person=review.plan.owner)
    assert review.plan.owner
    assert titles(review.plan.owner) == ["2. Road safety"]


def test_lead_person_who_has_sent_owes_no_more() -> None:
    review, lead = road_safety(), UserFactory.create()
    action = ActionFactory.create(plan=review.plan, lead_person=lead)
    ActionUpdate.objects.create(
        action=action,
        round=review.round,
        status=ActionStatus.IN_PROGRESS,
        by=lead,
        via=Via.LINK,
        at=NOW,
    )
    assert titles(lead) == []


def test_lead_person_owes_in_the_current_round_alone() -> None:
    review, lead = road_safety(), UserFactory.create()
    action = ActionFactory.create(plan=review.plan, reference="2.1", title="Signs")
    action.lead_person = lead
    action.save()
    ReviewFactory.create(round=earlier_round(), plan=review.plan, state=ReviewState.MISSED)
    assert titles(lead) == ["2.1 Signs"]


def test_what_is_owed_comes_by_date_reviews_first() -> None:
    tom = tom_ashby()
    review = road_safety(owner=tom)
    ReviewFactory.create(round=earlier_round(), plan=review.plan, state=ReviewState.RETURNED)
    other = road_safety(title="Drug related crime", number=1, owner=UserFactory.create())
    ActionFactory.create(plan=other.plan, reference="1.4", title="Lighting", lead_person=tom)
    road_safety(title="Violent crime", number=3, owner=tom)
    assert titles(tom) == ["2. Road safety", "2. Road safety", "3. Violent crime", "1.4 Lighting"]


def test_people_asked_may_be_narrowed_to_one() -> None:
    tom = tom_ashby()
    road_safety(owner=tom)
    road_safety(title="Drug related crime", number=1, owner=UserFactory.create())
    assert len(people_asked(on=WEDNESDAY)) == 2
    assert list(people_asked(on=WEDNESDAY, only=[tom])) == [tom]


@pytest.mark.parametrize("count", [1, 30])
def test_people_asked_takes_as_many_queries_for_thirty(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    open_round()
    for number in range(count):
        review = road_safety(title=f"Plan {number}", number=number + 1, owner=UserFactory.create())
        ActionFactory.create(plan=review.plan, lead_person=UserFactory.create())
    with django_assert_num_queries(4):
        asked = people_asked(on=WEDNESDAY)
    assert len(asked) == 2 * count
