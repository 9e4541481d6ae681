"""What people said: the places they live in, the survey with its findings, and the listening events."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from consultations.models import (
    Community,
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    Finding,
    Option,
    QuestionKind,
    Theme,
)
from consultations.response_files.whole import load_file
from consultations.services.consultations import add_consultation, move_consultation
from consultations.services.findings import make_finding, publish_finding
from consultations.services.papers import record_paper_answer
from consultations.services.questions import add_question
from consultations.services.testimony import add_testimony
from smp_portal.pages.demonstration.story import pages
from smp_portal.pages.demonstration.story.happening import Happening
from smp_portal.pages.demonstration.story.pages import moment


def make_places() -> None:
    """The wards, villages and groups of people that the partnership listens to."""
    Community.objects.bulk_create(
        Community(slug=slugify(told["name"]), **told)
        for told in pages.read("places.toml")["community"]
    )


def listening_happenings() -> Iterator[Happening]:
    """The survey asked, loaded and published; the poll on paper; each listening event; what was heard."""
    told = pages.read("consultations.toml")
    survey = told["survey"]
    yield Happening(moment(survey["opened_on"], hour=8), partial(_ask, survey))
    yield Happening(moment(survey["closed_on"], hour=17), partial(_close, survey["title"]))
    yield Happening(moment(survey["loaded_at"]), partial(_load, survey))
    for finding in told["finding"]:
        yield Happening(moment(finding["published_at"]), partial(_find, finding))
    yield Happening(moment(survey["published_at"]), partial(_publish, survey["title"]))
    poll = told["poll"]
    yield Happening(moment(poll["opened_on"], hour=8), partial(_ask, poll))
    for paper in told["paper"]:
        typed = partial(_type_in, poll["title"], paper)
        yield Happening(moment(paper["typed_at"]), typed)
    for event in told["event"]:
        yield Happening(moment(event["held_on"], hour=19), partial(_hold, event))
    for heard in pages.read("testimony.toml")["testimony"]:
        yield Happening(moment(heard["heard_on"], hour=20), partial(_hear, heard))


def _begin(told: dict[str, Any], kind: str, now: datetime, opened_on: date) -> Consultation:
    values = {name: told[name] for name in ("title", "place", "audience")}
    return add_consultation(
        values={**values, "kind": kind, "opened_on": opened_on}, by=pages.officer(), now=now
    )


def _ask(told: dict[str, Any], now: datetime) -> None:
    survey = _begin(told, told["kind"], now, told["opened_on"])
    for question in told["question"]:
        add_question(
            consultation=survey,
            text=question["text"],
            kind=QuestionKind(question["kind"]),
            options=question.get("options", []),
            most=question.get("most"),
            by=pages.officer(),
            now=now,
        )
    _move(told["title"], ConsultationStatus.OPEN, now)


def _load(told: dict[str, Any], now: datetime) -> None:
    path = settings.BASE_DIR / told["file"]
    load_file(
        consultation=_consultation(told["title"]),
        data=path.read_bytes(),
        name=path.name,
        by=pages.officer(),
        now=now,
    )


def _type_in(title: str, told: dict[str, Any], now: datetime) -> None:
    poll = _consultation(title)
    (own_words,) = poll.questions.filter(kind=QuestionKind.TEXT)
    record_paper_answer(
        consultation=poll,
        answered_on=now.date(),
        community=Community.objects.get(name=told["place"]) if "place" in told else None,
        age_band=told["age"],
        chosen=list(Option.objects.filter(question__consultation=poll, text__in=told["chosen"])),
        said={own_words: told["said"]} if "said" in told else {},
        by=pages.person("daniel.okafor"),
        now=now,
    )


def _find(told: dict[str, Any], now: datetime) -> None:
    option = Option.objects.select_related("question").get(text=told["option"])
    finding = make_finding(
        question=option.question,
        option=option,
        is_rural=told.get("is_rural"),
        age_bands=told.get("age_bands", []),
        statement=told["statement"],
        by=pages.officer(),
        now=now,
    )
    publish_finding(finding=finding, by=pages.officer(), now=now)


def finding_of(key: str) -> Finding:
    """A finding by its name in the story."""
    told = pages.read("consultations.toml")["finding"]
    (statement,) = [one["statement"] for one in told if one["key"] == key]
    return Finding.objects.get(statement=statement)


def _hold(told: dict[str, Any], now: datetime) -> None:
    _begin(told, ConsultationKind.LISTENING_EVENT, now, told["held_on"])
    _move(told["title"], ConsultationStatus.OPEN, now)
    _close(told["title"], now)


def _hear(told: dict[str, Any], now: datetime) -> None:
    add_testimony(
        community=Community.objects.get(name=told["community"]),
        theme=Theme.objects.get(number=told["theme"]),
        consultation=_consultation(told["event"]) if "event" in told else None,
        method=told["method"],
        heard_on=now.date(),
        words=told.get("words", ""),
        consent=told["consent"],
        direction=told["direction"],
        checked_with_community=told.get("checked", False),
        by=pages.officer(),
    )


def _close(title: str, now: datetime) -> None:
    _move(title, ConsultationStatus.CLOSED, now)


def _publish(title: str, now: datetime) -> None:
    _move(title, ConsultationStatus.PUBLISHED, now)


def _move(title: str, to: ConsultationStatus, now: datetime) -> None:
    move_consultation(consultation=_consultation(title), to=to, by=pages.officer(), now=now)


def _consultation(title: str) -> Consultation:
    return Consultation.objects.get(title=title)
