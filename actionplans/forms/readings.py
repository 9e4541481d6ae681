"""What people fill in about the readings of a measure."""

from datetime import date, timedelta
from typing import Any

from django import forms

from actionplans.forms.figures import FigureField
from actionplans.models import Every, Measure, Reading
from actionplans.periods import last_whole
from actionplans.services.readings import Read, wrong_period
from smp_portal.foundation.forms import DateField, PortalForm, Textarea

NOUGHT = "Enter how many there are in all: nothing is a part of nought. Leave it empty if the figure stands alone"


class _ReadForm(PortalForm):
    """What a measure read, or why there is no figure."""

    named = {
        "value": "the figure",
        "out_of": "how many there are in all",
        "narrative": "what lies behind it",
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
        label="What lies behind it",
        help_text="Every reading needs a sentence: why it is so, and what the figure does not show.",
        max_length=2000,
        widget=Textarea(),
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
            self.add_error("out_of", NOUGHT)
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

    def __init__(self, *args: Any, measure: Measure, on: date, **kwargs: Any) -> None:
        start, end = last_whole(on - timedelta(days=1), months=measure.every or Every.QUARTER)
        super().__init__(*args, initial={"period_start": start, "period_end": end}, **kwargs)
        self.measure, self.on = measure, on
        self.order_fields(["period_start", "period_end"])

    def clean(self) -> dict[str, Any]:
        """Only what is over can be read, in the plan's year, for a period of the measure's length."""
        given = super().clean()
        start, end = given.get("period_start"), given.get("period_end")
        wrong = wrong_period(self.measure, start, end, on=self.on) if start and end else None
        if wrong:
            self.add_error(*wrong)
        return given

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
