"""What officers fill in about a measure of success."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from actionplans.forms.figures import FigureField
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

LABELS = {
    "number": "Number",
    "title": "What is measured?",
    "kind": "What kind of measure is it?",
    "state": "How far is it agreed?",
    "agree_by": "To be agreed with the community by",
    "agreed_with": "With whom was it agreed?",
    "agreed_on": "When was it agreed?",
    "retired_on": "Since when is it no longer used?",
    "retired_because": "Why is it no longer used?",
    "every": "How often is it read?",
    "theme": "What do the voices beside it speak of?",
    "communities": "From where are the voices?",
    "direction": "Which way is better?",
    "unit": "What is counted",
    "target_by": "To be reached by",
    "geography": "Where",
    "source": "Where the figures come from",
    "note": "How to read it",
}
HINTS = {
    "number": "The plan’s first measure stands for it on the dashboard.",
    "title": "For example, “Villages with a speed watch”",
    "agree_by": "It counts as missing only after this day.",
    "agreed_with": "For an agreed measure. For example, “Parents at three schools, and the parish councils”",
    "retired_because": "For example, “The scheme that counted it has ended”",
    "theme": "For a measure of what people say: testimony about this is shown beside it.",
    "communities": "Tick none for voices from everywhere.",
    "unit": "For example, “villages” or “voices”",
    "geography": "For example, “three schools” or “the villages”",
    "source": "For example, “Counted by the scheme”",
    "note": "For example, “Small numbers: read with care”",
}
KINDS = {"TESTIMONY": "For example, 14 of 22 young people say that they feel safer"}
DIRECTIONS = {
    "NO_JUDGEMENT": "For example, calls that rise because people are encouraged to report"
}
STATES = {
    "TO_BE_AGREED": "Measures are designed with the community: say by when",
    "RETIRED": "It stays to be seen with its readings, and takes no new ones",
}


# What has to be said of a measure in each state.
NEEDED = {
    MeasureState.TO_BE_AGREED: {
        "agree_by": "Enter the day by which it is agreed with the community"
    },
    MeasureState.AGREED: {
        "agreed_with": "Enter with whom it was agreed",
        "agreed_on": "Enter the day on which it was agreed",
    },
    MeasureState.RETIRED: {
        "retired_on": "Enter the day since which it is no longer used",
        "retired_because": "Enter why it is no longer used",
    },
}
NOW_AND_THEN = 0
ORDER = [
    "version",
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
    "definition",
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
            del self.fields["version"]
            given = kwargs.get("initial") or {}
            # Which way is better is the partnership's to say, so nothing is chosen beforehand.
            self.initial["direction"] = given.get("direction")
            self.initial["every"] = given.get("every", Every.QUARTER) or NOW_AND_THEN
        self._offer_last_years()

    def _offer_last_years(self) -> None:
        free = Q(continued_by=None) | Q(continued_by=self.instance.pk)
        last_year = Measure.objects.filter(plan=self.instance.plan.continues_id)
        offered = last_year.filter(free) if self.instance.plan.continues_id else last_year.none()
        self.order_fields(ORDER)
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
        self.order_fields(ORDER)

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
