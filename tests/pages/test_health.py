"""What a watching machine reads, and when it is alarmed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from actionplans.models import MailChannel, WorkerHeartbeat
from tests.actionplans.reminding import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker(redis_url: str, settings: Settings) -> None:
    settings.REDIS_URL = redis_url


@pytest.fixture(autouse=True)
def _in_autumn() -> Iterator[None]:
    with time_machine.travel(at(5), tick=False):
        yield


@contextmanager
def broken_database() -> Iterator[None]:
    def refuse(*_: Any) -> None:
        raise OperationalError("the server is gone")

    with connection.execute_wrapper(refuse):
        yield


def test_health_is_well(client: Client, broker: None) -> None:
    WorkerHeartbeat.objects.create(at=at(5, 8, 55))

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {
        "well": True,
        "database": "ok",
        "broker": "ok",
        "worker": "ok",
        "mail": "ok",
    }
    assert "no-store" in response["Cache-Control"]


def test_health_is_red_five_minutes_after_the_last_look(client: Client, broker: None) -> None:
    WorkerHeartbeat.objects.create(at=at(5, 8, 54))

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["worker"] == "has not looked since 2022-10-05T07:54:00+00:00"


def test_health_is_red_before_the_first_look(client: Client, broker: None) -> None:
    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["worker"] == "has never looked for what is due"


def test_health_is_red_while_mail_is_paused(client: Client, broker: None) -> None:
    WorkerHeartbeat.objects.create(at=at(5))
    MailChannel.objects.create(name="SMTP", paused_at=at(5), reason="Our relay is away.")

    response = client.get("/healthz")

    assert (response.status_code, response.json()["mail"]) == (503, "paused (Mail server)")
    assert "relay" not in response.content.decode()


def test_health_is_red_without_a_broker(client: Client) -> None:
    WorkerHeartbeat.objects.create(at=at(5))

    response = client.get("/healthz")

    assert (response.status_code, response.json()["broker"]) == (503, "can’t be reached")


def test_health_is_red_without_a_database(client: Client, broker: None) -> None:
    with broken_database():
        response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {
        "well": False,
        "database": "can’t be reached",
        "broker": "ok",
        "worker": "not known",
        "mail": "not known",
    }


def test_health_only_reads(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
