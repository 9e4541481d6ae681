"""manage.py load_responses: the page's way into a consultation, from the command line."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from consultations.models import Question, Response, ResponseFile, ResponseFileState
from tests.consultations.response_files.files import (
    NOW,
    SURVEY,
    communities,
    resident_survey,
    row,
    small_survey,
    written,
)
from tests.factories import officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_a_spring_morning")]


@pytest.fixture
def _on_a_spring_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def said(file: Path, *words: str) -> str:
    out = io.StringIO()
    call_command("load_responses", str(file), *words, stdout=out)
    return out.getvalue()


def refusal(file: Path, *words: str) -> str:
    with pytest.raises(CommandError) as refused:
        said(file, *words)
    assert refused.value.returncode == 1
    assert not Response.objects.exists()
    assert not Question.objects.filter(consultation__slug="resident-survey-2020").exists()
    return str(refused.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_bytes(written(row(), row(your="a hundred"), row(where="Oakham")))
    return path


def test_survey_is_loaded_with_its_questions_and_told() -> None:
    communities()
    resident_survey()
    helen = officer(email="helen@example.org")
    words = said(
        SURVEY,
        "--consultation=resident-survey-2020",
        "--by=Helen@example.org",
        "--make-questions",
    )
    assert words.splitlines()[-1] == "1,043 answers loaded."
    assert "  Email: e-mail addresses, never kept\n" in words
    assert ResponseFile.objects.get().uploaded_by == helen
    assert Response.objects.count() == 1043


def test_rows_not_taken_and_unknown_places_are_told(file: Path) -> None:
    survey = small_survey()
    assert said(file, f"--consultation={survey.slug}") == (
        "  Completion time: the day on which somebody answered\n"
        "  Where do you live?: where somebody lives\n"
        "    unknown place: Oakham (1)\n"
        "  Your age: somebody’s age band\n"
        "  Which of these concern you most?: answers to a question\n"
        "  How safe do you feel?: answers to a question\n"
        "  Anything else?: answers to a question\n"
        "1 row not taken:\n"
        "  line 3: Its age lies in none of the portal’s age bands, or in two of them\n"
        "2 answers loaded.\n"
    )


def test_dry_run_tells_the_same_and_saves_nothing(file: Path) -> None:
    survey = small_survey()
    words = said(file, f"--consultation={survey.slug}", "--dry-run")
    assert words.splitlines()[-1] == "2 answers would be loaded. Nothing was saved."
    assert (Response.objects.count(), ResponseFile.objects.count()) == (0, 0)


def test_consultation_without_questions_says_how_they_are_made() -> None:
    communities()
    resident_survey()
    assert refusal(SURVEY, "--consultation=resident-survey-2020") == (
        f"{SURVEY} was refused and nothing of it was saved.\n"
        "The consultation has no questions yet: add them, or ask for them to be made from the file’s headings"
    )


def test_file_loaded_before_is_refused(file: Path) -> None:
    survey = small_survey()
    said(file, f"--consultation={survey.slug}")
    with pytest.raises(CommandError, match="would count twice"):
        said(file, f"--consultation={survey.slug}")
    assert Response.objects.count() == 2
    assert ResponseFile.objects.get().state == ResponseFileState.LOADED


def test_unknown_consultation_names_the_known_ones(file: Path) -> None:
    survey = small_survey()
    assert refusal(file, "--consultation=nowhere") == (
        f"There is no consultation “nowhere”. There are: {survey.slug}."
    )


def test_unknown_person_is_refused_without_the_address(file: Path) -> None:
    survey = small_survey()
    words = refusal(file, f"--consultation={survey.slug}", "--by=nobody@example.org")
    assert words == "Nobody who may sign in has the address given with --by."


def test_missing_file_is_refused(tmp_path: Path) -> None:
    survey = small_survey()
    words = refusal(tmp_path / "none.csv", f"--consultation={survey.slug}")
    assert words.endswith("none.csv can’t be opened: No such file or directory.")


def test_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    survey = small_survey()
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(5_000_001)
    words = refusal(large, f"--consultation={survey.slug}")
    assert "The file is larger than 5 MB" in words


def test_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    survey = small_survey()
    picture = tmp_path / "answers.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert "This is a picture" in refusal(picture, f"--consultation={survey.slug}")
    assert not ResponseFile.objects.exists()
