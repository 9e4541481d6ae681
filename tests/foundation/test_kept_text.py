"""What somebody typed is given back, and nothing else."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client, override_settings
from django.urls import path

from smp_portal.foundation.kept_text import KeptText, kept_texts
from smp_portal.urls import urlpatterns as portal_urls
from tests.foundation.pages import attributes, elements

saved: list[str] = []


def note_edit(request: HttpRequest) -> HttpResponse:
    saved.append(request.method or "")
    return HttpResponse("The form")


@login_not_required
def note_to_all(request: HttpRequest) -> HttpResponse:
    return note_edit(request)


urlpatterns = [
    path("notes/1/edit/", note_edit),
    path("open/", note_to_all),
    *portal_urls,
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def _nothing_saved() -> Iterator[None]:
    saved.clear()
    yield
    assert saved == []


def texts_of(html: str) -> dict[str, str]:
    boxes = [e for e in elements(html) if e.name == "textarea"]
    labels = [e for e in elements(html) if e.name == "label"]
    assert all("readonly" in attributes(box) for box in boxes)
    return {
        str(label.children[0]): str(box.children[0])
        for label, box in zip(labels, boxes, strict=True)
    }


def test_a_reader_who_was_signed_out_goes_to_sign_in(client: Client) -> None:
    response = client.get("/notes/1/edit/?from=list")

    assert response.status_code == HTTPStatus.FOUND
    assert response.headers["Location"] == "/accounts/login/?next=/notes/1/edit/%3Ffrom%3Dlist"


def test_a_writer_who_was_signed_out_gets_the_text_back(client: Client) -> None:
    response = client.post(
        "/notes/1/edit/", {"what_changed": "Two schools postponed.", "next_steps": "Write to them."}
    )

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "You have been signed out" in response.content.decode()
    assert texts_of(response.content.decode()) == {
        "What changed": "Two schools postponed.",
        "Next steps": "Write to them.",
    }


def test_a_writer_who_was_signed_out_is_led_back_to_the_page(client: Client) -> None:
    html = client.post("/notes/1/edit/", {"note": "x"}).content.decode()

    links = [a["href"] for e in elements(html) if (a := attributes(e)).get("target") == "_blank"]
    assert links == ["/accounts/login/?next=%2Fnotes%2F1%2Fedit%2F"]


def test_a_button_that_posts_elsewhere_leads_back_to_where_it_stood(client: Client) -> None:
    page = client.post(
        "/notes/1/edit/", {"note": "x"}, headers={"Referer": "http://testserver/notes/1/?tab=2"}
    )
    away = client.post("/notes/1/edit/", {}, headers={"Referer": "https://bad.example/x"})

    assert "?next=%2Fnotes%2F1%2F%3Ftab%3D2" in page.content.decode()
    assert "bad.example" not in away.content.decode()


def test_kept_text_is_escaped_and_whole(client: Client) -> None:
    typed = "</textarea><script>alert(1)</script> & 🚲\nsecond line"
    html = client.post("/notes/1/edit/", {"note": typed}).content.decode()

    assert "<script>" not in html
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; 🚲\nsecond line" in html


def test_kept_text_is_stored_nowhere(client: Client) -> None:
    response = client.post("/notes/1/edit/", {"note": "x"})

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert dict(client.session) == {}


def test_kept_text_leaves_out_what_nobody_typed(client: Client) -> None:
    response = client.post(
        "/notes/1/edit/",
        {
            "csrfmiddlewaretoken": "abc",
            "version": "3",
            "next": "/x/",
            "action": "save",
            "login": "tom@example.org",
            "code": "1234-5678",
            "new_password": "hush",
            "api_token": "hush",
            "empty": "  ",
            "paper": SimpleUploadedFile("paper.txt", b"in the file"),
            "note": "typed",
        },
    )

    assert texts_of(response.content.decode()) == {"Note": "typed"}
    for hidden in ("1234-5678", "hush", "in the file", "tom@example.org"):
        assert hidden not in response.content.decode()


def test_kept_text_without_any_text_makes_no_empty_promises(client: Client) -> None:
    html = client.post("/notes/1/edit/", {"version": "3"}).content.decode()

    assert "What you typed" not in html
    assert "Copy your text" not in html


def test_an_open_page_is_no_business_of_signing_in(client: Client) -> None:
    assert client.post("/open/").content == b"The form"
    saved.clear()


@pytest.mark.parametrize("address", ["/notes/1/edit/", "/open/"])
def test_a_form_without_its_token_gives_the_text_back(address: str) -> None:
    response = Client(enforce_csrf_checks=True).post(address, {"note": "typed"})

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "We could not accept that page" in response.content.decode()
    assert texts_of(response.content.decode()) == {"Note": "typed"}


@override_settings(DEBUG=True)
def test_a_form_without_its_token_shows_no_inner_workings() -> None:
    response = Client(enforce_csrf_checks=True).post("/open/", {"note": "typed"})

    assert "CSRF" not in response.content.decode()


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        (
            "due_on_day=27&due_on_month=March&due_on_year=2022",
            [KeptText("Due", "27 March 2022")],
        ),
        ("action-3-note=Begun", [KeptText("Action 3 note", "Begun")]),
        ("ward=A&ward=B", [KeptText("Ward", "A"), KeptText("Ward", "B")]),
        ("a_day=fine", [KeptText("A day", "fine")]),
        ("market_year=good", [KeptText("Market year", "good")]),
        ("on=x", [KeptText("On", "x")]),
        ("rating=AMBER&action-3-status=IN_PROGRESS&said_by=12&needs_help=on", []),
        ("community=3&theme=5&consent=COUNT_ONLY&direction=BETTER&method=LETTER&sheet=0c7e", []),
        (
            "community=Bottesford&question_1=1,4",
            [KeptText("Community", "Bottesford"), KeptText("Question 1", "1,4")],
        ),
        ("status=Half of it is done", [KeptText("Status", "Half of it is done")]),
        ("title=ASB&progress=30", [KeptText("Title", "ASB"), KeptText("Progress", "30")]),
        ("note=Begun&question-of-note=How+is+it+going?", [KeptText("How is it going?", "Begun")]),
    ],
)
def test_kept_texts_are_labelled_in_words(posted: str, kept: list[KeptText]) -> None:
    assert kept_texts(QueryDict(posted)) == kept


@pytest.mark.parametrize(
    ("text", "rows"), [("x", 1), ("x\ny", 2), ("x" * 150, 4), ("x\n" * 40, 14)]
)
def test_kept_text_shows_whole_where_it_can(text: str, rows: int) -> None:
    assert KeptText("Note", text).rows == rows
