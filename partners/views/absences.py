"""Days away: everybody keeps their own, officers and administrators everybody's."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from partners.forms.absences import AbsenceForm
from partners.http import PortalRequest, posted, reads_or_sends
from partners.models import Absence, User
from partners.services.absences import change_absence, record_absence, take_back_absence
from smp_portal.foundation import clock
from smp_portal.foundation.forms import ConfirmForm
from smp_portal.foundation.saving import save


@reads_or_sends
def absence_add(request: PortalRequest, pk: int) -> HttpResponse:
    """Say when a person is away, and who is asked instead."""
    person = get_object_or_404(User.objects.visible_to(request.user).active(), pk=pk)
    form = AbsenceForm(posted(request), person=person, reader=request.user)

    done = save(
        request,
        form,
        lambda: record_absence(user=person, by=request.user, **form.cleaned_data),
        said="The days away are noted",
        to=_page_of(person),
    )
    context = {"form": form, "person": person, "is_own": person == request.user}
    return done or render(request, "partners/absence_add.html", context)


@reads_or_sends
def absence_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Move the days, or choose another deputy."""
    absence = _kept(request, pk)
    person = absence.user
    form = AbsenceForm(posted(request), person=person, reader=request.user, absence=absence)

    done = save(
        request,
        form,
        lambda: change_absence(absence=absence, by=request.user, **form.cleaned_data),
        said="The days away are changed",
        to=_page_of(person),
    )
    context = {"form": form, "person": person, "is_own": person == request.user}
    return done or render(request, "partners/absence_edit.html", context)


@reads_or_sends
def absence_take_back(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once, then let the person be asked again."""
    absence = _kept(request, pk)
    form = ConfirmForm(posted(request))

    done = save(
        request,
        form,
        lambda: take_back_absence(absence=absence, by=request.user, on=clock.today()),
        said="The days away are taken back",
        to=_page_of(absence.user),
    )
    context = {
        "form": form,
        "absence": absence,
        "person": absence.user,
        "has_begun": absence.starts_on < clock.today(),
    }
    return done or render(request, "partners/absence_take_back.html", context)


def _kept(request: PortalRequest, pk: int) -> Absence:
    absences = Absence.objects.visible_to(request.user).select_related("user__partner", "deputy")
    absence: Absence = get_object_or_404(absences, pk=pk)
    return absence


def _page_of(person: User) -> str:
    return reverse("partners:user_detail", args=[person.pk])
