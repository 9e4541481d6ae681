"""What the partnership set out to do, and why."""

from priorities.models.plan import Aim, PlanSection, StrategicPlan
from priorities.models.priority import (
    Alignment,
    CountyPriority,
    LocalPosition,
    Priority,
    PriorityStatus,
    Reason,
    ReasonKind,
)

__all__ = [
    "Aim",
    "Alignment",
    "CountyPriority",
    "LocalPosition",
    "PlanSection",
    "Priority",
    "PriorityStatus",
    "Reason",
    "ReasonKind",
    "StrategicPlan",
]
