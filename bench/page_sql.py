"""What the pages ask the database, and how long that takes alone: python -m bench.page_sql.

It reads a line of JSON for each thing wanted and answers with one.
"""

import json
import os
import sys
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smp_portal.settings")
django.setup()

# What follows needs the settings to be there.
from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from actionplans.models import Action, ActionPlan, ReviewAnswer  # noqa: E402
from partners.models import Role, User  # noqa: E402
from smp_portal.foundation import clock  # noqa: E402

LONG_AGO = timedelta(days=200)
BARE = "django.contrib.auth.backends.ModelBackend"
Query = tuple[str, Any]


@dataclass
class Asked:
    """The portal asked as one officer, with all that it asked the database for each page."""

    client: Client
    asked: dict[str, list[Query]] = field(default_factory=dict)

    def capture(self, name: str, path: str, values: dict[str, str] | None = None) -> int:
        """Ask for a page, or send a form; how many questions the database was asked."""
        queries: list[Query] = []

        def noting(execute: Any, sql: str, params: Any, *more: Any) -> Any:
            queries.append((sql, params))
            return execute(sql, params, *more)

        more: dict[str, Any] = {"secure": True, "headers": {"host": settings.ALLOWED_HOSTS[0]}}
        with connection.execute_wrapper(noting):
            send = self.client.get if values is None else self.client.post
            response = send(path, values, **more)
        if response.status_code != (200 if values is None else 302):
            raise SystemExit(f"{path} answered {response.status_code}")
        self.asked[name] = queries
        return len(queries)

    def replay(self, name: str, line: "psycopg.Connection[Any]") -> float:
        """The same questions with the same values and nothing else; what they write is taken back."""
        began = time.perf_counter()
        with line.cursor() as cursor:
            for sql, params in self.asked[name]:
                cursor.execute(sql, params)
                if cursor.description:
                    cursor.fetchall()
        took = time.perf_counter() - began
        line.rollback()
        return took


def signed_in(user: User, *, by: str) -> str:
    """A session of somebody's, as signing in leaves it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = by
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def main() -> None:
    """Answer until the input ends."""
    officer = User.objects.get(role=Role.OFFICER)
    asked, client = Asked(Client()), signed_in(officer, by=settings.AUTHENTICATION_BACKENDS[0])
    asked.client.cookies[settings.SESSION_COOKIE_NAME] = client
    facts = {
        "portal": client,
        "bare": signed_in(officer, by=BARE),
        "plan": _plan_in_the_middle().pk,
        "past": (clock.today() - LONG_AGO).isoformat(),
        "size": _size(),
    }
    print(json.dumps(facts), flush=True)
    with psycopg.connect(os.environ["DATABASE_URL"], cursor_factory=psycopg.ClientCursor) as line:
        for wanted in map(json.loads, sys.stdin):
            print(json.dumps(_answer(asked, wanted, line)), flush=True)


def _answer(asked: Asked, wanted: dict[str, Any], line: "psycopg.Connection[Any]") -> float:
    if wanted["do"] == "capture":
        return asked.capture(wanted["name"], wanted["path"], wanted.get("values"))
    if wanted["do"] == "replay":
        return asked.replay(wanted["name"], line)
    # The smallest thing that can be written.
    line.execute("SELECT pg_current_xact_id()")
    line.commit()
    return 0


def _size() -> str:
    """How large the partnership is, in words."""
    plans, actions, people = (kind.objects.count() for kind in (ActionPlan, Action, User))
    active, answers = ActionPlan.objects.active().count(), ReviewAnswer.objects.count()
    return (
        f"{plans:,} plans ({active:,} of them active), {actions:,} actions, {people:,} people, "
        f"{answers:,} answers"
    )


def _plan_in_the_middle() -> ActionPlan:
    """A plan of this year with an owner, a deputy and last year's before it."""
    plans = ActionPlan.objects.active().filter(deputy__isnull=False, is_restricted=False)
    plans = plans.exclude(owner=None).order_by("number")
    return plans[plans.count() // 2]


if __name__ == "__main__":
    main()
