"""An officer keeps a priority: its text, what it serves, its voices; and nobody's text is lost."""

from typing import Any

import pytest
from django.test import Client

from consultations.models import Consent, Testimony, Theme
from partners.models import User
from priorities.models import Aim, Alignment, Priority
from tests.factories import StrategicPlanFactory
from tests.priorities.keeping import priority_form, refused, told
from tests.priorities.rows import county, voice
from tests.reading_pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def edit(client: Client, priority: Priority, **changes: Any) -> Any:
    return client.post(f"/priorities/{priority.slug}/edit/", priority_form(priority, **changes))


def test_priority_edit_saves_what_was_typed(client: Client, helen: User, roads: Priority) -> None:
    aim = Aim.objects.create(plan=roads.plan, number=1, title="Listen")
    noise = Theme.objects.create(number=1, title="Noise", slug="noise")
    response = edit(
        client,
        roads,
        title="Safer roads",
        what_we_want="Slower traffic.",
        aims=[aim.pk],
        themes=[noise.pk],
    )
    assert response.headers["Location"] == "/priorities/road-safety/"
    roads.refresh_from_db()
    assert (roads.title, roads.slug, roads.what_we_want, roads.how_we_will_work) == (
        "Safer roads",
        "road-safety",
        "Slower traffic.",
        "",
    )
    assert (list(roads.aims.all()), list(roads.themes.all())) == ([aim], [noise])
    assert roads.version == 2


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"title": " "}, {"title": ["Enter a title for the priority"]}),
        ({"status": "GONE"}, {"status": ["Choose where the priority stands from the list"]}),
        ({"aims": ["999"]}, {"aims": ["Choose the aims from the list"]}),
        (
            {"version": ""},
            {
                "version": [
                    "Open this page again before you save: it lost track of what it was showing."
                ]
            },
        ),
    ],
)
def test_priority_edit_says_what_to_put_right(
    client: Client,
    helen: User,
    roads: Priority,
    changes: dict[str, Any],
    errors: dict[str, list[str]],
) -> None:
    response = edit(client, roads, **({"what_we_want": "Typed <b>text</b>"} | changes))
    assert refused(response) == errors
    assert "Typed &lt;b&gt;text&lt;/b&gt;" in response.content.decode()
    roads.refresh_from_db()
    assert (roads.title, roads.version) == ("Road safety", 1)


def test_priority_edit_shows_both_texts_to_who_saves_second(
    client: Client, helen: User, roads: Priority
) -> None:
    noise = Theme.objects.create(number=1, title="Noise", slug="noise")
    edit(client, roads, what_we_want="Hers.", themes=[noise.pk])
    response = edit(client, roads, what_we_want="Mine.")
    assert told(response) == [
        ("What do we want to achieve?", "Hers.", "Mine."),
        ("Which pressures does it meet?", "Noise", ""),
    ]
    roads.refresh_from_db()
    assert roads.what_we_want == "Hers."
    assert edit(client, roads, what_we_want="Mine.").status_code == 302
    roads.refresh_from_db()
    assert (roads.what_we_want, roads.version) == ("Mine.", 3)


@pytest.mark.parametrize("status", ["WITHDRAWN", "ACHIEVED", "PROPOSED"])
def test_priority_that_is_not_active_stays_and_says_so(
    client: Client, helen: User, roads: Priority, status: str
) -> None:
    edit(client, roads, status=status)
    tag = f'<strong class="status status--grey">{status.capitalize()}</strong>'
    assert tag in page_of(client, "/priorities/")
    assert tag in page_of(client, "/working-plan/")


def test_priority_add_puts_it_at_the_end_of_the_plan(
    client: Client, helen: User, roads: Priority
) -> None:
    sent = {"title": "Road safety", "status": "PROPOSED"}
    response = client.post("/working-plan/priorities/add/", sent)
    assert response.headers["Location"] == "/priorities/"
    new = Priority.objects.latest("pk")
    assert (new.plan, new.number, new.slug, new.status) == (
        roads.plan,
        3,
        "road-safety-2",
        "PROPOSED",
    )
    assert new.what_we_want == ""


