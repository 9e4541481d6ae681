"""The pages on which somebody says what a measure read."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from actionplans.forms.pasting import PasteForm
from actionplans.forms.readings import CorrectionForm, ReadingForm
from actionplans.models import Measure, Reading
from actionplans.permissions import can_add_readings
from actionplans.queries.measure_read import counting
from actionplans.queries.measures_then import line
from actionplans.services.readings import add_reading, add_readings, correct_reading
from actionplans.views.measures import (
    measure_address,
    measure_context,
    visible_measure,
)
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import require
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save
from smp_portal.foundation.words import counted


@reads_or_sends
def reading_add(request: PortalRequest, pk: int) -> HttpResponse:
    """Say what a measure read in a period."""
    measure = visible_measure(request, pk)
    require(can_add_readings(request.user, measure.plan, on=clock.today()))
    form = ReadingForm(posted(request), measure=measure, on=clock.today())
    done = save(
        request,
        form,
        lambda: add_reading(measure=measure, by=request.user, now=clock.now(), **form.given()),
        said="The reading is recorded",
        to=measure_address(measure),
    )
    context = {"form": form, **measure_context(measure)}
    return done or render(request, "actionplans/reading_add.html", context)


@reads_or_sends
def reading_correct(request: PortalRequest, pk: int) -> HttpResponse:
    """Put a right reading in the place of a wrong one, which stays to be seen."""
    measures = Measure.objects.visible_to(request.user, on=clock.today())
    readings = Reading.objects.filter(measure__in=measures)
    reading = get_object_or_404(readings.select_related("measure__plan"), pk=pk)
    require(can_add_readings(request.user, reading.measure.plan, on=clock.today()))
    form = CorrectionForm(posted(request), reading=reading)
    done = save(
        request,
        form,
        lambda: correct_reading(reading=reading, by=request.user, now=clock.now(), **form.given()),
        said="The reading is corrected",
        to=measure_address(reading.measure),
    )
    context = {"form": form, "reading": reading, **measure_context(reading.measure)}
    return done or render(request, "actionplans/reading_correct.html", context)


@reads_or_sends
def reading_paste(request: PortalRequest, pk: int) -> HttpResponse:
    """Record several readings out of a spreadsheet, after a look at what each line means."""
    measure = visible_measure(request, pk)
    require(can_add_readings(request.user, measure.plan, on=clock.today()))
    recorded = list(counting(Reading.objects.filter(measure__in=line(measure)), now=clock.now()))
    form = PasteForm(posted(request), measure=measure, recorded=recorded, on=clock.today())
    done = None
    if form.is_bound and form.was_looked_at:
        done = save(
            request,
            form,
            lambda: add_readings(
                measure=measure, reads=form.reads, by=request.user, now=clock.now()
            ),
            said=f"{counted(len(form.reads), 'reading is,readings are')} recorded",
            to=measure_address(measure),
        )
    context = {"form": form, "is_ready": form.is_bound and form.is_valid()}
    return done or render(
        request, "actionplans/reading_paste.html", {**context, **measure_context(measure)}
    )
