"""The invitation: what it says, and that nobody is lost when it can't go out."""

from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from pytest_django import Settings

from partners.models import Partner, User
from tests.factories import owner
from tests.partners.people_pages.reading import ADD, answers

pytestmark = pytest.mark.django_db


class DownBackend(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages: object) -> int:  # noqa: ARG002 - Django's own name
        """Refuse."""
        raise SMTPException("down")


def html_of(invitation: EmailMessage) -> str:
    assert isinstance(invitation, EmailMultiAlternatives)
    content, kind = invitation.alternatives[0]
    assert kind == "text/html"
    return str(content)


@pytest.fixture
def mail_is_down(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.DownBackend"


def test_new_person_is_invited(client: Client, admin: User, council: Partner) -> None:
    client.post(ADD, answers(council))
    (invitation,) = mail.outbox
    assert invitation.to == ["tom.ashby@example.org"]
    assert invitation.subject == "You can sign in to the Safer Melton portal"
    assert invitation.reply_to == ["Ada Price <ada.price@example.org>"]
    text = str(invitation.body)
    assert text.startswith("Dear Tom Ashby,\n\nAda Price, Manager, ")
    assert "When something is asked about your action plans or actions" in text
    assert "/accounts/login/" in text
    assert "Dear Tom Ashby," in html_of(invitation)


def test_invitation_shows_markup_as_it_was_typed(
    client: Client, admin: User, council: Partner
) -> None:
    client.post(ADD, answers(council, full_name="<b>Tom</b> O'Neil"))
    (invitation,) = mail.outbox
    assert "Dear <b>Tom</b> O'Neil," in str(invitation.body)
    assert "Dear &lt;b&gt;Tom&lt;/b&gt; O&#x27;Neil," in html_of(invitation)


def test_new_person_is_kept_when_the_mail_fails(
    client: Client, admin: User, council: Partner, mail_is_down: None
) -> None:
    response = client.post(ADD, answers(council), follow=True)
    assert User.objects.filter(email="tom.ashby@example.org").exists()
    html = response.content.decode()
    assert "Tom Ashby is added and can sign in. The invitation could not be sent" in html


def test_person_who_is_refused_is_not_invited(client: Client, admin: User) -> None:
    client.post(ADD, {})
    assert mail.outbox == []


def test_invitation_is_sent_again(client: Client, admin: User, tom: User) -> None:
    response = client.post(f"/people/{tom.pk}/invite/", follow=True)
    assert "An invitation has gone to tom.ashby@example.org" in response.content.decode()
    assert [sent.to for sent in mail.outbox] == [["tom.ashby@example.org"]]


def test_invitation_of_a_leaver_is_not_sent(client: Client, admin: User) -> None:
    gone = owner(is_active=False)
    assert client.post(f"/people/{gone.pk}/invite/").status_code == 404
    assert mail.outbox == []
