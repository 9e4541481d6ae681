"""Beginning and editing a consultation."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from consultations.models import Consultation, ConsultationStatus
from partners.models import User
from tests.consultations.sending import consultation_form, in_parts, refused
from tests.factories import ConsultationFactory
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

ADD, EDIT = "/consultations/add/", "/consultations/survey/edit/"


@pytest.fixture
def survey() -> Consultation:
    return ConsultationFactory.create(title="Survey", slug="survey")


def begin(client: Client, **answers: Any) -> Any:
    return client.post(ADD, {"title": "Market stall", "kind": "POLL"} | answers)


def test_consultation_add_begins_a_draft(client: Client, helen: User) -> None:
    response = begin(client, place="The market", **in_parts("opened_on", date(2022, 10, 8)))
    stall = Consultation.objects.get()
    assert response.headers["Location"] == "/consultations/market-stall/"
    assert (stall.title, stall.kind, stall.place, stall.status) == (
        "Market stall",
        "POLL",
        "The market",
        ConsultationStatus.DRAFT,
    )
    assert (stall.opened_on, stall.closed_on) == (date(2022, 10, 8), None)
    remembered = stall.history.get()
    assert (remembered.history_user, remembered.history_date) == (helen, NOW)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Market stall", "market-stall-2"),
        ("Add", "add-2"),
        ("Findings", "findings-2"),
        ("🚲", "consultation"),
        ("Été à Melton & more", "ete-a-melton-more"),
        ("x" * 200, "x" * 100),
    ],
)
def test_consultation_gets_an_address_of_its_own(
    client: Client, helen: User, title: str, slug: str
) -> None:
    ConsultationFactory.create(slug="market-stall")
    assert begin(client, title=title).headers["Location"] == f"/consultations/{slug}/"
    assert client.get(f"/consultations/{slug}/").status_code == 200


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"title": ""}, {"title": ["Enter a title for the consultation"]}),
        (
            {"title": "x" * 201},
            {"title": ["Enter a title for the consultation of 200 characters or fewer"]},
        ),
        ({"kind": ""}, {"kind": ["Select what kind of consultation it is"]}),
        ({"kind": "PARTY"}, {"kind": ["Choose what kind of consultation it is from the list"]}),
        (
            in_parts("closed_on", date(2022, 10, 8)),
            {"opened_on": ["Enter the day it opened"]},
        ),
        (
            in_parts("opened_on", date(2022, 10, 8)) | in_parts("closed_on", date(2022, 10, 7)),
            {"closed_on": ["Enter a closing day that is not before the first day"]},
        ),
    ],
)
def test_consultation_add_says_what_to_put_right(
    client: Client, helen: User, answers: dict[str, str], errors: dict[str, list[str]]
) -> None:
    sent = {"title": "Typed <b>text</b>", "kind": "POLL"} | answers
    assert refused(client, ADD, sent) == errors
    assert Consultation.objects.count() == 0


def test_consultation_edit_saves_and_keeps_the_address(
    client: Client, helen: User, survey: Consultation
) -> None:
    response = client.post(EDIT, consultation_form(survey, title="Residents’ survey 🚲"))
    assert response.headers["Location"] == "/consultations/survey/"
    survey.refresh_from_db()
    assert (survey.title, survey.slug, survey.version) == ("Residents’ survey 🚲", "survey", 2)
    assert survey.history.count() == 2


def test_consultation_edit_keeps_the_first_day_of_what_has_begun(
    client: Client, helen: User, survey: Consultation
) -> None:
    no_days = in_parts("opened_on", None) | in_parts("closed_on", None)
    assert refused(client, EDIT, consultation_form(survey, **no_days)) == {
        "opened_on": ["Enter the day it opened"]
    }


def test_consultation_edit_shows_both_texts_to_who_saves_second(
    client: Client, helen: User, survey: Consultation
) -> None:
    client.post(EDIT, consultation_form(survey, title="Hers"))
    response = client.post(EDIT, consultation_form(survey, title="Mine"))
    assert response.status_code == 409
    told = [(one.label, one.saved, one.typed) for one in response.context["differences"]]
    assert told == [("Title", "Hers", "Mine")]
    assert 'value="Mine"' in response.content.decode()
    assert client.post(EDIT, consultation_form(survey, title="Mine", version=2)).status_code == 302
    survey.refresh_from_db()
    assert (survey.title, survey.version) == ("Mine", 3)
