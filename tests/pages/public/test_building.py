"""What an edition tells of the working plan, and what it does not."""

import json
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from actionplans.models import Measure
from priorities.models import Priority, StrategicPlan
from smp_portal.pages.public.building import build_contents
from tests.factories import ActionFactory, PriorityFactory
from tests.pages.public.a_plan import a_finding, a_plan, define, reason

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> StrategicPlan:
    return a_plan()


@pytest.fixture
def priority(plan: StrategicPlan) -> Priority:
    return Priority.objects.get(slug="road-safety")


def told(plan: StrategicPlan) -> dict[str, Any]:
    """The one priority that the edition tells of."""
    (priority,) = build_contents(plan)["priorities"]
    found: dict[str, Any] = priority
    return found


def test_contents_are_what_json_gives_back(plan: StrategicPlan) -> None:
    contents = build_contents(plan)
    assert json.loads(json.dumps(contents)) == contents


def test_contents_tell_of_the_plan_and_its_surroundings(plan: StrategicPlan) -> None:
    contents = build_contents(plan)
    contents.pop("priorities")
    assert contents == {
        "format": 1,
        "plan": {
            "title": "Community safety plan",
            "slug": "2021-2024",
            "starts_on": "2021-04-01",
            "ends_on": "2024-03-31",
            "years": "2021 to 2024",
        },
        "sections": [
            {
                "number": 1,
                "title": "About us",
                "slug": "about-us",
                "body": "Formed in 1998.\n\nBy law.",
            }
        ],
        "aims": [{"number": 1, "title": "Safer roads", "text": "For everybody."}],
        "themes": [{"number": 1, "title": "Environment"}],
        "county": [
            {
                "number": 1,
                "title": "Protect people",
                "position": "COVERED",
                "note": "By us.",
                "priorities": ["road-safety"],
            }
        ],
        "places": [
            {"slug": "asfordby", "name": "Asfordby", "kind": "VILLAGE", "is_rural": True},
            {"slug": "bottesford", "name": "Bottesford", "kind": "VILLAGE", "is_rural": True},
            {"slug": "frisby", "name": "Frisby", "kind": "VILLAGE", "is_rural": True},
            {
                "slug": "older-residents",
                "name": "Older residents",
                "kind": "COMMUNITY_OF_INTEREST",
                "is_rural": True,
            },
        ],
        "partners": [
            partner("county-council", "County Council"),
            partner("speed-watch", "Speed Watch", listed_as="NON_STATUTORY", legal_role="INVITED"),
            partner("care-trust", "Care Trust", valid_to="2013-03-31", successors=["Care Board"]),
            partner("care-board", "Care Board", listed_as="NOT_LISTED"),
        ],
        "commitments": [{"number": 1, "text": "To share what it knows"}],
    }


def partner(slug: str, name: str, **details: Any) -> dict[str, Any]:
    known: dict[str, Any] = {
        "listed_as": "STATUTORY",
        "legal_role": "RESPONSIBLE_AUTHORITY",
        "valid_to": None,
        "successors": [],
    }
    return {"slug": slug, "name": name} | known | details


def test_contents_tell_why(plan: StrategicPlan) -> None:
    assert told(plan)["reasons"] == [
        {
            "kind": "CONSULTATION",
            "text": "First concern in the villages",
            "source": "",
            "finding": {
                "statement": "Road safety is the first concern in the villages",
                "count": 258,
                "base": 441,
                "share": "0.585",
                "audience": "People in the villages",
                "consultation": "Resident survey",
                "asked": "January to March 2020",
            },
        },
        {
            "kind": "STATUTE",
            "text": "It is the law",
            "source": "Road Traffic Act 1988",
            "finding": None,
        },
    ]


def test_contents_hold_only_words_agreed_for_publication(plan: StrategicPlan) -> None:
    assert told(plan)["voices"] == [
        {
            "words": "The signs are ignored (PUBLIC)",
            "community": "Bottesford",
            "method": "Listening event",
            "heard_on": "2022-06-14",
        }
    ]


def test_contents_tell_what_is_done_and_was_completed_before(plan: StrategicPlan) -> None:
    actions = told(plan)["actions"]
    assert [(one["title"], one["status"]) for one in actions] == [
        ("Speed watch", "COMPLETE"),
        ("Talks for new drivers", "NOT_STARTED"),
        ("Signs renewed", "COMPLETE"),
    ]
    assert actions[0] == {
        "title": "Speed watch",
        "description": "Volunteers with a speed gun.",
        "lead": "County Council",
        "supporting": ["Speed Watch"],
        "places": ["asfordby", "bottesford"],
        "status": "COMPLETE",
        "due_on": "2022-12-30",
        "completed_on": "2022-09-12",
        "success": "Ten villages take part.",
    }


