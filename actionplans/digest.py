"""What a morning's mail tells the partnership team: a few short lists of what only they can settle."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actionplans.models import ActionPlan, Reminder
from actionplans.queries.officers_work import OfficersWork
from smp_portal.foundation.words import counted, day_date, long_date

MOST_LINES = 5
RESTRICTED = "A restricted plan"

# What tells one thing of a digest from every other, as the mail record keeps it.
Known = frozenset[tuple[str, int, str]]


@dataclass(frozen=True)
class Group:
    """Things of one kind that need somebody: the first few new ones by name, and how many were told before."""

    heading: str
    lines: list[str]
    more: int
    known: int


@dataclass(frozen=True)
class Digest:
    """A morning's work in words, and what it listed for the mail record."""

    state: str
    number: int
    known: int
    groups: list[Group]
    listed: list[dict[str, object]]

    @property
    def new(self) -> int:
        """How many things nobody was told of in the last digest."""
        return self.number - self.known


@dataclass(frozen=True)
class _Thing:
    """One thing that needs the team, as its group names it and as the record keeps it."""

    heading: str
    line: str
    row: dict[str, object]

    def is_in(self, known: Known) -> bool:
        return key_of_row(self.row) in known


def digest_of(work: OfficersWork, *, on: date, known: Known = frozenset()) -> Digest:
    """What needs the team, the new things first, and how far the round is; a restricted plan is not named in a mail."""
    things = list(_things(work))
    return Digest(
        state=_state(work, on=on),
        number=len(things),
        known=sum(thing.is_in(known) for thing in things),
        groups=list(_groups(things, known)),
        listed=[thing.row for thing in things],
    )


def key_of_row(row: dict[str, object]) -> tuple[str, int, str]:
    """Which thing a row of the record is about."""
    return str(row["kind"]), int(str(row["pk"])), str(row["title"])


def _groups(things: list[_Thing], known: Known) -> Iterator[Group]:
    headings = list(dict.fromkeys(thing.heading for thing in things))
    groups = []
    for heading in headings:
        of_kind = [thing for thing in things if thing.heading == heading]
        new = [thing.line for thing in of_kind if not thing.is_in(known)]
        old = len(of_kind) - len(new)
        groups.append(Group(heading, new[:MOST_LINES], len(new[MOST_LINES:]), old))
    # What nobody has heard of yet comes first.
    yield from sorted(groups, key=lambda group: not group.lines)


def _state(work: OfficersWork, *, on: date) -> str:
    have = "has" if 1 in {work.answered, work.asked} else "have"
    answers = f"{work.answered} of {counted(work.asked, 'plan')} {have} an update for {work.round}"
    if work.round.papers_on is None:
        return f"{answers}."
    go = "went" if work.round.papers_on < on else "go"
    return f"{answers}; the papers {go} out on {day_date(work.round.papers_on)}."


def _things(work: OfficersWork) -> Iterator[_Thing]:
    for review in work.to_decide:
        line = f"{_name(review.plan)}, answered on {long_date(review.answers.all()[0].at)}"
        row = _row("review", review.pk, review.plan, "to accept or return")
        yield _Thing("To accept or return", line, row)
    for plan in work.vacant:
        row = _row("plan", plan.pk, plan, "nobody owns it")
        yield _Thing("Nobody owns the plan", _name(plan), row)
    for action in work.vacant_actions:
        what = f"action {action.reference} has no lead person"
        line = f"{_name(action.plan)}: an action" if action.plan.is_restricted else str(action)
        row = _row("action", action.pk, action.plan, what)
        yield _Thing("The lead person has left", line, row)
    yield from _asks(work)
    for mail in work.undelivered:
        title = f"A mail to {mail.recipient} did not arrive"
        row = {"kind": "mail", "pk": mail.pk, "plan": 0, "title": title}
        yield _Thing("Mail that needs attention", _lost(mail), row)


def _asks(work: OfficersWork) -> Iterator[_Thing]:
    for event in work.not_mine:
        row = _row("plan", event.plan_id, event.plan, "“this isn’t mine”")
        line = f"{_name(event.plan)}, says {event.by}"
        yield _Thing("“This isn’t mine”", line, row)
    for answer in work.help_wanted:
        plan = answer.review.plan
        row = _row("plan", plan.pk, plan, "asks for help")
        yield _Thing("Asks for help", f"{_name(plan)}, asks {answer.by}", row)


def _lost(mail: Reminder) -> str:
    return (
        f"{mail.recipient}, {mail.get_stage_display().lower()}: {mail.get_state_display().lower()}"
    )


def _name(plan: ActionPlan) -> str:
    return RESTRICTED if plan.is_restricted else plan.title


def _row(kind: str, pk: int, plan: ActionPlan, what: str) -> dict[str, object]:
    return {"kind": kind, "pk": pk, "plan": plan.pk, "title": f"{_name(plan)}: {what}"}
