"""How a change is told: one sentence, and under it the text with what went and what came."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from smp_portal.foundation.redline import Redline, redline
from smp_portal.foundation.words import joined, long_date, upper_first

Row = Mapping[str, Any]
# What numbers and addresses stand for, by the list that they point into.
Names = Mapping[str, Mapping[Any, str]]

LONGEST_TITLE = 100


@dataclass(frozen=True)
class Change:
    """One thing that changed, in a sentence; a changed text follows word by word."""

    sentence: str
    text: Redline = ()


@dataclass(frozen=True)
class PartChanges:
    """What changed in one part of the plan."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Field:
    """One thing that a row says: a long text, a value, or a list of what it points at."""

    name: str
    words: str
    is_text: bool = False
    say: Callable[[Any], str] = str
    points_into: str = ""


def field_change(field: Field, old: Any, new: Any, *, of: str, names: Names) -> Change | None:
    """How one field of a row differs, if it does; `of` names the row and ends with a colon."""
    if old == new:
        return None
    if field.is_text:
        return _text_change(field, str(old or ""), str(new or ""), of=of)
    if isinstance(old, list) or isinstance(new, list):
        return _list_change(field, old or [], new or [], of=of, names=names)
    said = _value_change(field, old, new)
    return Change(_sentence(of, said)) if said else None


def code_words(code: Any) -> str:
    """A choice as it reads inside a sentence."""
    return str(code).replace("_", " ").lower()


def day_words(day: Any) -> str:
    """A date of an edition's contents, in full."""
    try:
        return long_date(date.fromisoformat(str(day)))
    except ValueError:
        return str(day)


def figure_words(value: Any) -> str:
    """A decimal without its idle noughts."""
    try:
        return (
            f"{Decimal(str(value)):f}".rstrip("0").rstrip(".") if "." in str(value) else str(value)
        )
    except InvalidOperation:
        return str(value)


def quoted(words: Any) -> str:
    """A title inside a sentence, cut where it runs on."""
    line = " ".join(str(words).split())
    return f"“{line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rstrip() + '…'}”"


def _sentence(of: str, words: str) -> str:
    return f"{of} {words}" if of else upper_first(words)


def _text_change(field: Field, old: str, new: str, *, of: str) -> Change:
    deed = "was changed" if old and new else "was written" if new else "was taken out"
    return Change(_sentence(of, f"{field.words} {deed}"), redline(old, new))


def _value_change(field: Field, old: Any, new: Any) -> str:
    before = "" if old in (None, "") else field.say(old)
    after = "" if new in (None, "") else field.say(new)
    if before == after:
        return ""
    if before and after:
        return f"{field.words} is now {after}; it was {before}"
    return f"{field.words} is now {after}" if after else f"{field.words} was taken out: {before}"


def _list_change(field: Field, old: Any, new: Any, *, of: str, names: Names) -> Change:
    found = names.get(field.points_into, {})
    came = [found.get(one, str(one)) for one in new if one not in old]
    went = [found.get(one, str(one)) for one in old if one not in new]
    said = list(_came_and_went(came, went)) or ["in another order"]
    return Change(_sentence(of, f"{field.words}: {', '.join(said)}"))


def _came_and_went(came: list[str], went: list[str]) -> Iterator[str]:
    if came:
        yield f"{joined(came)} added"
    if went:
        yield f"{joined(went)} taken out"
