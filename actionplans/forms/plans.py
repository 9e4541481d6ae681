"""What officers fill in about an action plan."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from actionplans.forms.fields import people_field, person_field
from actionplans.models import ActionPlan, PlanKind, PlanStatus
from actionplans.quarters import Quarter, financial_year, quarter_of
from partners.models import User
from priorities.models import Priority
from smp_portal.foundation.forms import (
    PortalForm,
    PortalModelForm,
    Radios,
    Textarea,
    VersionField,
)

LEFT = {"invalid_choice": "Choose somebody who still takes part"}
YEAR = re.compile(r"20(\d\d)/(\d\d)")
RESTRICTED_HINT = (
    "Then only the partnership team, the plan’s owner and deputy, the people who lead its actions and "
    "those named as its readers can see it."
)


class _PlanText(PortalModelForm):
    """What a plan says, whether new or old."""

    named = {
        "number": "the plan’s number",
        "title": "a title for the plan",
        "year": "the financial year",
        "starts_on": "the date this plan starts",
        "ends_on": "the date this plan ends",
        "kind": "what the plan is for",
        "status": "the status",
    }

    class Meta:
        model = ActionPlan
        fields = ["number", "title", "starts_on", "ends_on", "is_restricted"]
        labels = {
            "number": "Number",
            "title": "Title",
            "starts_on": "Starts on",
            "ends_on": "Ends on",
            "is_restricted": "Only some people may see this plan",
            "kind": "What is the plan for?",
            "year": "Financial year",
            "status": "Status",
        }
        help_texts = {"is_restricted": RESTRICTED_HINT, "year": "For example, 2022/23"}
        widgets = {
            "number": forms.TextInput(
                attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}
            ),
            "year": forms.TextInput(attrs={"class": "govuk-input--width-5"}),
            "kind": Radios(),
            "status": Radios(),
        }

    def clean(self) -> dict[str, Any]:
        """A plan ends after it starts, and its number is its own in the year."""
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", "Enter an end date that is after the start date")
        year = self.cleaned_data.get("year", self.instance.year)
        number = self.cleaned_data.get("number")
        others = ActionPlan.objects.exclude(pk=self.instance.pk)
        if number is not None and others.filter(year=year, number=number).exists():
            self.add_error("number", f"Enter another number: {year} has a plan {number} already")
        return self.cleaned_data


class PlanForm(_PlanText):
    """A plan's text, dates and status."""

    version = VersionField()

    class Meta(_PlanText.Meta):
        fields = ["number", "title", "starts_on", "ends_on", "status", "is_restricted"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.status != PlanStatus.DRAFT:
            begun = [choice for choice in PlanStatus.choices if choice[0] != PlanStatus.DRAFT]
            cast("forms.ChoiceField", self.fields["status"]).choices = begun

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        values = dict(self.cleaned_data)
        return {"version": values.pop("version"), "values": values}


class PlanAddForm(_PlanText):
    """A new plan, a draft until it is made active."""

    class Meta(_PlanText.Meta):
        fields = ["kind", "number", "title", "year", "starts_on", "ends_on", "is_restricted"]

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"] = forms.ModelChoiceField(
            queryset=Priority.objects.select_related("plan"),
            label="Priority",
            empty_label="None",
            required=False,
            error_messages={"invalid_choice": "Choose the priority from the list"},
        )
        self.fields["owner"] = person_field(label="Owner", nobody="Nobody yet", error_messages=LEFT)
        self.fields["deputy"] = _deputy_field()
        self.fields["readers"] = _readers_field()
        self.initial.update(_this_year(on))
        self.order_fields(
            [
                "kind",
                "priority",
                "number",
                "title",
                "year",
                "starts_on",
                "ends_on",
                "owner",
                "deputy",
            ]
        )

    def clean_year(self) -> str:
        """A financial year ends in the year after the one it begins in."""
        year: str = self.cleaned_data["year"]
        found = YEAR.fullmatch(year)
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise ValidationError("Enter the financial year like 2022/23")
        return year

    def clean_deputy(self) -> User | None:
        """The owner can't stand in for themselves."""
        return _other_than(self.cleaned_data.get("owner"), self.cleaned_data["deputy"])

    def clean(self) -> dict[str, Any]:
        """Only the improvement plan serves no priority."""
        kind, priority = self.cleaned_data.get("kind"), self.cleaned_data.get("priority")
        if kind == PlanKind.PRIORITY and not priority and "priority" not in self.errors:
            self.add_error("priority", "Select the priority that the plan serves")
        if kind == PlanKind.IMPROVEMENT and priority:
            message = "Choose “None”: the improvement plan serves no single priority"
            self.add_error("priority", message)
        return super().clean()


class PeopleForm(PortalForm):
    """Who stands in for a plan's owner, and who else may see a restricted plan."""

    version = VersionField()
    marks_optional = False

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any) -> None:
        chosen = list(plan.readers.values_list("pk", flat=True))
        initial = {"deputy": plan.deputy_id, "readers": chosen, "version": plan.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.owner = plan.owner
        self.fields["deputy"] = _deputy_field(keeping=plan.deputy_id)
        self.fields["readers"] = _readers_field(keeping=chosen)

    def clean_deputy(self) -> User | None:
        """The owner can't stand in for themselves."""
        return _other_than(self.owner, self.cleaned_data["deputy"])

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        values = dict(self.cleaned_data)
        return {"version": values.pop("version"), "values": values}


class OwnerForm(PortalForm):
    """Who owns a plan from now on, and why it changes hands."""

    reason = forms.CharField(
        label="Why does it change?",
        help_text="If there is more to say, for example “Moved to another post in June”",
        max_length=500,
        required=False,
        widget=Textarea(attrs={"rows": 3}),
    )
    version = VersionField()
    marks_optional = False

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any) -> None:
        initial = {"owner": plan.owner_id, "version": plan.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.owner = plan.owner
        self.fields["owner"] = person_field(
            label="New owner",
            nobody="Nobody at present",
            keeping=plan.owner_id,
            error_messages=LEFT,
        )
        self.order_fields(["owner", "reason"])

    def clean_owner(self) -> User | None:
        """Somebody other than the one who owns it now."""
        owner: User | None = self.cleaned_data["owner"]
        if owner == self.owner:
            already = f": {owner.full_name} owns it already" if owner else ""
            raise ValidationError(f"Choose who owns the plan from now on{already}")
        return owner


def _deputy_field(*, keeping: int | None = None) -> forms.Field:
    return person_field(
        label="Deputy",
        nobody="Nobody",
        keeping=keeping,
        help_text="Asked as well when the owner’s answer is late.",
        error_messages=LEFT,
    )


def _readers_field(*, keeping: Iterable[int] = ()) -> forms.Field:
    return people_field(
        label="Who else may see it",
        keeping=keeping,
        help_text="Only for a restricted plan.",
        error_messages=LEFT,
    )


def _other_than(owner: User | None, deputy: User | None) -> User | None:
    if deputy is not None and deputy == owner:
        raise ValidationError("Choose somebody other than the owner as deputy")
    return deputy


def _this_year(on: date) -> dict[str, Any]:
    first = Quarter(quarter_of(on).year, 1)
    last = Quarter(first.year, 4)
    return {"year": financial_year(on), "starts_on": first.starts_on, "ends_on": last.ends_on}
