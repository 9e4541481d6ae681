"""The pages of action plans."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.filters import PlanFilter
from actionplans.forms.plans import OwnerForm, PlanAddForm, PlanForm
from actionplans.models import ActionPlan
from actionplans.permissions import can_edit_plan
from actionplans.queries.plan_list import PLAN_SORTS, all_plans, read_plan_list
from actionplans.queries.plan_page import read_plan
from actionplans.services.plans import add_plan, assign_owner, edit_plan
from actionplans.sheets import plan_columns
from actionplans.views.saving import save
from partners.http import PortalRequest
from partners.permissions import can_edit_plan_content, require
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet


@require_safe
def plan_list(request: PortalRequest) -> HttpResponse:
    """The action plans that this person may read, narrowed as they like."""
    _refuse_strangers(request)
    now, plans = clock.now(), ActionPlan.objects.visible_to(request.user, on=clock.today())
    listing = Listing(request.GET, PLAN_SORTS)
    found = PlanFilter(request.GET, queryset=plans, on=clock.today())
    if listing.file:
        rows = all_plans(found.qs, listing, now=now)
        sheet = Sheet("Action plans", plan_columns(request.user), rows)
        return send_sheet(sheet, listing.file, on=clock.today())
    context = {
        "filter": found,
        "form": found.form,
        "list": read_plan_list(found.qs, listing, now=now),
        "listing": listing,
        "may_edit": can_edit_plan_content(request.user),
        "today": clock.today(),
    }
    return render(request, "actionplans/plan_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_add(request: PortalRequest) -> HttpResponse:
    """Begin a new plan."""
    _refuse_strangers(request)
    require(can_edit_plan_content(request.user))
    typed = request.POST if request.method == "POST" else None
    form = PlanAddForm(typed, on=clock.today())
    done = save(
        request,
        form,
        lambda: add_plan(values=form.cleaned_data, by=request.user, now=clock.now()),
        said="The plan is a draft now. Add its actions, then make it active",
    )
    return done or render(request, "actionplans/plan_add.html", {"form": form})


@require_safe
def plan_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """One plan: where it stands, its actions, what was asked and answered, and its history."""
    page = read_plan(pk, reader=request.user, now=clock.now())
    context = {
        "page": page,
        "plan": page.plan,
        "today": clock.today(),
        "may_edit": can_edit_plan(request.user, page.plan),
    }
    return render(request, "actionplans/plan_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Change a plan's text, dates, status and readers."""
    plan = _editable(request, pk)
    context = {"name": str(plan), "back": reverse("actionplans:plan_detail", args=[pk])}
    form = PlanForm(request.POST if request.method == "POST" else None, instance=plan)
    done = save(
        request,
        form,
        lambda: edit_plan(plan=plan, by=request.user, now=clock.now(), **form.given()),
        said="The plan is saved",
    )
    return done or render(request, "actionplans/plan_edit.html", {"form": form, **context})


@require_http_methods(["GET", "HEAD", "POST"])
def plan_owner(request: PortalRequest, pk: int) -> HttpResponse:
    """Give a plan to somebody else, or leave it vacant for now."""
    plan = _editable(request, pk)
    back = reverse("actionplans:plan_detail", args=[pk])
    form = OwnerForm(request.POST if request.method == "POST" else None, plan=plan)
    done = save(
        request,
        form,
        lambda: assign_owner(plan=plan, by=request.user, now=clock.now(), **form.cleaned_data),
        said="The plan has a new owner" if request.POST.get("owner") else "The plan is vacant now",
    )
    context = {"form": form, "plan": plan, "back": back}
    return done or render(request, "actionplans/plan_owner.html", context)


def _refuse_strangers(request: PortalRequest) -> None:
    if not request.user.may_read:
        raise Http404


def _editable(request: PortalRequest, pk: int) -> ActionPlan:
    plans = ActionPlan.objects.visible_to(request.user).select_related("owner__partner", "deputy")
    plan = get_object_or_404(plans, pk=pk)
    require(can_edit_plan(request.user, plan))
    return plan
