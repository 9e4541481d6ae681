"""What somebody saw who had signed in is not left behind on a shared computer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

View = Callable[[HttpRequest], HttpResponse]


def no_copies(get_response: View) -> View:
    """Let no browser keep a page made for a person: after they sign out, Back shows nothing of it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # Pages that settle it for themselves are left alone, so health needs no session's database.
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return middleware
