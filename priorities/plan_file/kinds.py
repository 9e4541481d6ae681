"""What a key of a plan file may take, in words and as a test."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Kind:
    """What a key takes, in words and as a test."""

    expects: str
    takes: Callable[[Any], bool]


def text(most: int) -> Kind:
    """Words on one line."""
    return Kind(
        f"a text of 1 to {most} characters on one line",
        lambda value: _is_text(value, least=1, most=most) and "\n" not in value.strip(),
    )


def prose(*, least: int = 0) -> Kind:
    """Words that may run over several paragraphs."""
    return Kind(
        f"a text of {least} to 20,000 characters",
        lambda value: _is_text(value, least=least, most=20_000),
    )


def slug(most: int = 200) -> Kind:
    """The part of a page's address that names one entry."""
    return Kind(
        f"up to {most} small letters and figures with hyphens between, such as road-safety",
        lambda value: (
            isinstance(value, str) and len(value) <= most and _SLUG.fullmatch(value) is not None
        ),
    )


def number(most: int = 999) -> Kind:
    """A place in an order, or a count."""
    return Kind(
        f"a whole number from 1 to {most:,}",
        lambda value: type(value) is int and 1 <= value <= most,
    )


def one_of(words: Iterable[str]) -> Kind:
    """One of a few."""
    known = list(words)
    return Kind(f"one of {', '.join(known)}", lambda value: value in known)


def several(kind: Kind) -> Kind:
    """A list without repeats."""
    return Kind(
        f"a list, nothing twice, each {kind.expects}",
        lambda value: (
            isinstance(value, list)
            and all(map(kind.takes, value))
            and len(set(value)) == len(value)
        ),
    )


def _is_text(value: Any, *, least: int, most: int) -> bool:
    return isinstance(value, str) and least <= len(value.strip()) <= most and "\0" not in value


# A time of day would be lost: a datetime is a date to Python, not to the file.
DAY = Kind(
    "a date such as 2021-04-01",
    lambda value: isinstance(value, date) and not isinstance(value, datetime),
)
YES_OR_NO = Kind("true or false", lambda value: isinstance(value, bool))
