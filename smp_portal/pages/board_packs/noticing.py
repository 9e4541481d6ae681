"""What a pack's reader should look at first, and all plans in one sentence."""

from datetime import date, datetime

from actionplans.models import DecisionKind, Rating
from actionplans.queries.moves import moves_since
from actionplans.queries.standing import Freshness, PlanPosition
from smp_portal.foundation.words import lower_first
from smp_portal.foundation.working_days import end_of
from smp_portal.pages.board_packs.contents import ExceptionTold
from smp_portal.pages.dashboard.finding import Matter, ruled, subjects

# The pack has a part of its own for what the board is asked.
_ASKED = "decision-asked"


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


def exceptions(
    rows: list[PlanPosition], *, since: date | None, now: datetime
) -> list[ExceptionTold]:
    """What the dashboard's rules find since the board last met, or since the plans began, in the rules' order."""
    if not rows:
        return []
    since = since or min(row.plan.starts_on for row in rows)
    plans = [row.plan.pk for row in rows]
    moves = moves_since(plans, since=end_of(since), now=now, is_past=False)
    found = ruled(subjects(rows, moves, since=since, now=now))
    return [_told(one) for rule in found if rule.rule.name != _ASKED for one in rule.matters]


def _told(matter: Matter) -> ExceptionTold:
    plan, found = matter.position.plan, matter.found
    return ExceptionTold(matter.kind, matter.rule.colour, f"{plan}", found.text, found.note)


def _how_many(rows: list[PlanPosition], freshness: Freshness) -> int:
    return sum(row.freshness is freshness for row in rows)
