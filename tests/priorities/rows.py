"""Rows of a plan made for tests; all plainly invented."""

from typing import Any

from priorities.models import (
    Aim,
    CountyPriority,
    LocalPosition,
    PlanSection,
    Priority,
    PublicReply,
    Reason,
    ReasonKind,
    StrategicPlan,
)


def reason(priority: Priority, text: str = "Nine cats in May.", **details: Any) -> Reason:
    """One reason of a priority, after its others."""
    given: dict[str, Any] = {"kind": ReasonKind.STATISTIC, "number": priority.reasons.count() + 1}
    return Reason.objects.create(priority=priority, text=text, **given | details)


def reply(priority: Priority, you_said: str = "It is loud.", **details: Any) -> PublicReply:
    """One answer to what people said, after the others."""
    given: dict[str, Any] = {"we_did": "We asked.", "number": priority.replies.count() + 1}
    return PublicReply.objects.create(priority=priority, you_said=you_said, **given | details)


def section(plan: StrategicPlan, title: str = "About", **details: Any) -> PlanSection:
    """One section of the plan's text, after its others."""
    given: dict[str, Any] = {"slug": title.lower(), "number": plan.sections.count() + 1}
    return PlanSection.objects.create(plan=plan, title=title, **given | details)


def county(title: str = "Quiet nights", **details: Any) -> CountyPriority:
    """One of the county's priorities, after its others."""
    given = {"number": CountyPriority.objects.count() + 1, "local_position": LocalPosition.PARTLY}
    return CountyPriority.objects.create(title=title, **given | details)


def places_of_the_plan(priority: Priority) -> dict[str, dict[str, Any]]:
    """Where the parts of a priority and of its plan are found."""
    plan, whole = priority.plan, {"slug": priority.slug}
    aim = Aim.objects.create(plan=plan, number=1, title="Listen")
    return {
        "reason": whole | {"pk": reason(priority).pk},
        "reply": whole | {"pk": reply(priority).pk},
        "no_reason": whole | {"pk": 999_999},
        "no_reply": whole | {"pk": 999_999},
        "section": {"pk": section(plan).pk},
        "aim": {"pk": aim.pk},
        "county": {"pk": county().pk},
    }
