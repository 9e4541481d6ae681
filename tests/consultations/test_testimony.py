"""What people said: who reads it, what is kept of it, and how it is counted."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.models import Consent, Direction, Testimony, Theme
from consultations.services.testimony import add_testimony, edit_testimony
from partners.models import User
from tests.consultations.sending import differences, in_parts, refused
from tests.factories import (
    CommunityFactory,
    TestimonyFactory,
    ThemeFactory,
    board_member,
    owner,
)
from tests.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

LIST, ADD = "/testimony/", "/testimony/add/"


@pytest.fixture
def theme() -> Theme:
    return ThemeFactory.create(title="Road safety")


def said(**typed: Any) -> dict[str, Any]:
    """One testimony as it is filled in."""
    community, theme = CommunityFactory.create(), ThemeFactory.create()
    return {
        **in_parts("heard_on", date(2022, 9, 20)),
        "method": "LETTER",
        "consultation": "",
        "community": community.pk,
        "theme": theme.pk,
        "consent": "PUBLIC",
        "words": "It is <b>better</b>. 🚲",
        "direction": "BETTER",
        "checked_with_community": "on",
    } | typed


def shown(client: Client, **narrowed: Any) -> list[str]:
    response = client.get(LIST, narrowed)
    assert response.status_code == 200
    return [one.words for one in response.context["page"]]


def text(client: Client, url: str = LIST) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_testimony_add_keeps_what_was_said(client: Client, helen: User) -> None:
    response = client.post(ADD, said())
    assert response.headers["Location"] == LIST
    kept = Testimony.objects.get()
    assert (kept.words, kept.consent, kept.direction, kept.method, kept.heard_on) == (
        "It is <b>better</b>. 🚲",
        "PUBLIC",
        "BETTER",
        "LETTER",
        date(2022, 9, 20),
    )
    assert (kept.checked_with_community, kept.recorded_by) == (True, helen)
    assert "It is &lt;b&gt;better&lt;/b&gt;. 🚲" in text(client)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"words": ""}, {"words": ["Enter what was said"]}),
        (
            {"consent": "COUNT_ONLY"},
            {"words": ["Leave the words out: the person agreed to be counted only"]},
        ),
        ({"consent": ""}, {"consent": ["Select what the person agreed to"]}),
        ({"method": ""}, {"method": ["Select how it was heard"]}),
        ({"direction": ""}, {"direction": ["Select whether things got better or worse"]}),
        ({"community": ""}, {"community": ["Select the community"]}),
        ({"theme": "999"}, {"theme": ["Choose what it is about from the list"]}),
        (
            in_parts("heard_on", date(2022, 10, 6)),
            {"heard_on": ["Enter a day that has been: this one is still to come"]},
        ),
        (
            {"words": "Write to ann@example.org"},
            {
                "words": [
                    "Leave out the e-mail address “ann@example.org”: nothing that leads to a person is kept"
                ]
            },
        ),
        (
            {"words": "x" * 3001},
            {"words": ["Shorten what was said to 3000 characters or fewer"]},
        ),
    ],
)
def test_testimony_add_says_what_to_put_right(
    client: Client, helen: User, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    assert refused(client, ADD, said(**typed)) == errors
    assert Testimony.objects.count() == 0


def test_testimony_form_chooses_no_consent_beforehand(client: Client, helen: User) -> None:
    assert client.get(ADD).context["form"]["consent"].value() == ""
    assert "<strong>No names.</strong>" in text(client, ADD)


def test_testimony_edit_takes_the_words_away_with_the_consent(client: Client, helen: User) -> None:
    kept = TestimonyFactory.create()
    url = f"/testimony/{kept.pk}/edit/"
    assert kept.words in client.get(url).content.decode()
    client.post(url, said(version=1, consent="COUNT_ONLY", words=""))
    kept.refresh_from_db()
    assert (kept.consent, kept.words) == ("COUNT_ONLY", "")
    assert "Counted only: the words are not kept." in text(client)


def test_testimony_edit_brings_no_words_back_over_a_consent_taken_back(
    client: Client, helen: User
) -> None:
    kept = TestimonyFactory.create()
    url, sent = f"/testimony/{kept.pk}/edit/", said(version=1)
    client.post(url, sent | {"consent": "COUNT_ONLY", "words": ""})
    response = client.post(url, sent | {"words": "It is better now."})
    assert differences(response) == [
        ("What did the person agree to?", "To be counted only", "Agreed for publication"),
        ("What was said?", "", "It is better now."),
    ]
    assert "It is better now." in response.content.decode()
    kept.refresh_from_db()
    assert (kept.consent, kept.words, kept.version) == ("COUNT_ONLY", "", 2)
    client.post(url, sent | {"version": 2, "consent": "PARTNERS", "words": "It is better now."})
    kept.refresh_from_db()
    assert (kept.consent, kept.words, kept.version) == ("PARTNERS", "It is better now.", 3)


def test_edit_testimony_is_for_the_team_alone(theme: Theme) -> None:
    kept = TestimonyFactory.create()
    with pytest.raises(PermissionDenied):
        edit_testimony(testimony=kept, version=1, by=owner())
    assert Testimony.objects.get().version == 1


def test_testimony_is_read_as_people_agreed(client: Client, helen: User) -> None:
    TestimonyFactory.create(words="For all", heard_on=date(2022, 6, 3))
    TestimonyFactory.create(
        words="For partners", consent=Consent.PARTNERS, heard_on=date(2022, 6, 2)
    )
    TestimonyFactory.create(words="", consent=Consent.COUNT_ONLY, heard_on=date(2022, 6, 1))
    assert shown(client) == ["For all", "For partners", ""]
    assert "For partners only" in text(client)
    client.force_login(board_member())
    assert shown(client) == ["For all"]
    page = text(client)
    assert "For partners" not in page
    assert "Agreed" not in page
    assert "/edit/" not in page
    assert shown(client, consent="PARTNERS") == ["For all"]
    assert "For partners" not in client.get(f"{LIST}?export=csv").content.decode()


@pytest.mark.parametrize(
    ("narrowed", "words"),
    [
        ({"direction": "WORSE"}, ["B"]),
        ({"consent": "PARTNERS"}, ["B"]),
        ({"sort": "community"}, ["B", "A"]),
        ({"sort": "heard"}, ["B", "A"]),
        ({"direction": "SAME"}, []),
    ],
)
def test_testimony_list_narrows_and_sorts(
    client: Client, helen: User, narrowed: dict[str, str], words: list[str]
) -> None:
    TestimonyFactory.create(words="A", community__name="Zeta", heard_on=date(2022, 9, 2))
    TestimonyFactory.create(
        words="B",
        community__name="Alpha",
        heard_on=date(2022, 9, 1),
        direction=Direction.WORSE,
        consent=Consent.PARTNERS,
    )
    assert shown(client, **narrowed) == words


def test_testimony_list_narrows_to_a_pressure_or_a_community(
    client: Client, helen: User, theme: Theme
) -> None:
    first = TestimonyFactory.create(words="A", theme=theme)
    TestimonyFactory.create(words="B")
    assert shown(client, theme=theme.pk) == ["A"]
    assert shown(client, community=first.community_id) == ["A"]
    assert "No testimony matches" in text(client, f"{LIST}?direction=MIXED")


def test_testimony_list_that_is_empty_says_what_to_do_first(client: Client, helen: User) -> None:
    assert "Record the first testimony" in text(client)
    client.force_login(board_member())
    assert "There is no testimony to read yet" in text(client)


def test_add_testimony_is_refused_without_words_or_to_others(theme: Theme, helen: User) -> None:
    heard: dict[str, Any] = {
        "community": CommunityFactory.create(),
        "theme": theme,
        "method": "LETTER",
        "heard_on": TODAY,
        "direction": "SAME",
    }
    with pytest.raises(ValidationError, match="Enter what was said"):
        add_testimony(by=helen, consent=Consent.PUBLIC, **heard)
    with pytest.raises(PermissionDenied):
        add_testimony(by=owner(), **heard)
    assert add_testimony(by=helen, **heard).consent == "COUNT_ONLY"


@pytest.mark.parametrize("count", [1, 30])
def test_testimony_list_takes_the_same_queries_for_1_and_30(
    client: Client, helen: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        TestimonyFactory.create()
    with django_assert_num_queries(10):
        client.get(LIST)
