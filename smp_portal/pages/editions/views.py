"""Editions of the plan: officers make a draft, look at it, and publish it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import team_only
from priorities.models import Edition, StrategicPlan
from priorities.services.editions import GONE, drop_edition, make_edition, publish_edition
from smp_portal.foundation import clock
from smp_portal.foundation.forms import ConfirmForm
from smp_portal.foundation.saving import save
from smp_portal.pages.editions.forms import EditionForm
from smp_portal.pages.editions.queries import (
    is_stale,
    read_editions,
    suggested_label,
    what_it_shows,
)
from smp_portal.pages.public.building import build_contents
from smp_portal.pages.public.contents import read_contents


@require_safe
def edition_list(request: PortalRequest) -> HttpResponse:
    """Every edition: the draft, the one that the public reads, and those before."""
    team_only(request.user)
    return render(request, "editions/edition_list.html", {"page": read_editions(on=clock.today())})


@reads_or_sends
def edition_add(request: PortalRequest) -> HttpResponse:
    """Make the draft of the next edition from the working plan as it is now."""
    plan = _plan(request)
    suggested = {"label": suggested_label(plan, on=clock.today())}
    form = EditionForm(posted(request), initial=suggested)
    if form.is_valid() and (made := _made(request, plan, form)):
        messages.success(request, "The draft is made. Read it, then publish it")
        return redirect("pages:edition_plan", made.pk)
    draft = Edition.objects.drafts().filter(plan=plan).first()
    context = {"form": form, "plan": plan, "draft": draft, "back": reverse("pages:edition_list")}
    return render(request, "editions/edition_add.html", context)


@reads_or_sends
def edition_publish(request: PortalRequest, pk: int) -> HttpResponse:
    """Say what becomes public, ask once, and publish."""
    draft = _draft(request, pk)
    if draft is None:
        return _is_gone(request)
    form = ConfirmForm(posted(request))
    done = save(
        request,
        form,
        lambda: publish_edition(edition=draft, by=request.user, now=clock.now()),
        said=f"{draft} is published: everybody can read it now",
        to=reverse("pages:edition_list"),
    )
    return done or render(request, "editions/edition_publish.html", {"form": form, **_shown(draft)})


@reads_or_sends
def edition_drop(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once, and throw the draft away."""
    draft = _draft(request, pk)
    if draft is None:
        return _is_gone(request)
    form = ConfirmForm(posted(request))
    done = save(
        request,
        form,
        lambda: drop_edition(edition=draft),
        said=f"The draft {draft} is discarded",
        to=reverse("pages:edition_list"),
    )
    context = {"form": form, "edition": draft, "back": reverse("pages:edition_list")}
    return done or render(request, "editions/edition_drop.html", context)


def _plan(request: PortalRequest) -> StrategicPlan:
    team_only(request.user)
    plan = StrategicPlan.objects.current(clock.today())
    if plan is None:
        raise Http404
    return plan


def _made(request: PortalRequest, plan: StrategicPlan, form: EditionForm) -> Edition | None:
    try:
        return make_edition(
            plan=plan,
            label=form.cleaned_data["label"],
            contents=build_contents(plan),
            by=request.user,
            now=clock.now(),
        )
    except ValidationError as error:
        form.add_error("label", error.messages)
        return None


def _draft(request: PortalRequest, pk: int) -> Edition | None:
    """The draft, or nothing where somebody has published or dropped it meanwhile."""
    team_only(request.user)
    editions = Edition.objects.visible_to(request.user).select_related("plan")
    if request.method == "POST":
        return editions.drafts().filter(pk=pk).first()
    edition = get_object_or_404(editions, pk=pk)
    return edition if edition.is_draft else None


def _is_gone(request: PortalRequest) -> HttpResponse:
    messages.warning(request, GONE)
    return redirect("pages:edition_list")


def _shown(draft: Edition) -> dict[str, object]:
    return {
        "edition": draft,
        "shows": what_it_shows(read_contents(draft.contents)),
        "is_stale": is_stale(draft),
        "before": Edition.objects.published().filter(plan=draft.plan).first(),
        "back": reverse("pages:edition_plan", args=[draft.pk]),
    }
