"""Signing in by a code, and everything that must not be possible beside it."""

import re
from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from partners.adapter import PartnersAccountAdapter
from partners.models import User
from tests import factories

pytestmark = pytest.mark.django_db

LOGIN, CONFIRM, LOGOUT = "/accounts/login/", "/accounts/login/code/confirm/", "/accounts/logout/"


@pytest.fixture(autouse=True)
def _no_tries_so_far() -> None:
    cache.clear()


@pytest.fixture
def tom() -> User:
    return factories.owner(email="tom.ashby@example.org", full_name="Tom Ashby")


def code_in_mail() -> str:
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert found
    return found.group()


def ask(client: Client, email: str, *, after: str = "") -> str:
    response = client.post(LOGIN + after, {"login": email})
    assert response.status_code == HTTPStatus.FOUND
    return str(response.headers["Location"])


def test_sign_in_by_code_opens_my_work(client: Client, tom: User) -> None:
    assert ask(client, "tom.ashby@example.org") == CONFIRM

    response = client.post(CONFIRM, {"code": code_in_mail()})

    assert response.headers["Location"] == "/my-work/"
    assert client.session["_auth_user_id"] == str(tom.pk)


def test_sign_in_mail_is_in_the_partnerships_words(client: Client, tom: User) -> None:
    ask(client, "tom.ashby@example.org")

    [message] = mail.outbox
    assert message.subject == "Your code for the Safer Melton portal"
    assert message.to == ["tom.ashby@example.org"]
    assert message.from_email == "Safer Melton Partnership <portal@example.org>"
    assert message.body == (
        "Your code to sign in to the Safer Melton portal is\n\n"
        f"    {code_in_mail()}\n\n"
        "Enter it on the page where you asked for it. It works once, for 15 minutes.\n\n"
        "If you did not ask for a code, you need do nothing: nobody can sign in without it.\n\n"
        "Safer Melton Partnership"
    )


def test_sign_in_does_not_mind_capitals_or_spaces(client: Client, tom: User) -> None:
    ask(client, " Tom.Ashby@Example.org ")
    client.post(CONFIRM, {"code": code_in_mail().replace("-", " ")})

    assert client.session["_auth_user_id"] == str(tom.pk)


def test_sign_in_goes_on_to_the_page_that_was_asked_for(client: Client, tom: User) -> None:
    assert client.get("/dashboard/").headers["Location"] == "/accounts/login/?next=/dashboard/"

    confirm = ask(client, "tom.ashby@example.org", after="?next=/dashboard/")
    response = client.post(confirm, {"code": code_in_mail()})

    assert confirm == "/accounts/login/code/confirm/?next=%2Fdashboard%2F"
    assert response.headers["Location"] == "/dashboard/"


def test_sign_in_never_leads_to_another_site(client: Client, tom: User) -> None:
    confirm = ask(client, "tom.ashby@example.org", after="?next=https://bad.example/")
    response = client.post(confirm, {"code": code_in_mail()})

    assert response.headers["Location"] == "/my-work/"


def test_sign_in_writes_no_second_list_of_addresses(client: Client, tom: User) -> None:
    ask(client, "tom.ashby@example.org")
    client.post(CONFIRM, {"code": code_in_mail()})

    assert EmailAddress.objects.count() == 0


def test_an_unknown_address_sees_the_same_pages(client: Client, tom: User) -> None:
    known, unknown = Client(), Client()
    assert ask(known, "tom.ashby@example.org") == ask(unknown, "nobody1@example.org")

    pages = [
        re.sub(r'value="\w{64}"|tom.ashby|nobody1', "", c.get(CONFIRM).content.decode())
        for c in (known, unknown)
    ]
    assert pages[0] == pages[1]


def test_an_unknown_address_gets_neutral_words_and_no_code(client: Client) -> None:
    ask(client, "nobody@example.org")

    [message] = mail.outbox
    assert message.subject == "Signing in to the Safer Melton portal"
    assert "The portal does not know the address" in message.body
    assert "ask the partnership team" in message.body
    assert "signup" not in message.body
    assert re.search(r"\d{4}-\d{4}", str(message.body)) is None


def test_an_unknown_address_is_not_let_in_by_an_empty_code(client: Client) -> None:
    ask(client, "nobody@example.org")

    for code in ("", "0000-0000"):
        client.post(CONFIRM, {"code": code})
        assert "_auth_user_id" not in client.session


def test_an_inactive_person_gets_no_code(client: Client, tom: User) -> None:
    User.objects.update(is_active=False)

    assert ask(client, "tom.ashby@example.org") == CONFIRM
    assert mail.outbox[0].subject == "Signing in to the Safer Melton portal"


