"""Who may use the demonstration's own pages: whoever sits at this machine, and nobody outside the demonstration."""

import functools
import ipaddress
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def demonstration_only(view: View[P]) -> View[P]:
    """Let a page exist in the demonstration alone, and answer this machine alone.

    Whether it exists is decided before anybody is asked to sign in.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        if not _is_this_machine(request.META.get("REMOTE_ADDR", "")):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_not_required(guarded)


def way_back(request: HttpRequest) -> str:
    """The page from which somebody pressed a button of the bar, if it is one of this portal's."""
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
        return asked
    return "/"


def _is_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
