"""The pages of an edition, the same for the public and for the officers who look at it first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from smp_portal.pages.public.showing import Site


def render_front(request: HttpRequest, site: Site | None) -> HttpResponse:
    """What the partnership is, its priorities, and how to find a village."""
    return render(request, "public/front.html", {"site": site})


def render_plan(request: HttpRequest, site: Site) -> HttpResponse:
    """The whole plan as one document."""
    return render(request, "public/plan.html", {"site": site, "here": "plan"})


def render_priority(request: HttpRequest, site: Site, slug: str) -> HttpResponse:
    """One priority: why, what is wanted, how, what is done and what came of it."""
    priority = site.priority(slug)
    if priority is None:
        raise Http404
    context = {"site": site, "here": "plan", "priority": priority}
    return render(request, "public/priority.html", context)


def render_places(request: HttpRequest, site: Site) -> HttpResponse:
    """Every place; the one that somebody chose from the list leads on to its own page."""
    chosen = request.GET.get("place", "")
    if site.contents.place(chosen):
        return redirect(site.url("place", chosen))
    context = {"site": site, "here": "places", "is_missed": "place" in request.GET}
    return render(request, "public/places.html", context)


def render_place(request: HttpRequest, site: Site, slug: str) -> HttpResponse:
    """What is happening in one place, and in the whole borough."""
    place = site.contents.place(slug)
    if place is None:
        raise Http404
    context = {
        "site": site,
        "here": "places",
        "place": place,
        "is_group": place in site.groups,
        "actions": site.actions_at(place),
        "everywhere": site.everywhere(),
    }
    return render(request, "public/place.html", context)


def render_partners(request: HttpRequest, site: Site) -> HttpResponse:
    """Who the partnership is, today and before."""
    return render(request, "public/partners.html", {"site": site, "here": "partners"})
