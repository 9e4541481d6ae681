"""Who reads what the board is given."""

from django.http import Http404

from partners.models import User


def packs_only(user: User) -> None:
    """Board packs are there for the board and for those who prepare them; nobody else knows of them."""
    if not (user.runs_the_portal or user.sits_on_the_board):
        raise Http404
