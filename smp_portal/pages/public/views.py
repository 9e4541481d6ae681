"""What everybody reads without signing in: the published edition, and how to reach the partnership."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from smp_portal.pages.public import rendering
from smp_portal.pages.public.doors import public_page
from smp_portal.pages.public.showing import Site, public_site


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Say whose site this is and what they do; a person who has signed in goes on to their work."""
    if request.user.is_authenticated:
        return redirect("pages:my_work")
    return rendering.render_front(request, public_site())


@public_page
def public_plan(request: HttpRequest) -> HttpResponse:
    """The whole published plan."""
    site = public_site()
    return rendering.render_plan(request, site) if site else _nothing_yet(request)


@public_page
def public_priority(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the published priorities."""
    return rendering.render_priority(request, _published(), slug)


@public_page
def public_places(request: HttpRequest) -> HttpResponse:
    """The places where something happens, to choose from."""
    site = public_site()
    return rendering.render_places(request, site) if site else _nothing_yet(request)


@public_page
def public_place(request: HttpRequest, slug: str) -> HttpResponse:
    """What is happening in one village."""
    return rendering.render_place(request, _published(), slug)


@public_page
def public_partners(request: HttpRequest) -> HttpResponse:
    """Who the partnership is."""
    site = public_site()
    return rendering.render_partners(request, site) if site else _nothing_yet(request)


@public_page
def public_contact(request: HttpRequest) -> HttpResponse:
    """How to reach the partnership: by telephone, in person, by letter or by e-mail."""
    return render(request, "public/contact.html", {"here": "contact"})


@public_page
def public_accessibility(request: HttpRequest) -> HttpResponse:
    """How far everybody can use this site, and what to do where they can't."""
    return render(request, "public/accessibility.html")


@public_page
def public_privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, and why."""
    return render(request, "public/privacy.html")


@public_page
def public_cookies(request: HttpRequest) -> HttpResponse:
    """The cookies that signing in needs; reading needs none."""
    return render(request, "public/cookies.html")


def _published() -> Site:
    site = public_site()
    if site is None:
        raise Http404
    return site


def _nothing_yet(request: HttpRequest) -> HttpResponse:
    return render(request, "public/nothing_yet.html")
