"""The columns of each list as a file: names for officers, posts for everybody else, as on the pages."""

from collections.abc import Iterable

from actionplans.models import (
    Action,
    ActionPlan,
    DeliveryReceipt,
    PlanStatus,
    Rating,
    Reminder,
    ReminderAttempt,
    ReminderHandling,
    ReviewRound,
)
from actionplans.queries.action_list import ListedAction
from actionplans.queries.mail_answers import AnsweredMail
from actionplans.queries.plan_timeline import TimelineEntry
from actionplans.queries.reviews import ReviewRow
from actionplans.queries.standing import PlanPosition
from partners.models import User
from smp_portal.foundation.lists import Column
from smp_portal.foundation.words import date_and_time

VACANT = "No owner at present"
WITHOUT_LEAD = "The lead person has left"


def plan_columns(reader: User) -> list[Column[PlanPosition]]:
    """Where each plan stands."""
    column = Column[PlanPosition]
    return [
        column("Year", lambda row: row.plan.year),
        column("Number", lambda row: row.plan.number),
        column("Action plan", lambda row: row.plan.title),
        column("Status", lambda row: row.plan.get_status_display()),
        column("Restricted", lambda row: row.plan.is_restricted),
        column("Priority", lambda row: row.plan.priority.title if row.plan.priority else ""),
        column("Owner", lambda row: _named(_owner(row.plan), reader) or VACANT),
        column("Owner’s organisation", lambda row: _organisation(_owner(row.plan))),
        column("Will it deliver?", lambda row: row.words),
        column("Beside the answer before", lambda row: row.compared),
        column("Awaiting the officer", lambda row: row.awaits_officer),
        column("Actions complete", lambda row: row.actions.complete),
        column("Actions under way", lambda row: row.actions.under_way),
        column("Actions to start", lambda row: row.actions.to_start),
        column("Actions overdue", lambda row: row.actions.overdue),
        column("Answer due", lambda row: row.asked_due_on),
    ]


def action_columns(reader: User) -> list[Column[ListedAction]]:
    """Each action with its plan, who leads it, and what its dates say."""
    column = Column[ListedAction]
    return [
        column("Year", lambda row: row.action.plan.year),
        column("Action plan", lambda row: str(row.action.plan)),
        column("Reference", lambda row: row.action.reference),
        column("Action", lambda row: row.action.title),
        column("Lead organisation", lambda row: row.action.lead_partner.name),
        column("Lead person", lambda row: _led_by(row.action, reader)),
        column("Places and people", lambda row: row.places),
        column("Due", lambda row: row.action.due_on),
        column("First due", lambda row: row.action.original_due_on),
        column("Times moved", lambda row: row.times_moved),
        column("Days late", lambda row: row.days_late or None),
        column("Status", lambda row: row.action.get_status_display()),
        column("Done (%)", lambda row: row.action.progress),
        column("Completed on", lambda row: row.action.completed_on),
        column("What success looks like", lambda row: row.action.success_measure),
    ]


def review_columns(reader: User) -> list[Column[ReviewRow]]:
    """Who was asked what, and what came in."""
    column = Column[ReviewRow]
    return [
        column("Round", lambda row: row.review.round.title),
        column("Action plan", lambda row: str(row.review.plan)),
        column("Restricted", lambda row: row.review.plan.is_restricted),
        column("State", lambda row: row.review.get_state_display()),
        column("Late", lambda row: row.is_late),
        column("Due", lambda row: row.review.round.due_on),
        column("Answer", lambda row: row.words),
        column("Who is asked", lambda row: _named(row.asked, reader) or VACANT),
        column("Organisation", lambda row: _organisation(row.asked)),
        column("Instead of", lambda row: _named(row.instead_of, reader)),
    ]


