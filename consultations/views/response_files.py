"""The pages on which a file of answers is added, looked at, loaded or let go."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from consultations.forms.response_files import ColumnsForm, ResponseFileForm
from consultations.models import Consultation, ResponseFile, ResponseFileState
from consultations.queries.response_files import FilePage, file_or_404, read_response_file
from consultations.response_files.keeping import (
    add_response_file,
    change_columns,
    drop_file,
    start_loading,
)
from consultations.tasks import ask_worker_to_look
from consultations.views.consultations import editable
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import team_only
from smp_portal.foundation import clock
from smp_portal.foundation.files import FileRefused
from smp_portal.foundation.lists import Column, Sheet, send_sheet
from smp_portal.foundation.lists.files import FileKind

SECONDS_BETWEEN_LOOKS = 2


@reads_or_sends
def response_file_add(request: PortalRequest, slug: str) -> HttpResponse:
    """Add a file of answers; what its columns are taken for is shown next, before anything is loaded."""
    consultation = _consultation(request, slug)
    form = ResponseFileForm(posted(request), request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            file = add_response_file(
                consultation=consultation,
                data=sent.read(),
                name=sent.name,
                by=request.user,
                now=clock.now(),
            )
        except (FileRefused, ValidationError) as refused:
            form.add_error(
                "file", refused if isinstance(refused, ValidationError) else str(refused)
            )
        else:
            return redirect("consultations:response_file_detail", slug, file.pk)
    context = {"form": form, "consultation": consultation}
    return render(request, "consultations/response_file_add.html", context)


@reads_or_sends
def response_file_detail(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """A file before it is loaded, while it is, and after."""
    consultation = _consultation(request, slug)
    page = read_response_file(consultation, pk)
    if page.file.state != ResponseFileState.PREVIEW:
        return _progress_or_report(request, page)
    form = ColumnsForm(posted(request), columns=page.columns, questions=page.questions)
    if form.is_valid() and _deed(request, form, page.file):
        return redirect("consultations:response_file_detail", slug, pk)
    context = {"page": page, "form": form, "consultation": consultation}
    return render(request, "consultations/response_file_detail.html", context)


@require_POST
def response_file_drop(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Let a file go that is not to be loaded."""
    file = file_or_404(_consultation(request, slug), pk)
    try:
        drop_file(file=file, now=clock.now())
    except ValidationError:
        # It is being loaded, or was let go before: its page says which.
        return redirect("consultations:response_file_detail", slug, pk)
    messages.success(request, "The file is not used, and nothing of it was kept")
    return redirect("consultations:consultation_detail", slug)


@require_safe
def response_file_report(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """The rows that were not taken, as a file: each with its line and the reason."""
    file = file_or_404(_consultation(request, slug), pk)
    sheet = Sheet(
        name="Rows not taken",
        columns=[
            Column("Line", lambda problem: problem["line"]),
            Column("Why it was not taken", lambda problem: problem["words"]),
        ],
        rows=file.problems,
    )
    return send_sheet(sheet, FileKind.CSV, on=clock.today())


def _consultation(request: PortalRequest, slug: str) -> Consultation:
    team_only(request.user)
    return editable(request, slug)


def _progress_or_report(request: PortalRequest, page: FilePage) -> HttpResponse:
    if request.method == "POST":
        return redirect(request.path)
    context = {"page": page, "consultation": page.file.consultation}
    response = render(request, "consultations/response_file_report.html", context)
    if page.is_under_way:
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _deed(request: PortalRequest, form: ColumnsForm, file: ResponseFile) -> bool:
    """Load what the page has shown; where a column was changed, show first what that comes to."""
    if form.changes_nothing():
        return _done(form, lambda: _start(file))
    now = clock.now()
    done = _done(form, lambda: change_columns(file=file, choices=form.chosen(), now=now))
    if done:
        messages.info(request, "The columns are changed. Look at the numbers, then load the file")
    return done


def _done(form: ColumnsForm, deed: Callable[[], None]) -> bool:
    try:
        deed()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _start(file: ResponseFile) -> None:
    start_loading(file=file)
    transaction.on_commit(ask_worker_to_look)
