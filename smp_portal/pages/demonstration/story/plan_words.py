"""What the officers wrote into the plan, what its reasons rest on, and the editions that the public read."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from consultations.models import Testimony
from priorities.models import Edition, Priority, PublicReply, Reason, StrategicPlan
from priorities.services.editions import make_edition, publish_edition
from priorities.services.parts import add_part, edit_part
from priorities.services.priorities import choose_voices, edit_priority
from smp_portal.pages.demonstration.story import pages
from smp_portal.pages.demonstration.story.happening import Happening
from smp_portal.pages.demonstration.story.listening import finding_of
from smp_portal.pages.demonstration.story.pages import moment
from smp_portal.pages.public.building import build_contents

_WORDS = ("what_we_want", "how_we_will_work")


def plan_word_happenings() -> Iterator[Happening]:
    """Each priority's words, voices and replies as they were written, and each edition."""
    told = pages.read("plan_words.toml")
    for priority in told["priority"]:
        yield Happening(moment(priority["written_at"]), partial(_write, priority))
    for reply in told["reply"]:
        yield Happening(moment(reply["written_at"]), partial(_reply, reply))
    for voice in pages.read("testimony.toml")["testimony"]:
        if "priority" in voice:
            yield Happening(moment(voice["heard_on"], hour=21), partial(_voice, voice))
    for edition in told["edition"]:
        yield Happening(moment(edition["made_at"]), partial(_make, edition["label"]))
        yield Happening(moment(edition["published_at"]), partial(_publish, edition["label"]))


def _write(told: dict[str, Any], now: datetime) -> None:
    priority = Priority.objects.get(slug=told["slug"])
    values = {name: told[name] for name in _WORDS if name in told}
    edit_priority(priority=priority, values=values, **_at_once(priority, now))
    for number, key in told.get("findings", {}).items():
        reason = Reason.objects.select_related("priority").get(
            priority=priority, number=int(number)
        )
        edit_part(
            part=reason, values={"finding": finding_of(key)}, **_at_once(reason.priority, now)
        )


def _reply(told: dict[str, Any], now: datetime) -> None:
    priority = Priority.objects.get(slug=told["priority"])
    reply = PublicReply(
        priority=priority,
        you_said=told["you_said"],
        we_did=told["we_did"],
        could_not=told.get("could_not", False),
    )
    add_part(part=reply, **_at_once(priority, now))


def _voice(told: dict[str, Any], now: datetime) -> None:
    priority = Priority.objects.get(slug=told["priority"])
    heard = Testimony.objects.get(words=told["words"])
    voices = [*priority.testimonies.all(), heard]
    choose_voices(priority=priority, testimonies=voices, **_at_once(priority, now))


def _at_once(priority: Priority, now: datetime) -> dict[str, Any]:
    """Who wrote it and when: an officer who has the newest version open."""
    return {"version": priority.version, "by": pages.officer(), "now": now}


def _make(label: str, now: datetime) -> None:
    plan = StrategicPlan.objects.get()
    make_edition(plan=plan, label=label, contents=build_contents(plan), by=pages.officer(), now=now)


def _publish(label: str, now: datetime) -> None:
    edition = Edition.objects.select_related("plan").get(label=label)
    publish_edition(edition=edition, by=pages.officer(), now=now)
