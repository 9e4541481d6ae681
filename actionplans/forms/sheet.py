"""All that is asked about one plan on one page: its rating, and its open actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError

from actionplans.forms.answers import ActionForm, AnswerForm
from actionplans.forms.reviews import ToldForm
from actionplans.models import (
    Action,
    DecisionKind,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewState,
)
from actionplans.queries.answers import LastAnswer
from actionplans.queries.decisions import decided_since, decision_words
from actionplans.services.given import ActionRefused, AnswerGiven
from partners.models import User
from smp_portal.foundation.forms import ErrorLink, PortalForm, error_links

_FIELDS_OF_ACTION = {"due_on": "new_due_on", "reason": "reason"}


@dataclass
class AnswerSheet:
    """The forms of one review, filled in or still empty; `last` is what was said before its round."""

    review: Review
    last: LastAnswer | None
    on: date
    data: Mapping[str, Any] | None = None
    people: list[User] | None = None

    @cached_property
    def told(self) -> ToldForm | None:
        """How the answer came, where an officer types it in for one of these people."""
        return None if self.people is None else ToldForm(self.data, people=self.people)

    @cached_property
    def since(self) -> str:
        return self.last.since(on=self.on) if self.last else ""

    @cached_property
    def decided(self) -> list[str]:
        """What the board decided about the plan since that was said."""
        if self.last is None:
            return []
        found = decided_since(self.review.plan, self.last.said_on)
        return [decision_words(one, who="the board") for one in found]

    @cached_property
    def given_before(self) -> ReviewAnswer | None:
        """The newest answer of this very review, which a correction starts from."""
        return self.review.answers.select_related("by").first()

    @cached_property
    def returned(self) -> ReviewDecision | None:
        """Why an officer returned the newest answer, while the review is owed again."""
        if self.review.state != ReviewState.RETURNED:
            return None
        return self.review.decisions.filter(kind=DecisionKind.RETURN).first()

    @cached_property
    def form(self) -> AnswerForm:
        return AnswerForm(self.data, since=self.since, initial=self._words_given_before())

    @cached_property
    def action_forms(self) -> list[ActionForm]:
        """One for each open action; once sent, one for each that was on the page."""
        actions = self.review.plan.actions.select_related("lead_person", "lead_partner")
        return [
            ActionForm(self.data, action=action, on=self.on)
            for action in actions.order_by("due_on", "reference")
            if self._asks_about(action)
        ]

    @property
    def pressing(self) -> list[ActionForm]:
        """Actions that the board will ask about: late, or due by its meeting."""
        return [form for form in self.action_forms if form.action.due_on <= self._board_asks_on]

    @property
    def any_late(self) -> bool:
        return any(form.days_late for form in self.pressing)

    @property
    def others(self) -> list[ActionForm]:
        return [form for form in self.action_forms if form.action.due_on > self._board_asks_on]

    @property
    def others_have_errors(self) -> bool:
        return self.data is not None and any(form.errors for form in self.others)

    @property
    def more_is_said(self) -> bool:
        """Whether the part that is folded away has something in it."""
        return any(self.form[name].value() for name in ("next_steps", "decision_asked"))

    @property
    def forms(self) -> list[PortalForm]:
        told = [self.told] if self.told else []
        return [*told, self.form, *self.pressing, *self.others]

    @property
    def error_links(self) -> list[ErrorLink]:
        return error_links(*self.forms) if self.data is not None else []

    def is_valid(self) -> bool:
        """Whether every form of the page can be taken."""
        return self.data is not None and not any(form.errors for form in self.forms)

    def given(self) -> AnswerGiven:
        """The answer as the review takes it, with the actions of which something was said."""
        return self.form.given(form.given() for form in self.action_forms if form.says_something)

    def refuse_action(self, refused: ActionRefused) -> None:
        """Show beside the action what can't be so."""
        for form in self.action_forms:
            if form.action.pk == refused.action.pk:
                show_refused(form, refused.error)

    @property
    def _board_asks_on(self) -> date:
        meeting = self.review.round.meeting
        return meeting.held_on if meeting else self.review.round.due_on

    def _asks_about(self, action: Action) -> bool:
        return action.is_open if self.data is None else f"action-{action.pk}-status" in self.data

    def _words_given_before(self) -> dict[str, Any]:
        # The rating is chosen anew each time: a button pressed by itself never answers.
        before = self.given_before
        if before is None:
            return {}
        names = ("narrative", "next_steps", "decision_asked", "needs_help")
        return {name: getattr(before, name) for name in names}


def show_refused(form: PortalForm, error: ValidationError) -> None:
    """Put the words of a refused update beside the field that they speak of."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, messages in error.message_dict.items():
        form.add_error(_FIELDS_OF_ACTION.get(field), messages)
