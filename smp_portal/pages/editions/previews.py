"""An edition as the public will read it, reads it or has read it; for officers and administrators."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from priorities.models import Edition
from smp_portal.pages.public import rendering
from smp_portal.pages.public.showing import Site, site_of


@require_safe
def edition_plan(request: PortalRequest, pk: int) -> HttpResponse:
    """The whole plan as this edition tells it."""
    return rendering.render_plan(request, _preview(request, pk))


@require_safe
def edition_front(request: PortalRequest, pk: int) -> HttpResponse:
    """The front page with this edition's priorities."""
    return rendering.render_front(request, _preview(request, pk))


@require_safe
def edition_priority(request: PortalRequest, pk: int, slug: str) -> HttpResponse:
    """One priority as this edition tells of it."""
    return rendering.render_priority(request, _preview(request, pk), slug)


@require_safe
def edition_places(request: PortalRequest, pk: int) -> HttpResponse:
    """The places to choose from."""
    return rendering.render_places(request, _preview(request, pk))


@require_safe
def edition_place(request: PortalRequest, pk: int, slug: str) -> HttpResponse:
    """What this edition tells of one place."""
    return rendering.render_place(request, _preview(request, pk), slug)


@require_safe
def edition_partners(request: PortalRequest, pk: int) -> HttpResponse:
    """Who the partnership is, as this edition tells it."""
    return rendering.render_partners(request, _preview(request, pk))


def _preview(request: PortalRequest, pk: int) -> Site:
    return site_of(
        get_object_or_404(Edition.objects.visible_to(request.user), pk=pk), is_preview=True
    )
