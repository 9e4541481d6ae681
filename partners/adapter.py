"""How people sign in."""

import logging
from http import HTTPStatus
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

logger = logging.getLogger(__name__)


class PartnersAccountAdapter(DefaultAccountAdapter):
    """People of the partnership sign in by a code; nobody signs up by themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": "That is not the code in our latest e-mail. Check it and enter it again",
        "too_many_login_attempts": "Wait a few minutes, then ask for a new code",
        "rate_limited": "Wait a few minutes, then ask for a new code",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """The team adds people; the portal has no page to join."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:  # noqa: ARG002
        """Somebody who left between asking for a code and entering it."""
        messages.error(request, "You can’t sign in at the moment. Ask the partnership team.")
        return redirect("account_login")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a code, or say at once that it could not be sent."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as error:
            logger.warning("sign-in mail was not handed over", exc_info=error)
            page = render(
                current.request,
                "account/mail_down.html",
                status=HTTPStatus.SERVICE_UNAVAILABLE,
            )
            raise ImmediateHttpResponse(page) from error
