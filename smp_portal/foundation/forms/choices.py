"""Choices that are all in sight: radio buttons and tick boxes."""

from collections.abc import Mapping
from typing import Any

from django import forms


class Radios(forms.RadioSelect):
    """One of a few; nothing is chosen beforehand, and a choice may carry a hint."""

    is_inline = False
    shows_ratings = False

    def __init__(self, *, hints: Mapping[str, str] | None = None, inline: bool = False) -> None:
        super().__init__()
        self.hints = hints or {}
        self.is_inline = inline

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One choice, with its hint."""
        option = super().create_option(*args, **kwargs)
        return option | {"hint": self.hints.get(str(option["value"]), "")}


class RatingRadios(Radios):
    """The ratings, drawn with their shapes."""

    shows_ratings = True


class Checkboxes(forms.CheckboxSelectMultiple):
    """Any number of a few."""
