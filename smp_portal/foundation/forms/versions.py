"""The version of a row that somebody started from."""

from typing import Any

from django import forms


class VersionField(forms.IntegerField):
    """The version that was on the screen when somebody began to edit."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": "Open this page again before you save: it lost track of what it was showing.",
        "invalid": "Open this page again before you save: it lost track of what it was showing.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, **kwargs)
