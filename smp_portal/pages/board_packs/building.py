"""What a pack would say at this moment: the position of every plan that each board member may read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from actionplans.models import Action, ActionPlan, BoardPack
from actionplans.queries.decisions import KnownDecisions, decision_words, known_decisions
from actionplans.queries.positions import positions
from actionplans.queries.said import StandingAnswer
from actionplans.queries.standing import PlanPosition
from actionplans.services.packs import AskedGiven
from partners.models import Meeting
from smp_portal.foundation.words import short_date
from smp_portal.pages.board_packs.contents import (
    AskedTold,
    MeasureTold,
    PackContents,
    PlanTold,
)
from smp_portal.pages.board_packs.noticing import asking, exceptions, sentence
from smp_portal.pages.board_packs.telling import tell_actions, tell_notes, tell_now, tell_owner
from smp_portal.pages.board_packs.telling_measures import tell_measures


@dataclass(frozen=True)
class Question:
    """A decision that an owner asks of the board, and how the draft puts it."""

    plan: ActionPlan
    answer: StandingAnswer
    text: str
    is_left_out: bool
    note: str


@dataclass(frozen=True)
class BuiltPack:
    """A pack's contents, and the decisions that it asks."""

    contents: PackContents
    asked: list[AskedGiven]


def build_pack(pack: BoardPack, *, now: datetime) -> BuiltPack:
    """All that the pack would say if it were frozen now."""
    rows = read_positions(now=now)
    known = known_decisions([row.plan for row in rows], now=now)
    asked = [one for one in _questions(pack, rows, known) if not one.is_left_out]
    last_met, issue = _before(pack.sitting)
    contents = PackContents(
        title=f"Board pack for {pack.sitting.held_on:%-d %B %Y}",
        held_on=pack.sitting.held_on.isoformat(),
        as_at=now.isoformat(),
        issue=issue,
        sentence=sentence(rows),
        note=pack.note,
        asked=tuple(AskedTold(f"{one.plan}", one.text, one.note) for one in asked),
        exceptions=tuple(exceptions(rows, since=last_met, now=now)),
        plans=tuple(_plans(rows, known, now=now)),
    )
    given = [AskedGiven(one.answer.answer_pk, one.plan.pk, one.text) for one in asked]
    return BuiltPack(contents, given)


def read_positions(*, now: datetime) -> list[PlanPosition]:
    """Where the active plans stand that every board member may read: a restricted one is named nowhere."""
    actions = Action.objects.with_moves().select_related("lead_partner")
    plans: QuerySet[Any] = ActionPlan.objects.active().filter(is_restricted=False)
    with_all = plans.select_related("continues").prefetch_related(Prefetch("actions", actions))
    return positions(with_all.order_by("-year", "number"), now=now)


def questions(pack: BoardPack, *, now: datetime) -> list[Question]:
    """The decisions that are asked and not yet decided, in the draft's own words where it has any."""
    rows = asking(read_positions(now=now))
    return _questions(pack, rows, known_decisions([row.plan for row in rows], now=now))


def _questions(pack: BoardPack, rows: list[PlanPosition], known: KnownDecisions) -> list[Question]:
    found = []
    for row in asking(rows):
        answer = row.newest
        if answer is None or answer.answer_pk in known.settled:
            continue
        said = pack.wording.get(str(answer.answer_pk), {})
        note = f"Asked on {short_date(answer.said_on)}"
        if answer.answer_pk in known.deferred:
            note += f", put off on {short_date(known.deferred[answer.answer_pk])}"
        text = said.get("text") or answer.decision_asked
        left_out = bool(said.get("is_left_out"))
        found.append(Question(row.plan, answer, text, left_out, note))
    return found


def _before(meeting: Meeting) -> tuple[date | None, int]:
    """The day on which the board sat before this meeting, and which pack for the meeting the next one is."""
    earlier = Meeting.objects.of_the_board().filter(held_on__lt=meeting.held_on)
    days = earlier.order_by("-held_on").values("held_on")[:1]
    frozen = Count("packs", filter=Q(packs__frozen_at__isnull=False))
    rows: QuerySet[Any] = Meeting.objects.filter(pk=meeting.pk)
    found = rows.annotate(last_met=Subquery(days), frozen=frozen).get()
    return found.last_met, 1 + found.frozen


def _plans(rows: list[PlanPosition], known: KnownDecisions, *, now: datetime) -> list[PlanTold]:
    measures = tell_measures([row.plan for row in rows], now=now)
    return [
        _plan(
            row,
            measures.get(row.plan.pk, []),
            [decision_words(one) for one in known.recent(row.plan)],
            now=now,
        )
        for row in rows
    ]


def _plan(
    row: PlanPosition, measures: list[MeasureTold], decisions: list[str], *, now: datetime
) -> PlanTold:
    now_rated, before = tell_now(row)
    said = row.newest
    return PlanTold(
        name=f"{row.plan}",
        owner=tell_owner(row.plan),
        now=now_rated,
        before=before,
        notes=tuple(tell_notes(row)),
        said_on=said.said_on.isoformat() if said else "",
        narrative=said.narrative if said else "",
        next_steps=said.next_steps if said else "",
        decisions=tuple(decisions),
        actions=tuple(tell_actions(row.plan, on=timezone.localdate(now))),
        measures=tuple(measures),
    )
