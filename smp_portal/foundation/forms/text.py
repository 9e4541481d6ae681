"""Long answers."""

from collections.abc import Mapping
from typing import Any

from django import forms


class Textarea(forms.Textarea):
    """Room for a few sentences; a new line counts as one character, as it does on the screen."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        # Django's ten rows look like a request for an essay.
        if str(self.attrs["rows"]) == "10":
            self.attrs["rows"] = "5"
        self.attrs.pop("cols", None)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """What was typed, with plain new lines."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value