def test_contents_tell_the_latest_measure_and_the_one_before(plan: StrategicPlan) -> None:
    villages, to_be_agreed = told(plan)["measures"]
    assert villages == {
        "title": "Villages with a speed watch",
        "unit": "villages",
        "direction": "INCREASE",
        "target": "10",
        "target_by": "2023-03-31",
        "latest": {
            "value": "10",
            "out_of": "10",
            "period_start": "2022-07-01",
            "period_end": "2022-09-30",
            "narrative": "All ten villages.",
        },
        "previous": {
            "value": "6",
            "out_of": None,
            "period_start": "2022-01-01",
            "period_end": "2022-03-31",
            "narrative": "Counted by the scheme",
        },
        "to_be_agreed_by": None,
        "source": "",
        "note": "ten of our <b>sixty</b> villages asked for one",
    }
    assert to_be_agreed["title"] == "How safe people feel"
    assert (to_be_agreed["latest"], to_be_agreed["to_be_agreed_by"]) == (None, "2022-12-31")


@pytest.mark.parametrize(
    ("since", "before", "anew"),
    [
        (date(2022, 3, 31), "6", None),
        (date(2022, 4, 1), None, "2022-04-01"),
        (date(2022, 9, 30), None, "2022-09-30"),
        (date(2022, 10, 1), "6", None),
    ],
)
def test_contents_set_no_figure_beside_one_that_counts_something_else(
    plan: StrategicPlan, since: date, before: str | None, anew: str | None
) -> None:
    define(Measure.objects.get(target=10), since)
    villages, _ = told(plan)["measures"]
    assert (villages["latest"]["value"], villages.get("counted_anew_from")) == ("10", anew)
    assert (villages["previous"] or {}).get("value") == before


def test_contents_name_nobody_and_nothing_restricted(plan: StrategicPlan) -> None:
    text = json.dumps(build_contents(plan))
    for words in (
        "Tom Ashby",
        "Secret operation",
        "Not agreed yet",
        "Left undone",
        "Given up",
        "Only proposed",
        "Proposed one",
        "Withdrawn one",
        "Not listed Ltd",
        "PARTNERS",
        "COUNT_ONLY",
    ):
        assert words not in text


def test_contents_leave_out_a_result_that_is_not_published(priority: Priority) -> None:
    reason(priority, 3, "Not published", finding=a_finding(published_at=None))
    assert told(priority.plan)["reasons"][2]["finding"] is None


@pytest.mark.parametrize(
    ("count", "base", "is_told"),
    [(5, 10, True), (4, 10, False), (6, 10, False), (0, 10, False), (10, 10, False), (1, 1, False)],
)
def test_contents_hold_no_figure_under_five(
    priority: Priority, count: int, base: int, is_told: bool
) -> None:
    few = a_finding(count=count, base=base, share=count / base, age_bands=["UNDER_18"])
    reason(priority, 3, "A few", finding=few)
    assert bool(told(priority.plan)["reasons"][2]["finding"]) is is_told


@pytest.mark.parametrize(
    ("audience", "words"),
    [
        ({"is_rural": None}, "Everybody who answered"),
        ({"is_rural": False}, "People outside the villages"),
        ({"is_rural": None, "age_bands": ["UNDER_18", "AGE_18_24"]}, "People under 25"),
        ({"age_bands": ["AGE_18_24"]}, "People aged 18 to 24 in the villages"),
    ],
)
def test_contents_say_whose_answers_a_result_is_of(
    priority: Priority, audience: dict[str, Any], words: str
) -> None:
    reason(priority, 3, "Another", finding=a_finding(**audience))
    assert told(priority.plan)["reasons"][2]["finding"]["audience"] == words


@pytest.mark.parametrize("count", [1, 30])
def test_contents_take_the_same_queries_for_1_and_30(
    plan: StrategicPlan, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        priority = PriorityFactory.create(plan=plan, number=20 + number)
        ActionFactory.create(plan__priority=priority)
        reason(priority, 1, "Why")
    with django_assert_num_queries(9):
        build_contents(plan)
