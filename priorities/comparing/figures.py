"""How the figures of a measure of success moved, and what became of actions."""

from collections.abc import Iterator, Sequence
from typing import Any

from priorities.comparing.changes import Change, Row, code_words, day_words, figure_words, quoted
from smp_portal.foundation.redline import redline
from smp_portal.foundation.words import counted

COMPLETE = "COMPLETE"


def reading_changes(old: Row, new: Row, of: str) -> Iterator[Change]:
    """The latest reading of a measure against the one before, and what is said about it."""
    before, after = old.get("latest"), new.get("latest")
    if before != after:
        yield Change(f"{of} {_moved(before, after, since=new.get('counted_anew_from'))}")
        told = [str((one or {}).get("narrative") or "") for one in (before, after)]
        if told[0] != told[1]:
            yield Change(f"{of} what is said about the latest figure was changed", redline(*told))
    elif old.get("previous") != new.get("previous"):
        yield Change(f"{of} the figure before the latest was changed")


def completed(pairs: Sequence[tuple[Row, Row]]) -> Iterator[Change]:
    """The actions that were finished since, in one sentence."""
    done = [new for old, new in pairs if COMPLETE == new.get("status") != old.get("status")]
    if done:
        verb = "is" if len(done) == 1 else "are"
        titles = "; ".join(quoted(action["title"]) for action in done)
        yield Change(f"{counted(len(done), 'action,actions')} {verb} complete: {titles}")


def status_changes(old: Row, new: Row, of: str) -> Iterator[Change]:
    """What became of an action that is not finished, or when one was that is."""
    if old.get("status") != new.get("status"):
        if new.get("status") != COMPLETE:
            was = code_words(old.get("status"))
            yield Change(f"{of} it is now {code_words(new.get('status'))}; it was {was}")
    elif old.get("completed_on") != new.get("completed_on"):
        day = day_words(new.get("completed_on"))
        yield Change(f"{of} the day of completion is now {day}")


def answer_words(could_not: Any) -> str:
    """Whether something was done about what people said."""
    return "“we could not”" if could_not else "“we did”"


def finding_words(finding: Any) -> str:
    """A survey result as a reason names it."""
    if not isinstance(finding, dict):
        return str(finding)
    figures = _figure(finding.get("count"), finding.get("base"))
    return quoted(finding.get("statement", "")) + (f" ({figures})" if figures else "")


def _moved(before: Any, after: Any, *, since: Any) -> str:
    if not before:
        return f"the first figure is {_reading(after)}{_until(after)}"
    if not after:
        return f"the latest figure was taken out: {_reading(before)}"
    old, new = _reading(before), _reading(after)
    if since and before.get("period_end", "") < since:
        return f"the latest figure is {new}{_until(after)}; it was {old}, when something else was counted"
    if old == new:
        return f"the latest figure is {new} again{_until(after)}"
    if before.get("out_of") == after.get("out_of"):
        old = figure_words(before.get("value"))
    return f"the latest figure went from {old} to {new}{_until(after)}"


def _reading(reading: Any) -> str:
    return _figure(reading.get("value"), reading.get("out_of")) or "not known"


def _figure(value: Any, out_of: Any) -> str:
    if value in (None, ""):
        return ""
    whole = "" if out_of in (None, "") else f" of {figure_words(out_of)}"
    return f"{figure_words(value)}{whole}"


def _until(reading: Any) -> str:
    end = reading.get("period_end")
    return f" (to {day_words(end)})" if end else ""
