"""What officers fill in about an action."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from actionplans.forms.fields import partner_field, partners_field, person_field, read_once
from actionplans.models import Action, Measure
from actionplans.models.action import OPEN_STATUSES
from actionplans.models.plan import ANSWERABLE
from consultations.models import Finding
from priorities.models import Reason
from smp_portal.foundation.forms import (
    Checkboxes,
    PortalModelForm,
    Radios,
    VersionField,
)
from smp_portal.foundation.words import long_date

NO_PARTNER = {
    "required": "Select a lead organisation",
    "invalid_choice": "Choose a lead organisation from the list",
}
ORDER = [
    "reference",
    "title",
    "description",
    "lead_partner",
    "lead_person",
    "supporting_partners",
    "status",
    "progress",
    "rating",
    "starts_on",
    "due_on",
    "success_measure",
    "measures",
    "findings",
]


class _ActionText(PortalModelForm):
    """What an action says, whether new or old."""

    named = {
        "reference": "a reference",
        "title": "a title for the action",
        "lead_partner": "a lead organisation",
        "due_on": "the date this action is due",
        "starts_on": "the date this action starts",
        "progress": "the progress",
    }

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        action: Action = self.instance
        chosen = {
            name: list(getattr(action, name).all()) if action.pk else []
            for name in ("supporting_partners", "measures", "findings")
        }
        supporting = [partner.pk for partner in chosen["supporting_partners"]]
        self.fields |= _who_fields(action, supporting, on=on)
        self.fields |= {"measures": _measures_field(action), "findings": _findings_field(action)}
        self.initial.update(
            chosen,
            lead_partner=action.lead_partner_id,
            lead_person=action.lead_person_id,
            supporting_partners=supporting,
        )
        for name in ("measures", "findings", "communities"):
            if not read_once(self.fields[name]):
                del self.fields[name]
        self.order_fields(ORDER)

    def clean_reference(self) -> str:
        """A reference names one action of its plan."""
        reference: str = self.cleaned_data["reference"]
        others = Action.objects.filter(plan=self.instance.plan_id).exclude(pk=self.instance.pk)
        if others.filter(reference=reference).exists():
            raise ValidationError(f"Enter another reference: the plan has an action {reference}")
        return reference


LABELS = {
    "reference": "Reference",
    "title": "Title",
    "description": "What will be done",
    "communities": "Where, and for whom",
    "starts_on": "Starts on",
    "due_on": "Due on",
    "success_measure": "What success looks like",
    "status": "Status",
    "progress": "Progress, in per cent",
    "rating": "Rating",
}
HINTS = {
    "reference": "For example, 2.4",
    "due_on": "For example, 30 9 2022",
    "success_measure": "For example, “Every school has had its session by July”",
    "progress": "From 0 to 100",
}
SHORT = {"class": "govuk-input--width-4", "inputmode": "numeric"}
WIDGETS = {
    "reference": forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    "communities": Checkboxes(),
    "status": Radios(),
    "progress": forms.TextInput(attrs=SHORT),
}


def _who_fields(action: Action, supporting: list[int], *, on: date) -> dict[str, forms.Field]:
    """Who leads it and who supports it: those of today, and whoever it names already."""
    return {
        "lead_partner": partner_field(
            label="Lead organisation",
            on=on,
            keeping=action.lead_partner_id,
            empty_label="Choose an organisation",
            error_messages=NO_PARTNER,
        ),
        "lead_person": person_field(
            label="Lead person",
            nobody="Nobody: the plan’s owner answers for it",
            keeping=action.lead_person_id,
            help_text="Asked about this action in each round, unless they own the plan.",
            error_messages={"invalid_choice": "Choose a lead person who still takes part"},
        ),
        "supporting_partners": partners_field(
            label="Supporting organisations",
            on=on,
            keeping=supporting,
            error_messages={"invalid_choice": "Choose supporting organisations from the list"},
        ),
    }


def _measures_field(action: Action) -> forms.Field:
    """The measures of the plan that are in use, and what was chosen before."""
    wanted = Q(pk__in=Measure.objects.in_use().filter(plan=action.plan_id).values("pk"))
    if action.pk:
        wanted |= Q(actions=action.pk)
    return forms.ModelMultipleChoiceField(
        queryset=Measure.objects.filter(wanted).distinct(),
        label="Which measures should it move?",
        required=False,
        widget=Checkboxes,
        error_messages={"invalid_choice": "Choose measures of this plan"},
    )


def _findings_field(action: Action) -> forms.Field:
    """What people said for the plan's priority, and what was chosen before."""
    # The improvement plan serves no priority, and so answers none of the results.
    reasons = Reason.objects.filter(priority=action.plan.priority_id, finding__isnull=False)
    wanted = Q(pk__in=reasons.values("finding"))
    if action.pk:
        wanted |= Q(actions=action.pk)
    return forms.ModelMultipleChoiceField(
        queryset=Finding.objects.filter(wanted).distinct(),
        label="Which survey results does it answer?",
        required=False,
        widget=Checkboxes,
        error_messages={
            "invalid_choice": "Choose from the results that are reasons for the priority"
        },
    )


class ActionAddForm(_ActionText):
    """A new action, with the date it is first due."""

    class Meta:
        model = Action
        fields = ["reference", "title", "description", "starts_on", "due_on", "success_measure"]
        fields += ["communities"]
        labels, help_texts, widgets = LABELS, HINTS, WIDGETS

    def clean(self) -> dict[str, Any]:
        """An action is due after it starts."""
        starts_on, due_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("due_on")
        if starts_on and due_on and due_on < starts_on:
            self.add_error("due_on", "Enter a due date on or after the day the action starts")
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        values = dict(self.cleaned_data)
        return {"due_on": values.pop("due_on"), "values": values}


class ActionForm(_ActionText):
    """What an action says; its date, its end and its return are pages of their own."""

    version = VersionField()

    class Meta:
        model = Action
        fields = ["reference", "title", "description", "status", "progress", "rating"]
        fields += ["starts_on", "success_measure", "communities"]
        labels, help_texts, widgets = LABELS, HINTS, WIDGETS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ratings = [(rating, rating.label) for rating in ANSWERABLE]
        _offer(self, "rating", [("", "Not rated"), *ratings])
        if not self.instance.is_open:
            del self.fields["status"], self.fields["progress"]
            return
        _offer(self, "status", [(status, status.label) for status in OPEN_STATUSES])

    def clean_starts_on(self) -> date | None:
        """An action starts before it is due."""
        starts_on: date | None = self.cleaned_data["starts_on"]
        if starts_on and starts_on > self.instance.due_on:
            due = long_date(self.instance.due_on)
            raise ValidationError(f"Enter a start date on or before the day it is due, {due}")
        return starts_on

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        values = dict(self.cleaned_data)
        return {"version": values.pop("version"), "values": values}


def _offer(form: forms.BaseForm, name: str, choices: list[tuple[Any, Any]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def next_reference(plan_number: int, taken: set[str]) -> str:
    """The first reference that the plan has not used: 2.6 after 2.5."""
    number = 1
    while f"{plan_number}.{number}" in taken:
        number += 1
    return f"{plan_number}.{number}"
