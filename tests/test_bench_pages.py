"""The bench of the pages: its partnership, its visitor, and the pages that it asks for."""

import os
import subprocess
import sys
from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from actionplans.models import (
    Action,
    ActionPlan,
    ActionUpdate,
    PlanEvent,
    Reading,
    Reminder,
    Review,
    ReviewAnswer,
    ReviewDecision,
)
from bench.measuring import PAGES, Page, Times
from bench.page_sql import Asked, signed_in
from bench.partnership.building import build
from bench.visitor import Answer
from partners.models import Role, User
from tests.walking import MOST_QUERIES

TODAY = date(2026, 11, 28)


@pytest.fixture
def asked(db: None) -> Asked:
    build(0.01, today=TODAY)
    asked = Asked(Client())
    officer = User.objects.get(role=Role.OFFICER)
    session = signed_in(officer, by=settings.AUTHENTICATION_BACKENDS[0])
    asked.client.cookies[settings.SESSION_COOKIE_NAME] = session
    return asked


def test_the_partnership_has_three_years_of_everything(db: None) -> None:
    build(0.01, today=TODAY)
    kinds = (ActionPlan, Action, Review, ReviewAnswer, ReviewDecision, ActionUpdate, Reading)
    assert [kind.objects.count() for kind in kinds] == [12, 120, 40, 40, 40, 120, 80]
    assert ActionPlan.objects.active().count() == 4
    assert PlanEvent.objects.filter(plan__year="2024/25").exists()
    assert Reminder.objects.count() == 40


@pytest.mark.parametrize("page", [page for page in PAGES if not page.is_sent], ids=lambda p: p.name)
def test_each_page_is_there_and_asks_the_database_little(asked: Asked, page: Page) -> None:
    plan = ActionPlan.objects.active().order_by("number")[0]
    queries = asked.capture("page", page.path.format(plan=plan.pk, past="2026-05-12"))
    assert 0 < queries <= MOST_QUERIES


def test_a_form_is_sent_as_a_browser_would(asked: Asked) -> None:
    plan = ActionPlan.objects.active().order_by("number")[0]
    path = f"/action-plans/{plan.pk}/edit/"
    html = asked.client.get(path, secure=True).content.decode()
    values = Answer(200, html, 0.1).filled_in | {"title": "A safer station"}
    asked.capture("save", path, values)
    plan.refresh_from_db()
    assert (plan.title, plan.version, plan.status) == ("A safer station", 2, "ACTIVE")


def test_what_a_page_asked_is_kept_with_its_values(asked: Asked) -> None:
    plan = ActionPlan.objects.active().order_by("number")[0]
    asked.capture("detail", f"/action-plans/{plan.pk}/")
    assert any(
        "actionplans_actionplan" in sql and plan.pk in params
        for sql, params in asked.asked["detail"]
    )


def test_figures_are_the_middle_the_slow_end_and_the_rate() -> None:
    times = Times([0.01] * 18 + [0.02, 0.05])
    assert (times.p50, round(times.p95, 1), round(times.a_second, 1)) == (10.0, 48.5, 80.0)


def test_the_bare_site_can_be_loaded() -> None:
    environment = {**os.environ, "DATABASE_URL": "sqlite://:memory:"}
    code = "from bench.bare.app import application, urlpatterns; print(len(urlpatterns))"
    said = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
    assert said == "3\n"


def test_without_a_server_it_says_what_to_do() -> None:
    environment = {**os.environ, "DATABASE_URL": "sqlite://:memory:"}
    run = subprocess.run(
        [sys.executable, "-m", "bench.pages"],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert "DATABASE_URL=postgres://" in run.stderr
