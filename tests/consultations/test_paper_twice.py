"""A paper is saved once, however often its form is sent."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from consultations.models import Consultation, Response
from consultations.services.papers import SENT_BEFORE, record_paper_answer
from partners.models import User
from tests.consultations.papers import SHEET, URL, options, paper, told
from tests.factories import ResponseFactory
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_paper_sent_twice_is_saved_once(client: Client, helen: User, stall: Consultation) -> None:
    first = client.post(URL, paper(question_4="Buses"))
    second = client.post(URL, paper(question_4="Buses"))
    assert Response.objects.count() == 1
    assert second.headers["Location"] == first.headers["Location"]


@pytest.mark.parametrize(
    "changed",
    [{"question_1": "1,4"}, {"question_4": "Trains"}, {"age": "4"}, {"community": "Long"}],
)
def test_form_that_was_sent_and_filled_in_anew_is_another_paper(
    client: Client, helen: User, stall: Consultation, changed: dict[str, str]
) -> None:
    client.post(URL, paper())
    response = client.post(URL, paper(**changed))
    form = response.context["form"]
    assert form.errors == {"__all__": [SENT_BEFORE]}
    (name, typed), *_ = changed.items()
    assert form[name].value() == typed
    assert Response.objects.count() == 1
    client.post(URL, paper(**changed, sheet=form["sheet"].value()))
    assert Response.objects.count() == 2


def test_two_papers_that_say_the_same_are_two(
    client: Client, helen: User, stall: Consultation
) -> None:
    for _ in range(2):
        sheet = client.get(URL).context["form"]["sheet"].value()
        client.post(URL, paper(sheet=sheet))
    assert [told(one) for one in Response.objects.all()] == [
        ["Drugs", "Burglary", "Abuse", "Fairly"]
    ] * 2


def test_paper_without_a_sheet_is_saved(client: Client, helen: User, stall: Consultation) -> None:
    client.post(URL, paper(sheet=""))
    client.post(URL, paper(sheet=""))
    assert Response.objects.count() == 2


def test_paper_that_came_second_by_a_hair_is_the_first(stall: Consultation, helen: User) -> None:
    typed: dict[str, Any] = {
        "consultation": stall,
        "answered_on": TODAY,
        "chosen": options("Drugs"),
        "by": helen,
        "now": NOW,
        "sheet": SHEET,
    }
    assert record_paper_answer(**typed) == record_paper_answer(**typed)


def test_sheet_is_used_once() -> None:
    ResponseFactory.create(sheet=SHEET)
    ResponseFactory.create_batch(2, sheet=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        ResponseFactory.create(sheet=SHEET)
    assert Response.objects.count() == 3


def test_enter_pressed_once_more_leaves_the_next_paper_as_it_is(
    client: Client, helen: User, stall: Consultation
) -> None:
    after = client.post(URL, paper()).headers["Location"]
    nothing = paper(**dict.fromkeys(["community", "age", "question_1", "question_2"], ""))
    assert client.post(after, nothing).headers["Location"] == after
    assert client.post(URL, nothing).context["form"].errors == {
        "__all__": ["Enter at least one answer: this paper is empty"]
    }
    assert Response.objects.count() == 1
