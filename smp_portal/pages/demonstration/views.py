"""The demonstration's buttons: time, people, and starting again."""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from kombu.exceptions import OperationalError

from actionplans.tasks import reminder_tick
from partners.http import reads_or_sends
from partners.models import User
from smp_portal.foundation import clock
from smp_portal.pages.demonstration.cast import read_cast
from smp_portal.pages.demonstration.gate import demonstration_only, way_back
from smp_portal.pages.demonstration.loading import start_again
from smp_portal.pages.demonstration.moves import MOVES

_SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


@demonstration_only
@require_POST
def demo_clock(request: HttpRequest) -> HttpResponse:
    """Move the clock onwards and wake the worker, which sends what has fallen due."""
    move = MOVES.get(request.POST.get("to", ""))
    if move is None:
        raise BadRequest("The clock goes to the next working morning, or a week on.")
    clock.move_to(move(clock.now()))
    _wake_the_worker(request)
    return redirect(way_back(request))


@demonstration_only
@reads_or_sends
def demo_people(request: HttpRequest) -> HttpResponse:
    """Sign in as somebody else with one click."""
    if request.method == "POST":
        person = get_object_or_404(User.objects.active(), pk=_number(request, "person"))
        logout(request)
        login(request, person, backend=_SIGN_IN)
        return redirect("pages:my_work")
    cast = read_cast(on=clock.today())
    return render(request, "pages/demo_people.html", {"cast": cast})


@demonstration_only
@reads_or_sends
def demo_reset(request: HttpRequest) -> HttpResponse:
    """Ask once, then forget all that was done and tell the story from its first morning."""
    if request.method != "POST":
        return render(request, "pages/demo_reset.html")
    # The sessions go with everything else: whoever asked is signed out before theirs is gone.
    logout(request)
    start_again()
    messages.success(request, "The demonstration begins again, on the morning of 5 October 2022.")
    return redirect("pages:demo_people")


def _wake_the_worker(request: HttpRequest) -> None:
    try:
        reminder_tick.delay()
    except OperationalError:
        messages.warning(
            request,
            "The clock has moved, but the worker could not be reached. What is due is written down: "
            "it goes out as soon as the worker runs again.",
        )


def _number(request: HttpRequest, field: str) -> int:
    try:
        return int(request.POST.get(field, ""))
    except ValueError:
        return 0
