"""Papers put right or taken out again, by whoever keeps the answers, while they can be changed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from consultations.models import Answer, Consultation, Question, Response
from consultations.services.papers import record_paper_answer, remove_paper_answer
from partners.models import User
from tests.consultations.papers import URL, options, paper, told
from tests.consultations.sending import differences, in_parts, refused
from tests.factories import ResponseFactory, owner
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def saved(client: Client, helen: User, stall: Consultation) -> Response:
    client.post(URL, paper(question_4="Buses, 🚲"))
    return Response.objects.get()


def test_paper_edit_shows_the_paper_as_it_was_typed(client: Client, saved: Response) -> None:
    form = client.get(f"/consultations/stall/answers/{saved.pk}/edit/").context["form"]
    boxes = ("community", "age", "question_1", "question_2", "question_3", "question_4")
    assert [form[name].value() for name in boxes] == [
        "Bottesford",
        "3",
        "1,4,7",
        "2",
        None,
        "Buses, 🚲",
    ]


def test_paper_edit_puts_it_right_and_goes_on(client: Client, helen: User, saved: Response) -> None:
    sent = paper(
        version=1, community="", age="", question_1="9", question_2="", question_4="Trains"
    ) | in_parts("answered_on", date(2022, 9, 30))
    response = client.post(f"/consultations/stall/answers/{saved.pk}/edit/", sent)
    assert response.headers["Location"] == URL
    saved.refresh_from_db()
    assert (saved.community, saved.age_band, saved.answered_on) == (
        None,
        "NOT_SAID",
        date(2022, 9, 30),
    )
    assert told(saved) == ["Sheep", "Trains"]
    assert (saved.recorded_by, saved.recorded_at) == (helen, NOW)


def test_paper_edit_from_the_list_goes_back_to_it(client: Client, saved: Response) -> None:
    url = f"/consultations/stall/answers/{saved.pk}/edit/?from=answers"
    assert 'href="/consultations/stall/answers/">Back</a>' in client.get(url).content.decode()
    assert client.post(url, paper(version=1)).headers["Location"] == "/consultations/stall/answers/"


def test_paper_edit_shows_both_papers_to_who_saves_second(client: Client, saved: Response) -> None:
    url = f"/consultations/stall/answers/{saved.pk}/edit/"
    assert client.get(url).context["form"]["version"].value() == 1
    client.post(url, paper(version=1, question_1="9"))
    mine = paper(version=1, age="", question_1="1,2", question_4="Trains & buses")
    response = client.post(url, mine | {"community": "Long"})
    assert differences(response) == [
        ("Where the person lives", "Bottesford", "Long Clawson"),
        ("Age", "25 to 44", "Prefer not to say"),
        (str(Question.objects.get(number=1)), "Sheep", "Drugs and Roads"),
        (str(Question.objects.get(number=4)), "", "Trains & buses"),
    ]
    assert told(saved) == ["Sheep", "Fairly"]
    again = response.context["form"]
    assert (again["version"].value(), again["question_4"].value()) == ("2", "Trains & buses")
    assert client.post(url, mine | {"version": 2}).headers["Location"] == URL
    assert told(saved) == ["Drugs", "Roads", "Fairly", "Trains & buses"]


def test_paper_edit_says_what_to_put_right(client: Client, saved: Response) -> None:
    url = f"/consultations/stall/answers/{saved.pk}/edit/"
    assert refused(client, url, paper(version=1, question_2="5")) == {
        "question_2": ["Question 2: “5” is not one of them. Enter a number from 1 to 4"]
    }
    assert told(saved) == ["Drugs", "Burglary", "Abuse", "Fairly", "Buses, 🚲"]


def test_paper_delete_asks_once(client: Client, saved: Response) -> None:
    url = f"/consultations/stall/answers/{saved.pk}/delete/"
    page = " ".join(client.get(url).content.decode().split())
    assert "Bottesford, filled in on 4 October 2022" in page
    assert "This can’t be undone." in page
    assert Response.objects.count() == 1
    assert client.post(url).headers["Location"] == URL
    assert (Response.objects.count(), Answer.objects.count()) == (0, 0)


@pytest.mark.parametrize("deed", ["edit", "delete"])
def test_paper_stays_while_results_are_published(
    client: Client, saved: Response, deed: str
) -> None:
    Consultation.objects.update(status="PUBLISHED")
    sent = paper(version=1, question_1="9") if deed == "edit" else {}
    assert refused(client, f"/consultations/stall/answers/{saved.pk}/{deed}/", sent) == {
        "__all__": [
            "Its results are published: take them back before you change what people answered"
        ]
    }
    assert told(saved) == ["Drugs", "Burglary", "Abuse", "Fairly", "Buses, 🚲"]


def test_papers_are_kept_by_the_team_alone(stall: Consultation) -> None:
    paper = ResponseFactory.create(consultation=stall)
    with pytest.raises(PermissionDenied):
        remove_paper_answer(paper=paper, by=owner())
    with pytest.raises(PermissionDenied):
        record_paper_answer(
            consultation=stall, answered_on=TODAY, chosen=options("Drugs"), by=owner(), now=NOW
        )
    assert Response.objects.get() == paper
