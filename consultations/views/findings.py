"""The pages on which a result becomes a finding."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from consultations.audiences import AUDIENCES, EVERYBODY
from consultations.forms.findings import FindingForm
from consultations.models import Finding, Option
from consultations.queries.findings import read_states
from consultations.queries.tallies import read_tallies
from consultations.services.findings import (
    edit_finding,
    make_finding,
    publish_finding,
)
from consultations.views.consultations import editable
from consultations.words import first_statement
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import can_edit_plan_content, require
from smp_portal.foundation import clock
from smp_portal.foundation.forms import ConfirmForm
from smp_portal.foundation.saving import save


@reads_or_sends
def finding_add(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Make one result a finding, for the audience in the address."""
    option = _option(request, slug, pk)
    audience = AUDIENCES.get(request.GET.get("audience", ""), EVERYBODY)
    tally = read_tallies([option.question_id])[option.question_id]
    arithmetic = tally.arithmetic(option.pk, audience)
    begun = Finding(statement=first_statement(option.question, option, audience, arithmetic))
    form = FindingForm(posted(request), instance=begun, arithmetic=arithmetic)
    done = save(
        request,
        form,
        lambda: make_finding(
            question=option.question,
            option=option,
            is_rural=audience.is_rural,
            age_bands=audience.age_bands,
            statement=form.cleaned_data["statement"],
            by=request.user,
            now=clock.now(),
        ),
        said="The finding is kept. Publish it to let everybody read it",
        to=_address,
    )
    results = reverse("consultations:consultation_results", args=[slug])
    context = {"form": form, "option": option, "audience": audience, "arithmetic": arithmetic}
    context["back"] = f"{results}?audience={audience.key}"
    return done or render(request, "consultations/finding_add.html", context)


@reads_or_sends
def finding_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Say a result in other words, as long as it is not published."""
    finding = editable_finding(request, pk)
    if finding.is_published:
        return redirect(_address(finding))
    state = read_states([finding])[0]
    form = FindingForm(posted(request), instance=finding, arithmetic=state.now)
    done = save(
        request,
        form,
        lambda: edit_finding(
            finding=finding,
            statement=form.cleaned_data["statement"],
            by=request.user,
            now=clock.now(),
        ),
        said="The finding is saved",
        to=_address,
    )
    context = {"form": form, "state": state, "back": _address(finding)}
    return done or render(request, "consultations/finding_edit.html", context)


@reads_or_sends
def finding_publish(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once, then let everybody read a finding."""
    finding = editable_finding(request, pk)
    if finding.is_published:
        return redirect(_address(finding))
    form = ConfirmForm(posted(request))
    done = save(
        request,
        form,
        lambda: publish_finding(finding=finding, by=request.user, now=clock.now()),
        said="The finding is published",
        to=_address,
    )
    context = {"form": form, "state": read_states([finding])[0], "back": _address(finding)}
    return done or render(request, "consultations/finding_publish.html", context)


def editable_finding(request: PortalRequest, pk: int) -> Finding:
    """A finding that this person may change: 404 where they may not know of it, 403 where they may only read."""
    findings = Finding.objects.visible_to(request.user)
    finding = get_object_or_404(findings.select_related("question__consultation", "option"), pk=pk)
    require(can_edit_plan_content(request.user))
    return finding


def _address(finding: Finding) -> str:
    return reverse("pages:finding_detail", args=[finding.pk])


def _option(request: PortalRequest, slug: str, pk: int) -> Option:
    options = Option.objects.filter(question__consultation=editable(request, slug))
    return get_object_or_404(options.select_related("question"), pk=pk)
