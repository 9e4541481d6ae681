"""What people say in a round, and why it may not be taken."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from actionplans.models import Action, ActionStatus, Rating, ReviewAnswer


@dataclass(frozen=True)
class ActionGiven:
    """What somebody says about one action."""

    action: Action
    status: ActionStatus
    new_due_on: date | None = None
    reason: str = ""
    note: str = ""
    progress: int | None = None
    rating: str = ""


@dataclass(frozen=True)
class AnswerGiven:
    """What an owner says about a plan; without a rating where nothing has changed."""

    rating: Rating | None = None
    no_change: bool = False
    narrative: str = ""
    next_steps: str = ""
    needs_help: bool = False
    decision_asked: str = ""
    actions: tuple[ActionGiven, ...] = ()


class ReviewRefused(Exception):
    """A review can't take this answer or decision; the words say why and what to do."""


class AnswerSuperseded(ReviewRefused):
    """A newer answer came in while an officer was deciding on an older one."""

    def __init__(self, newest: ReviewAnswer) -> None:
        super().__init__("A newer answer has come in. Read it, then decide again.")
        self.newest = newest


class ActionRefused(Exception):
    """What was said about an action can't be so; carries the action and what to put right."""

    def __init__(self, action: Action, error: ValidationError) -> None:
        super().__init__(f"{action}: {error}")
        self.action = action
        self.error = error
