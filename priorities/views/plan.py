"""The pages on which the plan's text and its aims are edited, and where the county's priorities stand here."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import can_edit_plan_content, readers_only, require
from priorities.forms.parts import VersionForm
from priorities.forms.plan import AimForm, CountyPriorityForm, SectionAddForm, SectionForm
from priorities.models import CountyPriority, PlanSection, StrategicPlan
from priorities.services.plan import (
    add_section,
    edit_aim,
    edit_county_priority,
    edit_section,
    move_section,
    remove_section,
)
from priorities.views.priorities import editable_plan
from priorities.views.rearranging import move, remove
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save

GONE = "Somebody took this section out meanwhile. Save to put your text back as a new section"


@reads_or_sends
def section_add(request: PortalRequest) -> HttpResponse:
    """Put a new section at the end of the plan's text."""
    plan = editable_plan(request)
    form = SectionAddForm(posted(request), plan=plan)
    done = save(
        request,
        form,
        # What is new takes nothing from anybody: it joins whatever there is by now.
        lambda: add_section(
            plan=plan,
            version=plan.version,
            by=request.user,
            now=clock.now(),
            **form.given()["values"],
        ),
        said="The section is in the plan",
        to=reverse("priorities:working_plan"),
    )
    return done or render(request, "priorities/section_form.html", {"form": form, "is_new": True})


@reads_or_sends
def section_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Change a section's title and text."""
    plan = editable_plan(request)
    section = plan.sections.filter(pk=pk).first()
    if section is None:
        return _gone(request, plan)
    name = str(section)
    form = SectionForm(posted(request), instance=section)
    done = save(
        request,
        form,
        lambda: edit_section(section=section, by=request.user, now=clock.now(), **form.given()),
        said="The section is saved",
        to=f"{reverse('priorities:working_plan')}#section-{pk}",
    )
    context = {"form": form, "name": name, "pk": pk}
    return done or render(request, "priorities/section_form.html", context)


@reads_or_sends
def section_remove(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once, then take a section out."""
    plan = editable_plan(request)
    section = get_object_or_404(plan.sections, pk=pk)
    form = VersionForm(posted(request), initial={"version": plan.version})
    done = remove(
        request,
        form,
        partial(remove_section, section=section, by=request.user, now=clock.now()),
        said=f"The section “{section}” is taken out",
        to=reverse("priorities:working_plan"),
    )
    context = {"form": form, "section": section}
    return done or render(request, "priorities/section_remove.html", context)


@require_POST
def section_move(request: PortalRequest, pk: int) -> HttpResponse:
    """Let a section change places with the one before it, or after it."""
    plan = editable_plan(request)
    section: PlanSection = get_object_or_404(plan.sections, pk=pk)
    deed = partial(move_section, section=section, by=request.user, now=clock.now())
    return move(request, deed, to=f"{reverse('priorities:working_plan')}#section-{pk}")


@reads_or_sends
def aim_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Change what an aim says."""
    plan = editable_plan(request)
    aim = get_object_or_404(plan.aims.select_related("plan"), pk=pk)
    name = str(aim)
    form = AimForm(posted(request), instance=aim)
    done = save(
        request,
        form,
        lambda: edit_aim(aim=aim, by=request.user, now=clock.now(), **form.given()),
        said="The aim is saved",
        to=f"{reverse('priorities:working_plan')}#aims",
        saved=lambda: plan.aims.get(pk=pk),
    )
    context = {"form": form, "name": name, "number": aim.number}
    return done or render(request, "priorities/aim_edit.html", context)


@reads_or_sends
def county_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Say how far the plan meets one of the county's priorities, and why."""
    readers_only(request.user)
    county = get_object_or_404(CountyPriority, pk=pk)
    require(can_edit_plan_content(request.user))
    form = CountyPriorityForm(posted(request), instance=county)
    done = save(
        request,
        form,
        lambda: edit_county_priority(
            county=county, by=request.user, now=clock.now(), **form.given()
        ),
        said="Where the county’s priority stands here is saved",
        to=reverse("priorities:county_list"),
    )
    context = {"form": form, "county": county}
    return done or render(request, "priorities/county_edit.html", context)


def _gone(request: PortalRequest, plan: StrategicPlan) -> HttpResponse:
    """What was typed for a section that is no longer there, ready to be added again."""
    if request.method != "POST":
        raise Http404
    form: Any = SectionAddForm(request.POST, plan=plan)
    form.add_error(None, GONE)
    context = {"form": form, "is_new": True, "action": reverse("priorities:section_add")}
    return render(request, "priorities/section_form.html", context, status=HTTPStatus.CONFLICT)
