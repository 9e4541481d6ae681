"""Making a finding of a result in one step, saying it in other words, and publishing it."""

import pytest
from django.test import Client

from consultations.audiences import AUDIENCES
from consultations.models import Consultation, ConsultationStatus, Finding, Option, QuestionKind
from consultations.queries.tallies import read_tallies
from consultations.words import first_statement
from partners.models import User
from tests.consultations.survey import Said, gather
from tests.factories import FindingFactory, OptionFactory, QuestionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def roads() -> Option:
    """In the villages 30 of 40 people chose it, outside 10 of 40, who chose drugs and burglary alike."""
    question = QuestionFactory.create(
        consultation__slug="survey",
        text="Which of these concern you most?",
        kind=QuestionKind.SEVERAL,
    )
    roads, drugs, burglary = (
        OptionFactory.create(question=question, text=text)
        for text in ("Road safety and speeding", "Drug related crime", "Burglary")
    )
    gather(
        question.consultation,
        [Said([roads], village=True)] * 30
        + [Said([drugs], village=True)] * 10
        + [Said([roads])] * 10
        + [Said([drugs, burglary])] * 30,
    )
    found: Option = roads
    return found


def url(option: Option, audience: str) -> str:
    return f"/consultations/survey/options/{option.pk}/finding/?audience={audience}"


def page_of(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_result_becomes_a_finding_in_one_step(client: Client, helen: User, roads: Option) -> None:
    said = "Road safety and speeding is the first concern in the villages: 30 of 40 people, 75%."
    page = page_of(client, url(roads, "villages"))
    assert f"{said}</textarea>" in page
    assert "<b>30 of 40 people in the villages</b>, 75%" in page
    sent = client.post(url(roads, "villages"), {"statement": said})
    made = Finding.objects.get()
    assert sent.headers["Location"] == f"/consultations/findings/{made.pk}/"
    assert (made.statement, made.count, made.base, made.rank) == (said, 30, 40, 1)
    assert (made.is_rural, made.age_bands, made.published_at) == (True, [], None)


@pytest.mark.parametrize(
    ("audience", "option", "kind", "statement"),
    [
        (
            "everybody",
            "Drug related crime",
            QuestionKind.SEVERAL,
            "Drug related crime is joint first concern over all: 40 of 80 people, 50%.",
        ),
        (
            "outside-the-villages",
            "Burglary",
            QuestionKind.SEVERAL,
            "Burglary is joint first concern outside the villages: 30 of 40 people, 75%.",
        ),
        (
            "45-to-64",
            "Burglary",
            QuestionKind.SEVERAL,
            "Burglary is the third concern among people aged 45 to 64: 30 of 80 people, 38%.",
        ),
        (
            "villages",
            "Drug related crime",
            QuestionKind.SCALE,
            "In the villages 10 of 40 people, 25%, answered “Drug related crime”.",
        ),
    ],
)
def test_statement_is_begun_in_words(
    roads: Option, audience: str, option: str, kind: QuestionKind, statement: str
) -> None:
    question = roads.question
    question.kind = kind
    chosen, whose = Option.objects.get(text=option), AUDIENCES[audience]
    arithmetic = read_tallies([question.pk])[question.pk].arithmetic(chosen.pk, whose)
    assert first_statement(question, chosen, whose, arithmetic) == statement


@pytest.mark.parametrize(
    "typed",
    [
        "Roads come first: 31 of 40 people.",
        "Roads come first: 76%.",
        "Roads: 31 out of 40.",
        "Roads: 30 of 40 people, 75%. That is 80% more.",
    ],
)
def test_figures_are_counted_and_not_typed(
    client: Client, helen: User, roads: Option, typed: str
) -> None:
    page = client.post(url(roads, "villages"), {"statement": typed}).content.decode()
    assert "Write the figures as they are counted: 30 of 40 people, 75%" in page
    assert typed in page
    assert Finding.objects.count() == 0


def test_empty_statement_is_asked_for(client: Client, helen: User, roads: Option) -> None:
    page = client.post(url(roads, "villages"), {"statement": " "}).content.decode()
    assert "Enter what people said, in a sentence" in page


def test_audience_without_answers_is_refused(client: Client, helen: User, roads: Option) -> None:
    page = client.post(url(roads, "under-25"), {"statement": "Nobody."}).content.decode()
    assert "Nobody in this audience answered the question." in page
    assert Finding.objects.count() == 0


def test_statement_is_put_in_other_words(client: Client, helen: User, roads: Option) -> None:
    client.post(url(roads, "villages"), {"statement": "Roads."})
    made = Finding.objects.get()
    client.post(f"/consultations/findings/{made.pk}/edit/", {"statement": "Roads first."})
    made.refresh_from_db()
    assert made.statement == "Roads first."


def test_finding_is_published_after_one_question(
    client: Client, helen: User, roads: Option
) -> None:
    client.post(url(roads, "villages"), {"statement": "Roads."})
    made = Finding.objects.get()
    path = f"/consultations/findings/{made.pk}/publish/"
    assert "it can’t be taken back" in page_of(client, path)
    Consultation.objects.update(status=ConsultationStatus.OPEN)
    page = client.post(path).content.decode()
    assert "Close the consultation first: answers may still come in" in page
    Consultation.objects.update(status=ConsultationStatus.CLOSED)
    assert client.post(path).headers["Location"] == f"/consultations/findings/{made.pk}/"
    made.refresh_from_db()
    assert made.published_by == helen


def test_published_finding_has_no_pages_to_change_it(
    client: Client, helen: User, roads: Option
) -> None:
    made = FindingFactory.create(option=roads, published_at="2020-05-04T10:00Z", published_by=helen)
    for deed in ("edit", "publish", "delete"):
        sent = client.post(f"/consultations/findings/{made.pk}/{deed}/", {"statement": "Other."})
        assert sent.headers["Location"] == f"/consultations/findings/{made.pk}/"
    made.refresh_from_db()
    assert made.statement.startswith("Finding")
