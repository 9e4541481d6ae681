"""What officers fill in about a question."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from consultations.models import Option, Question, QuestionKind
from consultations.services.questions import how_many_answered, kind_stays
from smp_portal.foundation.forms import PortalModelForm, Radios, Textarea, VersionField

FEWEST, MOST = 2, 99
LONGEST: int = Option._meta.get_field("text").max_length or 0
KIND_HINTS = {
    QuestionKind.SINGLE: "People choose one of the answers",
    QuestionKind.SEVERAL: "People choose as many of the answers as they like, or up to a number",
    QuestionKind.SCALE: "People choose one of the answers, which have an order, like “Very safe” to “Very unsafe”",
    QuestionKind.TEXT: "People write what they want to say",
}


class QuestionForm(PortalModelForm):
    """A question, its kind, and the answers that it offers, one a line."""

    named = {"text": "the question", "kind": "how people answer", "most": "the most answers"}

    class Meta:
        model = Question
        fields = ["text", "kind", "most"]
        labels = {
            "text": "Question",
            "kind": "How do people answer?",
            "most": "How many may they choose at most?",
        }
        help_texts = {
            "text": "As people read it, for example “What worries you most where you live?”",
            "most": "Only for several answers. Leave it empty if there is no limit.",
        }
        widgets = {
            "kind": Radios(hints={str(kind): hint for kind, hint in KIND_HINTS.items()}),
            "most": forms.TextInput(
                attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["kind"]).choices = QuestionKind.choices
        self.initial.setdefault("offered", self.instance.offered if self.instance.pk else "")

    offered = forms.CharField(
        label="Answers to choose from",
        help_text="One answer a line",
        required=False,
        widget=Textarea(attrs={"rows": 9}),
    )

    def clean_kind(self) -> str:
        """What people have answered stays what they were asked."""
        kind: str = self.cleaned_data["kind"]
        people = how_many_answered(self.instance) if self.instance.pk else 0
        if people and kind != self.initial["kind"]:
            raise ValidationError(kind_stays(people))
        return kind

    def clean_offered(self) -> list[str]:
        """One answer from each line, none of them twice."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["offered"].splitlines()]
        lines = [line for line in lines if line]
        for line in lines:
            if len(line) > LONGEST:
                start = f"{line[:30]}…"
                raise ValidationError(f"Shorten “{start}” to {LONGEST} characters or fewer")
            if lines.count(line) > 1:
                raise ValidationError(f"Enter “{line}” once: it is there twice")
        if len(lines) > MOST:
            raise ValidationError(f"Enter {MOST} answers or fewer")
        return lines

    def clean(self) -> dict[str, Any]:
        """What is chosen from needs answers; own words need none."""
        kind, lines = self.cleaned_data.get("kind"), self.cleaned_data.get("offered")
        if lines is None or not kind:
            return self.cleaned_data
        if kind == QuestionKind.TEXT and lines:
            message = "Leave the answers empty: people answer this question in their own words"
            self.add_error("offered", message)
        elif kind != QuestionKind.TEXT and len(lines) < FEWEST:
            self.add_error("offered", "Enter at least two answers to choose from, one a line")
        self._check_most(kind, lines)
        return self.cleaned_data

    def _check_most(self, kind: str, lines: list[str]) -> None:
        most = self.cleaned_data.get("most")
        if most is None:
            return
        if kind != QuestionKind.SEVERAL:
            self.add_error("most", "Leave this empty: people choose no more than one answer")
        elif not FEWEST <= most <= max(len(lines), FEWEST):
            up_to = max(len(lines), FEWEST)
            self.add_error("most", f"Enter a number from 2 to {up_to}, or leave this empty")

    def asked(self) -> dict[str, Any]:
        """What the service takes."""
        values = dict(self.cleaned_data)
        return {"options": values.pop("offered"), **values}


class QuestionEditForm(QuestionForm):
    """A question as it is asked already."""

    version = VersionField()
