"""What the demonstration's bar shows."""

from typing import Any

from django.http import HttpRequest


def bar(request: HttpRequest) -> dict[str, Any] | None:
    """Nothing yet."""
    return None
