"""The rules of asking, as administrators change them, and whose mails the preview shows."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from actionplans.forms.fields import person_field
from actionplans.models import FrameworkSettings
from actionplans.models.framework import DAYS_FIELDS, FIRST_HOUR, LAST_HOUR, MOST_DAYS
from partners.models import User
from smp_portal.foundation.forms import PortalForm, PortalModelForm, VersionField

_NUMBER = {"class": "govuk-input--width-2", "inputmode": "numeric"}


class SettingsForm(PortalModelForm):
    """Lead times in working days of England, and where the partnership team is reached."""

    version = VersionField()
    named = {
        "answer_days": "the number of days to answer",
        "due_lead_days": "the number of days for “due soon”",
        "overdue_days": "the number of days for “overdue”",
        "escalated_days": "the number of days for “escalated to officers”",
        "link_days": "the number of days for which links work",
        "send_hour": "the hour",
        "team_name": "the team’s name",
        "team_email": "the team’s e-mail address",
        "team_telephone": "the team’s telephone number",
    }

    class Meta:
        model = FrameworkSettings
        fields = [
            "answer_days",
            "due_lead_days",
            "overdue_days",
            "escalated_days",
            "send_hour",
            "link_days",
            "team_name",
            "team_email",
            "team_telephone",
            "team_address",
            "team_in_person",
        ]
        labels = {
            "answer_days": "Days to answer",
            "due_lead_days": "“Due soon” goes out, days before",
            "overdue_days": "“Overdue” goes out, days after",
            "escalated_days": "“Escalated to officers” goes out, days after",
            "send_hour": "Hour at which mail goes out",
            "link_days": "Days for which a personal link works",
            "team_name": "Name of the team",
            "team_email": "E-mail address",
            "team_telephone": "Telephone",
            "team_address": "Postal address",
            "team_in_person": "Coming in person",
        }
        help_texts = {
            "answer_days": (
                "Working days from the opening of a round to the day its answers are due. For rounds "
                "that are made from now on: those that exist keep their dates."
            ),
            "due_lead_days": "Working days before the answers are due. To everybody who owes one.",
            "overdue_days": (
                "Working days after the answers were due. To the same people and the plan’s deputy."
            ),
            "escalated_days": (
                "Working days after the answers were due. To each officer, so that somebody rings."
            ),
            "send_hour": (
                f"A full hour by London’s clocks, {FIRST_HOUR} to {LAST_HOUR}, on working days only."
            ),
            "link_days": (
                "Working days after the answers were due. Links that went out keep their last day."
            ),
            "team_name": "Mails come from this name.",
            "team_email": "Mails come from this address, and replies go to it.",
            "team_telephone": "In every mail, and on the public pages. For example, 01632 960001",
            "team_address": "On the public contact page. Where letters go.",
            "team_in_person": (
                "On the public contact page. Where and when people can come and talk to you."
            ),
        }
        widgets = {name: forms.TextInput(attrs=_NUMBER) for name in (*DAYS_FIELDS, "send_hour")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what each number may be before the database refuses it."""
        super().__init__(*args, **kwargs)
        for name in DAYS_FIELDS:
            self.fields[name].validators += [MaxValueValidator(MOST_DAYS)]
        hours = [MinValueValidator(FIRST_HOUR), MaxValueValidator(LAST_HOUR)]
        self.fields["send_hour"].validators += hours

    def clean(self) -> dict[str, Any]:
        """Officers are told once the late reminder had its time."""
        super().clean()
        overdue, escalated = (
            self.cleaned_data.get("overdue_days"),
            self.cleaned_data.get("escalated_days"),
        )
        if overdue is not None and escalated is not None and escalated <= overdue:
            message = f"Enter {overdue + 1} or more: officers are told after “overdue” has gone out"
            self.add_error("escalated_days", message)
        return self.cleaned_data


class WhoseMailsForm(PortalForm):
    """The person whose mails a preview shows; what can't be understood is the person at first."""

    marks_optional = False

    def __init__(self, *args: Any, at_first: User | None, **kwargs: Any) -> None:
        """Begin with somebody who is asked."""
        initial = {"person": at_first.pk if at_first else None}
        super().__init__(*args, initial=initial, **kwargs)
        self.at_first = at_first
        self.fields["person"] = person_field(
            label="Whose mails do you want to see?",
            nobody="Nobody’s",
            help_text="Nothing is sent or saved by looking.",
        )

    @property
    def person(self) -> User | None:
        """Who was chosen."""
        if not self.is_bound or "person" not in self.data:
            return self.at_first
        return self.cleaned_data.get("person") if self.is_valid() else self.at_first
