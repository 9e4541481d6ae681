"""A mail's text as a page shows it: the portal's own addresses can be followed, no others."""

import re
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_STOPS = ".,;:!?)"


def linked(text: str, *, base: str) -> SafeString:
    """The text, safe for a page, with each address of this portal as a link."""
    return format_html_join("", "{}", ((piece,) for piece in _pieces(text, base)))


def _pieces(text: str, base: str) -> Iterator[str]:
    address = re.compile(rf"({re.escape(base)}/[^\s<>\"]*)")
    for number, piece in enumerate(address.split(text)):
        yield _link(piece) if number % 2 else piece


def _link(piece: str) -> SafeString:
    url = piece.rstrip(_STOPS)
    return format_html('<a class="govuk-link" href="{}">{}</a>{}', url, url, piece[len(url) :])
