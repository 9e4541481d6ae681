"""The pages on which a priority is added, and on which its text, its alignment and its voices are edited."""

from types import SimpleNamespace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import can_edit_plan_content, editors_only, require
from priorities.forms.priorities import (
    AlignmentForm,
    PriorityAddForm,
    PriorityForm,
    VoicesForm,
    alignment_now,
)
from priorities.models import Priority, StrategicPlan
from priorities.services.priorities import (
    add_priority,
    choose_voices,
    edit_alignment,
    edit_priority,
)
from priorities.views.reading import current_priority
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save


@reads_or_sends
def priority_add(request: PortalRequest) -> HttpResponse:
    """Put a new priority into the current plan."""
    plan = editable_plan(request)
    form = PriorityAddForm(posted(request), plan=plan)
    done = save(
        request,
        form,
        lambda: add_priority(plan=plan, by=request.user, now=clock.now(), **form.given()),
        said="The priority is in the plan. Say next why it is one",
        to=reverse("priorities:priority_list"),
    )
    return done or render(request, "priorities/priority_add.html", {"form": form, "plan": plan})


@reads_or_sends
def priority_edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Change what a priority says, where it stands, which aims it follows and which pressures it meets."""
    priority = editable_priority(request, slug)
    context = named(priority)
    form = PriorityForm(posted(request), instance=priority, plan=priority.plan)
    done = save(
        request,
        form,
        lambda: edit_priority(priority=priority, by=request.user, now=clock.now(), **form.given()),
        said="The priority is saved",
        to=reverse("pages:priority_detail", args=[slug]),
    )
    return done or render(request, "priorities/priority_edit.html", {"form": form, **context})


@reads_or_sends
def alignment_edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Say which of the county's priorities this one serves, and how."""
    priority = editable_priority(request, slug)
    form = AlignmentForm(posted(request), priority=priority)
    done = save(
        request,
        form,
        lambda: edit_alignment(priority=priority, by=request.user, now=clock.now(), **form.given()),
        said="What the priority serves is saved",
        to=reverse("priorities:alignment_edit", args=[slug]),
        saved=lambda: SimpleNamespace(**alignment_now(priority)),
    )
    context = {"form": form, **named(priority)}
    return done or render(request, "priorities/alignment_edit.html", context)


@reads_or_sends
def voices_edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Choose what people said that stands beside a priority."""
    priority = editable_priority(request, slug)
    form = VoicesForm(posted(request), priority=priority)
    done = save(
        request,
        form,
        lambda: choose_voices(
            priority=priority, by=request.user, now=clock.now(), **form.cleaned_data
        ),
        said="The voices are saved",
        to=reverse("priorities:voices_edit", args=[slug]),
    )
    return done or render(request, "priorities/voices_edit.html", {"form": form, **named(priority)})


def editable_priority(request: PortalRequest, slug: str) -> Priority:
    """A priority of the current plan that this person may change."""
    priority = current_priority(request.user, slug)
    require(can_edit_plan_content(request.user))
    return priority


def editable_plan(request: PortalRequest) -> StrategicPlan:
    """The current plan, if this person may change it."""
    editors_only(request.user)
    current = StrategicPlan.objects.current(clock.today())
    return get_object_or_404(StrategicPlan, pk=current and current.pk)


def named(priority: Priority) -> dict[str, Any]:
    """What the pages of a priority's parts are called."""
    # The name as it is saved: a form that is being checked puts what was typed on its row.
    return {"slug": priority.slug, "name": str(priority)}
