"""What the pages of a file of answers show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from consultations.models import Consultation, Question, ResponseFile, ResponseFileState
from consultations.response_files.columns import Column, from_json
from consultations.response_files.examining import what_is_missing
from consultations.response_files.keeping import PREVIEW_KEPT

PROBLEMS_SHOWN = 20
UNDER_WAY = (ResponseFileState.WAITING, ResponseFileState.LOADING)


@dataclass(frozen=True)
class FilePage:
    """A file of answers, its columns, and what an officer has to know before and after it is loaded."""

    file: ResponseFile
    columns: list[Column]
    questions: list[Question]
    missing: list[str]
    problems: list[dict[str, Any]]

    @property
    def never_kept(self) -> list[Column]:
        return [column for column in self.columns if not column.is_kept]

    @property
    def strange(self) -> list[tuple[str, int]]:
        """The places that the portal doesn't know, the most frequent first."""
        found = {place: n for column in self.columns for place, n in column.strange.items()}
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))

    @property
    def removed(self) -> int:
        return sum(column.removed for column in self.columns)

    @property
    def makes_questions(self) -> bool:
        return any(column.kind for column in self.columns)

    @property
    def has_a_day(self) -> bool:
        return any(column.choice == "DAY" for column in self.columns)

    @property
    def problem_count(self) -> int:
        return len(self.file.problems)

    @property
    def waits_until(self) -> datetime:
        return self.file.uploaded_at + PREVIEW_KEPT

    @property
    def is_under_way(self) -> bool:
        return self.file.state in UNDER_WAY


def read_response_file(consultation: Consultation, pk: int) -> FilePage:
    """The page of one file, or 404; without its rows, which no page shows."""
    files = ResponseFile.objects.defer("rows").select_related("consultation", "uploaded_by")
    file = get_object_or_404(files, consultation=consultation, pk=pk)
    columns = from_json(file.columns)
    is_preview = file.state == ResponseFileState.PREVIEW
    return FilePage(
        file=file,
        columns=columns,
        questions=list(Question.objects.filter(consultation=consultation)),
        missing=what_is_missing(columns) if is_preview else [],
        problems=file.problems[:PROBLEMS_SHOWN],
    )


def files_of(consultation: Consultation) -> QuerySet[ResponseFile]:
    """The files that brought answers, are about to, or were refused; the newest first."""
    files = ResponseFile.objects.filter(consultation=consultation)
    return files.exclude(state=ResponseFileState.DROPPED).defer("rows", "columns", "problems")


def file_or_404(consultation: Consultation, pk: int) -> ResponseFile:
    """One file of this consultation."""
    file = ResponseFile.objects.filter(consultation=consultation, pk=pk).first()
    if file is None:
        raise Http404
    return file
