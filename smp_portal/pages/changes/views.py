"""What changed in the plan, for those who publish it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from partners.permissions import team_only
from priorities.models import Edition, StrategicPlan
from smp_portal.foundation import clock
from smp_portal.pages.changes.queries import read_edition_changes, read_plan_changes


@require_safe
def plan_changes(request: PortalRequest) -> HttpResponse:
    """What changed in the working plan since the edition that the public reads."""
    team_only(request.user)
    page = read_plan_changes(StrategicPlan.objects.current(clock.today()))
    return render(request, "editions/plan_changes.html", {"page": page})


@require_safe
def edition_changes(request: PortalRequest, pk: int) -> HttpResponse:
    """What changed in an edition since the one before it."""
    editions = Edition.objects.visible_to(request.user).select_related("plan")
    page = read_edition_changes(get_object_or_404(editions, pk=pk))
    return render(request, "editions/edition_changes.html", {"page": page})
