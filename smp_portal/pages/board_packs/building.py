"""What a pack would say at this moment: the position of every plan that each board member may read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from actionplans.models import Action, ActionPlan, BoardPack
from actionplans.queries.decisions import (
    decision_words,
    decisions_about,
    deferred_answers,
    settled_answers,
)
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
    asked = [one for one in questions(pack, rows, now=now) if not one.is_left_out]
    contents = PackContents(
        title=f"Board pack for {pack.sitting.held_on:%-d %B %Y}",
        held_on=pack.sitting.held_on.isoformat(),
        as_at=now.isoformat(),
        issue=_issue(pack.sitting),
        sentence=sentence(rows),
        note=pack.note,
        asked=tuple(AskedTold(f"{one.plan}", one.text, one.note) for one in asked),
        exceptions=tuple(exceptions(rows, since=_last_met(pack.sitting), now=now)),
        plans=tuple(_plans(rows, now=now)),
    )
    given = [AskedGiven(one.answer.answer_pk, one.plan.pk, one.text) for one in asked]
    return BuiltPack(contents, given)


def read_positions(*, now: datetime) -> list[PlanPosition]:
    """Where the active plans stand that every board member may read: a restricted one is named nowhere."""
    actions = Action.objects.with_moves().select_related("lead_partner")
    plans: QuerySet[Any] = ActionPlan.objects.active().filter(is_restricted=False)
    with_all = plans.select_related("continues").prefetch_related(Prefetch("actions", actions))
    return positions(with_all.order_by("-year", "number"), now=now)


def questions(pack: BoardPack, rows: list[PlanPosition], *, now: datetime) -> list[Question]:
    """The decisions that are asked and not yet decided, in the draft's own words where it has any."""
    asked = asking(rows)
    if not asked:
        return []
    settled, deferred = settled_answers(now=now), deferred_answers(now=now)
    found = []
    for row in asked:
        answer = row.newest
        if answer is None or answer.answer_pk in settled:
            continue
        said = pack.wording.get(str(answer.answer_pk), {})
        note = f"Asked on {short_date(answer.said_on)}"
        if answer.answer_pk in deferred:
            note += f", put off on {short_date(deferred[answer.answer_pk])}"
        text = said.get("text") or answer.decision_asked
        left_out = bool(said.get("is_left_out"))
        found.append(Question(row.plan, answer, text, left_out, note))
    return found


def _last_met(meeting: Meeting) -> date | None:
    """The day on which the board sat before this meeting."""
    before = Meeting.objects.of_the_board().last_before(meeting.held_on)
    return before.held_on if before else None


def _issue(meeting: Meeting) -> int:
    return 1 + BoardPack.objects.filter(meeting=meeting).exclude(frozen_at=None).count()


def _plans(rows: list[PlanPosition], *, now: datetime) -> list[PlanTold]:
    plans = [row.plan for row in rows]
    measures, decided = tell_measures(plans, now=now), decisions_about(plans, now=now)
    return [
        _plan(
            row,
            measures.get(row.plan.pk, []),
            [decision_words(one) for one in decided.get(row.plan.pk, [])],
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
