"""What officers fill in when they move, complete, cancel or take up an action."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actionplans.models import Action
from smp_portal.foundation.forms import DateField, PortalForm, Textarea, VersionField
from smp_portal.foundation.words import long_date


class RedateForm(PortalForm):
    """A new due date and why it moves."""

    due_on = DateField(label="New due date", help_text="For example, 30 9 2022")
    reason = forms.CharField(
        label="Why does the date move?",
        help_text="The board reads this.",
        max_length=500,
        widget=Textarea(attrs={"rows": 3}),
    )
    version = VersionField()
    named = {"due_on": "the date this action is due", "reason": "why the date moves"}

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": action.version}, **kwargs)
        self.action = action

    def clean_due_on(self) -> date:
        """A real move, and not to before the start."""
        due_on: date = self.cleaned_data["due_on"]
        if due_on == self.action.due_on:
            was = long_date(due_on)
            raise ValidationError(f"Enter a date other than {was}: that is when it is due now")
        if self.action.starts_on and due_on < self.action.starts_on:
            start = long_date(self.action.starts_on)
            raise ValidationError(f"Enter a date on or after the day the action starts, {start}")
        return due_on


class CompleteForm(PortalForm):
    """The day on which an action was done, and what came of it."""

    completed_on = DateField(label="When was it completed?")
    note = forms.CharField(
        label="What came of it?", max_length=500, required=False, widget=Textarea(attrs={"rows": 3})
    )
    version = VersionField()
    named = {"completed_on": "the date this action was completed"}

    def __init__(self, *args: Any, action: Action, on: date, **kwargs: Any) -> None:
        initial = {"completed_on": on, "version": action.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.action, self.on = action, on

    def clean_completed_on(self) -> date:
        """A day that has been, and not before the start."""
        day: date = self.cleaned_data["completed_on"]
        if day > self.on:
            raise ValidationError("Enter today or an earlier day: this one is still to come")
        if self.action.starts_on and day < self.action.starts_on:
            start = long_date(self.action.starts_on)
            raise ValidationError(f"Enter a date on or after the day the action started, {start}")
        return day


class CancelForm(PortalForm):
    """Why an action is given up."""

    reason = forms.CharField(
        label="Why is the action cancelled?", max_length=500, widget=Textarea(attrs={"rows": 3})
    )
    version = VersionField()
    named = {"reason": "why the action is cancelled"}

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": action.version}, **kwargs)


class ReopenForm(PortalForm):
    """Why an action is taken up again."""

    reason = forms.CharField(
        label="Why is the action taken up again?",
        max_length=500,
        widget=Textarea(attrs={"rows": 3}),
    )
    version = VersionField()
    named = {"reason": "why the action is taken up again"}

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": action.version}, **kwargs)
