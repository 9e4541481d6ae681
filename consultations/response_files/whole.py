"""One file loaded at once, by a command or by the demonstration."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from consultations.models import Consultation, ResponseFile, ResponseFileState
from consultations.response_files.examining import Examination, examine, what_is_missing
from consultations.response_files.keeping import add_response_file, drop_file, start_loading
from consultations.response_files.loading import claim_next, load_claimed
from partners.models import User

NO_QUESTIONS = "The consultation has no questions yet: add them, or ask for them to be made from the file’s headings"


def load_file(
    *,
    consultation: Consultation,
    data: bytes,
    name: str,
    by: User | None,
    now: datetime,
    make_questions: bool = False,
) -> ResponseFile:
    """Load a file whole, as the page and the worker do; FileRefused or ValidationError where nothing was loaded."""
    _refuse_without_questions(consultation, make_questions=make_questions)
    file = add_response_file(consultation=consultation, data=data, name=name, by=by, now=now)
    try:
        start_loading(file=file)
    except ValidationError:
        drop_file(file=file, now=now)
        raise
    # The worker may have been quicker: then it has the file in hand, and it is loaded all the same.
    claimed = claim_next(now=now, pk=file.pk)
    if claimed:
        load_claimed(claimed, now=now)
    file.refresh_from_db()
    if file.state == ResponseFileState.REFUSED:
        raise ValidationError([problem["words"] for problem in file.problems])
    return file


def look_at_file(
    *, consultation: Consultation, data: bytes, now: datetime, make_questions: bool = False
) -> Examination:
    """What loading a file would come to, with the same refusals; saves nothing."""
    _refuse_without_questions(consultation, make_questions=make_questions)
    examination = examine(data, consultation=consultation, on=timezone.localdate(now))
    if missing := what_is_missing(examination.columns):
        raise ValidationError([f"{words}." for words in missing])
    return examination


def _refuse_without_questions(consultation: Consultation, *, make_questions: bool) -> None:
    if not make_questions and not consultation.questions.exists():
        raise ValidationError(NO_QUESTIONS)
