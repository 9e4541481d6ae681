"""The pages on which an action is added, edited, moved, completed, cancelled or taken up again."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from actionplans.forms.action_deeds import CancelForm, CompleteForm, RedateForm, ReopenForm
from actionplans.forms.actions import ActionAddForm, ActionForm, next_reference
from actionplans.models import Action, ActionPlan
from actionplans.permissions import can_edit_plan
from actionplans.services.actions import (
    add_action,
    cancel_action,
    complete_action,
    edit_action,
    redate_action,
    reopen_action,
)
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import require
from smp_portal.foundation import clock
from smp_portal.foundation.forms import PortalForm
from smp_portal.foundation.saving import save


@reads_or_sends
def action_add(request: PortalRequest, pk: int) -> HttpResponse:
    """Put a new initiative into a plan."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user), pk=pk)
    require(can_edit_plan(request.user, plan))
    taken = set(plan.actions.values_list("reference", flat=True))
    form = ActionAddForm(
        posted(request),
        instance=Action(plan=plan, reference=next_reference(plan.number, taken)),
        on=clock.today(),
    )
    done = save(
        request,
        form,
        lambda: add_action(plan=plan, by=request.user, now=clock.now(), **form.given()),
        said="The action is in the plan",
        to=_plan_url(pk),
    )
    context = {"form": form, "plan": plan, "back": _plan_url(pk)}
    return done or render(request, "actionplans/action_add.html", context)


@reads_or_sends
def action_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Change what an action says."""
    action = _editable(request, pk)
    context = _context(action)
    form = ActionForm(posted(request), instance=action, on=clock.today())
    done = save(
        request,
        form,
        lambda: edit_action(action=action, by=request.user, now=clock.now(), **form.given()),
        said="The action is saved",
        to=_plan_url(action.plan_id),
    )
    return done or render(request, "actionplans/action_edit.html", {"form": form, **context})


@reads_or_sends
def action_redate(request: PortalRequest, pk: int) -> HttpResponse:
    """Move an action's due date, with the reason."""
    action = _editable(request, pk)
    form = RedateForm(posted(request), action=action)
    return _do(request, action, form, redate_action, "action_redate", said="The date is moved")


@reads_or_sends
def action_complete(request: PortalRequest, pk: int) -> HttpResponse:
    """Record that an action is done."""
    action = _editable(request, pk)
    form = CompleteForm(posted(request), action=action, on=clock.today())
    said = "The action is complete"
    return _do(request, action, form, complete_action, "action_complete", said=said)


@reads_or_sends
def action_cancel(request: PortalRequest, pk: int) -> HttpResponse:
    """Give an action up; it can be taken up again."""
    action = _editable(request, pk)
    form = CancelForm(posted(request), action=action)
    said = "The action is cancelled. It can be taken up again here"
    return _do(request, action, form, cancel_action, "action_cancel", said=said)


@reads_or_sends
def action_reopen(request: PortalRequest, pk: int) -> HttpResponse:
    """Take an action up again that was complete or cancelled."""
    action = _editable(request, pk)
    form = ReopenForm(posted(request), action=action)
    said = "The action is open again"
    return _do(request, action, form, reopen_action, "action_reopen", said=said)


def _do(
    request: PortalRequest,
    action: Action,
    form: PortalForm,
    deed: Callable[..., Action],
    page: str,
    *,
    said: str,
) -> HttpResponse:
    done = save(
        request,
        form,
        lambda: deed(action=action, by=request.user, now=clock.now(), **form.cleaned_data),
        said=said,
        to=_plan_url(action.plan_id),
    )
    return done or render(request, f"actionplans/{page}.html", {"form": form, **_context(action)})


def _editable(request: PortalRequest, pk: int) -> Action:
    actions = Action.objects.visible_to(request.user).with_moves()
    action = get_object_or_404(actions.select_related("plan", "lead_partner", "lead_person"), pk=pk)
    require(can_edit_plan(request.user, action.plan))
    return action


def _context(action: Action) -> dict[str, Any]:
    # The name as it is saved: a form that is being checked puts what was typed on its row.
    return {"action": action, "name": str(action), "back": _plan_url(action.plan_id)}


def _plan_url(pk: int) -> str:
    return reverse("actionplans:plan_detail", args=[pk])
