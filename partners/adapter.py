"""How people sign in."""

from allauth.account.adapter import DefaultAccountAdapter


class PartnersAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""
