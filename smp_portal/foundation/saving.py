"""How a form or a button becomes a deed: done, refused with a message, or late to somebody else's."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from smp_portal.foundation.conflict import render_conflict
from smp_portal.foundation.versions import VersionConflict

Done = TypeVar("Done")
JUST_TAKEN = (
    "Somebody saved the same, or what this can’t stand beside, at this very moment: "
    "look at what there is now, then save again"
)
JUST_GONE = "Somebody took this out at this very moment: copy your text and add it as a new one"


def save(
    request: HttpRequest,
    form: BaseForm,
    deed: Callable[[], Done],
    *,
    said: str,
    to: str | Callable[[Done], str],
    saved: Callable[[], object] | None = None,
) -> HttpResponse | None:
    """Do what a valid form asks and go on; nothing where the form is to be shown again.

    `to` is the address to go on to, or makes it of what the deed gives. `saved` reads what the form asks for as it
    is now, where that is a part of the versioned row.
    """
    if not form.is_valid():
        return None
    try:
        done = deed()
    except VersionConflict as conflict:
        return render_conflict(request, form, conflict.current, saved=saved() if saved else None)
    except (ValidationError, IntegrityError, ObjectDoesNotExist) as error:
        form.add_error(None, _refusal(error))
        return None
    messages.success(request, said)
    return redirect(to if isinstance(to, str) else to(done))


def press(
    request: HttpRequest, deed: Callable[[], Done], *, said: str | Callable[[Done], str]
) -> Done | None:
    """Do what a button alone asks, and say what came of it; nothing where it was refused."""
    try:
        done = deed()
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    except IntegrityError:
        messages.warning(request, JUST_TAKEN)
    else:
        messages.success(request, said if isinstance(said, str) else said(done))
        return done
    return None


def _refusal(error: Exception) -> ValidationError | str:
    if isinstance(error, ValidationError):
        return error
    # The form found nothing wrong: somebody saved between its look and the deed.
    return JUST_TAKEN if isinstance(error, IntegrityError) else JUST_GONE
