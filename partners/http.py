"""The request as the portal's views know it."""

from django.http import HttpRequest, QueryDict

from partners.models import User


class PortalRequest(HttpRequest):
    """A request whose person has signed in."""

    user: User


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, or nothing where the page is only read."""
    return request.POST if request.method == "POST" else None
