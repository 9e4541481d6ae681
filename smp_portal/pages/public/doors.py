"""What opens a page to everybody, and how long their browsers may keep it."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

KEPT = "public, max-age=300"
ASKED_AGAIN = "private, no-cache"


def public_page(view: View[P]) -> View[P]:
    """Let everybody read a page, without a cookie; what was published shows to all within five minutes.

    It may be sent compressed, because it holds nothing that is secret.
    """

    @functools.wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        # Pages of somebody signed in are never kept: foundation.no_copies sees to them.
        if not request.user.is_authenticated:
            response["Cache-Control"] = ASKED_AGAIN if _is_somebodys(request) else KEPT
        return response

    return login_not_required(require_safe(gzip_page(conditional_page(shown))))


def _is_somebodys(request: HttpRequest) -> bool:
    # Who holds a cookie may be shown a message, and a form on the page has a token of its own.
    return bool(request.COOKIES) or "CSRF_COOKIE" in request.META
