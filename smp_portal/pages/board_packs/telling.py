"""A plan's ratings and actions in the words of a paper: posts and organisations, nobody's name."""

from datetime import date
from typing import Any

from actionplans.models import ActionPlan
from actionplans.queries.moves import moved_words
from actionplans.queries.said import StandingAnswer
from actionplans.queries.standing import Freshness, PlanPosition
from smp_portal.foundation.words import counted
from smp_portal.pages.board_packs.contents import ActionTold, RatingTold

VACANT = "No owner at present"


def tell_owner(plan: ActionPlan) -> str:
    """The owner's post and organisation."""
    if plan.is_vacant or plan.owner is None:
        return VACANT
    return plan.owner.post_and_organisation


def tell_now(row: PlanPosition) -> tuple[RatingTold, RatingTold | None]:
    """The present rating and the one before; of a plan without its update, the last one that was given."""
    now = RatingTold(row.rating.lower(), row.words, row.compared, _key(row))
    before = row.newest if row.freshness is Freshness.LATE else row.previous
    return now, _before(before) if before else None


def _before(answer: StandingAnswer) -> RatingTold:
    said = f"In {answer.said_on:%B %Y}"
    return RatingTold(answer.rating.lower(), answer.rating.label, said, answer.answer_pk)


def _key(row: PlanPosition) -> int:
    """The answer that the rating is of; none while it is out of date."""
    return row.newest.answer_pk if row.newest and row.freshness is Freshness.CURRENT else 0


def tell_notes(row: PlanPosition) -> list[str]:
    """What a reader has to know of the rating."""
    notes = [row.dates_differ]
    if row.was_returned:
        notes.append("The answer was returned to the owner")
    elif row.awaits_officer:
        notes.append("The rating awaits the partnership officer")
    if row.newest and row.newest.needs_help:
        notes.append("The owner asks for help")
    return [f"{note}." for note in notes if note]


def tell_actions(plan: ActionPlan, *, on: date) -> list[ActionTold]:
    """A plan's actions, as they were on a day."""
    return [_action(action, on) for action in sorted(plan.actions.all(), key=_in_numbers)]


def _action(action: Any, on: date) -> ActionTold:
    days = action.days_late(on=on)
    return ActionTold(
        reference=action.reference,
        title=action.title,
        lead=action.lead_partner.name,
        due_on=action.due_on.isoformat(),
        status=action.get_status_display(),
        progress=action.progress,
        late=f"{counted(days, 'day,days')} late" if days else "",
        moved=moved_words(action.times_moved, action.days_moved),
    )


def _in_numbers(action: Any) -> list[tuple[int, str]]:
    """2.10 comes after 2.9."""
    parts = action.reference.split(".")
    return [(int(part) if part.isdecimal() else 0, part) for part in parts]
