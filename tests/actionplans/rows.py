"""Rows of the app that are not saved yet, right but for what a test changes."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    ActionUpdate,
    DecisionKind,
    DeliveryReceipt,
    EventKind,
    Measure,
    MeasureDefinition,
    PlanEvent,
    Rating,
    Reading,
    ReceiptStatus,
    Reminder,
    ReminderHandling,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewRound,
    RoundEvent,
    RoundEventKind,
    Stage,
    Via,
)
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    MeasureFactory,
    PartnerFactory,
    PriorityFactory,
    ReadingFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
)

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)


def plan(**details: Any) -> ActionPlan:
    known: dict[str, Any] = {"owner": None, "priority": PriorityFactory.create()}
    return ActionPlanFactory.build(**known | details)


def same_person_twice(**details: Any) -> ActionPlan:
    tom = UserFactory.create()
    return plan(owner=tom if details["owned"] else None, deputy=tom)


def second_plan(**details: Any) -> ActionPlan:
    ActionPlanFactory.create(year="2022/23", number=2)
    return plan(year="2022/23", **details)


def action(**details: Any) -> Action:
    known: dict[str, Any] = {
        "plan": ActionPlanFactory.create(),
        "lead_partner": PartnerFactory.create(),
        "due_on": date(2022, 12, 30),
    }
    return ActionFactory.build(**known | details)


def second_action(**details: Any) -> Action:
    first = ActionFactory.create(reference="2.1")
    return action(plan=first.plan, **details)


def measure(**details: Any) -> Measure:
    return MeasureFactory.build(**{"plan": ActionPlanFactory.create()} | details)


def definition(**details: Any) -> MeasureDefinition:
    known = {"measure": MeasureFactory.create(), "by": UserFactory.create(), "at": NOW}
    return MeasureDefinition(**{"valid_from": date(2022, 4, 1), **known} | details)


def second_measure(**details: Any) -> Measure:
    first = MeasureFactory.create(number=1)
    return measure(plan=first.plan, **details)


def reading(**details: Any) -> Reading:
    known = {"measure": MeasureFactory.create(), "recorded_by": UserFactory.create()}
    return ReadingFactory.build(**known | details)


def second_reading(*, corrects: bool) -> Reading:
    first = ReadingFactory.create()
    return reading(measure=first.measure, replaces=first if corrects else None)


def round_(**details: Any) -> ReviewRound:
    return ReviewRoundFactory.build(**details)


def second_round(**details: Any) -> ReviewRound:
    ReviewRoundFactory.create()
    return round_(**details)


def cancelled_round(**details: Any) -> ReviewRound:
    known = {"is_extra": True, "cancelled_at": NOW, "cancelled_by": UserFactory.create()}
    return round_(**known | details)


def round_event(**details: Any) -> RoundEvent:
    known = {"round": ReviewRoundFactory.create(), "by": UserFactory.create(), "at": NOW}
    return RoundEvent(kind=RoundEventKind.CANCELLED, **known | details)


def second_review(*, same: bool) -> Review:
    first = ReviewFactory.create()
    return Review(round=first.round, plan=first.plan if same else ActionPlanFactory.create())


def answer(**details: Any) -> ReviewAnswer:
    return ReviewAnswer(
        review=ReviewFactory.create(), by=UserFactory.create(), via=Via.LINK, at=NOW, **details
    )


def decision(**details: Any) -> ReviewDecision:
    given = answer(rating=Rating.GREEN)
    given.save()
    return ReviewDecision(
        review=given.review, answer=given, by=UserFactory.create(), at=NOW, **details
    )


def update(**details: Any) -> ActionUpdate:
    return ActionUpdate(
        action=ActionFactory.create(),
        round=ReviewRoundFactory.create(),
        status=ActionStatus.IN_PROGRESS,
        by=UserFactory.create(),
        via=Via.LINK,
        at=NOW,
        **details,
    )


def reminder(**details: Any) -> Reminder:
    known: dict[str, Any] = {"stage": Stage.DUE, "due_at": NOW}
    if "round" not in details:
        known |= {"round": ReviewRoundFactory.create(), "recipient": UserFactory.create()}
    return Reminder(**known | details)


def second_reminder(**details: Any) -> Reminder:
    first = reminder()
    first.save()
    return reminder(round=first.round, recipient=first.recipient, **details)


def returned_reminder(*, stage: Stage, decided: bool) -> Reminder:
    returned = decision(kind=DecisionKind.RETURN, reason="Which villages?")
    returned.save()
    return reminder(
        round=returned.review.round,
        recipient=UserFactory.create(),
        stage=stage,
        decision=returned if decided else None,
    )


def given_reminder(*, stage: Stage, given: bool) -> Reminder:
    event = PlanEvent.objects.create(
        plan=ActionPlanFactory.create(), kind=EventKind.OWNER_CHANGED, by=None, at=NOW
    )
    return reminder(stage=stage, handover=event if given else None)


def superseded_reminder(**details: Any) -> Reminder:
    newer = reminder(stage=Stage.OVERDUE)
    newer.save()
    return reminder(round=newer.round, recipient=newer.recipient, superseded_by=newer, **details)


def second_digest(**details: Any) -> Reminder:
    first = reminder(stage=Stage.DIGEST, day=NOW.date())
    first.save()
    return reminder(
        round=ReviewRoundFactory.create(is_extra=True),
        recipient=first.recipient,
        stage=Stage.DIGEST,
        **details,
    )


def stand_in(*, of_whom: bool, **details: Any) -> Reminder:
    return reminder(stands_in_for=UserFactory.create() if of_whom else None, **details)


def second_stand_in(**details: Any) -> Reminder:
    first = stand_in(of_whom=True, stage=Stage.STANDS_IN, day=NOW.date())
    first.save()
    return reminder(
        round=first.round,
        recipient=first.recipient,
        stage=Stage.STANDS_IN,
        stands_in_for=first.stands_in_for,
        **details,
    )


def second_receipt(**details: Any) -> DeliveryReceipt:
    mail = reminder()
    mail.save()
    known: dict[str, Any] = {
        "reminder": mail,
        "attempt": 1,
        "notify_id": UUID(int=1),
        "received_at": NOW,
    }
    DeliveryReceipt.objects.create(status=ReceiptStatus.DELIVERED, **known)
    return DeliveryReceipt(**known | details)


def handling(**details: Any) -> ReminderHandling:
    mail = reminder()
    mail.save()
    return ReminderHandling(reminder=mail, by=UserFactory.create(), at=NOW, **details)
