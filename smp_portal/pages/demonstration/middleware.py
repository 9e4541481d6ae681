"""What surrounds every page of the demonstration."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from smp_portal.foundation import clock
from smp_portal.foundation.models import ClockShift


class DemonstrationMiddleware:
    """Holds the clock still for each page, and shows nothing of a database that holds real work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEMO:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not ClockShift.objects.exists():
            return render(request, "pages/demo_missing.html", status=503)
        with clock.held():
            return self.get_response(request)
