"""Numbers as people write them: "1,234", "0.5"."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

# Figures in full, grouped in threes or not; "1e9" and "nan" are numbers to a computer only.
_WRITTEN = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", re.ASCII)
_COMMA = re.compile(r"\d+,\d{1,2}", re.ASCII)
_WITH_WORDS = re.compile(r"[a-z]{2,}.*\d|\d.*\s[a-z]{2,}", re.ASCII | re.IGNORECASE)
_WHOLE, _PLACES = 10, 2


class FigureField(forms.DecimalField):
    """A number that was counted or measured, nought or more."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"class": "govuk-input--width-5", "inputmode": "decimal", "spellcheck": "false"}
        )
        super().__init__(
            max_digits=_WHOLE + _PLACES, decimal_places=_PLACES, widget=widget, **kwargs
        )

    def to_python(self, value: Any) -> Any:
        """What was typed, with or without commas between the thousands."""
        if not isinstance(value, str):
            return super().to_python(value)
        typed = value.strip()
        if typed and not _WRITTEN.fullmatch(typed):
            raise ValidationError(self._wrong(typed), code="invalid")
        return super().to_python(typed.replace(",", ""))

    def _wrong(self, typed: str) -> str:
        named = getattr(self, "named", "the figure")
        if _COMMA.fullmatch(typed):
            return f"Enter {named} with a point, like 12.5: a comma stands between thousands"
        if _WITH_WORDS.search(typed):
            return f"Enter {named} in figures alone, like 40, and say the rest in words"
        return str(self.error_messages["invalid"])

    def prepare_value(self, value: Any) -> Any:
        """A known number without noughts after the point."""
        if isinstance(value, Decimal):
            return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
        return value
