"""What officers fill in about a measure of success."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from django import forms
from django.db.models import Q

from actionplans.forms.figures import FigureField
from actionplans.forms.measure_words import (
    DIRECTIONS,
    GROUPS,
    HINTS,
    KINDS,
    LABELS,
    NEEDED,
    STATES,
)
from actionplans.models import Every, Measure, MeasureState
from actionplans.models.measure import LAG, LAG_AT_MOST
from smp_portal.foundation.forms import (
    Checkboxes,
    DateField,
    PortalForm,
    PortalModelForm,
    Radios,
    Textarea,
    VersionField,
)
from smp_portal.foundation.words import long_date

NOW_AND_THEN = 0


class MeasureForm(PortalModelForm):
    """One measure of success, from the first idea until it is no longer used."""

    named = {
        "number": "the measure’s number",
        "title": "what is measured",
        "agree_by": "the day by which it is agreed",
        "baseline": "where it started",
        "target": "the target",
        "target_by": "the day by which the target is reached",
        "agreed_on": "the day on which it was agreed",
        "retired_on": "the day since which it is no longer used",
        "lag": "how many days after a period its figure is there",
        "definition": "what exactly is counted",
        "direction": "which way is better",
    }
    every = forms.TypedChoiceField(
        label=LABELS["every"],
        choices=[*Every.choices, (NOW_AND_THEN, "Now and then")],
        coerce=lambda value: int(value) or None,
        empty_value=None,
        widget=Radios(),
        error_messages={"required": "Select how often it is read"},
    )
    lag = forms.IntegerField(
        label="How many days after a period is its figure there?",
        help_text="Only after them does a figure count as late. For example, 42 for six weeks",
        min_value=0,
        max_value=LAG_AT_MOST,
        initial=LAG,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    definition = forms.CharField(
        label="What exactly is counted?",
        help_text="So that somebody else would count the same. For example, “Villages with a trained group that has met at least once in the quarter”",
        max_length=1000,
        required=False,
        widget=Textarea({"rows": 3}),
    )
    baseline = FigureField(label="Where it started", required=False)
    target = FigureField(label="Target", required=False)
    version = VersionField()

    class Meta:
        model = Measure
        fields = [
            "title",
            "kind",
            "state",
            "agree_by",
            "agreed_with",
            "agreed_on",
            "retired_on",
            "retired_because",
            "direction",
            "unit",
            "every",
            "lag",
            "baseline",
            "target",
            "target_by",
            "geography",
            "source",
            "note",
            "theme",
            "communities",
            "continues",
            "number",
        ]
        labels, help_texts = LABELS, HINTS
        widgets = {
            "kind": Radios(hints=KINDS),
            "state": Radios(hints=STATES),
            "direction": Radios(hints=DIRECTIONS),
            "communities": Checkboxes(),
            "number": forms.TextInput(
                attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}
            ),
        }

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        if self.instance.pk:
            # Defining it anew breaks its line: that has a page of its own.
            del self.fields["definition"]
            self.initial["every"] = self.instance.every or NOW_AND_THEN
        else:
            for name in ("version", "retired_on", "retired_because"):
                del self.fields[name]
            states = self.fields["state"]
            states.choices = [one for one in MeasureState.choices if one[0] != MeasureState.RETIRED]  # type: ignore[attr-defined]
            given = kwargs.get("initial") or {}
            # Which way is better is the partnership's to say, so nothing is chosen beforehand.
            self.initial["direction"] = given.get("direction")
            self.initial["every"] = given.get("every", Every.QUARTER) or NOW_AND_THEN
        self.fields["theme"].empty_label = "Nothing: there are no voices beside it"  # type: ignore[attr-defined]
        self._offer_last_years()

    @property
    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Each part of the form with its questions."""
        for title, names in GROUPS.items():
            yield title, [self[name] for name in names if name in self.fields]

    def _offer_last_years(self) -> None:
        free = Q(continued_by=None) | Q(continued_by=self.instance.pk)
        last_year = Measure.objects.filter(plan=self.instance.plan.continues_id)
        offered = last_year.filter(free) if self.instance.plan.continues_id else last_year.none()
        self.order_fields(["version", *chain(*GROUPS.values())])
        if not offered:
            del self.fields["continues"]
            return
        self.fields["continues"] = forms.ModelChoiceField(
            queryset=offered,
            label="Continues last year’s measure",
            help_text="Then the readings of both years make one line.",
            empty_label="None: it is new this year",
            required=False,
            error_messages={"invalid_choice": "Choose a measure of last year’s plan"},
        )
        self.order_fields(["version", *chain(*GROUPS.values())])

    def clean(self) -> dict[str, Any]:
        """What each state asks for is there, and a day to reach a target by has the target."""
        given = self.cleaned_data
        for name, message in NEEDED.get(given.get("state", ""), {}).items():
            if not given.get(name):
                self._refuse(name, message)
        for name in ("agreed_on", "retired_on"):
            if given.get(name) and given[name] > self.on:
                self._refuse(name, f"Enter a day that is not after today, {long_date(self.on)}")
        if given.get("target_by") and given.get("target") is None:
            self._refuse("target", "Enter the target, or leave out the day to reach it by")
        number = given.get("number")
        others = Measure.objects.filter(plan=self.instance.plan_id).exclude(pk=self.instance.pk)
        if number is not None and others.filter(number=number).exists():
            self._refuse("number", f"Enter another number: the plan has a measure {number}")
        return given

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        values = dict(self.cleaned_data)
        beside: dict[str, Any] = {
            name: values.pop(name) for name in ("version", "definition") if name in values
        }
        return {**beside, "values": values}

    def _refuse(self, name: str, message: str) -> None:
        if name not in self.errors:
            self.add_error(name, message)


class DefinitionForm(PortalForm):
    """What exactly is counted, and from which day on."""

    named = {
        "text": "what exactly is counted",
        "valid_from": "the first day on which this is counted",
    }
    text = forms.CharField(
        label="What exactly is counted?",
        help_text="So that somebody else would count the same",
        max_length=1000,
        widget=Textarea(),
    )
    valid_from = DateField(
        label="From which day on?",
        help_text="The line of figures breaks there: what was counted before is not compared with what comes after.",
    )
