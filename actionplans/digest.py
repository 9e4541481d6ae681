"""What a morning's mail tells the partnership team: a few short lists of what only they can settle."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actionplans.models import ActionPlan, Reminder
from actionplans.queries.officers_work import OfficersWork
from smp_portal.foundation.words import counted, day_date, long_date

MOST_LINES = 5
RESTRICTED = "A restricted plan"


@dataclass(frozen=True)
class Group:
    """Things of one kind that need somebody, the first few by name."""

    heading: str
    lines: list[str]
    more: int


@dataclass(frozen=True)
class Digest:
    """A morning's work in words, and what it listed for the mail record."""

    state: str
    number: int
    groups: list[Group]
    listed: list[dict[str, object]]


def digest_of(work: OfficersWork) -> Digest:
    """What needs the team, and how far the round is; a restricted plan is not named in a mail."""
    return Digest(
        state=_state(work),
        number=work.number,
        groups=list(_groups(work)),
        listed=list(_listed(work)),
    )


def _state(work: OfficersWork) -> str:
    answers = f"{work.answered} of {counted(work.asked, 'answer,answers')} for {work.round} are in"
    if work.round.papers_on is None:
        return f"{answers}."
    return f"{answers}; the papers go out on {day_date(work.round.papers_on)}."


def _groups(work: OfficersWork) -> Iterator[Group]:
    yield from _group(
        "To accept or return",
        (
            f"{_name(review.plan)}, answered on {long_date(review.answers.all()[0].at)}"
            for review in work.to_decide
        ),
    )
    yield from _group("Nobody owns the plan", (_name(plan) for plan in work.vacant))
    yield from _group(
        "The lead person has left",
        (
            f"{_name(action.plan)}: an action" if action.plan.is_restricted else str(action)
            for action in work.vacant_actions
        ),
    )
    yield from _group(
        "“This isn’t mine”",
        (f"{_name(event.plan)}, says {event.by}" for event in work.not_mine),
    )
    yield from _group(
        "Asks for help",
        (f"{_name(answer.review.plan)}, asks {answer.by}" for answer in work.help_wanted),
    )
    yield from _group("Mail that needs attention", (_lost(mail) for mail in work.undelivered))


def _group(heading: str, lines: Iterable[str]) -> Iterator[Group]:
    found = list(lines)
    if found:
        yield Group(heading, found[:MOST_LINES], len(found[MOST_LINES:]))


def _lost(mail: Reminder) -> str:
    return (
        f"{mail.recipient}, {mail.get_stage_display().lower()}: {mail.get_state_display().lower()}"
    )


def _name(plan: ActionPlan) -> str:
    return RESTRICTED if plan.is_restricted else plan.title


def _listed(work: OfficersWork) -> Iterator[dict[str, object]]:
    for review in work.to_decide:
        yield _row("review", review.pk, review.plan, "to accept or return")
    for plan in work.vacant:
        yield _row("plan", plan.pk, plan, "nobody owns it")
    for action in work.vacant_actions:
        yield _row(
            "action", action.pk, action.plan, f"action {action.reference} has no lead person"
        )
    for event in work.not_mine:
        yield _row("plan", event.plan_id, event.plan, "“this isn’t mine”")
    for answer in work.help_wanted:
        yield _row("plan", answer.review.plan_id, answer.review.plan, "asks for help")
    for mail in work.undelivered:
        title = f"A mail to {mail.recipient} did not arrive"
        yield {"kind": "mail", "pk": mail.pk, "plan": 0, "title": title}


def _row(kind: str, pk: int, plan: ActionPlan, what: str) -> dict[str, object]:
    return {"kind": kind, "pk": pk, "plan": plan.pk, "title": f"{_name(plan)}: {what}"}
