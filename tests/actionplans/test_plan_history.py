"""What a plan's page tells of its history."""

from datetime import date, timedelta

import pytest
from django.test import Client

from actionplans.models import (
    ActionPlan,
    EventKind,
    Via,
)
from actionplans.services.actions import redate_action
from actionplans.services.events import record_event
from actionplans.services.plans import assign_owner
from tests.actionplans.plan_cast import NOW, page_of, text_of
from tests.factories import (
    ActionFactory,
    board_member,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_plan_detail_history_is_the_newest_ten_and_leads_to_all(
    client: Client, plan: ActionPlan
) -> None:
    for number in range(23):
        record_event(
            plan=plan,
            kind=EventKind.PLAN_EDITED,
            by=None,
            now=NOW + timedelta(minutes=number),
            field="title",
            new=f"Title {number}",
        )
    client.force_login(officer())
    entries = page_of(client, plan).history
    assert (len(entries), entries[0].changes[0].new) == (10, "Title 22")
    assert f'href="/action-plans/{plan.pk}/history/">All of its history' in text_of(client, plan)


def test_plan_detail_history_reads_as_words(client: Client, plan: ActionPlan) -> None:
    action = ActionFactory.create(
        plan=plan, due_on=date(2022, 6, 2), reference="2.1", title="Watch"
    )
    redate_action(
        action=action,
        due_on=date(2022, 9, 16),
        reason="Banners late",
        by=officer(full_name="Helen Marsh"),
        now=NOW,
        via=Via.PHONE,
        on_behalf_of=plan.owner,
    )
    client.force_login(officer())
    (entry,) = page_of(client, plan).history
    (change,) = entry.changes
    assert (entry.title, str(entry.action), entry.reason) == (
        "Date moved",
        "2.1 Watch",
        "Banners late",
    )
    assert (entry.who, entry.for_whom, entry.via) == ("Helen Marsh", "Tom Ashby", "by telephone")
    assert (change.name, change.old, change.new) == ("Due date", "2 June 2022", "16 September 2022")


def test_plan_detail_history_of_several_owners_reads_for_the_board(
    client: Client, plan: ActionPlan
) -> None:
    assign_owner(plan=plan, owner=None, by=officer(), now=NOW)
    client.force_login(board_member())
    (entry,) = page_of(client, plan).history
    (change,) = entry.changes
    assert (change.name, change.old, change.new) == ("Owner", "Road Safety Officer", "")
