"""A finding the other way round: from what people said to what came of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionplans.models import Action
from consultations.models import Finding
from consultations.services.findings import delete_finding
from consultations.views.findings import editable_finding
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import can_edit_plan_content
from smp_portal.foundation import clock
from smp_portal.foundation.forms import ConfirmForm
from smp_portal.pages.findings.queries import read_finding, with_edition


@require_safe
def finding_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """A finding: its figures, which reasons rest on it, and which actions answer it."""
    findings = with_edition(Finding.objects.visible_to(request.user))
    finding = get_object_or_404(findings.select_related("question__consultation", "option"), pk=pk)
    page = read_finding(finding, reader=request.user, now=clock.now())
    may_edit = can_edit_plan_content(request.user)
    return render(request, "pages/finding_detail.html", {"page": page, "may_edit": may_edit})


@reads_or_sends
def finding_delete(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once, then drop a finding that is not published and that nothing rests on."""
    finding = editable_finding(request, pk)
    page = reverse("pages:finding_detail", args=[pk])
    if finding.is_published:
        return redirect(page)
    form = ConfirmForm(posted(request))
    if form.is_valid():
        try:
            _delete(finding)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The finding is deleted")
            slug = finding.question.consultation.slug
            return redirect("consultations:consultation_results", slug)
    context = {"form": form, "finding": finding, "back": page}
    return render(request, "pages/finding_delete.html", context)


def _delete(finding: Finding) -> None:
    # The consultations know nothing of actions, and an action would lose what it answers without a word.
    if Action.objects.filter(findings=finding).exists():
        raise ValidationError("An action answers this finding: take it off the action first")
    delete_finding(finding=finding)
