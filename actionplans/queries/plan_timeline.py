"""All of a plan's history: what was changed, what was answered and which mails went out, in one line of time."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from actionplans.models import (
    Action,
    ActionPlan,
    ActionUpdate,
    EventKind,
    Measure,
    ReviewAnswer,
    ReviewDecision,
    Via,
)
from actionplans.queries.history import ChangedField, HistoryEntry, entries_of, named
from actionplans.queries.plan_mails import PlanMail, plan_mails
from partners.models import User
from smp_portal.foundation.words import long_date, lower_first

CHANGES, ANSWERS, MAILS = "changes", "answers", "mails"
_SAID = {EventKind.NOT_MINE, EventKind.NOT_MINE_ANSWERED, EventKind.HELP_ANSWERED}
KINDS = {CHANGES: "Changes", ANSWERS: "Answers and decisions", MAILS: "Mails"}


@dataclass(frozen=True)
class TimelineEntry:
    """What happened at one moment: who did it, to what, and in which words."""

    at: datetime
    kind: str
    title: str
    who: str
    action: Action | None = None
    measure: Measure | None = None
    for_whom: str = ""
    via: str = ""
    rating: str = ""
    changes: list[ChangedField] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    about: frozenset[int] = frozenset()

    @property
    def kind_words(self) -> str:
        return KINDS[self.kind]

    @property
    def subject(self) -> str:
        """The action or measure of which this speaks, where it is one."""
        return str(self.action or self.measure or "")

    def concerns(self, action: Action) -> bool:
        """Whether this speaks of one action."""
        return action.pk in self.about or (self.action is not None and self.action.pk == action.pk)


def read_timeline(plan: ActionPlan, *, reader: User) -> list[TimelineEntry]:
    """A plan's whole history as far as this person may know it, the newest first; six queries however long it is."""
    entries = [
        *_changes(plan, reader),
        *_answers(plan, reader),
        *_decisions(plan, reader),
        *_mails(plan, reader),
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _changes(plan: ActionPlan, reader: User) -> Iterator[TimelineEntry]:
    """Changes and what was said about single actions; an update and the changes that it made are one entry."""
    updates = defaultdict(list)
    for update in _updates(plan):
        who = named(update.by, reader=reader)
        updates[update.at, update.action_id, who].append(update)
    for entry in entries_of(plan.events.all(), reader=reader):
        action_pk = entry.action.pk if entry.action else 0
        yield _change(entry, updates.pop((entry.at, action_pk, entry.who), []))
    for alone in updates.values():
        yield from (_update(update, reader) for update in alone)


def _updates(plan: ActionPlan) -> list[ActionUpdate]:
    updates = ActionUpdate.objects.filter(action__plan=plan)
    return list(updates.select_related("action", "by__partner", "on_behalf_of__partner"))


def _change(entry: HistoryEntry, updates: list[ActionUpdate]) -> TimelineEntry:
    is_answer = updates or entry.kind in _SAID
    notes = [update.note for update in updates if update.note and update.note != entry.reason]
    said = [("", text) for text in [*notes, entry.reason] if text]
    return TimelineEntry(
        at=entry.at,
        kind=ANSWERS if is_answer else CHANGES,
        title=entry.title,
        who=entry.who,
        action=entry.action,
        measure=entry.measure,
        for_whom=entry.for_whom,
        via=entry.via,
        changes=entry.changes,
        said=said,
    )


def _update(update: ActionUpdate, reader: User) -> TimelineEntry:
    done = "" if update.progress is None else f", {update.progress}% done"
    said = [("", f"{update.get_status_display()}{done}"), ("", update.note)]
    if update.new_due_on:
        said.append(("Asks to move the date to", long_date(update.new_due_on)))
    said.append(("Why", update.reason))
    return TimelineEntry(
        at=update.at,
        kind=ANSWERS,
        title="Update on an action",
        who=named(update.by, reader=reader),
        action=update.action,
        for_whom=_for_whom(update.on_behalf_of, reader),
        via=_via(update.via),
        rating=update.rating,
        said=_filled(said),
    )


def _answers(plan: ActionPlan, reader: User) -> Iterator[TimelineEntry]:
    answers = ReviewAnswer.objects.filter(review__plan=plan)
    for answer in answers.select_related("review__round", "by__partner", "on_behalf_of__partner"):
        said = [
            ("", answer.narrative or ("Nothing has changed." if answer.no_change else "")),
            ("Next", answer.next_steps),
            ("Asks the board", answer.decision_asked),
            ("Asks the partnership team for", "help" if answer.needs_help else ""),
        ]
        yield TimelineEntry(
            at=answer.at,
            kind=ANSWERS,
            title=f"Answer for {answer.review.round}",
            who=named(answer.by, reader=reader),
            for_whom=_for_whom(answer.on_behalf_of, reader),
            via=_via(answer.via),
            rating=answer.rating,
            said=_filled(said),
        )


def _decisions(plan: ActionPlan, reader: User) -> Iterator[TimelineEntry]:
    decisions = ReviewDecision.objects.filter(review__plan=plan)
    for decision in decisions.select_related("review__round", "by__partner"):
        to = f" to {lower_first(decision.get_rating_display())}" if decision.rating else ""
        yield TimelineEntry(
            at=decision.at,
            kind=ANSWERS,
            title=f"{decision.get_kind_display()}{to}: answer for {decision.review.round}",
            who=named(decision.by, reader=reader),
            said=_filled([("", decision.reason)]),
        )


def _mails(plan: ActionPlan, reader: User) -> Iterator[TimelineEntry]:
    for found in plan_mails(plan, reader=reader):
        yield _mail(found, reader)


def _mail(found: PlanMail, reader: User) -> TimelineEntry:
    mail = found.mail
    twice = "yes" if mail.may_have_arrived_twice else ""
    return TimelineEntry(
        at=mail.sent_at or mail.due_at,
        kind=MAILS,
        title=f"Mail “{mail.get_stage_display()}” for {mail.round}: {lower_first(found.words)}",
        who="The portal",
        said=_filled(
            [
                ("To", named(mail.recipient, reader=reader)),
                ("", mail.reason),
                ("May have arrived twice", twice),
            ]
        ),
        about=found.actions,
    )


def _for_whom(person: User | None, reader: User) -> str:
    return named(person, reader=reader) if person else ""


def _via(via: str) -> str:
    return "" if via == Via.PORTAL else Via(via).label


def _filled(said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, text) for label, text in said if text]
