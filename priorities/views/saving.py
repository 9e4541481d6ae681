"""How a form that was sent becomes a deed: done, refused with a message, or late to somebody else's."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect

from partners.http import PortalRequest
from priorities.forms.parts import VersionForm
from smp_portal.foundation.conflict import render_conflict
from smp_portal.foundation.versions import VersionConflict

JUST_TAKEN = (
    "Somebody saved the same at this very moment: look at what there is now, then save again"
)
MEANWHILE = "Somebody saved it meanwhile: look at what there is now, then try again"
JUST_GONE = "Somebody took this out at this very moment: copy your text and add it as a new one"


def save(
    request: PortalRequest,
    form: BaseForm,
    deed: Callable[[], object],
    *,
    said: str,
    to: str,
    saved: Callable[[], Any] | None = None,
) -> HttpResponse | None:
    """Do what a valid form asks and go on; nothing where the form is to be shown again.

    `saved` reads what the form asks for as it is now, where that is a part of the versioned row.
    """
    if not form.is_valid():
        return None
    try:
        deed()
    except VersionConflict as conflict:
        part = saved() if saved else None
        return render_conflict(request, form, conflict.current, saved=part)
    except ValidationError as error:
        form.add_error(None, error)
        return None
    except IntegrityError:
        # The form found nothing wrong: somebody saved between its look and the deed.
        form.add_error(None, JUST_TAKEN)
        return None
    except ObjectDoesNotExist:
        form.add_error(None, JUST_GONE)
        return None
    messages.success(request, said)
    return redirect(to)


def move(request: PortalRequest, deed: Callable[..., None], *, to: str) -> HttpResponse:
    """Let a row change places, from the version that the person saw, and go back to the list."""
    form = VersionForm(request.POST)
    # No row has version 0: what came without one moves nothing.
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        deed(up=request.POST.get("up") == "yes", version=version)
    except VersionConflict:
        messages.error(request, MEANWHILE)
    return redirect(to)


def remove(
    request: PortalRequest, form: VersionForm, deed: Callable[..., None], *, said: str, to: str
) -> HttpResponse | None:
    """Take a row out, once the person has said so; nothing where they have still to be asked."""
    if not form.is_valid():
        return None
    try:
        deed(version=form.cleaned_data["version"])
    except VersionConflict:
        messages.error(request, MEANWHILE)
        return redirect(request.path)
    messages.success(request, said)
    return redirect(to)


def typed(request: PortalRequest) -> Any:
    """What was sent, if anything was."""
    return request.POST if request.method == "POST" else None
