"""What people paste out of a spreadsheet as readings of a measure."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from actionplans.models import Measure, Reading
from actionplans.pasting.rows import Paste, PastedRow, Words, read_paste
from actionplans.services.readings import PeriodRead
from smp_portal.foundation.forms import DateField, PortalForm, Textarea
from smp_portal.foundation.words import joined

# Ten years of months, and then some.
LINES_AT_MOST = 150
_NAMED_AT_MOST = 5


class PasteForm(PortalForm):
    """Lines of periods and figures, with the words that all of them get; looked at before anything is recorded."""

    named = {
        "pasted": "the lines of your spreadsheet",
        "narrative": "what lies behind these figures",
        "first": "the first day of the first period",
    }
    pasted = forms.CharField(
        label="Periods and figures",
        help_text="Copy two columns out of your spreadsheet, the period and the figure, and paste them here. Write n/a where there is none.",
        max_length=20_000,
        strip=False,
        widget=Textarea({"rows": 8, "spellcheck": "false"}),
    )
    narrative = forms.CharField(
        label="What lies behind these figures",
        help_text="Said of every line that has no words of its own in a third column.",
        max_length=2000,
        widget=Textarea({"rows": 3}),
    )
    reason = forms.CharField(
        label="Where there is no figure, why?",
        help_text="For example, “The count was not made in that year”",
        max_length=300,
        required=False,
    )
    first = DateField(
        label="If you paste figures alone: with which day does the first period begin?",
        required=False,
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, measure: Measure, recorded: Sequence[Reading], on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.measure, self.recorded, self.on = measure, recorded, on
        self.rows: list[PastedRow] = []

    def clean_pasted(self) -> str:
        """Some lines, and not a whole workbook."""
        pasted: str = self.cleaned_data["pasted"]
        if len(pasted.strip().splitlines()) > LINES_AT_MOST:
            raise forms.ValidationError(f"Paste {LINES_AT_MOST} lines or fewer at a time")
        return pasted

    def clean(self) -> dict[str, Any]:
        """Every line is understood, and one of them at least is to be recorded."""
        given = self.cleaned_data
        if not given.get("pasted", "").strip():
            return given
        words = Words(given.get("narrative", ""), given.get("reason", ""), given.get("first"))
        paste = Paste(self.measure, words, self.recorded, self.on)
        self.rows = read_paste(given["pasted"], paste)
        wrong = [str(row.line) for row in self.rows if row.problem]
        if wrong:
            self.add_error("pasted", _put_right(wrong))
        elif not self.reads:
            self.add_error("pasted", "There is nothing to record in these lines")
        return given

    @property
    def reads(self) -> list[PeriodRead]:
        """The readings that the lines make."""
        return [row.read for row in self.rows if row.read]

    @property
    def look(self) -> str:
        """Stands for what was looked at: what is changed afterwards is looked at again."""
        texts = (
            str(self.cleaned_data.get(n) or "") for n in ("pasted", "narrative", "reason", "first")
        )
        return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]

    @property
    def was_looked_at(self) -> bool:
        return self.is_valid() and self.cleaned_data.get("shown") == self.look


def _put_right(lines: list[str]) -> str:
    more = len(lines) - _NAMED_AT_MOST
    named = lines[:_NAMED_AT_MOST] + ([f"{more} more"] if more > 0 else [])
    word = "line" if len(lines) == 1 else "lines"
    return f"Put right {word} {joined(named)}: nothing has been recorded"
