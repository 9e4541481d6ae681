"""What an owner is asked about a plan, and a lead person about an action."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from actionplans.models import Action, ActionStatus, Rating
from actionplans.models.action import OPEN_STATUSES
from actionplans.models.plan import ANSWERABLE
from actionplans.services.given import ActionGiven, AnswerGiven
from smp_portal.foundation.forms import DateField, PortalForm, RatingRadios, Textarea
from smp_portal.foundation.words import long_date

NO_CHANGE = "NO_CHANGE"


class AnswerForm(PortalForm):
    """Will this plan deliver what it set out to? Nothing is chosen beforehand, whatever was said last.

    Limits are validators, without a count below each box: that would look like homework.
    """

    rating = forms.ChoiceField(
        label="Will this plan deliver what it set out to?",
        widget=RatingRadios(),
        error_messages={"required": "Choose whether this plan will deliver what it set out to"},
    )
    narrative = forms.CharField(
        label="What has changed, in a sentence or two",
        required=False,
        validators=[MaxLengthValidator(2000)],
        widget=Textarea({"rows": 3}),
    )
    next_steps = forms.CharField(
        label="What happens next?",
        required=False,
        validators=[MaxLengthValidator(1000)],
        widget=Textarea({"rows": 2}),
    )
    decision_asked = forms.CharField(
        label="What do you ask of the board?",
        required=False,
        validators=[MaxLengthValidator(1000)],
        widget=Textarea({"rows": 2}),
    )
    needs_help = forms.BooleanField(label="Ask the partnership team for help", required=False)

    marks_optional = False
    named = {
        "narrative": "what you say",
        "next_steps": "what happens next",
        "decision_asked": "what you ask of the board",
    }
    label_sizes = {"rating": "m"}

    def __init__(self, *args: Any, since: str = "", **kwargs: Any) -> None:
        """Offer "nothing has changed" only where there is something said `since` when."""
        super().__init__(*args, **kwargs)
        choices = [(rating.value, str(rating.label)) for rating in ANSWERABLE]
        if since:
            choices.append((NO_CHANGE, f"Nothing has changed since {since}"))
        else:
            self.fields["narrative"].label = "How it is going, in a sentence or two"
        self.fields["rating"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever gives a rating says why; "nothing has changed" says it all."""
        data = self.cleaned_data
        is_rated = data.get("rating") not in {None, "", NO_CHANGE}
        if is_rated and not data.get("narrative") and "narrative" not in self.errors:
            self.add_error("narrative", "Say in a sentence or two how it is going")
        return data

    def given(self, actions: Iterable[ActionGiven]) -> AnswerGiven:
        """The answer as the review takes it."""
        said = self.cleaned_data
        no_change = said["rating"] == NO_CHANGE
        return AnswerGiven(
            rating=None if no_change else Rating(said["rating"]),
            no_change=no_change,
            narrative=said["narrative"],
            next_steps=said["next_steps"],
            needs_help=said["needs_help"],
            decision_asked=said["decision_asked"],
            actions=tuple(actions),
        )


class ActionForm(PortalForm):
    """How one action goes: where it stands, and a new date with the reason."""

    # What was on the screen: a status left alone must not undo what somebody else has said meanwhile.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(label="Status", choices=ActionStatus)
    new_due_on = DateField(label="New date, if it is still going", required=False)
    reason = forms.CharField(label="Why", required=False, max_length=500)

    marks_optional = False
    named = {"status": "the action’s status", "new_due_on": "the new date", "reason": "the reason"}
    label_sizes = {"status": "hidden"}

    def __init__(self, *args: Any, action: Action, on: date, **kwargs: Any) -> None:
        """Ask about one action, as seen on a day."""
        initial = {"status": action.status, "seen": action.status} | kwargs.pop("initial", {})
        super().__init__(*args, prefix=f"action-{action.pk}", initial=initial, **kwargs)
        self.action = action
        self.on = on

    @property
    def days_late(self) -> int:
        return self.action.days_late(on=self.on)

    @property
    def says_something(self) -> bool:
        """Whether anything was said about this action."""
        said = self.cleaned_data
        moved = said["status"] != (said["seen"] or self.action.status)
        return bool(moved or said["new_due_on"] or said["reason"])

    def clean_new_due_on(self) -> date | None:
        """A new date lies ahead."""
        day: date | None = self.cleaned_data["new_due_on"]
        if day is not None and day <= self.on:
            raise forms.ValidationError(f"Enter a new date after today, {long_date(self.on)}")
        return day

    def clean(self) -> dict[str, Any]:
        """A moved date and a cancelled action come with their reason."""
        data = self.cleaned_data
        is_open = data.get("status") in OPEN_STATUSES
        if data.get("new_due_on") and not is_open:
            self.add_error("new_due_on", "Leave the new date empty: the action is not still going")
        elif data.get("new_due_on") and not data.get("reason"):
            self.add_error("reason", "Say why the date moves")
        if data.get("status") == ActionStatus.CANCELLED and not data.get("reason"):
            self.add_error("reason", "Say why the action is cancelled")
        return data

    def given(self) -> ActionGiven:
        """What was said, as the review takes it."""
        said = self.cleaned_data
        return ActionGiven(
            action=self.action,
            status=ActionStatus(said["status"]),
            new_due_on=said["new_due_on"],
            reason=said["reason"],
            note=said.get("note", ""),
            progress=said.get("progress"),
        )


class LeadForm(ActionForm):
    """The same for the action's lead person, who also says in words how it goes."""

    note = forms.CharField(
        label="How is it going, in a sentence or two?",
        validators=[MaxLengthValidator(2000)],
        widget=Textarea({"rows": 3}),
        error_messages={"required": "Say in a sentence or two how it is going"},
    )
    named = ActionForm.named | {"note": "what you say"}
    label_sizes = {"status": "s"}
    field_order = ["status", "note", "new_due_on", "reason"]
