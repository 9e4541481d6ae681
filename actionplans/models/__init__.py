"""How the priorities are delivered: plans, actions, rounds, reviews, answers and reminders."""

from actionplans.models.action import Action, ActionStatus
from actionplans.models.event import EventKind, PlanEvent, Via
from actionplans.models.framework import FrameworkSettings
from actionplans.models.measure import (
    Measure,
    MeasureDirection,
    MeasureKind,
    MeasureState,
    Reading,
)
from actionplans.models.plan import ActionPlan, PlanKind, PlanStatus, Rating
from actionplans.models.reminder import (
    AttemptPhase,
    Channel,
    MailChannel,
    Reminder,
    ReminderAttempt,
    ReminderState,
    ReviewLink,
    Stage,
    WorkerHeartbeat,
)
from actionplans.models.review import (
    ActionUpdate,
    DecisionKind,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewState,
)
from actionplans.models.round import ReviewRound

__all__ = [
    "Action",
    "ActionPlan",
    "ActionStatus",
    "ActionUpdate",
    "AttemptPhase",
    "Channel",
    "DecisionKind",
    "EventKind",
    "FrameworkSettings",
    "MailChannel",
    "Measure",
    "MeasureDirection",
    "MeasureKind",
    "MeasureState",
    "PlanEvent",
    "PlanKind",
    "PlanStatus",
    "Rating",
    "Reading",
    "Reminder",
    "ReminderAttempt",
    "ReminderState",
    "Review",
    "ReviewAnswer",
    "ReviewDecision",
    "ReviewLink",
    "ReviewRound",
    "ReviewState",
    "Stage",
    "Via",
    "WorkerHeartbeat",
]
