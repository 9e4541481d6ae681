"""Packs made for tests, by the portal's own services."""

from datetime import UTC, date, datetime
from typing import Any

from actionplans.models import (
    ActionPlan,
    BoardPack,
    DecisionAsked,
    Outcome,
    Rating,
    ReviewAnswer,
    Via,
)
from actionplans.services.decisions import record_decision
from actionplans.services.given import AnswerGiven
from actionplans.services.packs import freeze_pack, start_pack
from actionplans.services.reviews import answer_review
from partners.models import Meeting, User
from smp_portal.pages.board_packs.building import build_pack
from smp_portal.pages.board_packs.making import look_for_packs
from smp_portal.pages.board_packs.papers import build
from tests.actionplans.asking import road_safety
from tests.factories import MeetingFactory, PartnerFactory, officer

EARLIER = datetime(2022, 10, 1, 9, 0, tzinfo=UTC)
NOW = datetime(2022, 10, 13, 9, 0, tzinfo=UTC)
LATER = datetime(2022, 10, 14, 9, 0, tzinfo=UTC)
ASKED = "Write to the two head teachers."


def board_meeting(held_on: date = date(2022, 10, 20)) -> Meeting:
    """A meeting of the Board, its papers out a week before."""
    there = Meeting.objects.filter(held_on=held_on, forum__is_board=True).first()
    if there is not None:
        return there
    papers_on = date.fromordinal(held_on.toordinal() - 7)
    return MeetingFactory.create(held_on=held_on, papers_on=papers_on)


def draft(*, by: User | None = None, meeting: Meeting | None = None) -> BoardPack:
    return start_pack(meeting=meeting or board_meeting(), by=by or officer(), now=NOW)


def freeze(pack: BoardPack, *, now: datetime = NOW) -> BoardPack:
    """Keep what the pack says at that moment; its files are still to be made."""
    built = build_pack(pack, now=now)
    contents = built.contents.as_json()
    freeze_pack(pack=pack, contents=contents, asked=built.asked, by=pack.made_by, now=now)
    return pack


def frozen(*, by: User | None = None, meeting: Meeting | None = None) -> BoardPack:
    """A pack that is whole, with its files."""
    pack = freeze(draft(by=by, meeting=meeting))
    look_for_packs(now=NOW)
    pack.refresh_from_db()
    return pack


def plan_that_asks() -> tuple[ActionPlan, ReviewAnswer]:
    """The road safety plan at risk, whose owner asks the board for something."""
    review = road_safety()
    owner = review.plan.owner
    assert owner is not None
    given = AnswerGiven(
        rating=Rating.AMBER, narrative="Two parish councils trained.", decision_asked=ASKED
    )
    answer = answer_review(
        review=review,
        given=given,
        by=owner,
        on_behalf_of=None,
        via=Via.LINK,
        now=datetime(2022, 10, 4, 9, 0, tzinfo=UTC),
    )
    return review.plan, answer


def places_of_packs() -> dict[str, dict[str, Any]]:
    """Where a draft, a frozen pack and their files are found."""
    places: dict[str, dict[str, Any]] = {}
    for name, pack in (
        ("draft_pack", draft()),
        ("frozen_pack", frozen(meeting=board_meeting(date(2023, 4, 20)))),
    ):
        places |= {name: {"pk": pack.pk}, f"{name}_pdf": {"pk": pack.pk, "kind": "pdf"}}
    return places | _places_of_decisions(pack) | _places_of_a_report(pack.made_by)


def _places_of_a_report(by: User) -> dict[str, dict[str, Any]]:
    """A year's report that is whole, and a year that nobody has plans for."""
    report = start_pack(year="2022/23", by=by, now=NOW)
    contents = build(report, now=NOW).contents
    freeze_pack(pack=report, contents=contents, asked=[], by=by, now=NOW)
    look_for_packs(now=NOW)
    return {
        "frozen_report": {"pk": report.pk},
        "year_of_report": {"year": "2022-23"},
        "no_year": {"year": "2019-20"},
    }


def _places_of_decisions(pack: BoardPack) -> dict[str, dict[str, Any]]:
    """What the pack asked about a plan that everybody reads, and a decision about it that can become an action."""
    answer = ReviewAnswer.objects.filter(review__plan__is_restricted=False).latest("pk")
    plan = answer.review.plan
    asked = DecisionAsked.objects.create(pack=pack, number=1, answer=answer, plan=plan, text=ASKED)
    decision = record_decision(
        meeting=pack.sitting,
        plan=plan,
        values={
            "kind": Outcome.AGREED,
            "text": "Lend a county officer.",
            "by_whom": PartnerFactory.create(),
            "by_when": date(2023, 6, 30),
        },
        by=pack.made_by,
        now=datetime(2023, 4, 21, 9, 0, tzinfo=UTC),
    )
    return {
        "asked_decision": {"pk": pack.pk, "asked_pk": asked.pk},
        "decision": {"pk": decision.pk},
    }
