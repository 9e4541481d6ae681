"""The reasons of a priority and the answers to what people said: added, changed, moved, taken out."""

from typing import Any

import pytest
from django.test import Client

from partners.models import User
from priorities.models import Priority, PublicReply, Reason
from tests.factories import PriorityFactory
from tests.priorities.keeping import refused, told
from tests.priorities.rows import finding, reason, reply
from tests.reading_pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

REASONS = "/priorities/road-safety/reasons/"
REPLIES = "/priorities/road-safety/replies/"


def said(**changes: Any) -> dict[str, Any]:
    """The form of a reason as an officer sends it."""
    return {"version": 1, "kind": "CONSULTATION", "text": "People asked.", "source": ""} | changes


def texts(priority: Priority) -> list[tuple[int, str]]:
    return [(one.number, one.text) for one in priority.reasons.all()]


def test_reason_add_rests_on_a_published_finding(
    client: Client, helen: User, roads: Priority
) -> None:
    result = finding("Road safety comes first in the villages")
    response = client.post(f"{REASONS}add/", said(finding=result.pk, source="Survey, 2020"))
    assert response.headers["Location"] == REASONS
    [saved] = roads.reasons.all()
    assert (saved.number, saved.kind, saved.text, saved.finding, saved.source) == (
        1,
        "CONSULTATION",
        "People asked.",
        result,
        "Survey, 2020",
    )
    roads.refresh_from_db()
    assert roads.version == 2
    assert "Rests on the survey result “Road safety comes first" in page_of(client, REASONS)


@pytest.mark.parametrize("kind", ["ASSESSMENT", "PROGRAMME", "STATISTIC", "STATUTE"])
def test_reason_of_another_kind_rests_on_no_finding(
    client: Client, helen: User, roads: Priority, kind: str
) -> None:
    response = client.post(f"{REASONS}add/", said(kind=kind, finding=finding().pk))
    assert refused(response) == {
        "finding": ["Only a reason from what people said rests on a survey result."]
    }
    assert texts(roads) == []


def test_reason_offers_only_published_findings(
    client: Client, helen: User, roads: Priority
) -> None:
    hidden = finding("Not yet", published_at=None)
    shown = finding("Published")
    page = page_of(client, f"{REASONS}add/")
    assert f"Published ({shown.question.consultation})" in page
    assert "Not yet" not in page
    assert refused(client.post(f"{REASONS}add/", said(finding=hidden.pk))) == {
        "finding": ["Choose a published survey result from the list"]
    }


def test_reason_add_joins_what_a_colleague_saved_meanwhile(
    client: Client, helen: User, roads: Priority
) -> None:
    for text in ("First.", "Second."):
        assert client.post(f"{REASONS}add/", said(text=text)).status_code == 302
    assert texts(roads) == [(1, "First."), (2, "Second.")]


def test_reason_without_text_is_asked_for(client: Client, helen: User, roads: Priority) -> None:
    assert refused(client.post(f"{REASONS}add/", said(text=" ", kind=""))) == {
        "kind": ["Select what kind of reason it is"],
        "text": ["Enter the reason"],
    }


def test_reason_edit_shows_both_texts_to_who_saves_second(
    client: Client, helen: User, roads: Priority
) -> None:
    one = reason(roads, "The law.", kind="STATUTE")
    url = f"{REASONS}{one.pk}/edit/"
    client.post(url, said(kind="STATUTE", text="Hers."))
    response = client.post(url, said(kind="STATUTE", text="Mine."))
    assert told(response) == [("Why has this priority been identified?", "Hers.", "Mine.")]
    assert texts(roads) == [(1, "Hers.")]
    assert client.post(url, said(kind="STATUTE", text="Mine.", version=2)).status_code == 302
    assert texts(roads) == [(1, "Mine.")]


def test_reason_edit_of_one_that_was_taken_out_loses_nothing(
    client: Client, helen: User, roads: Priority
) -> None:
    one = reason(roads, "The law.", kind="STATUTE")
    url = f"{REASONS}{one.pk}/"
    client.post(f"{url}remove/", {"version": 1})
    assert client.get(f"{url}edit/").status_code == 404
    response = client.post(f"{url}edit/", said(kind="STATUTE", text="Mine."))
    assert ("Why has this priority been identified?", "", "Mine.") in told(response)
    assert texts(roads) == []
    client.post(f"{url}edit/", said(kind="STATUTE", text="Mine.", version=2))
    assert texts(roads) == [(1, "Mine.")]


