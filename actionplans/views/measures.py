"""The pages on which a measure is defined and read."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionplans.forms.measures import DefinitionForm, MeasureForm
from actionplans.models import ActionPlan, Measure, MeasureDefinition
from actionplans.permissions import can_add_readings, can_edit_plan
from actionplans.queries.measure_page import read_measure
from actionplans.queries.measures_then import known_definitions
from actionplans.services.measures import (
    add_measure,
    define_measure,
    edit_measure,
    next_number,
)
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import require
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save

# What a measure that continues last year's takes from it.
CONTINUED = (
    *("title", "kind", "direction", "unit", "every", "lag", "baseline", "target", "target_by"),
    *("geography", "source", "note", "theme_id"),
)


@require_safe
def measure_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """One measure: what it reads, how that changed, and each of its readings."""
    page = read_measure(pk, reader=request.user, now=clock.now())
    plan = page.measure.plan
    context = {
        "page": page,
        "measure": page.measure,
        "may_edit": can_edit_plan(request.user, plan),
        "may_read": can_add_readings(request.user, plan, on=clock.today()),
    }
    return render(request, "actionplans/measure_detail.html", context)


@reads_or_sends
def measure_add(request: PortalRequest, pk: int) -> HttpResponse:
    """Define another measure of a plan, or go on with one of last year's."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user), pk=pk)
    require(can_edit_plan(request.user, plan))
    form = MeasureForm(
        posted(request),
        instance=Measure(plan=plan, number=next_number(plan)),
        on=clock.today(),
        initial=_from_last_year(request, plan),
    )
    done = save(
        request,
        form,
        lambda: add_measure(plan=plan, by=request.user, now=clock.now(), **form.given()),
        said="The measure is in the plan",
        to=measure_address,
    )
    back = reverse("actionplans:plan_detail", args=[pk])
    context = {"form": form, "plan": plan, "back": back}
    return done or render(request, "actionplans/measure_add.html", context)


@reads_or_sends
def measure_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Change what a measure says, and how far it is agreed."""
    measure = visible_measure(request, pk)
    require(can_edit_plan(request.user, measure.plan))
    context = measure_context(measure)
    form = MeasureForm(posted(request), instance=measure, on=clock.today())
    done = save(
        request,
        form,
        lambda: edit_measure(measure=measure, by=request.user, now=clock.now(), **form.given()),
        said="The measure is saved",
        to=measure_address,
    )
    return done or render(request, "actionplans/measure_edit.html", {"form": form, **context})


@reads_or_sends
def measure_define(request: PortalRequest, pk: int) -> HttpResponse:
    """Say anew what exactly is counted, from a day on."""
    measure = visible_measure(request, pk)
    require(can_edit_plan(request.user, measure.plan))
    form = DefinitionForm(posted(request))
    done = save(
        request,
        form,
        lambda: define_measure(
            measure=measure, by=request.user, now=clock.now(), **form.cleaned_data
        ),
        said="What is counted is defined anew",
        to=measure_address(measure),
    )
    return done or render(
        request,
        "actionplans/measure_define.html",
        {"form": form, "counted": _counted_now(measure), **measure_context(measure)},
    )


def _counted_now(measure: Measure) -> MeasureDefinition | None:
    known = known_definitions([measure], now=clock.now())
    begun = [one for one in known if one.valid_from <= clock.today()]
    return max(begun, key=lambda one: one.valid_from, default=None)


def visible_measure(request: PortalRequest, pk: int) -> Measure:
    measures = Measure.objects.visible_to(request.user, on=clock.today())
    return get_object_or_404(measures.select_related("plan", "continues"), pk=pk)


def _from_last_year(request: PortalRequest, plan: ActionPlan) -> dict[str, Any]:
    """What the form starts from where the address names one of last year's measures."""
    named = request.GET.get("continues", "")
    last_year = Measure.objects.visible_to(request.user).filter(plan=plan.continues_id)
    before = last_year.filter(pk=named).first() if named.isdecimal() else None
    if before is None:
        return {}
    said = {name.removesuffix("_id"): getattr(before, name) for name in CONTINUED}
    return {"continues": before.pk, **said}


def measure_context(measure: Measure) -> dict[str, Any]:
    # The name as it is saved: a form that is being checked puts what was typed on its row.
    return {"measure": measure, "name": measure.title, "back": measure_address(measure)}


def measure_address(measure: Measure) -> str:
    return reverse("actionplans:measure_detail", args=[measure.pk])
