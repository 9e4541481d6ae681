"""Rows that change places or are taken out, from the version that the person saw."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from partners.http import PortalRequest
from priorities.forms.parts import VersionForm
from smp_portal.foundation.versions import VersionConflict

MEANWHILE = "Somebody saved it meanwhile: look at what there is now, then try again"


def move(request: PortalRequest, deed: Callable[..., None], *, to: str) -> HttpResponse:
    """Let a row change places, and go back to the list."""
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
