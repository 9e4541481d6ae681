"""The pages on which the plan and its priorities are read."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from partners.models import User
from partners.permissions import can_edit_plan_content, readers_only
from priorities.models import Priority, StrategicPlan
from priorities.queries.history import read_priority_history
from priorities.queries.meeting import read_county, read_themes
from priorities.queries.priority_list import PRIORITY_SORTS, read_priority_list
from priorities.queries.working_plan import read_working_plan
from priorities.sheets import COUNTY_COLUMNS, PRIORITY_COLUMNS, THEME_COLUMNS
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet


@require_safe
def priority_list(request: PortalRequest) -> HttpResponse:
    """What the partnership puts first, and why."""
    readers_only(request.user)
    listing = Listing(request.GET, PRIORITY_SORTS)
    page = read_priority_list(request.user, on=clock.today(), sort=listing.sort)
    if listing.file:
        sheet = Sheet("Priorities", PRIORITY_COLUMNS, page.priorities)
        return send_sheet(sheet, listing.file, on=clock.today())
    may_edit = can_edit_plan_content(request.user)
    context = {"page": page, "listing": listing, "may_edit": may_edit}
    return render(request, "priorities/priority_list.html", context)


@require_safe
def working_plan(request: PortalRequest) -> HttpResponse:
    """The plan whole, as it is worked on: its text, its aims, the pressures and its priorities."""
    readers_only(request.user)
    page = read_working_plan(request.user, on=clock.today())
    may_edit = can_edit_plan_content(request.user)
    return render(request, "priorities/working_plan.html", {"page": page, "may_edit": may_edit})


@require_safe
def county_list(request: PortalRequest) -> HttpResponse:
    """The county's priorities, and how far ours meet them."""
    readers_only(request.user)
    page, listing = read_county(request.user, on=clock.today()), Listing(request.GET)
    if listing.file:
        sheet = Sheet("The county’s priorities and ours", COUNTY_COLUMNS, page.rows)
        return send_sheet(sheet, listing.file, on=clock.today())
    may_edit = can_edit_plan_content(request.user)
    context = {"page": page, "listing": listing, "may_edit": may_edit}
    return render(request, "priorities/county_list.html", context)


@require_safe
def theme_list(request: PortalRequest) -> HttpResponse:
    """The pressures that people named, and which priority meets each."""
    readers_only(request.user)
    page, listing = read_themes(request.user, on=clock.today()), Listing(request.GET)
    if listing.file:
        sheet = Sheet("Our priorities and the pressures", THEME_COLUMNS, page.rows)
        return send_sheet(sheet, listing.file, on=clock.today())
    return render(request, "priorities/theme_list.html", {"page": page, "listing": listing})


@require_safe
def priority_history(request: PortalRequest, slug: str) -> HttpResponse:
    """Who changed what of a priority, and when."""
    priority = current_priority(request.user, slug)
    context = {
        "priority": priority,
        "entries": read_priority_history(priority, reader=request.user),
        "may_edit": can_edit_plan_content(request.user),
    }
    return render(request, "priorities/priority_history.html", context)


def current_priority(user: User, slug: str) -> Priority:
    """A priority of the current plan, if this person may read it."""
    plan = StrategicPlan.objects.current(clock.today())
    priorities = Priority.objects.visible_to(user).of_plan(plan)
    return get_object_or_404(priorities.select_related("plan"), slug=slug)
