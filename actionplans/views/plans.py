"""The forms of action plans."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from actionplans.forms.plans import OwnerForm, PeopleForm, PlanAddForm, PlanForm
from actionplans.models import ActionPlan
from actionplans.permissions import can_edit_plan
from actionplans.services.plans import add_plan, assign_owner, edit_plan
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import editors_only, require
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save


@reads_or_sends
def plan_add(request: PortalRequest) -> HttpResponse:
    """Begin a new plan."""
    editors_only(request.user)
    form = PlanAddForm(posted(request), on=clock.today())
    done = save(
        request,
        form,
        lambda: add_plan(values=form.cleaned_data, by=request.user, now=clock.now()),
        said="The plan is a draft now. Add its actions, then make it active",
        to=_address,
    )
    return done or render(request, "actionplans/plan_add.html", {"form": form})


@reads_or_sends
def plan_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Change a plan's text, dates and status."""
    plan = _editable(request, pk)
    people = reverse("actionplans:plan_people", args=[plan.pk])
    context = {"name": str(plan), "back": _address(plan), "people": people}
    form = PlanForm(posted(request), instance=plan)
    done = save(
        request,
        form,
        lambda: edit_plan(plan=plan, by=request.user, now=clock.now(), **form.given()),
        said="The plan is saved",
        to=_address,
    )
    return done or render(request, "actionplans/plan_edit.html", {"form": form, **context})


@reads_or_sends
def plan_people(request: PortalRequest, pk: int) -> HttpResponse:
    """Choose a plan's deputy, and who else may see it."""
    plan = _editable(request, pk)
    form = PeopleForm(posted(request), plan=plan)
    done = save(
        request,
        form,
        lambda: edit_plan(plan=plan, by=request.user, now=clock.now(), **form.given()),
        said="The plan’s deputy and readers are saved",
        to=_address,
    )
    context = {"form": form, "plan": plan, "back": _address(plan)}
    return done or render(request, "actionplans/plan_people.html", context)


@reads_or_sends
def plan_owner(request: PortalRequest, pk: int) -> HttpResponse:
    """Give a plan to somebody else, or leave it vacant for now."""
    plan = _editable(request, pk)
    form = OwnerForm(posted(request), plan=plan)
    done = save(
        request,
        form,
        lambda: assign_owner(plan=plan, by=request.user, now=clock.now(), **form.cleaned_data),
        said="The plan has a new owner" if request.POST.get("owner") else "The plan is vacant now",
        to=_address,
    )
    context = {"form": form, "plan": plan, "back": _address(plan)}
    return done or render(request, "actionplans/plan_owner.html", context)


def _editable(request: PortalRequest, pk: int) -> ActionPlan:
    plans = ActionPlan.objects.visible_to(request.user).select_related("owner__partner", "deputy")
    plan = get_object_or_404(plans, pk=pk)
    require(can_edit_plan(request.user, plan))
    return plan


def _address(plan: ActionPlan) -> str:
    return reverse("actionplans:plan_detail", args=[plan.pk])
