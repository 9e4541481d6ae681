"""How a form that was sent becomes a deed: done, refused with a message, or late to somebody else's."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from partners.http import PortalRequest
from smp_portal.foundation.conflict import render_conflict
from smp_portal.foundation.versions import VersionConflict

Made = TypeVar("Made")
JUST_TAKEN = (
    "Somebody saved something at this very moment that this can’t stand beside: "
    "look at what there is now, then save again"
)


def save(
    request: PortalRequest,
    form: BaseForm,
    deed: Callable[[], Made],
    *,
    said: str,
    then: Callable[[Made], str],
) -> HttpResponse | None:
    """Do what a valid form asks and go on; nothing where the form is to be shown again."""
    if not form.is_valid():
        return None
    try:
        made = deed()
    except VersionConflict as conflict:
        return render_conflict(request, form, conflict.current)
    except ValidationError as error:
        form.add_error(None, error)
        return None
    except IntegrityError:
        # The form found nothing wrong: somebody saved between its look and the deed.
        form.add_error(None, JUST_TAKEN)
        return None
    messages.success(request, said)
    return redirect(then(made))


def team_only(request: PortalRequest) -> None:
    """What nobody else may know of is not there for them."""
    if not request.user.runs_the_portal:
        raise Http404
