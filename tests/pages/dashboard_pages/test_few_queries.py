"""The dashboard takes as many queries for thirty plans as for one, on an earlier day too, and never more than 15."""

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import FrameworkSettings
from actionplans.services.actions import edit_action, redate_action
from actionplans.services.measures import define_measure, edit_measure
from actionplans.services.plans import assign_owner
from consultations.models import Community
from partners.models import Partner
from partners.services.people import save_user
from tests.factories import (
    ActionFactory,
    CommunityFactory,
    PartnerFactory,
    ReadingFactory,
    ReviewFactory,
    UserFactory,
)
from tests.pages.known_yesterday import DEEDS, NOW, Partnership, at, partnership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jean")]

# PostgreSQL is asked whether anything was written since the page was last worked out.
STATE_IS_ASKED = int(connection.vendor == "postgresql")
THEN = "2022-10-04"


def silent_plan(there: Partnership, county: Partner, place: Community) -> None:
    """A plan that never answered, of which all that was known on 4 October was changed on the next day."""
    action = ActionFactory.create(lead_partner=county)
    action.communities.add(place)
    plan, by = action.plan, there.helen
    ReviewFactory.create(round=there.spring.round, plan=plan)
    reading = ReadingFactory.create(measure__plan=plan, recorded_at=at(10, 3))
    define_measure(
        measure=reading.measure, text="Villages", valid_from=at(6, 1).date(), by=by, now=at(10, 3)
    )
    edit_measure(measure=reading.measure, values={"title": "Other"}, by=by, now=NOW)
    for values in ({"lead_partner": there.other.partner}, {"communities": list[Community]()}):
        edit_action(action=action, values=values, by=by, now=NOW)
    redate_action(action=action, due_on=at(12, 1).date(), reason="Rain", by=by, now=NOW)
    assert plan.owner is not None
    plan.owner.post = "Retired"
    save_user(user=plan.owner, by=by, now=NOW)
    assign_owner(plan=plan, owner=UserFactory.create(), by=by, now=NOW)


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("on", "queries"), [(THEN, 14), ("", 12)])
def test_dashboard_takes_the_same_queries_for_1_and_30_plans(
    client: Client,
    count: int,
    on: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    # SQLite is asked once in a process whether it knows JSON.
    assert connection.features.supports_json_field
    FrameworkSettings.objects.create()
    there, county, place = partnership(), PartnerFactory.create(), CommunityFactory.create()
    for _ in range(count):
        silent_plan(there, county, place)
    for deed in ("move the round", "move the meeting", "answer after the papers", "close it"):
        DEEDS[deed](there)
    lead = county if on else there.other.partner
    with django_assert_num_queries(queries + STATE_IS_ASKED):
        page = client.get(f"/dashboard/?on={on}&lead={lead.pk}").context["page"]
    assert len(page.rows) == count
