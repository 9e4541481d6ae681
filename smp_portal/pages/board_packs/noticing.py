"""What a pack's reader should look at first, and all plans in one sentence."""

from collections.abc import Callable, Iterator

from actionplans.models import DecisionKind, Rating
from actionplans.queries.standing import Freshness, PlanPosition
from smp_portal.foundation.words import counted, lower_first
from smp_portal.pages.board_packs.contents import ExceptionTold

Rule = Callable[[PlanPosition], tuple[str, str, str, str] | None]


def sentence(rows: list[PlanPosition]) -> str:
    """The ratings in one sentence: "1 at risk, 3 on track, 1 without an update."."""
    counts = [
        (sum(row.rating == rating for row in rows), lower_first(f"{rating.label}"))
        for rating in (Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE)
    ]
    counts.append((_how_many(rows, Freshness.LATE), "without an update"))
    counts.append((_how_many(rows, Freshness.NEVER), "not yet rated"))
    said = [f"{count} {words}" for count, words in counts if count]
    return f"{', '.join(said)}." if said else ""


def asking(rows: list[PlanPosition]) -> list[PlanPosition]:
    """The plans whose owner asks the board to decide; a returned answer asks nothing."""
    return [
        row
        for row in rows
        if row.newest
        and row.newest.decision_asked
        and row.newest.decision is not DecisionKind.RETURN
    ]


def exceptions(rows: list[PlanPosition]) -> list[ExceptionTold]:
    """What stands out, the most pressing first and each kind in the plans' order."""
    return [told for rule in RULES for told in _found(rule, rows)]


def _found(rule: Rule, rows: list[PlanPosition]) -> Iterator[ExceptionTold]:
    for row in rows:
        if found := rule(row):
            sort, colour, text, note = found
            yield ExceptionTold(sort, colour, f"{row.plan}", text, note)


def _vacant(row: PlanPosition) -> tuple[str, str, str, str] | None:
    if not row.plan.is_vacant:
        return None
    return "No owner", "red", "nobody owns this plan, so nobody can be asked about it", ""


def _silent(row: PlanPosition) -> tuple[str, str, str, str] | None:
    if row.freshness is not Freshness.LATE:
        return None
    late = counted(row.actions.overdue, "action is,actions are")
    days = counted(row.days_late, "day,days")
    text = f"{late} late, by up to {days}" if row.actions.overdue else "no action is late"
    return row.words, "grey", text, row.compared


def _worse(row: PlanPosition) -> tuple[str, str, str, str] | None:
    return _changed(row, "Now") if row.change > 0 else None


def _still_off_track(row: PlanPosition) -> tuple[str, str, str, str] | None:
    if row.rating != Rating.RED or row.change:
        return None
    return "Off track", "red", lower_first(row.compared), ""


def _better(row: PlanPosition) -> tuple[str, str, str, str] | None:
    return _changed(row, "Better:") if row.change < 0 else None


def _changed(row: PlanPosition, sort: str) -> tuple[str, str, str, str] | None:
    now, before = row.newest, row.previous
    if now is None or before is None:
        return None
    was = f"was {before.word} in {before.month}"
    return f"{sort} {now.word}", now.rating.lower(), was, row.dates_differ


def _how_many(rows: list[PlanPosition], freshness: Freshness) -> int:
    return sum(row.freshness is freshness for row in rows)


RULES: tuple[Rule, ...] = (_vacant, _silent, _worse, _still_off_track, _better)
