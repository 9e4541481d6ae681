"""How a form that was sent becomes a deed: done, refused with a message, or late to somebody else's."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect

from actionplans.models import Action, ActionPlan, Measure, Reading
from partners.http import PortalRequest
from smp_portal.foundation.conflict import render_conflict
from smp_portal.foundation.versions import VersionConflict

JUST_TAKEN = (
    "Somebody saved the same number or reference at this very moment: "
    "look at what there is now, then save again"
)


def save(
    request: PortalRequest,
    form: BaseForm,
    deed: Callable[[], ActionPlan | Action | Measure | Reading],
    *,
    said: str,
) -> HttpResponse | None:
    """Do what a valid form asks and go on to the plan or the measure; nothing where the form is shown again."""
    if not form.is_valid():
        return None
    try:
        row = deed()
    except VersionConflict as conflict:
        return render_conflict(request, form, conflict.current)
    except ValidationError as error:
        form.add_error(None, error)
        return None
    except IntegrityError:
        # The form found nothing wrong: somebody took the number or reference between its look and the deed.
        form.add_error(None, JUST_TAKEN)
        return None
    messages.success(request, said)
    return _on_to(row)


def _on_to(row: ActionPlan | Action | Measure | Reading) -> HttpResponse:
    if isinstance(row, Measure):
        return redirect("actionplans:measure_detail", row.pk)
    if isinstance(row, Reading):
        return redirect("actionplans:measure_detail", row.measure_id)
    return redirect("actionplans:plan_detail", row.plan_id if isinstance(row, Action) else row.pk)
