"""What a mail server is told to say, and what became of the mails it was given."""

from pytest_django import Settings

from actionplans.models import (
    Reminder,
    ReminderAttempt,
)
from partners.models import User
from tests.mail_server import (
    MailServer,
)


def use(settings: Settings, *, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_TIMEOUT = 2


def say(server: MailServer, step: str, answer: str, *, to: User | None = None) -> None:
    """Have the server answer so at a step, to everybody or to one."""
    server.says[step] = lambda address: answer if to is None or address == to.email else None


def mail_to(person: User) -> Reminder:
    return Reminder.objects.get(recipient=person, stage="DUE")


def states() -> list[str]:
    current = Reminder.objects.filter(stage="DUE").order_by("pk")
    return list(current.values_list("state", flat=True))


def attempts(reminder: Reminder) -> list[tuple[int, str, int | None]]:
    found = ReminderAttempt.objects.filter(reminder=reminder).order_by("pk")
    return list(found.values_list("number", "phase", "code"))
