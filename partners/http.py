"""The request as the portal's views know it."""

from django.http import HttpRequest, QueryDict
from django.views.decorators.http import require_http_methods

from partners.models import User

# A page with a form: read, or sent; anything else is refused.
reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


class PortalRequest(HttpRequest):
    """A request whose person has signed in."""

    user: User


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, or nothing where the page is only read."""
    return request.POST if request.method == "POST" else None