def test_priority_of_a_title_without_letters_has_an_address(client: Client, helen: User) -> None:
    StrategicPlanFactory.create()
    client.post("/working-plan/priorities/add/", {"title": "🚲", "status": "PROPOSED"})
    assert Priority.objects.get().slug == "priority"


def test_priority_add_without_a_plan_is_not_there(client: Client, helen: User) -> None:
    assert client.get("/working-plan/priorities/add/").status_code == 404


def align(client: Client, priority: Priority, **fields: Any) -> Any:
    url = f"/priorities/{priority.slug}/county/"
    return client.post(url, {"version": priority.version} | fields)


def serving(priority: Priority) -> list[tuple[str, str]]:
    return [(str(one.county_priority), one.note) for one in priority.alignments.all()]


def test_alignment_edit_saves_ticks_and_notes(client: Client, helen: User, roads: Priority) -> None:
    quiet, safe, calm = county("Quiet"), county("Safe"), county("Calm")
    Alignment.objects.create(priority=roads, county_priority=quiet, note="Old.")
    Alignment.objects.create(priority=roads, county_priority=calm, note="Stays.")
    fields = {
        f"{safe.pk}_serves": "on",
        f"{safe.pk}_note": "Fewer collisions.",
        f"{calm.pk}_serves": "on",
        f"{calm.pk}_note": "Stays.",
    }
    response = align(client, roads, **fields)
    assert response.headers["Location"] == "/priorities/road-safety/county/"
    assert serving(roads) == [("Safe", "Fewer collisions."), ("Calm", "Stays.")]
    roads.refresh_from_db()
    assert roads.version == 2


def test_alignment_edit_keeps_a_note_without_its_tick(
    client: Client, helen: User, roads: Priority
) -> None:
    quiet = county("Quiet")
    response = align(client, roads, **{f"{quiet.pk}_note": "At night."})
    assert refused(response) == {
        f"{quiet.pk}_serves": ["Tick “Quiet”, or clear what stands under it"]
    }
    assert "At night." in response.content.decode()
    assert serving(roads) == []


def test_alignment_edit_shows_both_to_who_saves_second(
    client: Client, helen: User, roads: Priority
) -> None:
    quiet = county("Quiet")
    align(client, roads, **{f"{quiet.pk}_serves": "on", f"{quiet.pk}_note": "Hers."})
    assert told(align(client, roads)) == [
        ("1. Quiet", "Yes", "No"),
        ("How it serves “Quiet”", "Hers.", ""),
    ]
    assert serving(roads) == [("Quiet", "Hers.")]


def test_voices_edit_offers_only_what_people_agreed_to_see_in_public(
    client: Client, helen: User, roads: Priority
) -> None:
    shown, kept = (
        voice("The school run is worst."),
        voice("Mine.", consent=Consent.PARTNERS),
    )
    page = page_of(client, "/priorities/road-safety/voices/")
    assert "“The school run is worst.” Interview, Upper Village, 3 May 2022" in page
    assert "Mine." not in page
    url, sent = "/priorities/road-safety/voices/", {"version": 1, "testimonies": [kept.pk]}
    assert refused(client.post(url, sent)) == {
        "testimonies": ["Choose what people said from the list"]
    }
    client.post(url, sent | {"testimonies": [shown.pk]})
    assert list(roads.testimonies.all()) == [shown]
    assert told(client.post(url, sent | {"testimonies": []})) == [
        ("Which of these stand beside the priority?", "Upper Village, 3 May 2022", "")
    ]


def test_voices_edit_without_any_says_where_they_come_from(
    client: Client, helen: User, roads: Priority
) -> None:
    assert Testimony.objects.count() == 0
    assert "No voices yet" in page_of(client, "/priorities/road-safety/voices/")
