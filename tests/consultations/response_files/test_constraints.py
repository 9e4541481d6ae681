"""What the database refuses about files of answers, and lets through."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from consultations.models import ResponseFile, ResponseFileState
from tests.consultations.response_files.files import NOW
from tests.factories import ConsultationFactory

pytestmark = pytest.mark.django_db

UNDER_WAY = [ResponseFileState.PREVIEW, ResponseFileState.WAITING, ResponseFileState.LOADING]
FINISHED = [ResponseFileState.LOADED, ResponseFileState.REFUSED, ResponseFileState.DROPPED]


def file(**details: Any) -> ResponseFile:
    usual = {"name": "answers.csv", "sha256": "0" * 64, "uploaded_at": NOW}
    consultation = details.pop("consultation", None) or ConsultationFactory.create()
    return ResponseFile(consultation=consultation, **(usual | details))


def is_taken(row: ResponseFile) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize(
    ("rows", "done", "taken", "fits"),
    [(3, 3, 3, True), (3, 2, 1, True), (3, 4, 1, False), (3, 2, 3, False), (0, 0, 0, True)],
)
def test_file_counts_no_more_than_there_are(rows: int, done: int, taken: int, fits: bool) -> None:
    assert is_taken(file(row_count=rows, done_count=done, taken_count=taken)) is fits


@pytest.mark.parametrize("state", UNDER_WAY)
def test_file_under_way_is_not_finished(state: ResponseFileState) -> None:
    assert is_taken(file(state=state))
    assert not is_taken(file(state=state, finished_at=NOW))


@pytest.mark.parametrize("state", FINISHED)
def test_finished_file_says_when(state: ResponseFileState) -> None:
    assert is_taken(file(state=state, finished_at=NOW))
    assert not is_taken(file(state=state))


def test_file_is_loaded_into_a_consultation_once() -> None:
    first = file(state=ResponseFileState.LOADED, finished_at=NOW)
    first.save()
    again = {"state": ResponseFileState.LOADED, "finished_at": NOW}
    assert not is_taken(file(consultation=first.consultation, **again))
    assert is_taken(file(consultation=first.consultation, **again, sha256="1" * 64))
    assert is_taken(file(**again))
    assert is_taken(file(consultation=first.consultation))
