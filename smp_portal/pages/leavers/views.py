"""Letting a leaver go."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from partners.http import PortalRequest, posted, reads_or_sends
from partners.models import User
from partners.permissions import can_administer_people, require, team_only
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save
from smp_portal.foundation.words import counted
from smp_portal.pages.leavers.forms import HandoverForm
from smp_portal.pages.leavers.queries import Held, read_holdings
from smp_portal.pages.leavers.services import let_go


@reads_or_sends
def user_deactivate(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask who takes each thing that a leaver holds, then let them go."""
    person = _leaver(request, pk)
    if not person.is_active:
        return redirect("partners:user_detail", pk)
    holdings = read_holdings(person, on=clock.today())
    form = HandoverForm(posted(request), person=person, holdings=holdings)

    done = save(
        request,
        form,
        lambda: let_go(person=person, takers=form.takers, by=request.user, now=clock.now()),
        said=f"{person} can no longer sign in.{_vacant(form)}",
        to=reverse("partners:user_list"),
    )
    # A refusal has written into the person; the heading names who they are.
    return done or render(request, "pages/user_deactivate.html", {"form": form, "person": person})


def _leaver(request: PortalRequest, pk: int) -> User:
    team_only(request.user)
    require(can_administer_people(request.user))
    people = User.objects.visible_to(request.user).select_related("partner")
    person: User = get_object_or_404(people, pk=pk)
    return person


def _vacant(form: HandoverForm) -> str:
    """What nobody took, for whoever has just decided so."""
    if not form.is_valid():
        return ""
    untaken = [holding.held for holding, taker in form.takers.items() if taker is None]
    counts = {"action plan": untaken.count(Held.PLAN), "action": untaken.count(Held.ACTION)}
    said = [counted(count, f"{thing},{thing}s") for thing, count in counts.items() if count]
    are = "is" if sum(counts.values()) == 1 else "are"
    return f" {' and '.join(said)} {are} vacant now" if said else ""
