"""The public's pages hold nothing of the working plan, nothing of anybody else's, and little weight."""

import gzip
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from priorities.models import Edition, Priority, StrategicPlan
from tests.factories import PriorityFactory, officer
from tests.foundation.pages import attributes, elements
from tests.pages.public.a_plan import action, plan_of
from tests.pages.public.editions import published

pytestmark = pytest.mark.django_db

OF_THE_EDITION = [
    "/",
    "/plan/",
    "/plan/road-safety/",
    "/places/",
    "/places/asfordby/",
    "/places/frisby/",
    "/who-we-are/",
]
OTHERS = ["/contact/", "/accessibility/", "/privacy/", "/cookies/"]
EVERY_PAGE = OF_THE_EDITION + OTHERS
TABLE = re.compile(r'FROM "(\w+)"|JOIN "(\w+)"')
KEPT = "public, max-age=300"


def tables_read(client: Client, url: str) -> list[str]:
    """The tables that a page asks, in their order."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == HTTPStatus.OK
    found = [TABLE.findall(query["sql"]) for query in asked]
    return ["".join(names) for query in found for names in query]


@pytest.mark.parametrize("url", OF_THE_EDITION)
def test_page_reads_the_edition_and_where_the_team_is_reached(
    client: Client, edition: Edition, url: str
) -> None:
    tables = ["priorities_edition", "actionplans_frameworksettings"]
    assert sorted(tables_read(client, url)) == sorted(tables)


@pytest.mark.parametrize("url", OTHERS)
def test_page_reads_where_the_team_is_reached_alone(
    client: Client, edition: Edition, url: str
) -> None:
    assert tables_read(client, url) == ["actionplans_frameworksettings"]


@pytest.mark.parametrize("url", EVERY_PAGE)
def test_page_sets_no_cookie_and_is_kept_five_minutes(
    client: Client, edition: Edition, url: str
) -> None:
    response = client.get(url)
    assert dict(response.cookies) == {}
    assert response["Cache-Control"] == KEPT
    assert "Cookie" in response["Vary"]


def test_page_that_has_not_changed_is_not_sent_again(client: Client, edition: Edition) -> None:
    tag = client.get("/plan/")["ETag"]
    assert client.get("/plan/", headers={"If-None-Match": tag}).status_code == 304
    published(edition.plan, "The next")
    assert client.get("/plan/", headers={"If-None-Match": tag}).status_code == 200


def test_page_of_somebody_with_a_cookie_is_theirs_alone(client: Client, edition: Edition) -> None:
    client.cookies["messages"] = "something"
    assert client.get("/plan/")["Cache-Control"] == "private, no-cache"


def test_page_of_somebody_signed_in_is_never_kept(client: Client, edition: Edition) -> None:
    client.force_login(officer())
    response = client.get("/plan/")
    assert "no-store" in response["Cache-Control"]
    assert '<a class="smp-header__link" href="/my-work/">Back to my work</a>' in (
        response.content.decode()
    )


@pytest.mark.parametrize("url", EVERY_PAGE)
def test_page_loads_its_style_and_nothing_else(client: Client, edition: Edition, url: str) -> None:
    found = list(elements(client.get(url).content.decode()))
    loaded = [attributes(e) for e in found if e.name in {"link", "script", "img", "iframe"}]
    loaded = [one for one in loaded if one.get("rel") != "icon"]
    assert loaded == [{"rel": "stylesheet", "href": "/static/portal.css"}]
    links = [attributes(e).get("href", "") for e in found if e.name == "a"]
    assert [link for link in links if not link.startswith(("/", "#", "tel:", "mailto:"))] == []


def test_page_of_a_long_plan_weighs_less_than_100_kilobytes(
    client: Client, plan: StrategicPlan
) -> None:
    style = Path(settings.BASE_DIR, "static", "dist", "portal.css")
    if not style.exists():
        pytest.skip("No style sheet is built: npm run build makes it.")
    for number in range(20, 26):
        priority = PriorityFactory.create(plan=plan, number=number, what_we_want="Safety. " * 200)
        year = plan_of(priority, "2022/23")
        for count in range(30):
            action(year, f"Action {number}.{count}", description=f"What {count} is about. " * 10)
    published(plan)
    page = client.get("/plan/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    weight = len(page.content) + len(gzip.compress(style.read_bytes()))
    assert 5_000 < weight < 100_000


@pytest.mark.parametrize(
    "url",
    [
        "/plan/proposed/",
        "/plan/withdrawn/",
        "/plan/nothing-of-the-kind/",
        "/places/nowhere/",
        "/plan/2021-2024/",
    ],
)
def test_address_that_is_guessed_leads_nowhere(client: Client, edition: Edition, url: str) -> None:
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_plan_that_is_edited_changes_in_public_when_it_is_published(
    client: Client, edition: Edition
) -> None:
    Priority.objects.filter(slug="road-safety").update(
        what_we_want="No cars at all.", slug="no-cars"
    )
    before = client.get("/plan/road-safety/").content.decode()
    assert "Slower traffic where people live." in before
    assert client.get("/plan/no-cars/").status_code == HTTPStatus.NOT_FOUND
    published(edition.plan, "The next")
    assert "No cars at all." in client.get("/plan/no-cars/").content.decode()
    assert client.get("/plan/road-safety/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("url", ["/plan/", "/places/", "/who-we-are/"])
def test_nothing_published_yet_is_said_kindly(
    client: Client, plan: StrategicPlan, url: str
) -> None:
    html = client.get(url).content.decode()
    assert "Our plan will be here soon" in html
    assert '<a class="govuk-link" href="tel:01632960001">01632 960001</a>' in html
    assert "Road safety" not in html


@pytest.mark.parametrize("url", ["/plan/road-safety/", "/places/asfordby/"])
def test_nothing_published_yet_has_no_page_of_its_own(
    client: Client, plan: StrategicPlan, url: str
) -> None:
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND
