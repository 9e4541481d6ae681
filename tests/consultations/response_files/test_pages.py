"""The pages of a file of answers: added, looked at, changed, loaded, let go."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from consultations.models import (
    Answer,
    Consultation,
    Question,
    Response,
    ResponseFile,
    ResponseFileState,
)
from consultations.response_files.columns import from_json
from consultations.response_files.loading import look_for_files
from partners.models import User
from tests.consultations.response_files.files import (
    CONCERN,
    NOW,
    SURVEY,
    added,
    communities,
    resident_survey,
    row,
    small_survey,
    written,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_a_spring_morning", "helen")]


@pytest.fixture
def _on_a_spring_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def survey() -> Consultation:
    return small_survey()


def sent(client: Client, survey: Consultation, data: bytes, name: str = "answers.csv") -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(f"/consultations/{survey.slug}/files/add/", {"file": file})


def words_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def url_of(file: ResponseFile) -> str:
    return f"/consultations/{file.consultation.slug}/files/{file.pk}/"


def as_it_stands(file: ResponseFile, **changes: str) -> dict[str, str]:
    """What the page's form sends where nobody changes a column."""
    columns = from_json(file.columns)
    takes = {f"take-{n}": column.choice for n, column in enumerate(columns) if column.is_kept}
    orders = dict.fromkeys(
        ["order"], next((column.order for column in columns if column.has_open_order), "")
    )
    return takes | orders | changes


def test_file_is_added_looked_at_and_loaded(
    client: Client,
    survey: Consultation,
    helen: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    response = sent(client, survey, written(*[row()] * 4, row(completion="tomorrow")))
    file = ResponseFile.objects.get()
    assert (response.status_code, response["Location"]) == (302, url_of(file))
    assert (file.state, file.uploaded_by, file.name) == ("PREVIEW", helen, "answers.csv")
    page = words_of(client.get(url_of(file)))
    assert "4 answers of 5 rows can be loaded. Nothing is loaded yet." in page
    assert "Line 6" in page
    assert "Load 4 answers<" in page
    assert not Response.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        # No broker listens: the file waits for the worker's next look.
        assert client.post(url_of(file), as_it_stands(file)).status_code == 302
    waiting = client.get(url_of(file))
    assert waiting["Refresh"] == "2"
    assert "The worker takes this file within a minute" in words_of(waiting)
    assert '<progress class="progress" id="progress" max="5" value="0">' in words_of(waiting)

    look_for_files(now=NOW)
    report = client.get(url_of(file))
    assert not report.has_header("Refresh")
    assert "4 answers of 5 rows loaded by Helen Marsh on 6 April 2020 at 10:00am." in words_of(
        report
    )
    assert "1 row was not taken" in words_of(report)
    assert list(Response.objects.values_list("file", flat=True)) == [file.pk] * 4


def test_survey_makes_its_questions_in_one_step(client: Client) -> None:
    communities()
    survey = resident_survey()
    sent(client, survey, SURVEY.read_bytes(), SURVEY.name)
    file = ResponseFile.objects.get()
    page = words_of(client.get(url_of(file)))
    assert "1,043 answers of 1,043 rows can be loaded" in page
    assert "they are made from the headings below when the file is loaded" in page
    assert "<b>Email</b>: e-mail addresses" in page
    assert "<b>Start time</b>: another time" in page
    assert "resident4" not in page
    assert not Question.objects.exists()
    client.post(url_of(file), as_it_stands(file))
    look_for_files(now=NOW)
    assert (Question.objects.count(), Response.objects.count()) == (4, 1043)


def test_changed_column_is_shown_before_anything_is_loaded(
    client: Client, survey: Consultation
) -> None:
    file = added(written(row(), row(), row(your="a hundred")), survey)
    assert file.taken_count == 2
    response = client.post(url_of(file), as_it_stands(file, **{"take-2": "LEFT_OUT"}), follow=True)
    page = words_of(response)
    assert "The columns are changed. Look at the numbers, then load the file" in page
    assert "3 answers of 3 rows can be loaded" in page
    file.refresh_from_db()
    assert (file.state, file.taken_count) == (ResponseFileState.PREVIEW, 3)


def test_dates_that_read_both_ways_are_asked_about(client: Client, survey: Consultation) -> None:
    file = added(written(row(completion="02/03/2020"), row(completion="03/02/2020")), survey)
    page = words_of(client.get(url_of(file)))
    assert "Say whether its dates begin with the day or with the month." in page
    response = client.post(url_of(file), as_it_stands(file))
    assert "Choose an answer to “How do its dates begin?”" in words_of(response)
    client.post(url_of(file), as_it_stands(file, order="MONTH_FIRST"))
    file.refresh_from_db()
    client.post(url_of(file), as_it_stands(file))
    look_for_files(now=NOW)
    days = Response.objects.order_by("answered_on").values_list("answered_on", flat=True)
    assert [str(day) for day in days] == ["2020-02-03", "2020-03-02"]


def test_two_columns_are_not_taken_for_the_same(client: Client, survey: Consultation) -> None:
    file = added(written(row()), survey)
    page = words_of(client.post(url_of(file), as_it_stands(file, **{"take-1": "AGE"}), follow=True))
    assert "Two columns are taken for the same: change what “Your age” is taken for." in page
    file.refresh_from_db()
    response = client.post(url_of(file), as_it_stands(file))
    assert "There is a problem" in words_of(response)
    file.refresh_from_db()
    assert file.state == ResponseFileState.PREVIEW


def test_column_is_taken_for_nothing_that_is_not_offered(
    client: Client, survey: Consultation
) -> None:
    file = added(written(row()), survey)
    response = client.post(url_of(file), as_it_stands(file, **{"take-0": "QUESTION:999999"}))
    assert "from the list" in words_of(response)


def test_file_is_let_go_with_all_that_it_said(client: Client, survey: Consultation) -> None:
    file = added(written(row()), survey)
    response = client.post(f"{url_of(file)}drop/")
    assert response["Location"] == f"/consultations/{survey.slug}/"
    file.refresh_from_db()
    assert (file.state, file.rows, file.problems) == (ResponseFileState.DROPPED, [], [])
    assert [column["examples"] for column in file.columns] == [[]] * 6
    assert "Nothing of it was loaded or kept" in words_of(client.get(url_of(file)))
    assert client.post(f"{url_of(file)}drop/")["Location"] == url_of(file)
    assert client.post(url_of(file), as_it_stands(file))["Location"] == url_of(file)


def test_same_file_is_refused_once_it_is_loaded(client: Client, survey: Consultation) -> None:
    data = written(row())
    file = added(data, survey)
    client.post(url_of(file), as_it_stands(file))
    assert "This file is being loaded already" in words_of(sent(client, survey, data))
    look_for_files(now=NOW)
    assert "would count twice" in words_of(sent(client, survey, data))
    assert ResponseFile.objects.count() == 1


def test_same_file_takes_the_place_of_its_preview(client: Client, survey: Consultation) -> None:
    data = written(row())
    first = added(data, survey)
    sent(client, survey, data)
    first.refresh_from_db()
    assert first.state == ResponseFileState.DROPPED
    assert ResponseFile.objects.get(state=ResponseFileState.PREVIEW).taken_count == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Choose the file with the answers again: the file is empty"),
        (b"%PDF-1.7", "This is a PDF, not a table"),
        (b"a,b\n", "The file has headings and no row below them"),
        (b"a,b\n1,\x00\n", "Line 2: there are characters that no text holds"),
        (b"a,b\n" + b"1,2\n" * 1_000_000, "Line 20,002: this is row 20,001"),
        (b"a,b\n" + b"1,2\n" * 1_500_000, "The file is larger than 5 MB"),
    ],
)
def test_refused_file_says_why_on_the_page(
    client: Client, survey: Consultation, data: bytes, words: str
) -> None:
    response = sent(client, survey, data)
    assert response.status_code == 200
    assert words in words_of(response)
    assert '<a href="#id_file">' in words_of(response)
    assert not ResponseFile.objects.exists()


def test_no_file_is_asked_for(client: Client, survey: Consultation) -> None:
    page = words_of(client.post(f"/consultations/{survey.slug}/files/add/"))
    assert "Choose the file with the answers" in page


def test_markup_and_formulas_are_text(client: Client, survey: Consultation) -> None:
    file = added(written(row(anything="<script>alert(1)</script>\n=cmd|' /C calc'!A0")), survey)
    page = words_of(client.get(url_of(file)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    client.post(url_of(file), as_it_stands(file))
    look_for_files(now=NOW)
    text = Answer.objects.get(option=None).text
    assert text == "<script>alert(1)</script>\n=cmd|' /C calc'!A0"


def test_contacts_inside_texts_are_removed_and_counted(
    client: Client, survey: Consultation
) -> None:
    said = "Ring 07700 900123 or mail jo.bloggs+x@example.org, LE13 1AA."
    file = added(written(*[row(anything="Thanks.")] * 9, row(anything=said)), survey)
    assert "3 addresses and telephone numbers inside texts" in words_of(client.get(url_of(file)))
    client.post(url_of(file), as_it_stands(file))
    look_for_files(now=NOW)
    text = Answer.objects.filter(option=None).latest("pk").text
    assert text == "Ring [removed] or mail [removed], [removed]."


def test_unknown_places_are_listed_and_loaded_without_one(
    client: Client, survey: Consultation
) -> None:
    rows = [row(), row(), row(where="Oakham"), row(where="Oakham"), row(where="UPPER  END")]
    file = added(written(*rows), survey)
    page = words_of(client.get(url_of(file)))
    assert "Places that the portal doesn’t know" in page
    assert "<li>Oakham: 2 answers</li>" in page
    client.post(url_of(file), as_it_stands(file))
    look_for_files(now=NOW)
    assert Response.objects.filter(community=None).count() == 2
    assert Response.objects.filter(community__name="Upper End").count() == 3


def test_report_lists_every_row_that_was_not_taken(client: Client, survey: Consultation) -> None:
    file = added(written(*[row()] * 40, *[row(your="ancient")] * 25), survey)
    page = words_of(client.get(url_of(file)))
    assert page.count("<b>Line ") == 20
    assert "These are the first 20." in page
    report = client.get(f"{url_of(file)}report/")
    lines = report.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Line,Why it was not taken"
    assert len(lines) == 26
    assert lines[1].startswith('42,"Its age lies in none')


def test_refused_file_tells_why(client: Client, survey: Consultation) -> None:
    file = added(written(row()), survey)
    client.post(url_of(file), as_it_stands(file))
    Question.objects.filter(text=CONCERN).delete()
    look_for_files(now=NOW)
    page = words_of(client.get(url_of(file)))
    assert "The questions of the consultation have changed since this file was looked at" in page
    assert not Response.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_pages_are_quick_with_many_rows_and_files(
    client: Client,
    survey: Consultation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        file = added(
            written(*[row(anything=f"{number}")] * 2 * count, *[row(your="ancient")] * count),
            survey,
        )
    with django_assert_num_queries(7):
        client.get(url_of(file))
    with django_assert_num_queries(10):
        client.get(f"/consultations/{survey.slug}/")
