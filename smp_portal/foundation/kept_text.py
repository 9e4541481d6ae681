"""What somebody typed is kept when they were signed out meanwhile."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks for a sign-in on every page that does not say otherwise."""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form sent without its token."""
    return HttpResponse(status=403)
