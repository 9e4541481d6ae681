"""What officers fill in about a measure of success, and what people fill in about its readings."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from actionplans.forms.figures import FigureField
from actionplans.models import Measure, MeasureState, Reading
from actionplans.quarters import Quarter, quarter_of
from actionplans.services.measures import Read
from smp_portal.foundation.forms import (
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


class MeasureForm(PortalModelForm):
    """One measure of success, from the first idea until it is no longer used."""

    named = {
        "number": "the measure’s number",
        "title": "what is measured",
        "agree_by": "the day by which it is agreed",
        "baseline": "where it started",
        "target": "the target",
        "target_by": "the day by which the target is reached",
    }
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
            "direction",
            "unit",
            "baseline",
            "target",
            "target_by",
            "geography",
            "source",
            "note",
            "continues",
            "number",
        ]
        labels, help_texts = LABELS, HINTS
        widgets = {
            "kind": Radios(hints=KINDS),
            "state": Radios(hints=STATES),
            "direction": Radios(hints=DIRECTIONS),
            "number": forms.TextInput(
                attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["version"]
            # Which way is better is the partnership's to say, so nothing is chosen beforehand.
            self.initial["direction"] = (kwargs.get("initial") or {}).get("direction")
        free = Q(continued_by=None) | Q(continued_by=self.instance.pk)
        last_year = Measure.objects.filter(plan=self.instance.plan.continues_id)
        offered = last_year.filter(free) if self.instance.plan.continues_id else last_year.none()
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
        self.order_fields(self._meta.fields)

    def clean(self) -> dict[str, Any]:
        """What is to be agreed has its day, and a day to reach a target by has the target."""
        given = self.cleaned_data
        if given.get("state") == MeasureState.TO_BE_AGREED and not given.get("agree_by"):
            self._refuse("agree_by", "Enter the day by which it is agreed with the community")
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
        version = {"version": values.pop("version")} if "version" in values else {}
        return {**version, "values": values}

    def _refuse(self, name: str, message: str) -> None:
        if name not in self.errors:
            self.add_error(name, message)


class _ReadForm(PortalForm):
    """What a measure read, or why there is no figure."""

    named = {
        "value": "the figure",
        "out_of": "how many there are in all",
        "period_start": "the first day of the period",
        "period_end": "the last day of the period",
    }
    value = FigureField(
        label="The figure",
        help_text="For example, 14. Leave it empty if there is none.",
        min_value=0,
        required=False,
    )
    out_of = FigureField(
        label="Of how many",
        help_text="Where the figure is a part of them, for example 14 of 22.",
        min_value=0,
        required=False,
    )
    unavailable_reason = forms.CharField(
        label="If there is no figure, why?",
        help_text="For example, “The count was not made in August”",
        max_length=300,
        required=False,
    )
    narrative = forms.CharField(
        label="What lies behind it", max_length=2000, required=False, widget=Textarea()
    )

    def clean(self) -> dict[str, Any]:
        """There is a figure, or a reason why there is none."""
        given = self.cleaned_data
        if {"value", "out_of"} & set(self.errors):
            return given
        value, out_of, why = given["value"], given["out_of"], given.get("unavailable_reason", "")
        if value is None and not why:
            self.add_error("value", "Enter the figure, or say below why there is none")
        elif value is not None and why:
            self.add_error("unavailable_reason", "Enter a figure or why there is none, not both")
        elif out_of is not None and value is None:
            self.add_error("value", "Enter how many of them")
        elif out_of is not None:
            self._check_part(value, out_of)
        return given

    def _check_part(self, value: Any, out_of: Any) -> None:
        if out_of == 0:
            self.add_error("out_of", "Enter how many there are in all, or leave it empty")
        elif value > out_of:
            self.add_error("value", "The figure can’t be more than there are in all")

    def read(self) -> Read:
        """What the service takes."""
        given = self.cleaned_data
        return Read(**{name: given[name] for name in Read.__dataclass_fields__})


class ReadingForm(_ReadForm):
    """A reading of a period that has none yet; the last quarter is there to begin with."""

    period_start = DateField(label="From")
    period_end = DateField(label="To")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        quarter = _before(quarter_of(on))
        initial = {"period_start": quarter.starts_on, "period_end": quarter.ends_on}
        super().__init__(*args, initial=initial, **kwargs)
        self.on = on
        self.order_fields(["period_start", "period_end"])

    def clean_period_end(self) -> date:
        """Only what is over can be read."""
        end: date = self.cleaned_data["period_end"]
        if end > self.on:
            raise ValidationError(
                f"Enter a period that is over: it ends on {long_date(self.on)} at the latest"
            )
        return end

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        period = {name: given[name] for name in ("period_start", "period_end")}
        return {**period, "read": self.read()}


class CorrectionForm(_ReadForm):
    """What a reading should have said."""

    def __init__(self, *args: Any, reading: Reading, **kwargs: Any) -> None:
        initial = {name: getattr(reading, name) for name in Read.__dataclass_fields__}
        super().__init__(*args, initial=initial, **kwargs)

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        return {"read": self.read()}


def _before(quarter: Quarter) -> Quarter:
    if quarter.number == 1:
        return Quarter(quarter.year - 1, 4)
    return Quarter(quarter.year, quarter.number - 1)
