"""What the database refuses about the plan and its priorities, and what people are told."""

from datetime import date
from typing import Any

import pytest
from django.db import models

from priorities.models import (
    Aim,
    Alignment,
    CountyPriority,
    PlanSection,
    Priority,
    PublicReply,
    Reason,
    ReasonKind,
    StrategicPlan,
)
from tests.factories import PriorityFactory, StrategicPlanFactory
from tests.priorities.rows import finding, reason, reply
from tests.refusing import refused_by_the_database, told

pytestmark = pytest.mark.django_db


def test_strategic_plan_dates_in_order() -> None:
    StrategicPlanFactory.create(starts_on=date(2021, 4, 1), ends_on=date(2021, 4, 2))
    plan = StrategicPlanFactory.build(
        slug="other", starts_on=date(2021, 4, 1), ends_on=date(2021, 4, 1)
    )
    assert told(plan) == ["The plan must end after it starts."]
    refused_by_the_database(plan)


def test_strategic_plan_slug_once(plan: StrategicPlan, next_plan: StrategicPlan) -> None:
    refused_by_the_database(
        StrategicPlan(slug=plan.slug, starts_on=plan.starts_on, ends_on=plan.ends_on)
    )


@pytest.mark.parametrize("same", [{"number": 1}, {"slug": "about"}])
def test_section_number_and_slug_once_in_a_plan(
    plan: StrategicPlan, next_plan: StrategicPlan, same: dict[str, Any]
) -> None:
    PlanSection.objects.create(plan=plan, number=1, title="About", slug="about")
    details = {"number": 2, "title": "Other", "slug": "other"} | same
    refused_by_the_database(PlanSection(plan=plan, **details))
    PlanSection.objects.create(plan=next_plan, **details)


def test_aim_number_once_in_a_plan(plan: StrategicPlan, next_plan: StrategicPlan) -> None:
    Aim.objects.create(plan=plan, number=1, title="Listen")
    refused_by_the_database(Aim(plan=plan, number=1, title="Speak"))
    Aim.objects.create(plan=next_plan, number=1, title="Speak")
    Aim.objects.create(plan=plan, number=2, title="Listen")


@pytest.mark.parametrize(
    ("same", "words"),
    [
        ({"number": 1}, "The plan already has a priority with this number."),
        ({"slug": "noise"}, "The plan already has a priority with this address."),
    ],
)
def test_priority_number_and_slug_once_in_a_plan(
    plan: StrategicPlan, next_plan: StrategicPlan, same: dict[str, Any], words: str
) -> None:
    PriorityFactory.create(plan=plan, number=1, slug="noise")
    details = {"number": 2, "slug": "litter"} | same
    again = PriorityFactory.build(plan=plan, **details)
    assert told(again) == [words]
    refused_by_the_database(again)
    PriorityFactory.create(plan=next_plan, **details)
    assert Priority.objects.count() == 2


def test_county_priority_number_once() -> None:
    CountyPriority.objects.create(number=1, title="Quiet")
    refused_by_the_database(CountyPriority(number=1, title="Clean"))
    CountyPriority.objects.create(number=2, title="Quiet")


def test_alignment_once() -> None:
    county = [CountyPriority.objects.create(number=n, title="Quiet") for n in (1, 2)]
    priority = PriorityFactory.create()
    Alignment.objects.create(priority=priority, county_priority=county[0])
    refused_by_the_database(Alignment(priority=priority, county_priority=county[0]))
    Alignment.objects.create(priority=priority, county_priority=county[1])
    Alignment.objects.create(priority=PriorityFactory.create(), county_priority=county[0])


def test_reason_number_once_in_a_priority() -> None:
    priority = PriorityFactory.create()
    details = {"kind": ReasonKind.STATUTE, "text": "The law."}
    Reason.objects.create(priority=priority, number=1, **details)
    refused_by_the_database(Reason(priority=priority, number=1, **details))
    Reason.objects.create(priority=priority, number=2, **details)
    Reason.objects.create(priority=PriorityFactory.create(), number=1, **details)


@pytest.mark.parametrize("kind", [kind for kind in ReasonKind if kind != "CONSULTATION"])
def test_reason_finding_of_consultation(kind: ReasonKind) -> None:
    priority, result = PriorityFactory.create(), finding()
    reason(priority, kind=ReasonKind.CONSULTATION, finding=result)
    reason(priority, kind=kind)
    wrong = Reason(priority=priority, number=3, kind=kind, text="Why", finding=result)
    assert told(wrong) == ["Only a reason from what people said rests on a survey result."]
    refused_by_the_database(wrong)


def test_finding_that_a_reason_rests_on_is_not_removed() -> None:
    result = finding()
    reason(PriorityFactory.create(), kind=ReasonKind.CONSULTATION, finding=result)
    with pytest.raises(models.ProtectedError):
        result.delete()


def test_public_reply_number_once_in_a_priority() -> None:
    priority = PriorityFactory.create()
    reply(priority, number=1)
    details = {"you_said": "It is loud.", "we_did": "We asked."}
    refused_by_the_database(PublicReply(priority=priority, number=1, **details))
    reply(priority, number=2)
    reply(PriorityFactory.create(), number=1)


def test_plan_with_priorities_is_not_removed() -> None:
    priority = PriorityFactory.create()
    with pytest.raises(models.ProtectedError):
        priority.plan.delete()


def test_parts_go_with_their_priority() -> None:
    priority = PriorityFactory.create()
    Reason.objects.create(priority=priority, number=1, kind=ReasonKind.STATUTE, text="The law.")
    priority.delete()
    assert Reason.objects.count() == 0
