"""What people said in the demonstration, and whether every figure agrees with every other."""

from datetime import date
from decimal import Decimal

import pytest

from actionplans.models import Action, Reading
from consultations.models import (
    Community,
    CommunityKind,
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    Finding,
    Response,
    ResponseFile,
    ResponseSource,
    Testimony,
)
from priorities.models import Edition, EditionStatus, Reason, ReasonKind
from smp_portal.foundation.working_days import LONDON
from smp_portal.pages.demonstration.loading import FIRST_MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def readings(title: str) -> dict[date, Decimal | None]:
    rows = Reading.objects.counting().filter(measure__title=title)
    return {reading.period_end: reading.value for reading in rows}


def test_story_survey() -> None:
    survey = Consultation.objects.get(slug="resident-survey-2020")
    assert (survey.status, survey.opened_on, survey.closed_on) == (
        ConsultationStatus.PUBLISHED,
        date(2020, 1, 13),
        date(2020, 3, 31),
    )
    assert Response.objects.filter(consultation=survey).count() == 1043
    (file,) = ResponseFile.objects.all()
    assert (file.taken_count, file.problems, file.rows) == (1043, [], [])


def test_story_papers_are_being_typed_in() -> None:
    poll = Consultation.objects.get(slug="market-stall-poll-autumn-2022")
    assert poll.status == ConsultationStatus.OPEN
    papers = Response.objects.filter(consultation=poll)
    assert {(paper.source, str(paper.recorded_by)) for paper in papers} == {
        (ResponseSource.PAPER, "Daniel Okafor")
    }
    assert papers.count() == 6


def test_story_findings_are_what_the_reasons_rest_on() -> None:
    found = Finding.objects.published().order_by("pk")
    assert [(one.count, one.base, one.rank) for one in found] == [
        (483, 1043, 1),
        (258, 441, 1),
        (131, 203, 1),
    ]
    for one in found:
        assert f"{one.count} of {one.base:,}" in one.statement
        assert f"{one.count / one.base:.0%}" in one.statement
    rests = Reason.objects.filter(kind=ReasonKind.CONSULTATION).order_by("priority__number")
    assert [(reason.priority.number, reason.finding) for reason in rests] == [
        *zip((1, 2, 3), found, strict=True),
        # Nobody counted how many asked to be told about services.
        (5, None),
    ]


def test_story_listening_events_are_what_the_measure_counts() -> None:
    events = Consultation.objects.filter(kind=ConsultationKind.LISTENING_EVENT)
    assert {event.status for event in events} == {ConsultationStatus.CLOSED}
    for quarter, counted in readings("Listening events held").items():
        assert events.filter(opened_on__lte=quarter).count() == counted
    assert events.count() == 17


def test_story_speed_watch_is_in_each_of_the_ten_villages() -> None:
    villages = Community.objects.filter(kind=CommunityKind.VILLAGE, is_rural=True)
    speed_watch = Action.objects.get(reference="2.1", plan__year="2022/23")
    assert set(speed_watch.communities.all()) == set(villages)
    assert villages.count() == 10


def test_story_tells_the_public_what_was_true_by_then() -> None:
    edition = Edition.objects.get(status=EditionStatus.PUBLISHED)
    assert edition.published_at is not None
    told = edition.published_at.astimezone(LONDON).date()
    assert (edition.label, told) == ("September 2022", date(2022, 9, 20))
    replies = {
        priority["slug"]: [reply["we_did"] for reply in priority["replies"]]
        for priority in edition.contents["priorities"]
    }
    assert replies["road-safety"] == ["Volunteers in ten villages now check speeds each week."]
    assert Action.objects.get(reference="2.1", plan__year="2022/23").completed_on == date(
        2022, 9, 12
    )
    (scams,) = replies["cybercrime"]
    reached = readings("People reached face to face")[date(2022, 6, 30)]
    assert f"with {reached:.0f} people" in scams
    assert {slug: len(said) for slug, said in replies.items()} == {
        "drug-related-crime": 1,
        "road-safety": 1,
        "violent-crime": 1,
        "cybercrime": 1,
        "communication-and-engagement": 1,
    }


def test_story_testimony_was_heard_where_it_says() -> None:
    heard = Testimony.objects.select_related("consultation")
    assert heard.count() == 14
    for one in heard:
        assert one.heard_on < FIRST_MORNING.date()
        if one.consultation:
            assert one.heard_on == one.consultation.opened_on
            assert one.community.name.rpartition(" - ")[2] in (
                one.consultation.audience + one.consultation.title
            )