def test_reason_remove_asks_once(client: Client, helen: User, roads: Priority) -> None:
    one, _other = reason(roads, "The law."), reason(roads, "Nine cats.")
    url = f"{REASONS}{one.pk}/remove/"
    assert "Take this reason out?" in page_of(client, url)
    assert client.post(url, {"version": 1}).headers["Location"] == REASONS
    assert texts(roads) == [(2, "Nine cats.")]
    roads.refresh_from_db()
    assert roads.version == 2


def test_reason_remove_after_a_colleague_saved_asks_again(
    client: Client, helen: User, roads: Priority
) -> None:
    one = reason(roads, "The law.")
    client.post(f"{REASONS}{one.pk}/edit/", said(text="The new law."))
    response = client.post(f"{REASONS}{one.pk}/remove/", {"version": 1}, follow=True)
    page = response.content.decode()
    assert "Somebody saved it meanwhile" in page
    assert "The new law." in page
    assert texts(roads) == [(1, "The new law.")]


@pytest.mark.parametrize(
    ("which", "up", "order"),
    [
        (1, "yes", ["B", "A", "C"]),
        (1, "no", ["A", "C", "B"]),
        (0, "yes", ["A", "B", "C"]),
        (2, "no", ["A", "B", "C"]),
    ],
)
@pytest.mark.usefixtures("helen")
def test_reason_move_changes_places_with_its_neighbour(
    client: Client, roads: Priority, which: int, up: str, order: list[str]
) -> None:
    rows = [reason(roads, text) for text in "ABC"]
    client.post(f"{REASONS}{rows[which].pk}/move/", {"version": 1, "up": up})
    assert [text for _, text in texts(roads)] == order
    assert [number for number, _ in texts(roads)] == [1, 2, 3]


@pytest.mark.parametrize("version", [{"version": 1}, {}])
def test_reason_move_from_an_old_page_moves_nothing(
    client: Client, helen: User, roads: Priority, version: dict[str, int]
) -> None:
    reason(roads, "A")
    last = reason(roads, "B")
    client.post(f"{REASONS}{last.pk}/edit/", said(text="B"))
    response = client.post(f"{REASONS}{last.pk}/move/", version | {"up": "yes"}, follow=True)
    assert "Somebody saved it meanwhile" in response.content.decode()
    assert texts(roads) == [(1, "A"), (2, "B")]


def test_reason_of_another_priority_is_not_there(
    client: Client, helen: User, roads: Priority
) -> None:
    other = reason(PriorityFactory.create())
    for deed in ("edit", "remove"):
        assert client.get(f"{REASONS}{other.pk}/{deed}/").status_code == 404
    assert client.post(f"{REASONS}{other.pk}/move/", {"version": 1}).status_code == 404
    assert client.post(f"{REASONS}{other.pk}/remove/", {"version": 1}).status_code == 404
    assert Reason.objects.filter(pk=other.pk).exists()


def test_reply_says_what_could_not_be_done(client: Client, helen: User, roads: Priority) -> None:
    sent = {
        "version": 1,
        "you_said": "Close the lane.",
        "we_did": "It is private.",
        "could_not": "on",
    }
    assert client.post(f"{REPLIES}add/", sent).headers["Location"] == REPLIES
    saved = PublicReply.objects.get()
    assert (saved.number, saved.you_said, saved.we_did, saved.could_not) == (
        1,
        "Close the lane.",
        "It is private.",
        True,
    )
    page = page_of(client, REPLIES)
    assert "<b>We could not, because:</b> It is private." in page
    assert "We did:" not in page


def test_reply_edit_shows_both_texts_to_who_saves_second(
    client: Client, helen: User, roads: Priority
) -> None:
    one = reply(roads)
    url = f"{REPLIES}{one.pk}/edit/"
    sent = {"version": 1, "you_said": "It is loud.", "we_did": "We asked."}
    client.post(url, sent | {"could_not": "on"})
    assert told(client.post(url, sent)) == [
        ("We could not, because of what stands above", "Yes", "No")
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_reason_list_takes_the_same_queries_for_1_and_30(
    client: Client, helen: User, roads: Priority, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        reason(roads, kind="CONSULTATION", finding=finding())
    with django_assert_num_queries(7):
        client.get(REASONS)
