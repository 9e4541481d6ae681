"""How our priorities and the county's meet, and which pressure has a priority."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from consultations.models import Theme
from partners.models import User
from priorities.models import Alignment, LocalPosition, PriorityStatus
from priorities.queries.meeting import read_county, read_themes
from tests.factories import PriorityFactory, StrategicPlanFactory, board_member, owner
from tests.priorities.keeping import refused, told
from tests.priorities.rows import county
from tests.reading_files import csv_rows, workbook_rows
from tests.reading_pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

TODAY = date(2022, 10, 5)
COUNTY = "/county-priorities/"
PRESSURES = "/pressures/"


def test_county_names_only_priorities_of_the_current_plan_that_serve_it() -> None:
    quiet = county("Quiet")
    old = StrategicPlanFactory.create(
        slug="2018-2021", starts_on=date(2018, 4, 1), ends_on=date(2021, 3, 31)
    )
    second = PriorityFactory.create(number=2, status=PriorityStatus.ACHIEVED)
    first = PriorityFactory.create(number=1)
    others = [
        PriorityFactory.create(plan=old),
        PriorityFactory.create(number=3, status=PriorityStatus.WITHDRAWN),
        PriorityFactory.create(number=4, status=PriorityStatus.PROPOSED),
    ]
    for priority in (second, first, *others):
        Alignment.objects.create(priority=priority, county_priority=quiet)
    [row] = read_county(owner(), on=TODAY).rows
    assert [one.priority for one in row.served_by] == [first, second]


def test_county_page_says_each_position_in_words(client: Client) -> None:
    client.force_login(board_member())
    for position in LocalPosition:
        county(position.label, local_position=position)
    county("New", local_position="", note="By <b>June</b>.")
    page = page_of(client, COUNTY)
    assert "1 covered, 1 partly covered, 1 led countywide, 1 gap and 1 not yet assessed." in page
    for kind in ("covered", "partly", "led_countywide", "gap", "none"):
        assert page.count(f"position--{kind}") == 1
    assert '<span class="position__words">Not yet assessed</span>' in page
    assert "By &lt;b&gt;June&lt;/b&gt;." in page
    assert "Change" not in page


def test_county_page_shows_the_note_of_each_priority(client: Client, helen: User) -> None:
    priority = PriorityFactory.create(number=1, title="Night noise", slug="night-noise")
    Alignment.objects.create(priority=priority, county_priority=county(), note="The same matter.")
    page = page_of(client, COUNTY)
    assert '<a class="govuk-link" href="/priorities/night-noise/">1. Night noise</a>' in page
    assert "The same matter." in page


def test_county_edit_saves_position_and_note(client: Client, helen: User) -> None:
    quiet = county()
    sent = {"version": 1, "local_position": "LED_COUNTYWIDE", "note": "By the county."}
    response = client.post(f"{COUNTY}{quiet.pk}/edit/", sent)
    assert response.headers["Location"] == COUNTY
    quiet.refresh_from_db()
    assert (quiet.local_position, quiet.note, quiet.version) == (
        "LED_COUNTYWIDE",
        "By the county.",
        2,
    )
    last = quiet.history.latest()
    assert (last.note, last.history_user) == ("By the county.", helen)


def test_county_edit_shows_both_texts_to_who_saves_second(client: Client, helen: User) -> None:
    quiet = county()
    url, sent = f"{COUNTY}{quiet.pk}/edit/", {"version": 1, "local_position": "GAP"}
    client.post(url, sent | {"note": "Hers."})
    response = client.post(url, sent | {"note": "Mine.", "local_position": "PARTLY"})
    assert told(response) == [
        ("How far do we meet it in Melton?", "Gap", "Partly covered"),
        ("Note", "Hers.", "Mine."),
    ]


def test_county_edit_asks_how_far_it_is_met(client: Client, helen: User) -> None:
    response = client.post(f"{COUNTY}{county().pk}/edit/", {"version": 1, "note": "x"})
    assert refused(response) == {"local_position": ["Select how far the plan meets it"]}


def test_pressures_say_which_has_no_priority(client: Client) -> None:
    client.force_login(board_member())
    noise = Theme.objects.create(number=1, title="Noise", slug="noise")
    Theme.objects.create(number=2, title="Housing", slug="housing")
    PriorityFactory.create(number=1, title="Night noise").themes.add(noise)
    gone = PriorityFactory.create(number=2, title="Gone", status=PriorityStatus.WITHDRAWN)
    gone.themes.add(noise)
    page = page_of(client, PRESSURES)
    assert "1 of 2 pressures met by a priority." in page
    assert page.count("No priority meets this yet") == 1
    assert "1. Night noise" in page
    assert "2. Gone" not in page
    rows = read_themes(owner(), on=TODAY).rows
    assert [[str(priority) for priority in row.met_by] for row in rows] == [["1. Night noise"], []]


def test_meeting_leaves_as_files(client: Client) -> None:
    client.force_login(board_member())
    quiet = county("Quiet", local_position="PARTLY", note="=By June.")
    noise = Theme.objects.create(number=1, title="Noise", slug="noise")
    first, second = [PriorityFactory.create(number=one, title=f"P{one}") for one in (1, 2)]
    first.themes.add(noise)
    second.themes.add(noise)
    Alignment.objects.create(priority=first, county_priority=quiet, note="The same matter.")
    Alignment.objects.create(priority=second, county_priority=quiet)
    assert csv_rows(client.get(f"{COUNTY}?export=csv")) == [
        ["Number", "The county’s priority", "In Melton", "Note", "Our priorities that serve it"],
        ["1", "Quiet", "Partly covered", "'=By June.", "1. P1: The same matter.\n2. P2"],
    ]
    assert workbook_rows(client.get(f"{PRESSURES}?export=xlsx")) == [
        ["Number", "Pressure", "Our priorities that meet it"],
        [1, "Noise", "1. P1\n2. P2"],
    ]


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("url", "queries"), [(COUNTY, 7), (PRESSURES, 8)])
@pytest.mark.usefixtures("helen")
def test_meeting_takes_the_same_queries_for_1_and_30(
    client: Client, url: str, queries: int, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(1, count + 1):
        theme = Theme.objects.create(number=number, title=f"T{number}", slug=f"t{number}")
        priority = PriorityFactory.create()
        priority.themes.add(theme)
        Alignment.objects.create(priority=priority, county_priority=county(f"C{number}"))
    with django_assert_num_queries(queries):
        client.get(url)
