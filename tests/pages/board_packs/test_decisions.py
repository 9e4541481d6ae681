"""What the board decided is written down, corrected by another row, made an action, and shown beside the plan."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from actionplans.models import (
    Action,
    ActionPlan,
    BoardPack,
    Decision,
    DecisionAsked,
    EventKind,
    Outcome,
    PlanEvent,
    PlanStatus,
)
from actionplans.services.decisions import make_action, record_decision
from partners.models import Partner, User
from smp_portal.pages.board_packs.building import build_pack
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    board_member,
)
from tests.pages.board_packs.packs import ASKED, board_meeting, draft, frozen, plan_that_asks

pytestmark = pytest.mark.django_db

AFTER = datetime(2022, 10, 21, 9, 0, tzinfo=UTC)
AGREED = {"kind": "AGREED", "text": "Lend a county officer."}


@pytest.fixture(autouse=True)
def _after_the_meeting() -> Iterator[None]:
    with time_machine.travel(AFTER, tick=False):
        yield


@pytest.fixture
def council() -> Partner:
    return PartnerFactory.create(name="Leicestershire County Council")


@pytest.fixture
def asked(helen: User) -> DecisionAsked:
    """What the pack of 20 October asks for the road safety plan."""
    plan_that_asks()
    frozen(by=helen)
    return DecisionAsked.objects.select_related("pack__meeting", "plan").get()


def decide(asked: DecisionAsked, by: User, **more: Any) -> Decision:
    values = AGREED | more
    return record_decision(meeting=asked.pack.sitting, asked=asked, values=values, by=by, now=AFTER)


def url_of(asked: DecisionAsked) -> str:
    return f"/board-packs/{asked.pack_id}/decisions/{asked.pk}/record/"


def date_parts(name: str, day: date) -> dict[str, str]:
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def test_decision_is_recorded_against_what_was_asked(
    client: Client, helen: User, asked: DecisionAsked, council: Partner
) -> None:
    sent = AGREED | {"by_whom": council.pk} | date_parts("by_when", date(2022, 10, 31))
    response = client.post(url_of(asked), sent)
    assert (response.status_code, response["Location"]) == (
        302,
        f"/board-packs/{asked.pack_id}/",
    )
    decision = Decision.objects.get()
    assert (decision.asked, decision.plan, decision.kind) == (asked, asked.plan, Outcome.AGREED)
    assert (decision.by_whom, decision.by_when) == (council, date(2022, 10, 31))
    assert (decision.decided_on, decision.recorded_by) == (date(2022, 10, 20), helen)
    event = PlanEvent.objects.get(kind=EventKind.DECIDED)
    assert (event.plan, event.new) == (asked.plan, "Agreed: Lend a county officer.")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"kind": ""}, "Select what the board made of it"),
        ({"text": ""}, "Enter what the board decided"),
        ({"by_when_day": ""}, "Enter both who does it and by when, or neither"),
        ({"kind": "DEFERRED"}, "only what was agreed is to be done"),
        ({"by_when_year": "2021"}, "done before the board decided"),
    ],
)
def test_decision_that_can_not_be_is_refused(
    client: Client, asked: DecisionAsked, council: Partner, wrong: dict[str, str], words: str
) -> None:
    sent = AGREED | {"by_whom": council.pk} | date_parts("by_when", date(2022, 10, 31)) | wrong
    if wrong.get("by_when_day") == "":
        sent |= {"by_when_month": "", "by_when_year": ""}
    html = client.post(url_of(asked), sent).content.decode()
    assert words in html
    assert not Decision.objects.exists()


def test_decision_is_not_recorded_before_the_meeting_or_twice(
    client: Client, helen: User, asked: DecisionAsked
) -> None:
    with time_machine.travel(datetime(2022, 10, 19, 9, 0, tzinfo=UTC), tick=False):
        client.force_login(helen)
        assert (
            "The board meets on 20 October 2022"
            in client.post(url_of(asked), AGREED).content.decode()
        )
    client.force_login(helen)
    assert client.post(url_of(asked), AGREED).status_code == 302
    again = client.post(url_of(asked), AGREED).content.decode()
    assert "The decision on this is recorded already. Correct that one instead." in again
    assert Decision.objects.count() == 1


def test_correction_is_a_new_row_and_keeps_the_action(
    client: Client, helen: User, asked: DecisionAsked, council: Partner
) -> None:
    first = decide(asked, helen, by_whom=council, by_when=date(2022, 10, 31))
    action = make_action(decision=first, by=helen, now=AFTER)
    sent = AGREED | {"text": "Lend two officers.", "by_whom": council.pk}
    sent |= date_parts("by_when", date(2022, 11, 30))
    url = f"/board-packs/decisions/{first.pk}/correct/"
    assert "Say why it is corrected" in client.post(url, sent).content.decode()
    assert client.post(url, sent | {"reason": "The minutes say two"}).status_code == 302
    second = Decision.objects.counting().get()
    assert (second.replaces, second.text, second.asked) == (first, "Lend two officers.", asked)
    first.refresh_from_db()
    assert first.text == "Lend a county officer."
    action.refresh_from_db()
    assert action.decision == second
    assert client.post(url, sent | {"reason": "Again"}).status_code == 404


def test_decision_becomes_an_action_in_one_click(
    client: Client, helen: User, asked: DecisionAsked, council: Partner
) -> None:
    ActionFactory.create(plan=asked.plan, reference="2.5")
    ActionFactory.create(plan=asked.plan, reference="2.12")
    decision = decide(asked, helen, by_whom=council, by_when=date(2022, 10, 31))
    response = client.post(f"/board-packs/decisions/{decision.pk}/act/")
    action = Action.objects.get(decision=decision)
    assert response["Location"] == f"/action-plans/{asked.plan_id}/"
    assert (action.reference, action.title, action.lead_partner, action.due_on) == (
        "2.13",
        "Lend a county officer",
        council,
        date(2022, 10, 31),
    )
    assert action.description.endswith("The board decided this on 20 October 2022.")
    assert PlanEvent.objects.filter(kind=EventKind.ACTION_ADDED, action=action).count() == 1
    again = client.post(f"/board-packs/decisions/{decision.pk}/act/", follow=True)
    assert "This decision is an action already" in again.content.decode()
    assert Action.objects.filter(title="Lend a county officer").count() == 1


def test_action_goes_into_the_plan_that_continues_a_closed_one(
    helen: User, asked: DecisionAsked, council: Partner
) -> None:
    decision = decide(asked, helen, by_whom=council, by_when=date(2022, 10, 31))
    ActionPlan.objects.filter(pk=asked.plan_id).update(status=PlanStatus.CLOSED)
    decision.refresh_from_db()
    with pytest.raises(ValidationError, match="no active plan continues it"):
        make_action(decision=decision, by=helen, now=AFTER)
    new = ActionPlanFactory.create(continues=asked.plan, number=2, year="2023/24")
    assert make_action(decision=decision, by=helen, now=AFTER).plan == new


@pytest.mark.parametrize("kind", ["NOT_AGREED", "DEFERRED"])
def test_what_was_not_agreed_becomes_no_action(
    helen: User, asked: DecisionAsked, kind: str
) -> None:
    decision = decide(asked, helen, kind=kind)
    with pytest.raises(ValidationError, match="Only what was agreed"):
        make_action(decision=decision, by=helen, now=AFTER)


@pytest.mark.parametrize(
    ("kind", "still_asked"), [("AGREED", False), ("NOT_AGREED", False), ("DEFERRED", True)]
)
def test_next_pack_asks_again_only_for_what_was_put_off(
    helen: User, asked: DecisionAsked, *, kind: str, still_asked: bool
) -> None:
    decide(asked, helen, kind=kind)
    pack = draft(meeting=board_meeting(date(2023, 1, 19)))
    contents = build_pack(pack, now=AFTER).contents
    assert [one.text for one in contents.asked] == ([ASKED] if still_asked else [])
    if still_asked:
        assert contents.asked[0].note == "Asked on 4 October, put off on 20 October"
    before = build_pack(pack, now=AFTER - timedelta(days=1)).contents
    assert [one.text for one in before.asked] == [ASKED]


def test_next_pack_says_after_your_decision(
    helen: User, asked: DecisionAsked, council: Partner
) -> None:
    decide(asked, helen, by_whom=council, by_when=date(2022, 10, 31))
    pack = draft(meeting=board_meeting(date(2023, 1, 19)))
    (plan,) = build_pack(pack, now=AFTER).contents.plans
    (words,) = plan.decisions
    assert words == (
        "After your decision of 20 October 2022: lend a county officer. To be done by "
        "Leicestershire County Council, by 31 October 2022."
    )


def test_dashboard_asks_no_more_for_what_is_decided(
    client: Client, helen: User, asked: DecisionAsked
) -> None:
    board_meeting(date(2022, 7, 7))
    since_july = "/dashboard/?since=2022-07-07"
    assert "rite to the two head teachers" in client.get(since_july).content.decode()
    decide(asked, helen)
    assert "rite to the two head teachers" not in client.get(since_july).content.decode()


def test_plan_shows_what_was_decided_about_it(
    client: Client, helen: User, asked: DecisionAsked
) -> None:
    decide(asked, helen)
    html = client.get(f"/action-plans/{asked.plan_id}/").content.decode()
    assert "What the board decided" in html
    assert "Lend a county officer." in html


def test_board_reads_decisions_on_the_pack(
    client: Client, helen: User, asked: DecisionAsked
) -> None:
    decide(asked, helen)
    client.force_login(board_member())
    html = client.get(f"/board-packs/{asked.pack_id}/").content.decode()
    assert "Lend a county officer." in html
    assert "Correct it" not in html


def test_decision_is_added_without_having_been_asked(client: Client, helen: User) -> None:
    pack = frozen(by=helen)
    url = f"/board-packs/{pack.pk}/decisions/add/"
    assert client.post(url, AGREED | {"plan": ""}).status_code == 302
    assert (Decision.objects.get().plan, Decision.objects.get().asked) == (None, None)
    other = draft(meeting=board_meeting(date(2023, 1, 19)))
    response = client.post(f"/board-packs/{other.pk}/decisions/add/", AGREED)
    assert response["Location"] == f"/board-packs/{other.pk}/"
    assert Decision.objects.count() == 1


def test_restricted_plan_is_not_offered_for_a_decision(client: Client, helen: User) -> None:
    pack = frozen(by=helen)
    hidden = ActionPlanFactory.create(is_restricted=True)
    url = f"/board-packs/{pack.pk}/decisions/add/"
    assert hidden.title not in client.get(url).content.decode()
    assert client.post(url, AGREED | {"plan": hidden.pk}).status_code == 200
    assert not Decision.objects.exists()


def test_database_refuses_a_second_answer_to_one_question(
    helen: User, asked: DecisionAsked
) -> None:
    first = decide(asked, helen)
    with pytest.raises(ValidationError):
        decide(asked, helen)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            meeting=first.meeting,
            asked=asked,
            plan=first.plan,
            kind=Outcome.AGREED,
            text="Again",
            decided_on=first.decided_on,
            recorded_at=AFTER,
            recorded_by=helen,
        )
    assert BoardPack.objects.count() == 1