def test_a_person_made_inactive_meanwhile_is_not_let_in(client: Client, tom: User) -> None:
    ask(client, "tom.ashby@example.org")
    User.objects.update(is_active=False)

    response = client.post(CONFIRM, {"code": code_in_mail()}, follow=True)

    assert "_auth_user_id" not in client.session
    assert "Ask the partnership team." in response.content.decode()


def test_a_person_made_inactive_is_signed_out_at_once(client: Client, tom: User) -> None:
    client.force_login(tom)
    User.objects.update(is_active=False)

    assert client.get(LOGIN).status_code == HTTPStatus.OK
    assert client.get("/my-work/").headers["Location"] == "/accounts/login/?next=/my-work/"


def test_a_wrong_code_says_what_to_do(client: Client, tom: User) -> None:
    ask(client, "tom.ashby@example.org")

    page = client.post(CONFIRM, {"code": "0000-0000"}).content.decode()

    assert "<title>Error: Enter your code" in page
    assert '<a href="#id_code">That is not the code in our latest e-mail.' in page
    assert "_auth_user_id" not in client.session


def test_five_wrong_codes_end_the_try(client: Client, tom: User) -> None:
    ask(client, "tom.ashby@example.org")
    code = code_in_mail()
    for _ in range(5):
        client.post(CONFIRM, {"code": "0000-0000"})

    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in client.session


def test_a_code_works_once(client: Client, tom: User) -> None:
    ask(client, "tom.ashby@example.org")
    code = code_in_mail()
    client.post(CONFIRM, {"code": code})
    client.post(LOGOUT)

    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in client.session


def test_a_new_code_can_be_asked_for(client: Client, tom: User) -> None:
    ask(client, "tom.ashby@example.org")
    first = code_in_mail()
    client.post(CONFIRM, {"action": "resend"})

    assert len(mail.outbox) == 2
    assert code_in_mail() != first


def test_another_address_can_be_used(client: Client, tom: User) -> None:
    ask(client, "tom.ashbi@example.org")

    response = client.post(LOGOUT, {"next": LOGIN}, follow=True)

    assert response.redirect_chain == [(LOGIN, 302)]
    assert "Send me a code" in response.content.decode()


def test_an_empty_address_says_what_to_do(client: Client) -> None:
    page = client.post(LOGIN, {"login": ""}).content.decode()

    assert '<a href="#id_login">Enter your e-mail address</a>' in page


def test_asking_often_for_one_address_is_slowed(client: Client, tom: User) -> None:
    for _ in range(3):
        ask(Client(), "tom.ashby@example.org")

    page = Client().post(LOGIN, {"login": "tom.ashby@example.org"}).content.decode()
    assert "Wait a few minutes, then ask for a new code" in page
    assert len(mail.outbox) == 3


def test_many_tries_from_one_place_are_refused(client: Client) -> None:
    answers = [client.post(LOGIN, {"login": ""}).status_code for _ in range(31)]

    assert answers[29:] == [200, 429]


@override_settings(EMAIL_BACKEND="tests.partners.test_sign_in.BrokenMail")
def test_a_mail_system_that_is_down_is_said_so(client: Client, tom: User) -> None:
    response = client.post(LOGIN, {"login": "tom.ashby@example.org"})

    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "We could not send your code" in response.content.decode()


class BrokenMail:
    """A mail system that does not answer."""

    def __init__(self, **options: object) -> None:
        pass

    def send_messages(self, _messages: object) -> int:
        raise ConnectionRefusedError


def test_signing_out_is_a_button_not_a_link(client: Client, tom: User) -> None:
    client.force_login(tom)

    assert "Do you want to sign out?" in client.get(LOGOUT).content.decode()
    assert client.session["_auth_user_id"] == str(tom.pk)

    assert client.post(LOGOUT).headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "password/change/",
        "password/set/",
        "password/reset/",
        "confirm-email/",
        "reauthenticate/",
        "inactive/",
        "login/code/",
        "",
    ],
)
def test_allauths_other_pages_do_not_exist(path: str) -> None:
    with pytest.raises(Resolver404):
        resolve(f"/accounts/{path}")


def test_names_that_allauth_falls_back_on_lead_to_signing_in() -> None:
    assert reverse("account_signup") == LOGIN
    assert reverse("account_request_login_code") == LOGIN
    with pytest.raises(NoReverseMatch):
        reverse("account_email")


def test_posting_a_sign_up_adds_nobody(client: Client) -> None:
    client.post(LOGIN, {"email": "new@example.org", "login": "new@example.org"})

    assert User.objects.count() == 0


def test_nobody_may_sign_up(rf: RequestFactory) -> None:
    assert PartnersAccountAdapter().is_open_for_signup(rf.get("/")) is False
