"""Rows of a plan made for tests; all plainly invented."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from consultations.models import (
    Community,
    CommunityKind,
    Consent,
    Direction,
    Finding,
    Testimony,
    TestimonyMethod,
    Theme,
)
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
from tests.factories import ConsultationFactory, OptionFactory, QuestionFactory, officer


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


def voice(words: str, **details: Any) -> Testimony:
    """What somebody said in the upper village, for all to read unless it says otherwise."""
    village, _ = Community.objects.get_or_create(
        slug="upper", defaults={"name": "Upper Village", "kind": CommunityKind.VILLAGE}
    )
    noise, _ = Theme.objects.get_or_create(number=1, defaults={"title": "Noise", "slug": "noise"})
    given: dict[str, Any] = {
        "community": village,
        "theme": noise,
        "method": TestimonyMethod.INTERVIEW,
        "heard_on": date(2022, 5, 3),
        "consent": Consent.PUBLIC,
        "direction": Direction.SAME,
    }
    return Testimony.objects.create(words=words, **given | details)


def finding(statement: str = "Noise comes first", **details: Any) -> Finding:
    """A result of a survey of its own, published unless it says otherwise."""
    survey = ConsultationFactory.create()
    question = QuestionFactory.create(consultation=survey)
    option = OptionFactory.create(question=question)
    when = datetime(2022, 5, 3, 9, tzinfo=UTC)
    given: dict[str, Any] = {
        "count": 30,
        "base": 60,
        "share": Decimal("0.5"),
        "rank": 1,
        "computed_at": when,
        "published_at": when,
    }
    given |= details
    if given["published_at"]:
        given["published_by"] = officer()
    return Finding.objects.create(question=question, option=option, statement=statement, **given)
