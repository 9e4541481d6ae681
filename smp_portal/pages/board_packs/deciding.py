"""The pages on which officers record what the board decided, and make actions of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from actionplans.models import BoardPack, Decision, DecisionAsked, PackState
from actionplans.services.decisions import correct_decision, make_action, record_decision
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import require
from smp_portal.foundation import clock
from smp_portal.foundation.saving import press, save
from smp_portal.pages.board_packs.deciding_forms import CorrectionForm, DecisionForm
from smp_portal.pages.board_packs.queries import pack_or_404

NOT_FROZEN = "Freeze the pack first: what the board decides is recorded against what it was asked"


@reads_or_sends
def decision_record(request: PortalRequest, pk: int, asked_pk: int) -> HttpResponse:
    """Record what the board decided on what a pack asked."""
    pack = _pack(request, pk)
    asked = get_object_or_404(DecisionAsked.objects.select_related("plan"), pack=pack, pk=asked_pk)
    return _record(request, pack, asked)


@reads_or_sends
def decision_add(request: PortalRequest, pk: int) -> HttpResponse:
    """Record what the board decided without having been asked in the pack."""
    pack = _pack(request, pk)
    if pack.state != PackState.FROZEN:
        messages.warning(request, NOT_FROZEN)
        return redirect("pages:pack_detail", pk)
    return _record(request, pack, None)


@reads_or_sends
def decision_correct(request: PortalRequest, pk: int) -> HttpResponse:
    """Put a decision right that was written down wrongly; the first wording stays."""
    decision = _decision(request, pk)
    to = _back(decision)
    form = CorrectionForm(posted(request), instance=_in_place_of(decision))
    done = save(
        request,
        form,
        lambda: correct_decision(
            decision=decision,
            values=form.cleaned_data,
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=clock.now(),
        ),
        said="The decision is corrected",
        to=to,
    )
    context = {"form": form, "decision": decision, "back": to}
    return done or render(request, "board_packs/decision_correct.html", context)


@require_POST
def decision_act(request: PortalRequest, pk: int) -> HttpResponse:
    """Make an action of a decision, in one click."""
    decision = _decision(request, pk)
    action = press(
        request,
        lambda: make_action(decision=decision, by=request.user, now=clock.now()),
        said=lambda made: f"The decision is action {made.reference} of {made.plan}",
    )
    if action is None:
        return redirect(_back(decision))
    return redirect("actionplans:plan_detail", action.plan_id)


def _record(request: PortalRequest, pack: BoardPack, asked: DecisionAsked | None) -> HttpResponse:
    meeting = pack.sitting
    blank = Decision(meeting=meeting, asked=asked, text=asked.text if asked else "")
    form = DecisionForm(posted(request), instance=blank)
    to = reverse("pages:pack_detail", args=[pack.pk])
    done = save(
        request,
        form,
        lambda: record_decision(
            meeting=meeting,
            values=form.cleaned_data,
            asked=asked,
            plan=form.cleaned_data.get("plan"),
            by=request.user,
            now=clock.now(),
        ),
        said="The decision is recorded",
        to=to,
    )
    context = {"form": form, "pack": pack, "asked": asked, "back": to}
    return done or render(request, "board_packs/decision_record.html", context)


def _pack(request: PortalRequest, pk: int) -> BoardPack:
    pack = pack_or_404(request.user, pk)
    if pack.meeting_id is None:
        raise Http404
    require(request.user.runs_the_portal)
    return pack


def _decision(request: PortalRequest, pk: int) -> Decision:
    """A decision that nothing has replaced yet."""
    decisions = Decision.objects.visible_to(request.user).counting()
    related = ("meeting", "asked__plan", "plan", "by_whom")
    decision = get_object_or_404(decisions.select_related(*related), pk=pk)
    require(request.user.runs_the_portal)
    return decision


def _back(decision: Decision) -> str:
    """The meeting's pack, where there is a frozen one; else the list of packs."""
    pack = decision.meeting.packs.exclude(frozen_at=None).order_by("-frozen_at").first()
    if pack is not None:
        return reverse("pages:pack_detail", args=[pack.pk])
    return reverse("pages:pack_list")


def _in_place_of(decision: Decision) -> Decision:
    """A new row that says the same, for somebody to put right."""
    return Decision(
        meeting=decision.meeting,
        asked=decision.asked,
        plan=decision.plan,
        decided_on=decision.decided_on,
        replaces=decision,
        kind=decision.kind,
        text=decision.text,
        by_whom=decision.by_whom,
        by_when=decision.by_when,
    )
