"""What the partnership set out to do, and why."""

from priorities.models.edition import Edition, EditionStatus
from priorities.models.plan import Aim, PlanSection, StrategicPlan
from priorities.models.priority import (
    Alignment,
    CountyPriority,
    LocalPosition,
    Priority,
    PriorityStatus,
)
from priorities.models.reason import PublicReply, Reason, ReasonKind

__all__ = [
    "Aim",
    "Alignment",
    "CountyPriority",
    "Edition",
    "EditionStatus",
    "LocalPosition",
    "PlanSection",
    "Priority",
    "PriorityStatus",
    "PublicReply",
    "Reason",
    "ReasonKind",
    "StrategicPlan",
]
