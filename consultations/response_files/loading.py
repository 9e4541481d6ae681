"""A file's answers put into rows, all of them or none, by whichever process takes it in hand.

The row is the truth: WAITING, then LOADING with a lease, then LOADED. While the rows are read, the progress is
written outside any transaction. The answers then go in within one, which SQLite's single writer may hold: nothing
is written beside it, and a process killed in it leaves nothing. Its first statement takes the row from LOADING to
LOADED if the lease is still this process's own, so of two processes at most one puts the answers in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from consultations.models import (
    Answer,
    Option,
    Question,
    Response,
    ResponseFile,
    ResponseFileState,
    ResponseSource,
)
from consultations.response_files.checking import Checker, ColumnsChanged, Draft, check
from consultations.response_files.columns import Column, Taken, as_json, from_json
from consultations.response_files.keeping import LOADED_BEFORE, PREVIEW_KEPT, drop_old_previews

# Far longer than the largest file takes.
LEASE = timedelta(minutes=2)
_BATCH = 1_000
_CHANGED = (
    "The questions of the consultation have changed since this file was looked at. Nothing of it was loaded: "
    "add it again"
)

_T = TypeVar("_T")


def look_for_files(*, now: datetime) -> int:
    """Let old previews go, then load what waits; how many files were finished."""
    drop_old_previews(now=now)
    count = 0
    while (file := claim_next(now=now)) is not None:
        load_claimed(file, now=now)
        count += 1
    return count


def claim_next(*, now: datetime, pk: int | None = None) -> ResponseFile | None:
    """Take the next file that waits, or that a process left in the middle; or this one, if it is free."""
    free = ResponseFile.objects.filter(
        Q(state=ResponseFileState.WAITING)
        | Q(state=ResponseFileState.LOADING, lease_until__lte=now),
        # What could not be loaded in a week never will be; the page says so.
        uploaded_at__gte=now - PREVIEW_KEPT,
    )
    files = free.filter(pk=pk) if pk else free
    for file in files.order_by("uploaded_at", "pk"):
        taken = ResponseFile.objects.filter(
            pk=file.pk, state=file.state, lease_until=file.lease_until
        ).update(
            state=ResponseFileState.LOADING, lease_until=now + LEASE, done_count=0, taken_count=0
        )
        if taken:
            file.refresh_from_db()
            return file
    return None


def load_claimed(file: ResponseFile, *, now: datetime) -> None:
    """Load a file that this process has claimed; refused whole where the questions have changed."""
    try:
        checker = Checker(
            from_json(file.columns), file.consultation, timezone.localdate(file.uploaded_at)
        )
        drafts, problems = _read(file, checker)
        _save(file, checker, drafts, problems, now=now)
    except ColumnsChanged:
        _refuse(file, _CHANGED, now=now)
    except IntegrityError:
        again = ResponseFile.objects.filter(
            consultation=file.consultation, sha256=file.sha256, state=ResponseFileState.LOADED
        )
        _refuse(file, f"{LOADED_BEFORE}." if again.exists() else _CHANGED, now=now)


def _read(file: ResponseFile, checker: Checker) -> tuple[list[Draft], list[dict[str, Any]]]:
    drafts: list[Draft] = []
    problems: list[dict[str, Any]] = []
    for batch in _batches(check(checker, file.rows)):
        for one in batch:
            if isinstance(one, Draft):
                drafts.append(one)
            else:
                problems.append(one)
        _held(file).update(done_count=len(drafts) + len(problems), taken_count=len(drafts))
    return drafts, problems


def _save(
    file: ResponseFile,
    checker: Checker,
    drafts: Sequence[Draft],
    problems: list[dict[str, Any]],
    *,
    now: datetime,
) -> None:
    with transaction.atomic():
        finished = _finish(
            file, checker.columns, state=ResponseFileState.LOADED, problems=problems, now=now
        )
        if not finished:
            return
        questions = _questions(checker, file)
        for batch in _batches(iter(drafts)):
            _put(batch, questions, file, now=now)


def _put(
    drafts: Sequence[Draft],
    questions: Sequence[tuple[int, Sequence[int]]],
    file: ResponseFile,
    *,
    now: datetime,
) -> None:
    responses = Response.objects.bulk_create(
        Response(
            consultation_id=file.consultation_id,
            community_id=draft.community,
            age_band=draft.age_band,
            answered_on=draft.answered_on,
            source=ResponseSource.FILE,
            file=file,
            recorded_at=now,
        )
        for draft in drafts
    )
    Answer.objects.bulk_create(
        (
            answer
            for response, draft in zip(responses, drafts, strict=True)
            for answer in _answers(response, draft, questions)
        ),
        batch_size=_BATCH,
    )


def _answers(
    response: Response, draft: Draft, questions: Sequence[tuple[int, Sequence[int]]]
) -> Iterator[Answer]:
    for number, option in draft.options:
        question, options = questions[number]
        yield Answer(response=response, question_id=question, option_id=options[option])
    for number, text in draft.texts:
        yield Answer(response=response, question_id=questions[number][0], text=text)


def _questions(checker: Checker, file: ResponseFile) -> list[tuple[int, list[int]]]:
    """Each asked column's question and its options in their order; those that are new are made now."""
    found = {
        question.pk: [option.pk for option in question.options.all()]
        for question in file.consultation.questions.prefetch_related("options")
    }
    if found and any(one.column.taken == Taken.NEW_QUESTION for one in checker.asked):
        raise ColumnsChanged
    questions = []
    for number, asked in enumerate(checker.asked, start=1):
        column = asked.column
        if column.taken == Taken.NEW_QUESTION:
            questions.append(_made(column, number, file))
        elif column.question in found:
            questions.append((column.question, found[column.question]))
        else:
            raise ColumnsChanged
    return questions


def _made(column: Column, number: int, file: ResponseFile) -> tuple[int, list[int]]:
    question = Question.objects.create(
        consultation=file.consultation,
        number=number,
        text=column.heading,
        kind=column.kind,
        most=column.most,
    )
    options = Option.objects.bulk_create(
        Option(question=question, number=place, text=text)
        for place, text in enumerate(column.options, start=1)
    )
    return question.pk, [option.pk for option in options]


def _refuse(file: ResponseFile, words: str, *, now: datetime) -> None:
    _finish(
        file,
        from_json(file.columns),
        state=ResponseFileState.REFUSED,
        problems=[{"line": None, "words": words}],
        now=now,
    )


def _finish(
    file: ResponseFile,
    columns: Sequence[Column],
    *,
    state: ResponseFileState,
    problems: list[dict[str, Any]],
    now: datetime,
) -> bool:
    """End the work on a file: what its rows said is in the answers now, or nowhere."""
    return bool(
        _held(file).update(
            state=state,
            problems=problems,
            rows=[],
            columns=as_json([replace(column, examples=[]) for column in columns]),
            finished_at=now,
            lease_until=None,
        )
    )


def _held(file: ResponseFile) -> QuerySet[ResponseFile]:
    """The file's row while it is still in this process's hand, by this very lease."""
    return ResponseFile.objects.filter(
        pk=file.pk, state=ResponseFileState.LOADING, lease_until=file.lease_until
    )


def _batches(rows: Iterator[_T]) -> Iterator[list[_T]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
