"""The communities that the partnership listens to: added, edited, and deleted only while nobody was heard."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.models import Community, CommunityKind
from partners.models import User
from tests.consultations.sending import refused
from tests.factories import CommunityFactory, ResponseFactory, TestimonyFactory

pytestmark = pytest.mark.django_db

ADD = "/communities/add/"
NEW = {"name": "Upper Village", "kind": "VILLAGE", "is_rural": "on", "population": "340"}


def shown(client: Client, **narrowed: Any) -> list[str]:
    response = client.get("/communities/", narrowed)
    assert response.status_code == 200
    return [one.name for one in response.context["page"]]


def test_community_list_says_how_many_were_heard(client: Client, helen: User) -> None:
    village = CommunityFactory.create(name="Upper Village", is_rural=True, population=1234)
    ResponseFactory.create_batch(3, community=village)
    TestimonyFactory.create_batch(2, community=village)
    page = " ".join(client.get("/communities/").content.decode().split())
    assert "1 community<" in page
    assert 'Village<span class="cards__note">One of the villages</span>' in page
    assert 'data-label="Population">1,234 people</td>' in page
    assert 'data-label="Answers">3</td>' in page
    assert 'data-label="Testimonies">2</td>' in page


@pytest.mark.parametrize(
    ("narrowed", "names"),
    [
        ({}, ["Centre", "Upper Village", "Young people"]),
        ({"q": "VILL"}, ["Upper Village"]),
        ({"kind": "COMMUNITY_OF_INTEREST"}, ["Young people"]),
        ({"is_rural": "True"}, ["Upper Village"]),
        ({"is_rural": "False"}, ["Centre", "Young people"]),
        ({"sort": "-name"}, ["Young people", "Upper Village", "Centre"]),
        ({"sort": "-answers"}, ["Young people", "Centre", "Upper Village"]),
        ({"sort": "population"}, ["Upper Village", "Centre", "Young people"]),
    ],
)
def test_community_list_narrows_and_sorts(
    client: Client, helen: User, narrowed: dict[str, str], names: list[str]
) -> None:
    CommunityFactory.create(name="Upper Village", is_rural=True, population=300)
    CommunityFactory.create(name="Centre", kind=CommunityKind.WARD, population=9000)
    young = CommunityFactory.create(name="Young people", kind=CommunityKind.COMMUNITY_OF_INTEREST)
    ResponseFactory.create(community=young)
    assert shown(client, **narrowed) == names


def test_community_list_leaves_as_a_file(client: Client, helen: User) -> None:
    CommunityFactory.create(name="Upper Village", is_rural=True)
    response = client.get("/communities/?export=csv")
    assert response.content.decode("utf-8-sig").splitlines() == [
        "Community,Kind,One of the villages,Population,Answers,Testimonies",
        "Upper Village,Village,Yes,,0,0",
    ]


def test_community_list_that_is_empty_says_what_to_do_first(client: Client, helen: User) -> None:
    assert "Add the first community" in client.get("/communities/").content.decode()
    CommunityFactory.create()
    page = client.get("/communities/?q=cheese").content.decode()
    assert "Show all communities" in page


def test_community_add_puts_it_on_the_list(client: Client, helen: User) -> None:
    response = client.post(ADD, NEW | {"name": "  Upper   Village "})
    assert response.headers["Location"] == "/communities/"
    added = Community.objects.get()
    assert (added.name, added.slug, added.kind, added.is_rural, added.population) == (
        "Upper Village",
        "upper-village",
        "VILLAGE",
        True,
        340,
    )


@pytest.mark.parametrize(("name", "slug"), [("Add", "add-2"), ("🚲", "community")])
def test_community_gets_an_address_of_its_own(
    client: Client, helen: User, name: str, slug: str
) -> None:
    client.post(ADD, NEW | {"name": name})
    assert client.get(f"/communities/{slug}/edit/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": ""}, {"name": ["Enter the name of the community"]}),
        (
            {"name": "lower VILLAGE"},
            {"name": ["Enter another name: a community with this one is on the list"]},
        ),
        ({"kind": ""}, {"kind": ["Select what kind of community it is"]}),
        (
            {"population": "many"},
            {"population": ["Enter how many people live there in figures, like 40"]},
        ),
    ],
)
def test_community_add_says_what_to_put_right(
    client: Client, helen: User, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    CommunityFactory.create(name="Lower Village")
    assert refused(client, ADD, NEW | typed) == errors
    assert Community.objects.count() == 1


def test_community_edit_saves_and_keeps_the_address(client: Client, helen: User) -> None:
    CommunityFactory.create(name="Old", slug="old")
    client.post("/communities/old/edit/", NEW)
    assert Community.objects.values_list("name", "slug").get() == ("Upper Village", "old")


def test_community_from_which_nobody_was_heard_is_deleted_after_asking(
    client: Client, helen: User
) -> None:
    CommunityFactory.create(name="Old", slug="old")
    assert "Delete Old?" in client.get("/communities/old/delete/").content.decode()
    assert Community.objects.count() == 1
    client.post("/communities/old/delete/")
    assert Community.objects.count() == 0


@pytest.mark.parametrize(
    ("heard", "message"),
    [
        (ResponseFactory, "1 person from Old answered: it has to stay on the list"),
        (TestimonyFactory, "1 testimony from Old recorded: it has to stay on the list"),
    ],
)
def test_community_from_which_somebody_was_heard_is_not_deleted(
    client: Client, helen: User, heard: Any, message: str
) -> None:
    heard.create(community=CommunityFactory.create(name="Old", slug="old"))
    assert refused(client, "/communities/old/delete/", {}) == {"__all__": [message]}
    assert Community.objects.filter(slug="old").exists()


@pytest.mark.parametrize("count", [1, 30])
def test_community_list_takes_the_same_queries_for_1_and_30(
    client: Client, helen: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        ResponseFactory.create()
    with django_assert_num_queries(6):
        client.get("/communities/")
