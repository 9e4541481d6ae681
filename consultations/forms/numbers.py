"""Choices made by their numbers, the quickest way from paper: "1,4,7"."""

import re
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from smp_portal.foundation.words import counted

Choice = TypeVar("Choice")
BETWEEN = re.compile(r"[\s,;.+/&-]+")


class NumbersField(forms.CharField, Generic[Choice]):
    """Numbers of the choices beside the box, in any order; `most` is how many may be chosen."""

    def __init__(
        self, choices: Sequence[Choice], *, most: int | None, called: str, **kwargs: Any
    ) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-5"}
        super().__init__(required=False, widget=forms.TextInput(attrs=box), **kwargs)
        self.numbered = list(choices)
        self.most, self.called = most, called

    def clean(self, value: Any) -> Any:
        """The choices that were meant, each once, in their own order."""
        typed = super().clean(value)
        places = {self._place(part) for part in BETWEEN.split(typed) if part}
        if self.most is not None and len(places) > self.most:
            numbers = counted(self.most, "number,numbers")
            more = "" if self.most == 1 else " at most"
            raise ValidationError(f"{self.called}: enter {numbers}{more}")
        return [choice for place, choice in enumerate(self.numbered) if place in places]

    def _place(self, part: str) -> int:
        last = len(self.numbered)
        number = int(part) if part.isascii() and part.isdigit() and len(part) <= len("99") else 0
        if not 1 <= number <= last:
            how = "a number" if self.most == 1 else "numbers"
            between = "" if self.most == 1 else ", with commas between"
            raise ValidationError(
                f"{self.called}: “{part[:20]}” is not one of them. Enter {how} from 1 to {last}{between}"
            )
        return number - 1
