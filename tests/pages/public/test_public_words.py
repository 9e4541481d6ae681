"""What a resident reads."""

import re
from datetime import date

import pytest
from django.test import Client

from actionplans.models import FrameworkSettings, Measure, MeasureState
from priorities.models import Edition, StrategicPlan
from tests.pages.public.a_plan import define
from tests.pages.public.editions import published

pytestmark = pytest.mark.django_db

TAG = re.compile(r"<[^>]+>")
SPACE = re.compile(r"\s+")


def words_of(client: Client, url: str) -> str:
    """The text of a page in one line."""
    html = client.get(url).content.decode().partition("<main")[2].partition("</main>")[0]
    return SPACE.sub(" ", TAG.sub(" ", html)).replace(" .", ".").replace("&#x27;", "'")


def test_front_page_shows_the_priorities_and_how_to_find_a_place(
    client: Client, edition: Edition
) -> None:
    words = words_of(client, "/")
    assert "What we put first, 2021 to 2024" in words
    assert "2 Road safety Slower traffic where people live. 3 actions, 2 done" in words
    html = client.get("/").content.decode()
    assert '<form class="place-search" method="get" action="/places/">' in html
    assert '<option value="asfordby">Asfordby</option>' in html


def test_priority_says_why_with_its_figures(client: Client, edition: Edition) -> None:
    words = words_of(client, "/plan/road-safety/")
    assert (
        "Why this is a priority Road safety is the first concern in the villages 258 of 441 people , 59% "
        "People in the villages. Resident survey, January to March 2020 First concern in the villages"
    ) in words
    assert "It is the law Road Traffic Act 1988" in words
    html = client.get("/plan/road-safety/").content.decode()
    assert '<rect class="finding__share" width="58.5" height="6"/>' in html


def test_priority_says_what_is_done_where_and_by_whom(client: Client, edition: Edition) -> None:
    words = words_of(client, "/plan/road-safety/")
    assert (
        "Talks for new drivers Everywhere in the borough. Led by County Council. "
        "Not started yet, due by March 2023."
    ) in words
    assert (
        "Speed watch Volunteers with a speed gun. In Asfordby and Bottesford. "
        "Led by County Council with Speed Watch. Done in September 2022."
    ) in words


def test_priority_says_how_far_it_has_come(client: Client, edition: Edition) -> None:
    words = words_of(client, "/plan/road-safety/")
    assert (
        "Villages with a speed watch 10 of 10 villages July to September 2022; 6 in January to March 2022 "
        "Ten of our &lt;b&gt;sixty&lt;/b&gt; villages asked for one "
        "All ten villages. We aim for 10 by March 2023."
    ) in words
    assert "We will agree how to measure this with the people it is for, by December 2022." in words


def test_priority_owns_up_to_a_measure_that_is_not_agreed_in_time(
    client: Client, edition: Edition
) -> None:
    Measure.objects.filter(state=MeasureState.TO_BE_AGREED).update(agree_by=date(2022, 6, 30))
    published(edition.plan, "November 2022")
    words = words_of(client, "/plan/road-safety/")
    assert (
        "We wanted to agree by June 2022, with the people it is for, how to measure this. We still have to."
    ) in words


def test_priority_says_why_a_figure_stands_alone(client: Client, edition: Edition) -> None:
    define(Measure.objects.get(target=10), date(2022, 7, 1))
    published(edition.plan, "November 2022")
    words = words_of(client, "/plan/road-safety/")
    assert (
        "10 of 10 villages July to September 2022; counted in a new way since 1 July 2022, so not compared with the "
        "figures before Ten of our"
    ) in words


def test_priority_says_what_came_of_what_people_said(client: Client, edition: Edition) -> None:
    words = words_of(client, "/plan/road-safety/")
    assert "“The signs are ignored (PUBLIC)” Bottesford, listening event, June 2022" in words
    assert "You said Drivers speed. We did Volunteers check speeds." in words
    assert "You said Close the road. We could not, because It is a trunk road." in words


def test_priority_says_kindly_what_is_still_to_be_written(client: Client, edition: Edition) -> None:
    words = words_of(client, "/plan/road-safety/")
    assert "How we work on it is still to be written, together with the people it is for." in words


def test_whole_plan_holds_every_part(client: Client, edition: Edition) -> None:
    words = words_of(client, "/plan/")
    for part in (
        "About us Formed in 1998. By law.",
        "What we hope to reach Safer roads For everybody.",
        "What presses on our communities",
        "Protect people Covered by our plan By us. Road safety",
        "Priority 2 Road safety Why this is a priority",
    ):
        assert part in words


def test_place_says_what_happens_there_and_everywhere(client: Client, edition: Edition) -> None:
    words = words_of(client, "/places/asfordby/")
    assert "In Asfordby: 1 action Speed watch" in words
    assert "Done in September 2022. For our priority Road safety." in words
    everywhere = words.partition("Everywhere in the borough")[2]
    assert "Talks for new drivers Led by County Council. Not started yet" in everywhere
    assert "Speed watch" not in everywhere


def test_place_where_nothing_happens_says_what_to_do(client: Client, edition: Edition) -> None:
    words = words_of(client, "/places/frisby/")
    assert "Nothing is planned in Frisby alone yet" in words
    assert "come to a listening event or ring us on 01632 960001" in words
    assert "Talks for new drivers" in words


def test_group_of_people_is_spoken_of_as_people(client: Client, edition: Edition) -> None:
    html = client.get("/places/older-residents/").content.decode()
    assert "<title>What is happening for older residents – Safer Melton Partnership</title>" in html
    assert "Nothing is planned for older residents alone yet" in html


def test_place_that_was_chosen_leads_to_its_page(client: Client, edition: Edition) -> None:
    response = client.get("/places/", {"place": "asfordby"})
    assert (response.status_code, response["Location"]) == (302, "/places/asfordby/")


@pytest.mark.parametrize("chosen", ["", "nowhere", "https://bad.example/"])
def test_place_that_is_not_known_is_asked_for_again(
    client: Client, edition: Edition, chosen: str
) -> None:
    response = client.get("/places/", {"place": chosen})
    assert response.status_code == 200
    assert "Choose a place from the list below." in response.content.decode()


def test_partners_are_told_by_kind_with_who_came_after(client: Client, edition: Edition) -> None:
    words = words_of(client, "/who-we-are/")
    assert "asks to work together. County Council Other partners" in words
    assert "Came in the place of earlier partners Care Board" in words
    assert "Care Trust Until 31 March 2013, then Care Board" in words
    assert "What each statutory partner has agreed to To share what it knows" in words


def test_contact_is_not_only_digital(client: Client) -> None:
    FrameworkSettings.objects.create(
        team_address="1 Example Street\nMelton Mowbray", team_in_person="Town hall\nMondays"
    )
    words = words_of(client, "/contact/")
    assert "By telephone 01632 960001 In person Town hall Mondays By post 1 Example Street" in words
    assert "In an emergency, ring 999" in words
    assert "Hate incidents" in words


def test_public_pages_say_which_edition_they_are_of(client: Client, plan: StrategicPlan) -> None:
    published(plan, "Autumn 2022")
    html = client.get("/plan/").content.decode()
    assert "The plan as published on 5 October 2022, edition “Autumn 2022”." in html
