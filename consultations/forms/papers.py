"""One paper, typed in by the numbers of its answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from consultations.forms.numbers import NumbersField
from consultations.forms.unnamed import refuse_contact_details
from consultations.models import (
    AgeBand,
    Community,
    Consultation,
    Option,
    Question,
    QuestionKind,
    Response,
)
from smp_portal.foundation.forms import DateField, PortalForm, VersionField
from smp_portal.foundation.words import joined, long_date

LONGEST_REMARK = 2_000


@dataclass(frozen=True)
class AskedOnPaper:
    """A question with its box."""

    question: Question
    field: BoundField


class PaperForm(PortalForm):
    """What one person answered on paper: every box takes a number, a few letters or nothing."""

    marks_optional = False
    named = {"answered_on": "the day it was filled in"}
    label_sizes = {"answered_on": "s", "community": "s", "age": "s"}

    answered_on = DateField(label="Filled in on")
    community = forms.CharField(
        label="Where the person lives",
        help_text="The first letters are enough; empty if they did not say",
        required=False,
        max_length=150,
        widget=forms.TextInput(
            attrs={"list": "communities", "autocomplete": "off", "autofocus": True}
        ),
    )
    sheet = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        consultation: Consultation,
        questions: Sequence[Question],
        on: date,
        **kwargs: Any,
    ) -> None:
        initial = {"sheet": uuid4} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        self.consultation, self.questions, self.on = consultation, questions, on
        self.communities = list(Community.objects.all())
        self.fields["age"] = NumbersField(
            list(AgeBand),
            most=1,
            called="Age",
            label="Age",
            help_text="One number; empty if they did not say",
        )
        for question in questions:
            self.fields[_box(question)] = _field(question)
        if self.is_bound:
            # There is something to put right: the page says what, and where.
            self.fields["community"].widget.attrs.pop("autofocus")

    def asked(self) -> Iterator[AskedOnPaper]:
        """The questions in their order, each with its box."""
        for question in self.questions:
            yield AskedOnPaper(question, self[_box(question)])

    def clean_answered_on(self) -> date:
        """A day that has been, while the consultation was open."""
        day: date = self.cleaned_data["answered_on"]
        if day > self.on:
            raise ValidationError("Enter a day that has been: this one is still to come")
        opened_on = self.consultation.opened_on
        if opened_on and day < opened_on:
            raise ValidationError(
                f"Enter a day from {long_date(opened_on)} on: the consultation opened then"
            )
        return day

    def clean_community(self) -> Community | None:
        """The community whose name begins like this; there must be no other."""
        typed = " ".join(self.cleaned_data["community"].split()).casefold()
        if not typed:
            return None
        whole = [one for one in self.communities if one.name.casefold() == typed]
        found = whole or [one for one in self.communities if _begins(one.name, typed)]
        if len(found) == 1:
            return found[0]
        shown = self.cleaned_data["community"]
        if not found:
            raise ValidationError(f"“{shown}” is on no list: choose a community from the list")
        names = joined([one.name for one in found[:4]]).replace(" and ", " or ")
        raise ValidationError(f"Type more of it: “{shown}” may be {names}")

    def clean_age(self) -> str:
        """The age band, or that they did not say."""
        chosen: list[AgeBand] = self.cleaned_data["age"]
        return chosen[0] if chosen else AgeBand.NOT_SAID

    def clean(self) -> dict[str, Any]:
        """A paper says something."""
        boxes = [_box(question) for question in self.questions]
        if not any(self.cleaned_data.get(box) or box in self.errors for box in boxes):
            raise ValidationError("Enter at least one answer: this paper is empty")
        return self.cleaned_data

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was typed at all: the day stands there by itself."""
        boxes = ["community", "age", *(_box(question) for question in self.questions)]
        return not any(self.data.get(box, "").strip() for box in boxes)

    def take_a_new_sheet(self) -> None:
        """Let what was typed be sent as a paper of its own."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["sheet"] = str(uuid4())
        self.data = data

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        values = self.cleaned_data
        chosen: list[Option] = []
        said: dict[Question, str] = {}
        for question in self.questions:
            answer = values[_box(question)]
            if question.kind != QuestionKind.TEXT:
                chosen += answer
            elif answer:
                said[question] = answer
        return {
            "answered_on": values["answered_on"],
            "community": values["community"],
            "age_band": values["age"],
            "chosen": chosen,
            "said": said,
        }


class PaperCorrectionForm(PaperForm):
    """A paper that was typed in, to be put right."""

    version = VersionField()

    @classmethod
    def initial_of(cls, paper: Response) -> dict[str, Any]:
        """A paper as it would be typed in."""
        ages = list(AgeBand)
        given: dict[str, Any] = {
            "version": paper.version,
            "answered_on": paper.answered_on,
            "community": paper.community.name if paper.community else "",
            "age": str(ages.index(AgeBand(paper.age_band)) + 1),
        }
        for answer in paper.answers.select_related("question", "option").order_by("option__number"):
            box, number = _box(answer.question), answer.option and str(answer.option.number)
            given[box] = ",".join(filter(None, [given.get(box), number or answer.text]))
        return given

    @staticmethod
    def said_by(paper: Response) -> SimpleNamespace:
        """What a paper says in each box, in words."""
        given: dict[str, list[str]] = {}
        for answer in paper.answers.select_related("question", "option"):
            given.setdefault(_box(answer.question), []).append(str(answer))
        return SimpleNamespace(
            answered_on=paper.answered_on,
            community=paper.community,
            age=AgeBand(paper.age_band),
            **given,
        )

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        return super().given() | {"version": self.cleaned_data["version"]}


def _box(question: Question) -> str:
    # The number as it stands on the paper: it also names what was typed, should it have to be given back.
    return f"question_{question.number}"


def _field(question: Question) -> forms.Field:
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(
            label=str(question),
            help_text="Leave out names, addresses and telephone numbers",
            required=False,
            max_length=LONGEST_REMARK,
            validators=[refuse_contact_details],
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
    most = question.most if question.kind == QuestionKind.SEVERAL else 1
    return NumbersField(
        list(question.options.all()),
        most=most,
        called=f"Question {question.number}",
        label=str(question),
        help_text=_how_many(most),
    )


def _how_many(most: int | None) -> str:
    if most == 1:
        return "One number"
    return f"Up to {most} numbers" if most else "Numbers, like 1,4,7"


def _begins(name: str, typed: str) -> bool:
    return name.casefold().startswith(typed)
