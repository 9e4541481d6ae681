"""The list of action plans, and one plan: both worked out once for as long as nothing is written."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from actionplans.filters.plans import PlanFilter
from actionplans.models import ActionPlan
from actionplans.permissions import can_edit_plan
from actionplans.queries.plan_list import PLAN_SORTS, PlanList, all_plans, read_plan_list
from actionplans.queries.plan_page import PlanPage, read_plan
from actionplans.queries.plan_rows import plan_rows
from actionplans.sheets import plan_columns
from partners.http import PortalRequest
from partners.permissions import can_edit_plan_content, readers_only
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet
from smp_portal.foundation.unchanged import Unchanged


@dataclass(frozen=True)
class ShownList:
    """The list as one address asks for it, with its filters and its rows as they are drawn."""

    filter: PlanFilter
    list: PlanList
    bar: SafeString
    rows: SafeString


@dataclass(frozen=True)
class ShownPlan:
    """One plan's page, and what is below its heading as it is drawn."""

    page: PlanPage
    may_edit: bool
    content: SafeString


@require_safe
def plan_list(request: PortalRequest) -> HttpResponse:
    """The action plans that this person may read, narrowed as they like."""
    readers_only(request.user)
    listing = Listing(request.GET, PLAN_SORTS)
    if listing.file:
        rows = all_plans(_narrowed(request).qs, listing, now=clock.now())
        sheet = Sheet("Action plans", plan_columns(request.user), rows)
        return send_sheet(sheet, listing.file, on=clock.today())
    key = ("plans", *_reader(request), request.GET.urlencode())
    shown = Unchanged().once(key, lambda: _list(request, listing))
    context = {
        "shown": shown,
        "list": shown.list,
        "filter": shown.filter,
        "form": shown.filter.form,
        "listing": listing,
        "may_edit": can_edit_plan_content(request.user),
    }
    return render(request, "actionplans/plan_list.html", context)


@require_safe
def plan_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """One plan: where it stands, its actions, what was asked and answered, and its history."""
    key = ("plan", *_reader(request), pk)
    shown = Unchanged().once(key, lambda: _plan(request, pk))
    context = {"shown": shown, "page": shown.page, "plan": shown.page.plan}
    return render(request, "actionplans/plan_detail.html", context)


def _reader(request: PortalRequest) -> tuple[str, int, str]:
    """For whom a page is kept, and in which minute, for it says what is late."""
    return clock.now().isoformat(timespec="minutes"), request.user.pk, request.user.role


def _narrowed(request: PortalRequest) -> PlanFilter:
    plans = ActionPlan.objects.visible_to(request.user, on=clock.today())
    return PlanFilter(request.GET, queryset=plans, on=clock.today())


def _list(request: PortalRequest, listing: Listing) -> ShownList:
    found = _narrowed(request)
    page = read_plan_list(found.qs, listing, now=clock.now())
    with_names = request.user.runs_the_portal
    rows = plan_rows(page.rows, with_names=with_names, today=clock.today())
    bar = {
        "form": found.form,
        "clear": reverse("actionplans:plan_list"),
        "is_filtered": found.is_filtered,
        "listing": listing,
    }
    table = {"rows": rows, "listing": listing}
    return ShownList(
        filter=found,
        list=page,
        bar=render_to_string("components/filters.html", bar),
        rows=render_to_string("actionplans/plan_list_rows.html", table),
    )


def _plan(request: PortalRequest, pk: int) -> ShownPlan:
    page = read_plan(pk, reader=request.user, now=clock.now())
    may_edit = can_edit_plan(request.user, page.plan)
    context = {
        "page": page,
        "plan": page.plan,
        "today": clock.today(),
        "may_edit": may_edit,
        "user": request.user,
    }
    return ShownPlan(page, may_edit, render_to_string("actionplans/plan_content.html", context))
