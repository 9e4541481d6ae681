"""What the processes of the bench do: python -m bench.story make 2000, plan, raw, send, tell.

Each says what came of it as JSON on its output.
"""

import json
import os
import resource
import smtplib
import sys
import time
from collections import Counter
from collections.abc import Callable
from secrets import token_urlsafe
from typing import Any

import django
from django.core.mail import EmailMessage
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smp_portal.settings")
django.setup()

# What follows needs the settings to be there.
from actionplans.emails import reminder_mail  # noqa: E402
from actionplans.models import ActionPlan, Reminder, Review, Stage  # noqa: E402
from actionplans.reminders import sending  # noqa: E402
from actionplans.reminders.outlook import Outlook, look  # noqa: E402
from actionplans.reminders.planner import plan_reminders  # noqa: E402
from actionplans.reminders.smtp import SmtpRelay  # noqa: E402
from actionplans.reminders.turns import Turns  # noqa: E402
from partners.models import User  # noqa: E402
from tests.actionplans.reminding import at  # noqa: E402
from tests.factories import (  # noqa: E402
    ActionPlanFactory,
    PartnerFactory,
    PriorityFactory,
    ReviewRoundFactory,
    UserFactory,
)

NINE = at(5)

# Where a sender's time goes: each part's name here, and the function that does it.
PARTS: dict[str, tuple[Any, str]] = {
    "claim": (Turns, "claim"),
    "look": (Turns, "outlook_for"),
    "prepare": (sending, "prepare"),
    "copy": (sending, "count_copy"),
    "record": (sending, "record"),
    "smtp": (SmtpRelay, "hand_over"),
}


def make(number: str) -> None:
    """So many people, each with a plan and a review to answer, which is due soon."""
    partner, priority = PartnerFactory.create(), PriorityFactory.create()
    people = UserFactory.build_batch(int(number), partner=partner)
    User.objects.bulk_create(people)
    plans = [
        ActionPlanFactory.build(priority=priority, owner=owner, year="2022/23", number=number)
        for number, owner in enumerate(people, start=1)
    ]
    ActionPlan.objects.bulk_create(plans)
    round_ = ReviewRoundFactory.create(opened_at=at(3, 0))
    Review.objects.bulk_create(Review(round=round_, plan=plan) for plan in plans)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def plan() -> dict[str, float]:
    """Write the mails down that are due."""
    began = time.perf_counter()
    plan_reminders(now=NINE)
    return {"seconds": time.perf_counter() - began, "megabytes": _megabytes()}


def raw(port: str, how: str = "") -> dict[str, float]:
    """Build the same mails of what was read before, and hand each over: no record, no second try."""
    outlook = look(now=NINE)
    reminders = list(_mails().select_related("recipient", "round"))
    _built(reminders[0], outlook)
    began = time.perf_counter()
    line = smtplib.SMTP("127.0.0.1", int(port))
    for reminder in reminders:
        if how == "again":
            line.quit()
            line = smtplib.SMTP("127.0.0.1", int(port))
        message = _built(reminder, outlook)
        line.sendmail("portal@example.org", message.to, message.message().as_bytes())
    line.quit()
    return {"seconds": time.perf_counter() - began}


def _built(reminder: Reminder, outlook: Outlook) -> EmailMessage:
    """One mail; the first one of a process is built before the clock runs, for it loads pages and templates."""
    return reminder_mail(
        reminder=reminder,
        owed=outlook.asked[reminder.recipient],
        not_in=[],
        returned={},
        token=token_urlsafe(32),
        rules=outlook.rules,
        now=NINE,
    ).message


def send() -> dict[str, Any]:
    """Say when all is ready, and send what is due, as the worker does, once told to."""
    first = _mails().select_related("recipient", "round")[0]
    _built(first, look(now=NINE, only=[first.recipient]))
    parts = _note_the_time()
    print("ready", flush=True)
    sys.stdin.readline()
    began, states = time.perf_counter(), Counter[str]()
    more = True
    while more:
        sent = sending.send_due(now=NINE)
        states.update({str(state): number for state, number in sent.states.items()})
        more = sent.more
    return {
        "seconds": time.perf_counter() - began,
        "states": states,
        "megabytes": _megabytes(),
        "parts": parts,
    }


def tell() -> dict[str, int]:
    """How many mails there are in each state."""
    return dict(Counter(_mails().values_list("state", flat=True)))


def _mails() -> Any:
    return Reminder.objects.filter(stage=Stage.DUE)


def _note_the_time() -> Counter[str]:
    """Have the sender's parts add up the time they take."""
    spent: Counter[str] = Counter()

    def timed(part: str, deed: Callable[..., Any]) -> Callable[..., Any]:
        def timing(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return deed(*args, **kwargs)
            finally:
                spent[part] += time.perf_counter() - began  # type: ignore[assignment]

        return timing

    for part, (place, name) in PARTS.items():
        setattr(place, name, timed(part, getattr(place, name)))
    return spent


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


DEEDS: dict[str, Callable[..., Any]] = {
    deed.__name__: deed for deed in (make, plan, raw, send, tell)
}

if __name__ == "__main__":
    print(json.dumps(DEEDS[sys.argv[1]](*sys.argv[2:])))
