"""Asking extra, moving a round's dates, taking an extra round back: each shown before it is done."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from actionplans.forms.extra_rounds import CancelRoundForm, ExtraRoundForm
from actionplans.forms.rounds import RoundForm
from actionplans.models import ActionPlan, FrameworkSettings, ReviewRound
from actionplans.queries.roles import plans_to_ask
from actionplans.reminders.round_days import audience, compared_days, round_days
from actionplans.services.changes import in_history
from actionplans.services.round_changes import add_extra_round, cancel_round, edit_round
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import team_only
from smp_portal.foundation import clock
from smp_portal.foundation.saving import save

DaysForm = RoundForm | ExtraRoundForm
NOT_SHOWN = ("title", "reason")


@reads_or_sends
def round_add_extra(request: PortalRequest) -> HttpResponse:
    """Choose plans and dates, see who would get which mails, and then ask."""
    team_only(request.user)
    form = _extra_form(request, ReviewRound(is_extra=True))
    done = _saved(
        request,
        form,
        lambda: add_extra_round(
            round_=form.instance, plans=form.chosen, by=request.user, now=clock.now()
        ),
        said="The round is added. Mails go out when its day has come",
    )
    page = {"form": form, "today": clock.today(), **_shown(request, form)}
    return done or render(request, "actionplans/round_add_extra.html", page)


@reads_or_sends
def round_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Move a round's dates, until the board has its papers; the new days are shown first."""
    team_only(request.user)
    round_ = get_object_or_404(ReviewRound.objects.annotate(asked=Count("reviews")), pk=pk)
    if round_.cancelled_at is not None or round_.papers_are_out(on=clock.today()):
        locked, status = {"round": round_}, HTTPStatus.FORBIDDEN
        return render(request, "actionplans/round_locked.html", locked, status=status)
    form = _edit_form(request, ReviewRound.objects.get(pk=pk))
    done = _saved(request, form, lambda: _edit(request, round_, form), said="The round is saved")
    page = {"form": form, "round": round_, **_shown(request, form, round_)}
    return done or render(request, "actionplans/round_edit.html", page)


@reads_or_sends
def round_cancel(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask once why, then take an extra round back."""
    team_only(request.user)
    found = ReviewRound.objects.standing().filter(is_extra=True)
    round_ = get_object_or_404(found.annotate(asked=Count("reviews")), pk=pk)
    form = CancelRoundForm(posted(request))
    done = save(
        request,
        form,
        lambda: cancel_round(round_=round_, by=request.user, now=clock.now(), **form.cleaned_data),
        said="The round is cancelled: nobody is asked any more",
        to=reverse("actionplans:round_detail", args=[pk]),
    )
    return done or render(request, "actionplans/round_cancel.html", {"form": form, "round": round_})


def _edit_form(request: PortalRequest, round_: ReviewRound) -> DaysForm:
    if round_.is_extra:
        return _extra_form(request, round_)
    return RoundForm(posted(request), instance=round_)


def _extra_form(request: PortalRequest, round_: ReviewRound) -> ExtraRoundForm:
    active = ActionPlan.objects.active().visible_to(request.user)
    form = ExtraRoundForm(posted(request), instance=round_, plans=active, on=clock.today())
    if "narrow" in request.POST:
        form.only_narrowed()
    return form


def _edit(request: PortalRequest, round_: ReviewRound, form: DaysForm) -> ReviewRound:
    why = form.cleaned_data.get("why", "")
    edit_round(round_=round_, changes=form.changes, why=why, by=request.user, now=clock.now())
    return round_


def _saved(request: PortalRequest, form: DaysForm, deed: Any, *, said: str) -> HttpResponse | None:
    """Save what was shown; what was filled in since, or was not shown yet, is shown first."""
    is_to_save = not request.POST.keys() & {"narrow", "show"} and form.is_valid()
    if not is_to_save or request.POST.get("shown") != _days_of(form):
        return None
    return save(
        request,
        form,
        deed,
        said=said,
        to=lambda round_: reverse("actionplans:round_detail", args=[round_.pk]),
    )


def _days_of(form: DaysForm) -> str:
    """What the page shows of a form, to tell whether that is what is then sent."""
    values = {name: value for name, value in form.changes.items() if name not in NOT_SHOWN}
    return "|".join(f"{name}={in_history(value)}" for name, value in sorted(values.items()))


def _shown(
    request: PortalRequest, form: DaysForm, round_: ReviewRound | None = None
) -> Mapping[str, object]:
    """What would be with these dates and plans, once they are in order."""
    if "narrow" in request.POST or not form.is_bound or not form.is_valid():
        return {}
    rules, proposed, now = FrameworkSettings.load(), form.instance, clock.now()
    chosen = form.chosen if isinstance(form, ExtraRoundForm) else []
    plans = chosen or plans_to_ask(round_ or proposed)
    return {
        "shown": _days_of(form),
        "days": compared_days(round_, proposed, rules) if round_ else round_days(proposed, rules),
        "audience": audience(plans, proposed, rules, now=now),
    }
