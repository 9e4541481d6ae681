"""What an officer says about a file of answers: which file, and what its columns are taken for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from consultations.models import Question, QuestionKind
from consultations.response_files.columns import Column, Taken
from consultations.response_files.days import Order
from smp_portal.foundation.files import LIMITS, too_large
from smp_portal.foundation.forms import PortalForm

_ALWAYS = (
    (Taken.DAY.value, "The day somebody answered"),
    (Taken.PLACE.value, "Where somebody lives"),
    (Taken.AGE.value, "Somebody’s age band"),
)
_LEAVE_OUT = (Taken.LEFT_OUT.value, "Leave this column out")
_ORDERS = (
    ("", "Choose how its dates begin"),
    (Order.DAY_FIRST.value, "With the day, like 31/01/2020"),
    (Order.MONTH_FIRST.value, "With the month, like 01/31/2020"),
)
_KINDS = (
    (QuestionKind.SINGLE.value, "one option"),
    (QuestionKind.SEVERAL.value, "several options"),
    (QuestionKind.SCALE.value, "a scale"),
    (QuestionKind.TEXT.value, "own words"),
)


class ResponseFileForm(PortalForm):
    """The file that holds the answers."""

    named = {"file": "the file with the answers"}

    file = forms.FileField(
        label="File with the answers",
        help_text=(
            f"CSV or Excel (.xlsx), up to {LIMITS.size // 1_000_000} MB and {LIMITS.rows:,} rows, "
            "with the headings in its first row"
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )

    def clean_file(self) -> Any:
        """A file of a size that the portal reads; of a larger one the content never arrived."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > LIMITS.size:
            raise ValidationError(too_large())
        return file


class ColumnsForm(PortalForm):
    """What each kept column is taken for, and how the dates of the file begin."""

    def __init__(
        self, data: Any, *, columns: Sequence[Column], questions: Sequence[Question]
    ) -> None:
        super().__init__(data)
        self.columns = columns
        choices = (*_ALWAYS, *_question_choices(questions), _LEAVE_OUT)
        for place, column in enumerate(columns):
            if column.is_kept:
                self._add(f"take-{place}", _label(column), choices, column.choice)
        day = next((column for column in columns if column.has_open_order), None)
        if day is not None:
            self._add("order", "How do its dates begin?", _ORDERS, day.order)

    def _add(self, name: str, label: str, choices: Any, initial: str) -> None:
        field = forms.ChoiceField(label=label, choices=choices, initial=initial)
        field.error_messages["required"] = f"Choose an answer to “{label}”"
        field.error_messages["invalid_choice"] = f"Choose an answer to “{label}” from the list"
        self.fields[name] = field

    @property
    def rows(self) -> list[tuple[Column, BoundField]]:
        """Each kept column with its field."""
        kept = [(place, column) for place, column in enumerate(self.columns) if column.is_kept]
        return [(column, self[f"take-{place}"]) for place, column in kept]

    @property
    def order_field(self) -> BoundField | None:
        """How the dates begin, where they could be read in two ways."""
        return self["order"] if "order" in self.fields else None

    def chosen(self) -> dict[int, tuple[str, str]]:
        """For each kept column, by its place, what it is taken for and how its dates begin."""
        order = self.cleaned_data.get("order", "")
        return {
            place: (self.cleaned_data[f"take-{place}"], order)
            for place, column in enumerate(self.columns)
            if column.is_kept
        }

    def changes_nothing(self) -> bool:
        """Whether every column stays what the page said that it was taken for."""
        return not self.changed_data


def _label(column: Column) -> str:
    return f"What is “{column.heading or 'the column without a heading'}” taken for?"


def _question_choices(questions: Sequence[Question]) -> list[tuple[str, str]]:
    if questions:
        return [
            (f"{Taken.QUESTION}:{question.pk}", f"Question {question.number}: {question.text}")
            for question in questions
        ]
    return [(f"{Taken.NEW_QUESTION}:{kind}", f"New question: {words}") for kind, words in _KINDS]
