"""The mail that invites somebody to the portal."""

import logging
from email.utils import formataddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from partners.models import Role, User

logger = logging.getLogger(__name__)

WHAT_THEY_DO = {
    Role.OFFICER: (
        "You keep the plan, its priorities and action plans, and decide on what owners answer."
    ),
    Role.OWNER: (
        "When something is asked about your action plans or actions, you get a mail with a link to it. "
        "Signed in you see all that you look after."
    ),
    Role.BOARD: (
        "You see what is on track, what is off track and what nobody has updated, before the board meets."
    ),
    Role.ADMINISTRATOR: "You keep who may sign in, and all that officers keep.",
}


def send_invitation(*, person: User, by: User) -> bool:
    """Tell somebody what the portal is and how to sign in; says whether the mail was handed over.

    Called when the person is saved for good: a mail that fails loses nobody, and can be sent again.
    """
    try:
        _invitation(person, by).send()
    except (SMTPException, OSError) as error:
        logger.warning("invitation was not handed over", exc_info=error)
        return False
    return True


def _invitation(person: User, by: User) -> EmailMultiAlternatives:
    context = {
        "person": person,
        "by": by,
        "what_they_do": WHAT_THEY_DO.get(Role(person.role), ""),
        "sign_in": f"{settings.PORTAL_BASE_URL}{reverse('account_login')}",
    }
    name = "emails/invitation"
    message = EmailMultiAlternatives(
        subject=render_to_string(f"{name}.subject.txt", context).strip(),
        body=render_to_string(f"{name}.txt", context),
        to=[person.email],
        reply_to=[formataddr((by.full_name, by.email))],
    )
    message.attach_alternative(render_to_string(f"{name}.html", context), "text/html")
    return message
