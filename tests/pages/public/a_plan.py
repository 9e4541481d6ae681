"""A small plan with one of each thing that the public may read, and of each that it may not."""

from datetime import UTC, date, datetime
from typing import Any

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    Measure,
    MeasureDefinition,
    PlanStatus,
    Reading,
)
from actionplans.models.measure import MeasureDirection, MeasureState
from consultations.models import (
    Community,
    CommunityKind,
    Consent,
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    Direction,
    Finding,
    Option,
    Question,
    QuestionKind,
    Testimony,
    TestimonyMethod,
    Theme,
)
from partners.models import Commitment, LegalRole, ListedAs, Partner
from priorities.models import (
    Aim,
    Alignment,
    CountyPriority,
    LocalPosition,
    PlanSection,
    Priority,
    PriorityStatus,
    PublicReply,
    Reason,
    ReasonKind,
    StrategicPlan,
)
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    PriorityFactory,
    StrategicPlanFactory,
    UserFactory,
    officer,
)

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)


def a_plan() -> StrategicPlan:
    """The plan of 2021 to 2024 with a section, an aim, the county, places, partners and one priority."""
    plan: StrategicPlan = StrategicPlanFactory.create()
    PlanSection.objects.create(
        plan=plan, number=1, title="About us", slug="about-us", body="Formed in 1998.\n\nBy law.\n"
    )
    aim = Aim.objects.create(plan=plan, number=1, title="Safer roads", text="For everybody.")
    theme = Theme.objects.create(number=1, title="Environment", slug="environment")
    for name, kind in (
        ("Asfordby", CommunityKind.VILLAGE),
        ("Bottesford", CommunityKind.VILLAGE),
        ("Frisby", CommunityKind.VILLAGE),
        ("Older residents", CommunityKind.COMMUNITY_OF_INTEREST),
    ):
        slug = name.lower().replace(" ", "-")
        Community.objects.create(name=name, slug=slug, kind=kind, is_rural=True)
    _partners()
    road_safety(plan, aim, theme)
    for number, status in ((8, PriorityStatus.PROPOSED), (9, PriorityStatus.WITHDRAWN)):
        PriorityFactory.create(
            plan=plan,
            number=number,
            title=f"{status.label} one",
            slug=status.lower(),
            status=status,
        )
    # The organisations of the people above are no part of it.
    others = Partner.objects.filter(name__startswith="Organisation")
    others.update(listed_as=ListedAs.NOT_LISTED)
    return plan


def _partners() -> None:
    Commitment.objects.create(number=1, text="To share what it knows")
    PartnerFactory.create(name="County Council", slug="county-council", listed_position=1)
    PartnerFactory.create(
        name="Speed Watch",
        slug="speed-watch",
        listed_as=ListedAs.NON_STATUTORY,
        legal_role=LegalRole.INVITED,
        listed_position=2,
    )
    board = PartnerFactory.create(
        name="Care Board", slug="care-board", listed_as=ListedAs.NOT_LISTED
    )
    trust = PartnerFactory.create(
        name="Care Trust", slug="care-trust", valid_to=date(2013, 3, 31), listed_position=3
    )
    trust.successors.add(board)
    PartnerFactory.create(name="Not listed Ltd", slug="not-listed", listed_as=ListedAs.NOT_LISTED)


def road_safety(plan: StrategicPlan, aim: Aim, theme: Theme) -> Priority:
    """The second priority: reasons, a voice, a reply, this year's plan with actions and a measure."""
    priority: Priority = PriorityFactory.create(
        plan=plan,
        number=2,
        title="Road safety",
        slug="road-safety",
        what_we_want="Slower traffic where people live.",
    )
    priority.aims.add(aim)
    priority.themes.add(theme)
    covered = CountyPriority.objects.create(
        number=1, title="Protect people", local_position=LocalPosition.COVERED, note="By us."
    )
    Alignment.objects.create(priority=priority, county_priority=covered)
    reason(priority, 1, "First concern in the villages", finding=a_finding())
    reason(priority, 2, "It is the law", kind=ReasonKind.STATUTE, source="Road Traffic Act 1988")
    PublicReply.objects.create(
        priority=priority, number=1, you_said="Drivers speed.", we_did="Volunteers check speeds."
    )
    PublicReply.objects.create(
        priority=priority,
        number=2,
        you_said="Close the road.",
        we_did="It is a trunk road.",
        could_not=True,
    )
    for consent in Consent.values:
        priority.testimonies.add(a_voice(theme, f"The signs are ignored ({consent})", consent))
    _plans(priority)
    return priority


