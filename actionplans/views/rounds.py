"""The year's reporting rounds, worked back from the board's meetings."""

from django.contrib import messages
from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from actionplans.models import FrameworkSettings, ReviewRound, ReviewState
from actionplans.queries.roles import plans_to_ask
from actionplans.queries.round_list import ROUND_SORTS, sorted_rounds
from actionplans.queries.round_page import read_round
from actionplans.reminders.round_days import audience, round_days
from actionplans.services.rounds import make_rounds, next_quarter_without_round, propose_rounds
from actionplans.sheets import round_columns
from partners.http import PortalRequest, reads_or_sends
from partners.permissions import team_only
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet
from smp_portal.foundation.words import counted

_IN = Q(reviews__state__in=[ReviewState.ANSWERED, ReviewState.ACCEPTED])


@require_safe
def round_list(request: PortalRequest) -> HttpResponse:
    """Every round with its dates, and how many answers are in."""
    team_only(request.user)
    found = ReviewRound.objects.select_related("meeting").annotate(
        asked=Count("reviews"),
        answered=Count("reviews", filter=_IN),
        are_papers_out=ExpressionWrapper(
            Q(papers_on__lt=clock.today()), output_field=BooleanField()
        ),
    )
    listing = Listing(request.GET, ROUND_SORTS)
    rounds = sorted_rounds(found, listing)
    if listing.file:
        sheet = Sheet("Reporting rounds", round_columns(), rounds)
        return send_sheet(sheet, listing.file, on=clock.today())
    page = {
        "rounds": rounds,
        "listing": listing,
        "current": ReviewRound.objects.current(),
    }
    return render(request, "actionplans/round_list.html", page)


@require_safe
def round_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """One round: its days, who is asked, and what was changed about it."""
    team_only(request.user)
    rounds = ReviewRound.objects.select_related("meeting__forum", "cancelled_by")
    round_ = get_object_or_404(rounds, pk=pk)
    rules, now, today = FrameworkSettings.load(), clock.now(), clock.today()
    is_coming = round_.opened_at is None and round_.cancelled_at is None
    page = {
        "round": round_,
        "page": read_round(round_, reader=request.user, on=today),
        "days": round_days(round_, rules),
        "today": today,
        "may_edit": round_.cancelled_at is None and not round_.papers_are_out(on=today),
        "audience": audience(plans_to_ask(round_), round_, rules, now=now) if is_coming else None,
    }
    return render(request, "actionplans/round_detail.html", page)


@reads_or_sends
def round_add_year(request: PortalRequest) -> HttpResponse:
    """Show the next four rounds by the framework's rules, and make them."""
    team_only(request.user)
    first = next_quarter_without_round(on=clock.today())
    if request.method != "POST":
        page = {"rounds": propose_rounds(first=first), "first": first}
        return render(request, "actionplans/round_add_year.html", page)
    if request.POST.get("first") == first.starts_on.isoformat():
        made = make_rounds(first=first)
        messages.success(request, f"{counted(len(made), 'round is,rounds are')} added")
    else:
        messages.info(request, "These rounds were added before: here they are")
    return redirect("actionplans:round_list")
