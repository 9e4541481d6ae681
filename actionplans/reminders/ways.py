"""The one place that decides which way reminders go out."""

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

from actionplans.models import Channel
from actionplans.reminders.notify import NotifyRelay
from actionplans.reminders.relay import Relay
from actionplans.reminders.smtp import OtherRelay, SmtpRelay


def way_in_use() -> Channel:
    """The way that the settings name."""
    return Channel(settings.MAIL_CHANNEL)


def make_relay() -> Relay:
    """What takes mail over on this way; as a mail server any of Django's mail backends will do."""
    if way_in_use() == Channel.NOTIFY:
        return NotifyRelay(settings.NOTIFY)
    backend = get_connection(fail_silently=False)
    return SmtpRelay(backend) if isinstance(backend, EmailBackend) else OtherRelay(backend)
