"""A file of answers from the moment that it is added until it is left to the worker or not used."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from consultations.models import Consultation, ResponseFile, ResponseFileState
from consultations.response_files.columns import Column, Taken, as_json, from_json
from consultations.response_files.deriving import make_question
from consultations.response_files.examining import (
    Examination,
    examine,
    filled_cells,
    look_through,
    what_is_missing,
)
from consultations.response_files.recognising import order_in
from partners.models import User

# How long a preview waits for somebody to decide.
PREVIEW_KEPT = timedelta(days=7)

LOADED_BEFORE = (
    "This file has been loaded into this consultation already: the same answers would count twice"
)
_IN_HAND = "This file is being loaded already"
_NO_ROW = "None of the rows can be taken: see why below, put the file right and add it again"


def add_response_file(
    *, consultation: Consultation, data: bytes, name: str, by: User | None, now: datetime
) -> ResponseFile:
    """Keep a file for its preview; FileRefused or ValidationError where it can't be taken.

    The same file added again takes the place of its earlier preview: the questions may have changed meanwhile.
    """
    examination = examine(data, consultation=consultation, on=timezone.localdate(now))
    same = ResponseFile.objects.filter(consultation=consultation, sha256=examination.sha256)
    with transaction.atomic():
        _refuse_second(same)
        for earlier in same.filter(state=ResponseFileState.PREVIEW):
            drop_file(file=earlier, now=now)
        return _kept(examination, consultation=consultation, name=name, by=by, now=now)


def change_columns(
    *, file: ResponseFile, choices: Mapping[int, tuple[str, str]], now: datetime
) -> None:
    """Take columns for something else: for each by its place the choice and, for days, their order."""
    columns, rows = from_json(file.columns), file.rows
    for place, (choice, order) in choices.items():
        columns[place] = _taken_for(columns[place], choice, order, rows=rows, file=file)
    problems = look_through(
        columns, rows, consultation=file.consultation, on=timezone.localdate(now)
    )
    _change(
        file,
        columns=as_json(columns),
        problems=problems,
        taken_count=file.row_count - len(problems),
    )


def start_loading(*, file: ResponseFile) -> None:
    """Leave a file to the worker."""
    if missing := what_is_missing(from_json(file.columns)):
        raise ValidationError([f"{words}." for words in missing])
    if file.taken_count == 0:
        raise ValidationError(_NO_ROW)
    _change(file, state=ResponseFileState.WAITING, done_count=0, taken_count=0, problems=[])


def drop_file(*, file: ResponseFile, now: datetime) -> None:
    """Don't use a file: nothing that it said is kept."""
    columns = [replace(column, examples=[], strange={}) for column in from_json(file.columns)]
    _change(
        file,
        state=ResponseFileState.DROPPED,
        columns=as_json(columns),
        rows=[],
        problems=[],
        finished_at=now,
    )


def drop_old_previews(*, now: datetime) -> None:
    """Let go of what nobody decided about for a week."""
    old = ResponseFile.objects.filter(
        state=ResponseFileState.PREVIEW, uploaded_at__lt=now - PREVIEW_KEPT
    )
    for file in old:
        # Somebody may send it on at this very moment.
        with suppress(ValidationError):
            drop_file(file=file, now=now)


def _refuse_second(same: QuerySet[ResponseFile]) -> None:
    if same.filter(state=ResponseFileState.LOADED).exists():
        raise ValidationError(LOADED_BEFORE)
    in_hand = [ResponseFileState.WAITING, ResponseFileState.LOADING]
    if same.filter(state__in=in_hand).exists():
        raise ValidationError(_IN_HAND)


def _kept(
    examination: Examination,
    *,
    consultation: Consultation,
    name: str,
    by: User | None,
    now: datetime,
) -> ResponseFile:
    return ResponseFile.objects.create(
        consultation=consultation,
        name=name[-200:] or "answers",
        sha256=examination.sha256,
        columns=as_json(examination.columns),
        rows=examination.rows,
        problems=examination.problems,
        row_count=len(examination.rows),
        done_count=len(examination.rows),
        taken_count=examination.taken_count,
        uploaded_by=by,
        uploaded_at=now,
    )


def _taken_for(
    column: Column, choice: str, order: str, *, rows: Sequence[Any], file: ResponseFile
) -> Column:
    taken, _, detail = choice.partition(":")
    changed = Column(column.heading, Taken(taken), cell=column.cell, removed=column.removed)
    cells = filled_cells(column, rows)
    if changed.taken == Taken.NEW_QUESTION:
        make_question(changed, cells, kind=detail)
    elif changed.taken == Taken.QUESTION:
        changed.question = int(detail)
    elif changed.taken == Taken.DAY:
        found, changed.has_open_order = order_in(cells, file.consultation)
        changed.order = order or found
    return changed


def _change(file: ResponseFile, **changes: Any) -> None:
    """Change a preview, unless somebody has sent it on meanwhile."""
    preview = ResponseFile.objects.filter(pk=file.pk, state=ResponseFileState.PREVIEW)
    if not preview.update(**changes):
        raise ValidationError("This file has been loaded or let go meanwhile: look at it again")
    file.refresh_from_db()
