"""How the priorities are delivered: plans, actions, rounds, reviews, answers and reminders."""

from actionplans.models.action import Action, ActionStatus
from actionplans.models.attempt import AttemptPhase, ReminderAttempt
from actionplans.models.channel import (
    Channel,
    ChannelDeed,
    ChannelEvent,
    MailChannel,
    WorkerHeartbeat,
)
from actionplans.models.decision import Decision, DecisionAsked, Outcome
from actionplans.models.event import EventKind, PlanEvent, Via
from actionplans.models.framework import FrameworkSettings
from actionplans.models.handling import HandlingKind, ReminderHandling
from actionplans.models.link import ReviewLink
from actionplans.models.measure import (
    Every,
    Measure,
    MeasureDirection,
    MeasureKind,
    MeasureState,
)
from actionplans.models.pack import BoardPack, PackFile, PackFileKind, PackState
from actionplans.models.plan import ActionPlan, PlanKind, PlanStatus, Rating
from actionplans.models.reading import MeasureDefinition, Reading
from actionplans.models.receipt import DeliveryReceipt, ReceiptStatus
from actionplans.models.reminder import (
    Reminder,
    ReminderState,
    Stage,
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
from actionplans.models.round_event import RoundEvent, RoundEventKind

__all__ = [
    "Action",
    "ActionPlan",
    "ActionStatus",
    "ActionUpdate",
    "AttemptPhase",
    "BoardPack",
    "Channel",
    "ChannelDeed",
    "ChannelEvent",
    "Decision",
    "DecisionAsked",
    "DecisionKind",
    "DeliveryReceipt",
    "EventKind",
    "Every",
    "FrameworkSettings",
    "HandlingKind",
    "MailChannel",
    "Measure",
    "MeasureDefinition",
    "MeasureDirection",
    "MeasureKind",
    "MeasureState",
    "Outcome",
    "PackFile",
    "PackFileKind",
    "PackState",
    "PlanEvent",
    "PlanKind",
    "PlanStatus",
    "Rating",
    "Reading",
    "ReceiptStatus",
    "Reminder",
    "ReminderAttempt",
    "ReminderHandling",
    "ReminderState",
    "Review",
    "ReviewAnswer",
    "ReviewDecision",
    "ReviewLink",
    "ReviewRound",
    "ReviewState",
    "RoundEvent",
    "RoundEventKind",
    "Stage",
    "Via",
    "WorkerHeartbeat",
]
