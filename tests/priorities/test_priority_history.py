"""Who changed what of a priority, and when, in words."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from consultations.models import Theme
from partners.models import User
from priorities.models import Priority, Reason
from priorities.services.deeds import Deed
from tests.factories import PriorityFactory, UserFactory, board_member
from tests.priorities.keeping import priority_form
from tests.priorities.rows import county, reason, reply, voice
from tests.reading_pages import page_of
from tests.world import NOW

pytestmark = [pytest.mark.django_db]

HISTORY = "/priorities/road-safety/history/"


@pytest.fixture
def roads() -> Priority:
    with time_machine.travel(NOW - timedelta(days=30), tick=False):
        priority: Priority = PriorityFactory.create(
            number=2, title="Road safety", slug="road-safety"
        )
    return priority


def entries(client: Client) -> list[tuple[str, str, list[str]]]:
    """The history as its page tells it: the day, who, and each sentence."""
    return [
        (f"{entry.at:%-d %B}", entry.who, [change.sentence for change in entry.changes])
        for entry in client.get(HISTORY).context["entries"]
    ]


def test_history_tells_who_changed_which_field(
    client: Client, helen: User, roads: Priority
) -> None:
    noise = Theme.objects.create(number=1, title="Noise", slug="noise")
    with time_machine.travel(NOW, tick=False):
        changes = {"what_we_want": "Slower traffic.", "status": "ACHIEVED", "themes": [noise.pk]}
        client.post("/priorities/road-safety/edit/", priority_form(roads, **changes))
        assert entries(client) == [
            (
                "5 October",
                "Helen Marsh",
                [
                    "What we want to achieve was written",
                    "The status is now achieved; it was active",
                    "Pressures: Noise added",
                ],
            ),
            ("5 September", "Loaded from the plan’s file", ["This priority was added"]),
        ]


def test_history_shows_a_text_word_by_word(client: Client, helen: User, roads: Priority) -> None:
    for day, words in enumerate(("Slow traffic.", "Slower traffic.")):
        with time_machine.travel(NOW + timedelta(days=day), tick=False):
            roads.refresh_from_db()
            client.post(
                "/priorities/road-safety/edit/", priority_form(roads, how_we_will_work=words)
            )
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        page = page_of(client, HISTORY)
    assert (
        '<del><span class="govuk-visually-hidden">(removed: </span>Slow'
        '<span class="govuk-visually-hidden">)</span></del>'
    ) in page


def test_history_tells_of_every_part(client: Client, helen: User, roads: Priority) -> None:
    quiet, heard = county("Quiet"), voice("Loud.")
    whole = "/priorities/road-safety/"
    said = {"version": 1, "kind": "STATUTE", "text": "The law.", "source": ""}
    deeds: list[tuple[str, dict[str, Any], list[str]]] = [
        ("reasons/add/", said, ["A reason was added"]),
        (
            "county/",
            {"version": 2, f"{quiet.pk}_serves": "on", f"{quiet.pk}_note": ""},
            ["It serves a priority of the county"],
        ),
        (
            "voices/",
            {"version": 3, "testimonies": [heard.pk]},
            ["What people said beside it: Upper Village, 3 May 2022 added"],
        ),
        (
            "replies/add/",
            {"version": 4, "you_said": "Loud.", "we_did": "We asked."},
            ["An answer to what people said was added"],
        ),
        ("county/", {"version": 5}, ["It no longer serves a priority of the county"]),
    ]
    for day, (url, sent, sentences) in enumerate(deeds):
        with time_machine.travel(NOW + timedelta(days=day), tick=False):
            assert client.post(whole + url, sent).status_code == 302
            assert entries(client)[0][2] == sentences


def test_history_keeps_the_words_of_a_reason_that_was_taken_out(
    client: Client, helen: User, roads: Priority
) -> None:
    with time_machine.travel(NOW - timedelta(days=1), tick=False):
        reason(roads, "The law.")
        last = reason(roads, "Nine cats.")
    with time_machine.travel(NOW, tick=False):
        client.post(f"/priorities/road-safety/reasons/{last.pk}/move/", {"version": 1, "up": "yes"})
        client.post(f"/priorities/road-safety/reasons/{last.pk}/remove/", {"version": 2})
        assert entries(client)[0][2] == [
            "The reasons stand in another order",
            "A reason was taken out",
        ]
        assert "Nine cats." in page_of(client, HISTORY)
    assert Reason.objects.count() == 1


def test_history_names_posts_to_the_board(client: Client, helen: User, roads: Priority) -> None:
    helen.post, helen.partner = "Manager", UserFactory.create().partner
    helen.save()
    with time_machine.travel(NOW, tick=False):
        client.post("/priorities/road-safety/edit/", priority_form(roads, title="Safer roads"))
        client.force_login(board_member())
        assert entries(client)[0][1] == f"Manager, {helen.partner}"
        assert "Helen Marsh" not in client.get(HISTORY).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_history_takes_the_same_queries_for_1_and_30(
    client: Client, helen: User, roads: Priority, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        reply(roads, f"Reply {number}")
        reason(roads, f"Reason {number}")
        roads.title = f"Roads {number}"
        Deed(helen, NOW + timedelta(hours=number)).save(roads)
    with time_machine.travel(NOW, tick=False), django_assert_num_queries(16):
        client.get(HISTORY)
