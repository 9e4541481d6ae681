"""A small partnership on a morning, and everything that somebody may enter on that day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import time_machine

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    DecisionKind,
    Measure,
    PlanStatus,
    Rating,
    Reading,
    Review,
    ReviewRound,
    Via,
)
from actionplans.services.actions import (
    add_action,
    cancel_action,
    complete_action,
    edit_action,
    redate_action,
    reopen_action,
)
from actionplans.services.given import ActionGiven, AnswerGiven
from actionplans.services.measures import define_measure, edit_measure
from actionplans.services.meetings import drop_meeting, move_meeting
from actionplans.services.plans import add_plan, assign_owner, change_status, edit_plan
from actionplans.services.readings import Read, add_reading, correct_reading
from actionplans.services.reviews import answer_review, decide_review, update_action
from actionplans.services.round_changes import edit_round
from actionplans.services.rounds import open_due_rounds
from partners.models import Meeting, User
from partners.services.people import save_user
from smp_portal.foundation.records import keep
from smp_portal.pages.leavers.queries import read_holdings
from smp_portal.pages.leavers.services import let_go
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    MeasureFactory,
    MeetingFactory,
    PartnerFactory,
    ReadingFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    officer,
)

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Partnership:
    """What there is on the morning of 5 October 2022."""

    helen: User
    tom: User
    other: User
    plan: ActionPlan
    draft: ActionPlan
    action: Action
    done: Action
    spring: Review
    summer: Review
    reading: Reading
    measure: Measure
    meeting: Meeting
    later: Meeting
    round: ReviewRound


def at(month: int, day: int) -> datetime:
    return datetime(2022, month, day, 9, tzinfo=UTC)


def partnership() -> Partnership:
    """A plan that was answered twice, one draft, and what hangs on them, all entered before today."""
    with time_machine.travel(at(4, 1), tick=False):
        helen, tom, other = officer(), UserFactory.create(post="Road Safety Officer"), _other()
        last = ActionPlanFactory.create(year="2021/22", number=2, status=PlanStatus.CLOSED)
        plan = ActionPlanFactory.create(number=2, title="Road safety", owner=tom, continues=last)
        draft = ActionPlanFactory.create(number=3, title="Draft", status=PlanStatus.DRAFT)
        meetings = [_meeting(7, 7, 7, 5), _meeting(10, 20, 10, 13), _meeting(12, 15, 12, 8)]
        rounds = [_spring(meetings[0]), _summer(meetings[1])]
        action = ActionFactory.create(plan=plan, reference="2.1", due_on=date(2022, 9, 16))
        done = ActionFactory.create(plan=plan, reference="2.2", due_on=date(2022, 9, 1))
        spring, summer = (ReviewFactory.create(round=one, plan=plan) for one in rounds)
        measure = MeasureFactory.create(plan=plan, number=1, target=Decimal(10))
        reading = ReadingFactory.create(measure=measure, recorded_at=at(10, 3))
    _answered(spring, tom, Rating.GREEN, at(7, 4))
    _answered(summer, tom, Rating.AMBER, at(10, 4))
    redate_action(action=action, due_on=date(2022, 9, 30), reason="Rain", by=helen, now=at(9, 1))
    complete_action(action=done, completed_on=date(2022, 9, 1), by=helen, now=at(9, 2))
    return Partnership(
        *(helen, tom, other, plan, draft, action, done, spring, summer, reading, measure),
        *(meetings[1], meetings[2], rounds[1]),
    )


def _other() -> User:
    return UserFactory.create(post="Inspector", partner=PartnerFactory.create(name="Police"))


def _meeting(month: int, day: int, papers_month: int, papers_day: int) -> Meeting:
    return MeetingFactory.create(
        held_on=date(2022, month, day), papers_on=date(2022, papers_month, papers_day)
    )


def _spring(meeting: Meeting) -> ReviewRound:
    return ReviewRoundFactory.create(
        title="April to June 2022",
        period_start=date(2022, 4, 1),
        period_end=date(2022, 6, 30),
        opens_on=date(2022, 7, 1),
        due_on=date(2022, 7, 5),
        papers_on=date(2022, 7, 5),
        meeting=meeting,
        opened_at=at(7, 1),
    )


def _summer(meeting: Meeting) -> ReviewRound:
    return ReviewRoundFactory.create(meeting=meeting, opened_at=at(10, 3))


def _answered(review: Review, by: User, rating: Rating | None, now: datetime, **more: Any) -> None:
    given = AnswerGiven(rating=rating, **more)
    answer_review(review=review, given=given, by=by, on_behalf_of=None, via=Via.LINK, now=now)


def _decided(review: Review, kind: DecisionKind, p: Partnership, **more: Any) -> None:
    review.refresh_from_db()
    answer = review.answers.latest("at", "pk")
    decide_review(review=review, answer=answer, kind=kind, by=p.helen, now=NOW, **more)


def _fresh(row: Any) -> Any:
    row.refresh_from_db()
    return row


def _told_by_lead(p: Partnership) -> None:
    given = ActionGiven(
        action=_fresh(p.action),
        status=ActionStatus.IN_PROGRESS,
        new_due_on=date(2023, 1, 31),
        reason="Snow",
        progress=40,
    )
    update_action(given=given, round=p.round, by=p.other, on_behalf_of=None, via=Via.LINK, now=NOW)


def _round_moved(p: Partnership) -> None:
    changes = {"due_on": date(2022, 10, 4)}
    edit_round(round_=p.round, changes=changes, why="Sooner", by=p.helen, now=NOW)


def _meeting_dropped(p: Partnership) -> None:
    if p.later.pk:  # it can be dropped once
        drop_meeting(meeting=p.later, by=p.helen, now=NOW)


def _post_changed(p: Partnership) -> None:
    p.tom.post, p.tom.partner = "Retired", p.other.partner
    save_user(user=p.tom, by=p.helen, now=NOW)


def _left(p: Partnership) -> None:
    takers = dict.fromkeys(read_holdings(p.tom, on=NOW.date()))
    let_go(person=p.tom, takers=takers, by=p.helen, now=NOW)


def _plan_begun(p: Partnership) -> None:
    values = {
        "kind": p.plan.kind,
        "priority": p.plan.priority,
        "number": 7,
        "title": "New today",
        "year": "2022/23",
        "owner": p.other,
        "starts_on": date(2022, 4, 1),
        "ends_on": date(2023, 3, 31),
    }
    added = add_plan(values=values, by=p.helen, now=NOW)
    change_status(plan=added, status=PlanStatus.ACTIVE, by=p.helen, now=NOW)
    open_due_rounds(now=NOW)


def _edited_action(p: Partnership, **values: Any) -> None:
    edit_action(action=_fresh(p.action), values=values, by=p.helen, now=NOW)


def _edited_plan(p: Partnership, **values: Any) -> None:
    edit_plan(plan=_fresh(p.plan), values=values, by=p.helen, now=NOW)


def _status(plan: ActionPlan, status: PlanStatus, p: Partnership) -> None:
    change_status(plan=_fresh(plan), status=status, by=p.helen, now=NOW)


def _added_action(p: Partnership) -> None:
    values = {"reference": "2.9", "title": "New", "lead_partner": p.other.partner}
    add_action(plan=p.plan, values=values, due_on=date(2022, 6, 1), by=p.helen, now=NOW)


DEEDS: dict[str, Callable[[Partnership], object]] = {
    "answer": lambda p: _answered(p.summer, p.tom, Rating.RED, NOW, decision_asked="Lend us one"),
    "nothing has changed": lambda p: _answered(p.summer, p.tom, None, NOW, no_change=True),
    "accept": lambda p: _decided(p.summer, DecisionKind.ACCEPT, p),
    "return": lambda p: _decided(p.summer, DecisionKind.RETURN, p, reason="Say more"),
    "correct": lambda p: _decided(p.summer, DecisionKind.CORRECT, p, rating="RED", reason="No"),
    "correct after the papers": lambda p: _decided(
        p.spring, DecisionKind.CORRECT, p, rating="RED", reason="It was worse"
    ),
    "answer after the papers": lambda p: _answered(p.spring, p.tom, Rating.RED, NOW),
    "move a date": lambda p: redate_action(
        action=_fresh(p.action), due_on=date(2023, 3, 1), reason="Ice", by=p.helen, now=NOW
    ),
    "complete": lambda p: complete_action(
        action=_fresh(p.action), completed_on=date(2022, 9, 1), by=p.helen, now=NOW
    ),
    "cancel": lambda p: cancel_action(
        action=_fresh(p.action), reason="No money", by=p.helen, now=NOW
    ),
    "take up again": lambda p: reopen_action(action=_fresh(p.done), by=p.helen, now=NOW),
    "add an action": _added_action,
    "start an action": lambda p: _edited_action(p, status=ActionStatus.IN_PROGRESS, progress=50),
    "retitle an action": lambda p: _edited_action(p, title="Other", reference="2.8"),
    "word of a lead person": _told_by_lead,
    "give the plan away": lambda p: assign_owner(
        plan=_fresh(p.plan), owner=p.other, by=p.helen, now=NOW
    ),
    "leave it vacant": lambda p: assign_owner(plan=_fresh(p.plan), owner=None, by=p.helen, now=NOW),
    "retitle the plan": lambda p: _edited_plan(p, title="Roads"),
    "renumber the plan": lambda p: _edited_plan(p, number=9),
    "change its dates": lambda p: _edited_plan(p, ends_on=date(2022, 12, 31)),
    "restrict it": lambda p: _edited_plan(p, is_restricted=True),
    "close it": lambda p: _status(p.plan, PlanStatus.CLOSED, p),
    "activate a draft": lambda p: _status(p.draft, PlanStatus.ACTIVE, p),
    "begin a plan": _plan_begun,
    "let the owner go": _left,
    "change the owner’s post": _post_changed,
    "move the meeting": lambda p: move_meeting(
        meeting=_fresh(p.meeting),
        held_on=date(2022, 10, 27),
        papers_on=date(2022, 10, 20),
        by=p.helen,
        now=NOW,
    ),
    "drop a meeting": _meeting_dropped,
    "add a meeting": lambda p: keep(
        MeetingFactory.build(
            forum=p.meeting.forum, held_on=date(2022, 10, 6), papers_on=NOW.date()
        ),
        by=p.helen,
        now=NOW,
    ),
    "move the round": _round_moved,
    "add a reading": lambda p: add_reading(
        measure=p.measure,
        period_start=date(2022, 4, 1),
        period_end=date(2022, 6, 30),
        read=Read(value=Decimal(3), narrative="Counted in July."),
        by=p.helen,
        now=NOW,
    ),
    "correct a reading": lambda p: correct_reading(
        reading=p.reading,
        read=Read(value=Decimal(99), narrative="Counted again."),
        by=p.helen,
        now=NOW,
    ),
    "retitle a measure": lambda p: edit_measure(
        measure=_fresh(p.measure),
        values={"title": "Other", "target": Decimal(1), "unit": "miles"},
        by=p.helen,
        now=NOW,
    ),
    "count something else": lambda p: define_measure(
        measure=_fresh(p.measure),
        text="Villages with two patrols a week.",
        valid_from=date(2022, 7, 1),
        by=p.helen,
        now=NOW,
    ),
}
