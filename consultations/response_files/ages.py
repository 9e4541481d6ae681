"""Age bands, in the ways that surveys write them."""

import re

from consultations.models import AgeBand
from consultations.response_files.plain import plain

_SPANS = {
    AgeBand.UNDER_18: (0, 17),
    AgeBand.AGE_18_24: (18, 24),
    AgeBand.AGE_25_44: (25, 44),
    AgeBand.AGE_45_64: (45, 64),
    AgeBand.AGE_65_OVER: (65, 130),
}
_OLDEST = 130
_NOT_SAID = re.compile(
    r".*\b(?:not|dont|rather)\b.*\b(?:say|said|answer|answered|disclose|state|stated)"
)
_FROM_TO = re.compile(
    r"(?:age[ds]? )?(\d{1,3})(?: (?:to|and|years?))* (\d{1,3})(?: years?)?(?: old)?"
)
_UNDER = re.compile(r"(?:under|below|less than|younger than) (\d{1,3})(?: years?)?")
_OVER = re.compile(
    r"(?:age[ds]? )?(\d{1,3})(?: years?)? (?:and|or|years and)? ?(?:over|older|above|more|plus)(?: years?)?"
    r"|(?:over|above|older than) (\d{1,3})"
)
_ONE = re.compile(r"(\d{1,3})(?: years?)?(?: old)?")


def read_age_band(text: str) -> AgeBand | None:
    """The band that a cell names or lies in; None where it names none, or spans two."""
    words = plain(text.replace("+", " plus"))
    if not words or words in {"na", "n a", "not given", "unknown"} or _NOT_SAID.fullmatch(words):
        return AgeBand.NOT_SAID
    span = _span(words)
    if span is None:
        return None
    return next(
        (band for band, (low, high) in _SPANS.items() if low <= span[0] <= span[1] <= high), None
    )


def _span(words: str) -> tuple[int, int] | None:
    if found := _UNDER.fullmatch(words):
        # "Under 25" begins where nobody said: it is a band only where it ends with one.
        return (0, int(found[1]) - 1)
    if found := _OVER.fullmatch(words):
        return (int(found[1] or int(found[2]) + 1), _OLDEST)
    if found := _FROM_TO.fullmatch(words):
        return (int(found[1]), int(found[2]))
    if found := _ONE.fullmatch(words):
        return (int(found[1]), int(found[1]))
    return None