def a_finding(**details: Any) -> Finding:
    """258 of 441 people in the villages, published."""
    consultation, _ = Consultation.objects.get_or_create(
        slug="survey",
        defaults={
            "title": "Resident survey",
            "kind": ConsultationKind.SURVEY,
            "opened_on": date(2020, 1, 6),
            "closed_on": date(2020, 3, 27),
            "status": ConsultationStatus.PUBLISHED,
        },
    )
    question, _ = Question.objects.get_or_create(
        consultation=consultation,
        number=1,
        defaults={"text": "What concerns you?", "kind": QuestionKind.SEVERAL},
    )
    option, _ = Option.objects.get_or_create(
        question=question, number=1, defaults={"text": "Road safety"}
    )
    given = {
        "question": question,
        "option": option,
        "is_rural": True,
        "statement": "Road safety is the first concern in the villages",
        "count": 258,
        "base": 441,
        "share": "0.5850",
        "rank": 1,
        "computed_at": NOW,
        "published_at": NOW,
    }
    given |= details
    publisher = officer() if given["published_at"] else None
    return Finding.objects.create(**given | {"published_by": publisher})


def reason(priority: Priority, number: int, text: str, **details: Any) -> Reason:
    given = {"kind": ReasonKind.CONSULTATION} | details
    return Reason.objects.create(priority=priority, number=number, text=text, **given)


def a_voice(theme: Theme, words: str, consent: str) -> Testimony:
    return Testimony.objects.create(
        community=Community.objects.get(slug="bottesford"),
        theme=theme,
        method=TestimonyMethod.LISTENING_EVENT,
        heard_on=date(2022, 6, 14),
        words=words,
        consent=consent,
        direction=Direction.SAME,
    )


def _plans(priority: Priority) -> None:
    person = UserFactory.create(full_name="Tom Ashby", post="Road Safety Officer")
    last = plan_of(priority, "2021/22", status=PlanStatus.CLOSED, owner=person)
    action(last, "Signs renewed", status=ActionStatus.COMPLETE, completed_on=date(2022, 2, 11))
    action(last, "Left undone")
    plan = plan_of(priority, "2022/23", owner=person)
    done = action(
        plan,
        "Speed watch",
        status=ActionStatus.COMPLETE,
        completed_on=date(2022, 9, 12),
        description="Volunteers with a speed gun.",
        success_measure="Ten villages take part.",
        lead_person=person,
    )
    done.communities.set(Community.objects.filter(slug__in=["asfordby", "bottesford"]))
    done.supporting_partners.add(Partner.objects.get(slug="speed-watch"))
    action(plan, "Talks for new drivers", due_on=date(2023, 3, 31))
    action(plan, "Given up", status=ActionStatus.CANCELLED)
    action(plan_of(priority, "2022/23", is_restricted=True), "Secret operation")
    action(plan_of(priority, "2022/23", status=PlanStatus.DRAFT), "Not agreed yet")
    _measures(last, plan)


def plan_of(priority: Priority, year: str, **details: Any) -> ActionPlan:
    plan: ActionPlan = ActionPlanFactory.create(priority=priority, year=year, **details)
    return plan


def action(plan: ActionPlan, title: str, **details: Any) -> Action:
    lead = Partner.objects.get(slug="county-council")
    made: Action = ActionFactory.create(plan=plan, title=title, lead_partner=lead, **details)
    return made


def _measures(last: ActionPlan, plan: ActionPlan) -> None:
    villages = {
        "title": "Villages with a speed watch",
        "unit": "villages",
        "direction": MeasureDirection.INCREASE,
        "state": MeasureState.AGREED,
        "agreed_with": "The parish councils",
        "agreed_on": date(2021, 3, 15),
    }
    before = Measure.objects.create(plan=last, number=1, **villages)
    now = Measure.objects.create(
        plan=plan,
        number=1,
        continues=before,
        target=10,
        target_by=date(2023, 3, 31),
        note="ten of our <b>sixty</b> villages asked for one",
        **villages,
    )
    read(before, 6, date(2022, 1, 1), date(2022, 3, 31))
    read(now, 10, date(2022, 7, 1), date(2022, 9, 30), out_of=10, narrative="All ten villages.")
    Measure.objects.create(
        plan=plan, number=2, title="How safe people feel", agree_by=date(2022, 12, 31)
    )
    Measure.objects.create(plan=plan, number=3, title="Only proposed", state=MeasureState.PROPOSED)


def define(measure: Measure, since: date) -> None:
    """From that day on something else is counted."""
    MeasureDefinition.objects.create(
        measure=measure,
        text="Villages with three volunteers or more.",
        valid_from=since,
        by=UserFactory.create(),
        at=NOW,
    )


def read(measure: Measure, value: int, start: date, end: date, **details: Any) -> Reading:
    return Reading.objects.create(
        measure=measure,
        value=value,
        period_start=start,
        period_end=end,
        recorded_at=NOW,
        recorded_by=UserFactory.create(),
        **{"narrative": "Counted by the scheme"} | details,
    )
