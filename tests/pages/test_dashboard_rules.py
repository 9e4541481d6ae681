"""The written rules of what the board is shown first, each with the days around its edge."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from actionplans.models import DecisionKind, Rating, ReviewRound
from actionplans.queries.moves import Move
from actionplans.queries.said import Decided, Said, Told
from actionplans.queries.standing import ActionCounts, Freshness, PlanPosition
from partners.models import User
from smp_portal.pages.dashboard.finding import ruled
from smp_portal.pages.dashboard.notes import NOTES
from smp_portal.pages.dashboard.rules import RULES, Subject
from tests.factories import (
    ActionPlanFactory,
    MeetingFactory,
    ReviewRoundFactory,
    UserFactory,
    board_member,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

BOARD, TODAY = date(2022, 7, 7), date(2022, 10, 5)
SPRING, SUMMER = date(2022, 6, 30), date(2022, 9, 30)
JULY, OCTOBER = date(2022, 7, 5), date(2022, 10, 4)
LATE = ActionCounts(overdue=1)


def round_of(period: date) -> ReviewRound:
    return ReviewRoundFactory.build(pk=period.toordinal(), period_end=period, papers_on=None)


def said(rating: Rating, on: date = OCTOBER, **more: Any) -> Said:
    period = SPRING if on <= date(2022, 9, 1) else SUMMER
    return Said(
        pk=on.toordinal(),
        review_pk=1,
        round=round_of(period),
        rating=rating,
        said_on=on,
        **more,
    )


def stands(*answers: Said, vacant: bool = False, **more: Any) -> PlanPosition:
    """A plan with these answers, current and without actions unless more is said."""
    is_late = more.get("freshness") is Freshness.LATE
    position: dict[str, Any] = {
        "round": None,
        "freshness": Freshness.CURRENT,
        "is_silent": is_late,
        "actions": ActionCounts(),
        "days_late": 0,
    }
    plan = ActionPlanFactory.create(**({"owner": None} if vacant else {}))
    return PlanPosition(plan=plan, told=Told(answers, TODAY), **(position | more))


def told(position: PlanPosition, **more: Any) -> list[tuple[str, str, str]]:
    found = ruled([Subject(position, BOARD, **more)])
    return [(one.kind, one.found.text, one.found.note) for each in found for one in each.matters]


ASKED = ("Decision asked", "write to the head teachers", "Asked on 8 July")


@pytest.mark.parametrize(
    ("on", "decided", "expected"),
    [
        (date(2022, 7, 7), (), []),
        (date(2022, 7, 8), (), [ASKED]),
        (date(2022, 7, 8), (Decided(DecisionKind.ACCEPT, "", "", OCTOBER),), [ASKED]),
        (date(2022, 7, 8), (Decided(DecisionKind.RETURN, "", "Say more.", OCTOBER),), []),
    ],
)
def test_a_decision_is_asked_after_the_day_of_the_last_meeting(
    on: date, decided: tuple[Decided, ...], expected: list[tuple[str, str, str]]
) -> None:
    answer = said(Rating.GREEN, on, decision_asked="Write to the head teachers.", decisions=decided)
    assert told(stands(said(Rating.GREEN, JULY), answer)) == expected


def test_no_update_says_what_is_late_and_how_often_people_were_reminded() -> None:
    position = stands(
        said(Rating.GREEN, JULY), freshness=Freshness.LATE, actions=LATE, days_late=47
    )
    assert told(position, reminded=4) == [
        (
            "No update since July",
            "one action is 47 days late",
            "Was on track in July. Reminded four times",
        )
    ]
    assert told(position)[0][2] == "Was on track in July"


def test_no_update_counts_plans_that_never_answered() -> None:
    assert told(stands(freshness=Freshness.NEVER, is_silent=True)) == [
        ("No answer yet", "no action is late", "")
    ]
    assert told(stands(freshness=Freshness.NEVER, is_silent=False)) == []


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        (Rating.GREEN, Rating.RED, "Now off track"),
        (Rating.AMBER, Rating.RED, "Now off track"),
        (None, Rating.RED, "Now off track"),
        (Rating.RED, Rating.RED, ""),
        (Rating.GREEN, Rating.AMBER, "Now at risk"),
        (Rating.BLUE, Rating.AMBER, "Now at risk"),
        (None, Rating.AMBER, "Now at risk"),
        (Rating.AMBER, Rating.AMBER, ""),
        (Rating.RED, Rating.AMBER, "Better: at risk"),
        (Rating.RED, Rating.GREEN, "Better: on track"),
        (Rating.GREEN, Rating.BLUE, "Better: complete"),
        (Rating.GREEN, Rating.GREEN, ""),
        (None, Rating.GREEN, ""),
        (Rating.BLUE, Rating.GREEN, ""),
    ],
)
def test_ratings_are_compared_with_what_the_board_knew(
    was: Rating | None, now: Rating, kind: str
) -> None:
    before = [said(was, JULY)] if was else []
    assert [one[0] for one in told(stands(*before, said(now)))] == ([kind] if kind else [])


@pytest.mark.parametrize(("on", "kinds"), [(BOARD, []), (date(2022, 7, 8), ["Now at risk"])])
def test_what_is_said_on_the_day_of_the_meeting_was_known_there(on: date, kinds: list[str]) -> None:
    position = stands(said(Rating.GREEN, date(2022, 4, 5)), said(Rating.AMBER, on))
    assert [one[0] for one in told(position)] == kinds


def test_a_rating_that_is_out_of_date_is_neither_worse_nor_better() -> None:
    late: dict[str, Any] = {"freshness": Freshness.LATE, "is_silent": True}
    for was, now in ((Rating.GREEN, Rating.RED), (Rating.RED, Rating.GREEN)):
        kinds = [one[0] for one in told(stands(said(was, JULY), said(now), **late))]
        assert kinds == ["No update since October"]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ((Move("1.1 Speed watch", 1, 30),), []),
        (
            (Move("1.1 Speed watch", 2, 90),),
            [("Moved again", "1.1 Speed watch: moved twice, 90 days", "")],
        ),
        (
            (Move("1.1 Speed watch", 2, 90), Move("1.2 Signs", 3, 210)),
            [("Moved again", "1.2 Signs: moved 3 times, 210 days", "And 1 other action")],
        ),
    ],
)
def test_a_date_is_told_from_its_second_move(
    moves: tuple[Move, ...], expected: list[tuple[str, str, str]]
) -> None:
    assert told(stands(said(Rating.GREEN, JULY)), moves=moves) == expected


def test_a_plan_without_an_owner_is_told() -> None:
    words = "nobody owns this plan, so nobody can be asked about it"
    assert told(stands(vacant=True)) == [("No owner", words, "")]
    leaver = stands()
    leaver.plan.owner = UserFactory.create(is_active=False)
    assert told(leaver) == [("No owner", words, "")]


def test_rules_come_in_order_of_seriousness() -> None:
    assert [rule.title for rule in RULES] == [
        "Decision asked",
        "No update",
        "Now off track",
        "Now at risk",
        "Moved again",
        "No owner",
        "Better",
    ]
    better = stands(said(Rating.AMBER, JULY), said(Rating.GREEN))
    worse = stands(said(Rating.GREEN, JULY), said(Rating.RED, decision_asked="Lend an officer"))
    found = ruled([Subject(one, BOARD) for one in (better, worse, stands(vacant=True))])
    assert [one.rule.title for one in found] == [
        "Decision asked",
        "Now off track",
        "No owner",
        "Better",
    ]


@pytest.mark.parametrize("person", [board_member, officer])
def test_the_page_of_the_rules_shows_these_very_rules(client: Client, person: Any) -> None:
    reader: User = person()
    client.force_login(reader)
    page = client.get("/dashboard/rules/").content.decode()
    for words in (*(rule.sentence for rule in RULES), *(note.sentence for note in NOTES)):
        assert escape(words) in page
    assert page.index(escape(RULES[0].title)) < page.index(escape(RULES[-1].sentence))


def test_dashboard_offers_only_officers_to_give_a_plan_to_someone(client: Client) -> None:
    plan = ActionPlanFactory.create(owner=None)
    MeetingFactory.create(held_on=BOARD, papers_on=JULY)
    for person, offered in ((officer(), 1), (board_member(), 0)):
        client.force_login(person)
        page = client.get("/dashboard/").content.decode()
        assert "For the board since 7 July" in page
        assert page.count(f"/action-plans/{plan.pk}/owner/") == offered


def test_dashboard_says_that_nothing_stands_out(client: Client) -> None:
    ActionPlanFactory.create()
    client.force_login(board_member())
    assert "Nothing stands out by the rules" in client.get("/dashboard/").content.decode()
