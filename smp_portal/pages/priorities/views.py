"""One priority, from what people said to what is done."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from partners.permissions import can_edit_plan_content
from priorities.models import Priority, StrategicPlan
from smp_portal.foundation import clock
from smp_portal.pages.priorities.queries import read_priority


@require_safe
def priority_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """A priority of the current plan: why it is one, what it is to achieve, what is done for it."""
    now = clock.now()
    plan = StrategicPlan.objects.current(clock.today())
    priorities = Priority.objects.visible_to(request.user).of_plan(plan)
    priority = get_object_or_404(priorities.select_related("plan"), slug=slug)
    page = read_priority(priority, reader=request.user, now=now)
    may_edit = can_edit_plan_content(request.user)
    return render(request, "pages/priority_detail.html", {"page": page, "may_edit": may_edit})
