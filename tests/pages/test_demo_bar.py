"""The demonstration's bar: moving the clock and playing somebody else, here and nowhere else."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from actionplans.tasks import reminder_tick
from partners.models import User
from smp_portal.foundation import clock
from smp_portal.foundation.models import ClockShift
from smp_portal.foundation.working_days import LONDON
from smp_portal.pages.demonstration.moves import a_week_later, next_working_morning
from tests.factories import ActionPlanFactory, UserFactory, board_member, officer

pytestmark = pytest.mark.django_db

ROUTES = [
    "/demo/clock/",
    "/demo/people/",
    "/demo/reset/",
    "/demo/mailbox/",
    "/demo/mailbox/some-key/",
]


@pytest.fixture
def demo(settings: Settings, tmp_path: object) -> Settings:
    settings.DEMO = True
    settings.DEMO_MAILDIR = tmp_path
    clock.move_to(datetime(2022, 10, 5, 9, 30, tzinfo=LONDON))
    return settings


@pytest.fixture
def poked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The broker is the outside world here: only that it was asked matters."""
    asked: list[str] = []
    monkeypatch.setattr(reminder_tick, "delay", lambda: asked.append("tick"))
    return asked


def london(*when: int) -> datetime:
    return datetime(*when, tzinfo=LONDON)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize("path", ROUTES)
def test_demo_outside_the_demonstration(client: Client, path: str) -> None:
    client.force_login(officer())
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


@pytest.mark.parametrize("path", ROUTES)
def test_demo_for_another_machine(demo: Settings, client: Client, path: str) -> None:
    assert client.get(path, REMOTE_ADDR="192.0.2.7").status_code == 403
    assert client.post(path, REMOTE_ADDR="192.0.2.7").status_code == 403
    assert client.get(path, REMOTE_ADDR="").status_code == 403


def test_demo_bar_on_a_public_page(demo: Settings, client: Client) -> None:
    page = client.get(reverse("pages:home")).content.decode()
    assert "<b>Wednesday 5 October 2022 at 9:30am</b>" in page


def test_demo_bar_outside_the_demonstration(client: Client) -> None:
    assert "demo-bar" not in client.get(reverse("pages:home")).content.decode()


def test_demo_without_its_database(settings: Settings, client: Client) -> None:
    settings.DEMO = True
    UserFactory.create()
    response = client.get(reverse("pages:home"))
    assert response.status_code == 503
    assert "The demonstration is not in this database" in response.content.decode()
    assert client.post(reverse("pages:demo_people"), {"person": "1"}).status_code == 503


def test_demo_clock_does_not_move_on_get(demo: Settings, client: Client) -> None:
    before = ClockShift.objects.get().shift
    assert client.get(reverse("pages:demo_clock"), {"to": "morning"}).status_code == 405
    assert ClockShift.objects.get().shift == before


def test_demo_clock_from_morning_to_morning(
    demo: Settings, client: Client, poked: list[str]
) -> None:
    shown = []
    for _ in range(3):
        response = client.post(reverse("pages:demo_clock"), {"to": "morning", "next": "/plan/?a=1"})
        assert response["Location"] == "/plan/?a=1"
        shown.append(f"{timezone.localtime(clock.now()):%A %-d %B %H:%M}")
    assert shown == [
        "Thursday 6 October 09:00",
        "Friday 7 October 09:00",
        "Monday 10 October 09:00",
    ]
    assert poked == ["tick", "tick", "tick"]


def test_demo_clock_a_week_later(demo: Settings, client: Client, poked: list[str]) -> None:
    client.post(reverse("pages:demo_clock"), {"to": "week"})
    assert f"{timezone.localtime(clock.now()):%A %-d %B %H:%M}" == "Wednesday 12 October 09:30"


def test_demo_clock_to_nowhere(demo: Settings, client: Client, poked: list[str]) -> None:
    assert client.post(reverse("pages:demo_clock"), {"to": "yesterday"}).status_code == 400
    assert clock.today().day == 5
    assert poked == []


@pytest.mark.parametrize(
    "asked",
    ["https://example.com/", "//example.com/", "javascript:alert(1)", "", "\\\\example.com"],
)
def test_demo_clock_leads_to_no_other_site(
    demo: Settings, client: Client, poked: list[str], asked: str
) -> None:
    response = client.post(reverse("pages:demo_clock"), {"to": "morning", "next": asked})
    assert response["Location"] == "/"


def test_demo_clock_without_a_broker(demo: Settings, client: Client) -> None:
    response = client.post(
        reverse("pages:demo_clock"), {"to": "morning", "next": "/demo/people/"}, follow=True
    )
    assert "the worker could not be reached" in response.content.decode()
    assert clock.today().day == 6


def test_next_working_morning_over_new_year() -> None:
    assert next_working_morning(london(2022, 12, 30, 10)) == london(2023, 1, 3, 9)


def test_next_working_morning_before_it_came() -> None:
    assert next_working_morning(london(2022, 10, 5, 8, 59)) == london(2022, 10, 5, 9)
    assert next_working_morning(london(2022, 10, 5, 9)) == london(2022, 10, 6, 9)
    assert next_working_morning(london(2022, 10, 8, 8)) == london(2022, 10, 10, 9)


def test_a_week_later_keeps_the_hour_when_summer_ends() -> None:
    later = a_week_later(london(2022, 10, 26, 9, 30))
    assert later.astimezone(UTC) == datetime(2022, 11, 2, 9, 30, tzinfo=UTC)


def test_demo_people_tells_what_each_looks_after(demo: Settings, client: Client) -> None:
    tom = UserFactory.create(full_name="Tom Ashby", post="Road Safety Officer")
    ActionPlanFactory.create(number=2, title="Road safety", owner=tom)
    UserFactory.create(full_name="Gone Away", is_active=False)
    page = client.get(reverse("pages:demo_people")).content.decode()
    assert "Play Tom Ashby" in page
    assert "Looks after 2. Road safety" in page
    assert "Gone Away" not in page


def test_demo_people_plays_somebody(demo: Settings, client: Client) -> None:
    first, second = officer(), board_member()
    client.force_login(first)
    response = client.post(reverse("pages:demo_people"), {"person": second.pk})
    assert response["Location"] == "/my-work/"
    assert client.session["_auth_user_id"] == str(second.pk)


@pytest.mark.parametrize("asked", ["", "nobody", "0", "99999"])
def test_demo_people_plays_nobody(demo: Settings, client: Client, asked: str) -> None:
    client.force_login(first := officer())
    assert client.post(reverse("pages:demo_people"), {"person": asked}).status_code == 404
    assert client.session["_auth_user_id"] == str(first.pk)


def test_demo_people_plays_nobody_who_has_left(demo: Settings, client: Client) -> None:
    left: User = UserFactory.create(is_active=False)
    assert client.post(reverse("pages:demo_people"), {"person": left.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/demo/clock/", "/demo/people/", "/demo/reset/"])
def test_demo_buttons_need_their_token(demo: Settings, path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, {"to": "morning"}).status_code == 403
    assert clock.today().day == 5
