"""What officers write when a result becomes a finding."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consultations.models import Finding
from consultations.queries.tallies import Arithmetic
from consultations.words import figures
from smp_portal.foundation.forms import PortalModelForm

# What reads as a figure of the survey: "258 of 441", "59%".
FIGURES = re.compile(r"\d[\d,]* (?:out )?of \d|\d ?%|\d per cent")


class FindingForm(PortalModelForm):
    """A result in a sentence; its figures are the portal's."""

    named = {"statement": "what people said, in a sentence"}

    class Meta:
        model = Finding
        fields = ["statement"]
        labels = {"statement": "What did people say, in a sentence?"}
        help_texts = {"statement": "The figures are counted by the portal. Put the words better."}
        widgets = {"statement": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, arithmetic: Arithmetic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figures = figures(arithmetic)

    def clean_statement(self) -> str:
        """Figures stand in it as they were counted, or not at all."""
        statement: str = self.cleaned_data["statement"]
        if FIGURES.search(statement.replace(self.figures, "")):
            raise ValidationError(f"Write the figures as they are counted: {self.figures}")
        return statement
