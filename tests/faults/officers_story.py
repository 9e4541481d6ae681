"""What a process of a test about two officers does: press one button, at the very moment at which the other does."""

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smp_portal.settings")
django.setup()

# What follows needs the settings to be there.
from django.conf import settings  # noqa: E402
from django.contrib.messages import get_messages  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from actionplans.models import (  # noqa: E402
    ChannelDeed,
    ChannelEvent,
    DecisionKind,
    EventKind,
    MailChannel,
    PlanEvent,
    Reminder,
    ReminderHandling,
    ReminderState,
    Review,
    ReviewDecision,
    ReviewState,
)
from actionplans.services.asking import ask_now  # noqa: E402
from actionplans.services.channel import pause_mail  # noqa: E402
from actionplans.services.given import ReviewRefused  # noqa: E402
from actionplans.services.handling import mark_handled, send_again  # noqa: E402
from actionplans.services.reviews import decide_review  # noqa: E402
from partners.models import User  # noqa: E402
from tests.actionplans.asking import answer  # noqa: E402
from tests.actionplans.needing import lost  # noqa: E402
from tests.actionplans.reminding import ask_of  # noqa: E402
from tests.factories import officer  # noqa: E402

BOTH = 2
NOW = datetime(2022, 10, 5, 9, 0, tzinfo=UTC)


def make() -> None:
    """A mail that did not arrive, an answer to decide on, a plan to ask for, mail that is paused, and two officers."""
    helen = officer(full_name="Helen Marsh", email="helen@example.org")
    officer(full_name="Daniel Okafor", email="daniel@example.org")
    owed, answered = ask_of(2)
    lost(owed, ReminderState.FAILED)
    answer(answered, now=NOW)
    MailChannel.objects.get_or_create(name="SMTP")
    pause_mail(reason="The server moves", by=helen, now=NOW)


def press(what: str, who: str, folder: str) -> None:
    """Do one thing as this officer, once two officers have their hand on a button; says "done", or what they are told."""
    by = User.objects.get(email=who)
    deed = BUTTONS[what](by)
    connection.ensure_connection()
    Path(folder, who).touch()
    while len(list(Path(folder).iterdir())) < BOTH:
        time.sleep(0.001)
    try:
        told = deed() or "done"
    except ValidationError as refused:
        told = " ".join(refused.messages)
    except ReviewRefused as refused:
        told = str(refused)
    print(json.dumps(told), end="")  # noqa: T201 - the test reads it


def _again(by: User) -> Callable[[], str | None]:
    mail = Reminder.objects.get(state=ReminderState.FAILED)
    return lambda: _done(send_again(mail=mail, seen=0, note="", by=by, now=NOW))


def _handled(by: User) -> Callable[[], str | None]:
    mail = Reminder.objects.get(state=ReminderState.FAILED)
    return lambda: _done(mark_handled(mail=mail, seen=0, note="Rang", by=by, now=NOW))


def _decide(kind: DecisionKind) -> Callable[[User], Callable[[], str | None]]:
    def ready(by: User) -> Callable[[], str | None]:
        review = Review.objects.get(state=ReviewState.ANSWERED)
        newest = review.answers.get()
        words = {"rating": "RED", "reason": "Late"} if kind == DecisionKind.CORRECT else {}
        return lambda: _done(
            decide_review(review=review, answer=newest, kind=kind, by=by, now=NOW, **words)
        )

    return ready


def _ask(by: User) -> Callable[[], str | None]:
    review = Review.objects.get(state=ReviewState.AWAITED)
    return lambda: _done(ask_now(review=review, by=by, now=NOW))


def _resume(by: User) -> Callable[[], str | None]:
    client = Client()
    client.force_login(by)

    def pressed() -> str | None:
        url, host = reverse("actionplans:channel_resume"), settings.ALLOWED_HOSTS[0]
        response = client.post(url, headers={"host": host}, secure=True)
        [message] = get_messages(response.wsgi_request)
        return None if message.level_tag == "success" else str(message)

    return pressed


def _done(_: Any) -> None:
    """What the deed gives is of no matter here."""


BUTTONS: dict[str, Callable[[User], Callable[[], str | None]]] = {
    "again": _again,
    "handled": _handled,
    "accept": _decide(DecisionKind.ACCEPT),
    "correct": _decide(DecisionKind.CORRECT),
    "ask": _ask,
    "resume": _resume,
}


def tell() -> None:
    """How often each thing was done, as it is written down."""
    told = {
        "handlings": ReminderHandling.objects.count(),
        "repeats": Reminder.objects.exclude(resends=None).count(),
        "decisions": ReviewDecision.objects.count(),
        "requests": PlanEvent.objects.filter(kind=EventKind.ASKED_NOW).count(),
        "resumed": ChannelEvent.objects.filter(kind=ChannelDeed.RESUMED).count(),
    }
    connection.close()
    print(json.dumps(told))  # noqa: T201 - the test reads it


DEEDS: dict[str, Callable[..., None]] = {deed.__name__: deed for deed in (make, press, tell)}
