"""The pages on which a board pack is begun, looked at, frozen and read."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actionplans.models import BoardPack, PackFileKind
from actionplans.services.packs import (
    IS_FROZEN,
    discard_pack,
    edit_pack,
    freeze_pack,
    start_pack,
    try_again,
)
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import editors_only, require
from smp_portal.foundation import clock
from smp_portal.foundation.forms import ConfirmForm
from smp_portal.foundation.saving import save
from smp_portal.pages.board_packs.building import questions
from smp_portal.pages.board_packs.forms import PackEditForm, PackForm
from smp_portal.pages.board_packs.papers import build
from smp_portal.pages.board_packs.permissions import packs_only
from smp_portal.pages.board_packs.queries import (
    file_or_404,
    pack_or_404,
    read_packs,
)
from smp_portal.pages.board_packs.showing import show_draft, show_frozen
from smp_portal.pages.tasks import ask_worker_for_packs

TYPES = {
    PackFileKind.PDF: "application/pdf",
    PackFileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PackFileKind.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def pack_list(request: PortalRequest) -> HttpResponse:
    """What the board was given to read, meeting by meeting."""
    packs_only(request.user)
    page = read_packs(request.user, on=clock.today())
    return render(request, "board_packs/pack_list.html", {"page": page, "may_edit": _may(request)})


@reads_or_sends
def pack_add(request: PortalRequest) -> HttpResponse:
    """Choose the meeting, and begin the draft of its pack."""
    packs_only(request.user)
    editors_only(request.user)
    form = PackForm(posted(request), on=clock.today())
    done = save(
        request,
        form,
        lambda: start_pack(meeting=form.cleaned_data["meeting"], by=request.user, now=clock.now()),
        said="The draft is begun. Look through it, add a cover note, then freeze it",
        to=lambda pack: reverse("pages:pack_detail", args=[pack.pk]),
    )
    return done or render(request, "board_packs/pack_add.html", {"form": form})


@require_safe
def pack_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """A draft as it would be frozen now; a frozen pack as it was."""
    pack = pack_or_404(request.user, pk)
    now = clock.now()
    return show_draft(request, pack, now) if pack.is_draft else show_frozen(request, pack, now)


@reads_or_sends
def pack_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Write the cover note, and say which decisions are asked and how."""
    pack = _to_change(request, pk)
    if not pack.is_draft:
        return _is_frozen(request, pk)
    asked = questions(pack, now=clock.now()) if pack.meeting_id else []
    form = PackEditForm(posted(request), instance=pack, questions=asked)
    done = save(
        request,
        form,
        lambda: edit_pack(
            pack=pack,
            note=form.cleaned_data["note"],
            wording=form.wording(),
            version=form.cleaned_data["version"],
        ),
        said="The draft is saved",
        to=reverse("pages:pack_detail", args=[pk]),
    )
    return done or render(request, "board_packs/pack_edit.html", {"form": form, "pack": pack})


@reads_or_sends
def pack_freeze(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once, then keep what is so at this moment and have the files made."""
    pack = _to_change(request, pk)
    if not pack.is_draft:
        return _is_frozen(request, pk)
    form = ConfirmForm(posted(request))
    done = save(
        request,
        form,
        lambda: _freeze(request, pack),
        said="It is frozen. Its files are being made",
        to=reverse("pages:pack_detail", args=[pk]),
    )
    return done or render(request, "board_packs/pack_freeze.html", {"form": form, "pack": pack})


@reads_or_sends
def pack_discard(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once, and throw a draft away."""
    pack = _to_change(request, pk)
    if not pack.is_draft:
        return _is_frozen(request, pk)
    form = ConfirmForm(posted(request))
    done = save(
        request,
        form,
        lambda: discard_pack(pack=pack),
        said="The draft is discarded",
        to=reverse("pages:pack_list" if pack.meeting_id else "pages:report_list"),
    )
    return done or render(request, "board_packs/pack_discard.html", {"form": form, "pack": pack})


@require_POST
def pack_retry(request: PortalRequest, pk: int) -> HttpResponse:
    """Have the files made that are missing, after something went wrong."""
    pack = _to_change(request, pk)
    try:
        try_again(pack=pack, now=clock.now())
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    else:
        transaction.on_commit(ask_worker_for_packs)
    return redirect("pages:pack_detail", pk)


@require_safe
def pack_file(request: PortalRequest, pk: int, kind: str) -> HttpResponse:
    """A file of a frozen pack, byte for byte as it was made."""
    pack = pack_or_404(request.user, pk)
    file = file_or_404(pack, kind)
    name = f"{pack.file_name}.{file.kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content_type = TYPES[PackFileKind(file.kind)]
    return HttpResponse(bytes(file.data), content_type=content_type, headers=headers)


def _may(request: PortalRequest) -> bool:
    return request.user.runs_the_portal


def _to_change(request: PortalRequest, pk: int) -> BoardPack:
    pack = pack_or_404(request.user, pk)
    require(request.user.runs_the_portal)
    return pack


def _freeze(request: PortalRequest, pack: BoardPack) -> None:
    now = clock.now()
    built = build(pack, now=now)
    freeze_pack(pack=pack, contents=built.contents, asked=built.asked, by=request.user, now=now)
    transaction.on_commit(ask_worker_for_packs)


def _is_frozen(request: PortalRequest, pk: int) -> HttpResponse:
    messages.warning(request, IS_FROZEN)
    return redirect("pages:pack_detail", pk)
