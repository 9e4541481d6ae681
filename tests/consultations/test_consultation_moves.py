"""From draft to open, closed and published, and back: each step asks once and says its rule."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from consultations.models import Consultation, ConsultationKind, ConsultationStatus
from partners.models import User
from tests.factories import ConsultationFactory, QuestionFactory, ResponseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

TODAY = date(2022, 10, 5)


@pytest.fixture
def draft() -> Consultation:
    survey = ConsultationFactory.create(
        slug="survey", status=ConsultationStatus.DRAFT, opened_on=None, closed_on=None
    )
    QuestionFactory.create(consultation=survey)
    return survey


def move(client: Client, to: str) -> Any:
    """Look at the question, then say yes."""
    url = f"/consultations/survey/move/{to}/"
    asked = client.get(url)
    assert asked.status_code == 200
    version = asked.context["form"]["version"].value()
    return client.post(url, {"version": version}, follow=True)


def days(survey: Consultation) -> tuple[str, date | None, date | None]:
    survey.refresh_from_db()
    return survey.status, survey.opened_on, survey.closed_on


def test_consultation_goes_forward_step_by_step_and_its_dates_follow(
    client: Client, helen: User, draft: Consultation
) -> None:
    assert "The consultation is open" in move(client, "open").content.decode()
    assert days(draft) == ("OPEN", TODAY, None)
    assert "The consultation is closed" in move(client, "closed").content.decode()
    assert days(draft) == ("CLOSED", TODAY, TODAY)
    assert "The results are published" in move(client, "published").content.decode()
    assert days(draft) == ("PUBLISHED", TODAY, TODAY)
    assert draft.history.count() == 4


def test_consultation_goes_back_step_by_step(
    client: Client, helen: User, draft: Consultation
) -> None:
    Consultation.objects.update(
        status="PUBLISHED", opened_on=date(2022, 9, 1), closed_on=date(2022, 9, 30)
    )
    move(client, "closed")
    assert days(draft) == ("CLOSED", date(2022, 9, 1), date(2022, 9, 30))
    move(client, "open")
    assert days(draft) == ("OPEN", date(2022, 9, 1), None)
    move(client, "draft")
    assert days(draft) == ("DRAFT", date(2022, 9, 1), None)


def test_consultation_with_answers_is_no_draft_again(
    client: Client, helen: User, draft: Consultation
) -> None:
    Consultation.objects.update(status="OPEN", opened_on=TODAY)
    ResponseFactory.create(consultation=draft)
    page = move(client, "draft").content.decode()
    assert "Answers have come in, so it can’t be a draft again" in page
    assert days(draft) == ("OPEN", TODAY, None)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (ConsultationKind.SURVEY, "DRAFT"),
        (ConsultationKind.POLL, "DRAFT"),
        (ConsultationKind.LISTENING_EVENT, "OPEN"),
    ],
)
def test_consultation_that_asks_needs_a_question_before_it_opens(
    client: Client, helen: User, kind: str, status: str
) -> None:
    survey = ConsultationFactory.create(
        slug="survey", kind=kind, status=ConsultationStatus.DRAFT, opened_on=None, closed_on=None
    )
    page = move(client, "open").content.decode()
    assert ("Add a question first: there is nothing to answer yet" in page) == (status == "DRAFT")
    assert days(survey)[0] == status


def test_consultation_closes_today_at_the_latest(
    client: Client, helen: User, draft: Consultation
) -> None:
    Consultation.objects.update(status="OPEN", opened_on=TODAY, closed_on=date(2022, 11, 1))
    move(client, "closed")
    assert days(draft) == ("CLOSED", TODAY, TODAY)


def test_consultation_closes_not_before_it_opens(
    client: Client, helen: User, draft: Consultation
) -> None:
    Consultation.objects.update(status="OPEN", opened_on=date(2022, 10, 6))
    page = move(client, "closed").content.decode()
    assert "It opens on 6 October 2022: change that date before you close it" in page
    assert days(draft) == ("OPEN", date(2022, 10, 6), None)


@pytest.mark.parametrize("to", ["draft", "closed", "published"])
def test_consultation_takes_no_two_steps_at_once(
    client: Client, helen: User, draft: Consultation, to: str
) -> None:
    response = client.post(f"/consultations/survey/move/{to}/", {"version": 1})
    assert response.headers["Location"] == "/consultations/survey/"
    assert days(draft)[0] == "DRAFT"


@pytest.mark.parametrize("to", ["party", "OPEN", "Open"])
def test_consultation_knows_no_other_move(
    client: Client, helen: User, draft: Consultation, to: str
) -> None:
    assert client.get(f"/consultations/survey/move/{to}/").status_code == 404


def test_consultation_that_somebody_else_changed_is_shown_first(
    client: Client, helen: User, draft: Consultation
) -> None:
    Consultation.objects.update(version=2)
    assert client.post("/consultations/survey/move/open/", {"version": 1}).status_code == 409
    assert days(draft)[0] == "DRAFT"