def mail_columns(reader: User) -> list[Column[AnsweredMail]]:
    """Which mail went to whom, what it listed, what was answered, what became of it and what officers did."""
    column = Column[AnsweredMail]
    columns = [
        column("Mail", lambda row: row.mail.pk),
        column("To", lambda row: row.mail.recipient.full_name),
        column("Post", lambda row: row.mail.recipient.post),
        column("Organisation", lambda row: row.mail.recipient.partner.name),
        column("For whom", lambda row: row.for_whom),
        column("Round", lambda row: row.mail.round.title),
        column("Why", lambda row: row.mail.get_stage_display()),
        column("Fell due", lambda row: row.mail.due_at),
        column("What became of it", lambda row: row.mail.get_state_display()),
        column("Sent", lambda row: row.mail.sent_at),
        column("Attempts", lambda row: row.mail.attempt),
        column("Copies", lambda row: row.mail.copies),
        column("May have arrived twice", lambda row: row.mail.may_have_arrived_twice),
        column("Reason", lambda row: row.mail.reason),
        column("What it listed", lambda row: _lines(item["title"] for item in row.mail.listed)),
        column("What was answered", lambda row: _lines(row.answered)),
        column(
            "What was said to each attempt", lambda row: _lines(map(_said, row.mail.attempts.all()))
        ),
        column("Went through", lambda row: row.mail.get_channel_display()),
        column("What GOV.UK Notify reported", lambda row: _lines(map(str, _receipts(row.mail)))),
        column("Repeats mail", lambda row: row.mail.resends_id),
        column("Sent again as mail", lambda row: _resent_as(row.mail)),
    ]
    if reader.runs_the_portal:
        deeds = column("What officers did", lambda row: _lines(map(_done, _handlings(row.mail))))
        columns.append(deeds)
    return columns


def round_columns() -> list[Column[ReviewRound]]:
    """Each round with its dates, and how many answers came in."""
    column = Column[ReviewRound]
    return [
        column("Round", lambda round_: round_.title),
        column("Extra round", lambda round_: round_.is_extra),
        column("From", lambda round_: round_.period_start),
        column("To", lambda round_: round_.period_end),
        column("Opens", lambda round_: round_.opens_on),
        column("Answers due", lambda round_: round_.due_on),
        column("Papers go out", lambda round_: round_.papers_on),
        column("Board meets", lambda round_: round_.meeting.held_on if round_.meeting else None),
        column("Asked", lambda round_: round_.asked),  # type: ignore[attr-defined]
        column("Answers in", lambda round_: round_.answered),  # type: ignore[attr-defined]
    ]


def history_columns() -> list[Column[TimelineEntry]]:
    """What happened to a plan, when, by whom and in which words."""
    column = Column[TimelineEntry]
    return [
        column("When", lambda entry: entry.at),
        column("Kind", lambda entry: entry.kind_words),
        column("What", lambda entry: entry.title),
        column("Action or measure", lambda entry: entry.subject),
        column("Rating", lambda entry: Rating(entry.rating).label if entry.rating else ""),
        column("Changes", lambda entry: _lines(map(str, entry.changes))),
        column("Words", lambda entry: _lines(": ".join(filter(None, one)) for one in entry.said)),
        column("Who", lambda entry: entry.who),
        column("For whom", lambda entry: entry.for_whom),
        column("How", lambda entry: entry.via),
    ]


def _owner(plan: ActionPlan) -> User | None:
    """Who can be asked about a plan; of a closed one, who owned it."""
    return None if plan.is_vacant and plan.status != PlanStatus.CLOSED else plan.owner


def _led_by(action: Action, reader: User) -> str:
    return WITHOUT_LEAD if action.is_vacant else _named(action.lead_person, reader)


def _named(person: User | None, reader: User) -> str:
    if person is None:
        return ""
    return person.full_name if reader.runs_the_portal else person.post


def _organisation(person: User | None) -> str:
    return person.partner.name if person else ""


def _lines(items: Iterable[str]) -> str:
    return "\n".join(items)


def _said(attempt: ReminderAttempt) -> str:
    code = str(attempt.code or "")
    return " ".join(filter(None, (attempt.get_phase_display(), code, attempt.words)))


def _receipts(mail: Reminder) -> list[DeliveryReceipt]:
    return list(mail.receipts.all())


def _handlings(mail: Reminder) -> list[ReminderHandling]:
    return list(mail.handlings.all())


def _done(handling: ReminderHandling) -> str:
    deed = f"{handling.get_kind_display()}, {date_and_time(handling.at)}, {handling.by}"
    return f"{deed}: {handling.note}" if handling.note else deed


def _resent_as(mail: Reminder) -> int | None:
    repeat: Reminder | None = getattr(mail, "resent_as", None)
    return repeat.pk if repeat else None
