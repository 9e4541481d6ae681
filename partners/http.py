"""The request as the portal's views know it."""

from django.http import HttpRequest

from partners.models import User


class PortalRequest(HttpRequest):
    """A request whose person has signed in."""

    user: User
