"""What a form becomes: a deed and the next page, a refusal in the form, or the page for two who edited at once."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.test import RequestFactory

from partners.models import Partner
from smp_portal.foundation.forms import ConfirmForm, PortalForm
from smp_portal.foundation.saving import save
from smp_portal.foundation.versions import VersionConflict
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


class NameForm(PortalForm):
    name = forms.CharField()


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    request = rf.post("/partners/police/edit/")
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # noqa: SLF001 - as the middleware does
    return request


def _fail(error: Exception) -> Callable[[], str]:
    def deed() -> str:
        raise error

    return deed


def test_deed_is_done_and_the_next_page_comes_with_a_message(request_: HttpRequest) -> None:
    done = save(request_, ConfirmForm({}), lambda: "police", said="Saved", to="/partners/")
    assert done is not None
    assert (done.status_code, done["Location"]) == (HTTPStatus.FOUND, "/partners/")
    assert [str(message) for message in get_messages(request_)] == ["Saved"]


def test_next_page_is_made_of_what_the_deed_gives(request_: HttpRequest) -> None:
    done = save(
        request_, ConfirmForm({}), lambda: "police", said="Saved", to=lambda slug: f"/{slug}/"
    )
    assert done is not None
    assert done["Location"] == "/police/"


@pytest.mark.parametrize("form", [ConfirmForm(), NameForm({"name": ""})])
def test_nothing_is_done_for_a_form_not_sent_or_not_filled_in(
    request_: HttpRequest, form: PortalForm
) -> None:
    deed = _fail(AssertionError("nobody asked for it"))
    assert save(request_, form, deed, said="Saved", to="/") is None


def test_refusal_of_the_rules_stands_in_the_form(request_: HttpRequest) -> None:
    form = ConfirmForm({})
    assert save(request_, form, _fail(ValidationError("Too late")), said="Saved", to="/") is None
    assert form.non_field_errors() == ["Too late"]
    assert list(get_messages(request_)) == []


def test_refusal_of_the_database_says_that_somebody_was_quicker(request_: HttpRequest) -> None:
    PartnerFactory.create(slug="police")

    def deed() -> Partner:
        with transaction.atomic():
            return PartnerFactory.create(slug="police")

    form = ConfirmForm({})
    assert save(request_, form, deed, said="Saved", to="/") is None
    (told,) = form.non_field_errors()
    assert told == (
        "Somebody saved the same, or what this can’t stand beside, at this very moment: "
        "look at what there is now, then save again"
    )
    assert Partner.objects.filter(slug="police").count() == 1


def test_row_that_is_gone_lets_nobody_lose_their_text(request_: HttpRequest) -> None:
    form = ConfirmForm({})
    assert save(request_, form, _fail(Partner.DoesNotExist()), said="Saved", to="/") is None
    assert form.non_field_errors() == [
        "Somebody took this out at this very moment: copy your text and add it as a new one"
    ]


@pytest.mark.parametrize(
    ("saved", "shown"),
    [(None, "The police"), (lambda: Partner(name="Only a part"), "Only a part")],
)
def test_two_who_edited_at_once_see_both_texts(
    request_: HttpRequest, saved: Callable[[], Partner] | None, shown: str
) -> None:
    current = PartnerFactory.create(name="The police")
    form, late = NameForm({"name": "Leicestershire Police"}), VersionConflict(current)
    done = save(request_, form, _fail(late), said="Saved", to="/", saved=saved)
    assert done is not None
    assert done.status_code == HTTPStatus.CONFLICT
    assert "Leicestershire Police" in done.content.decode()
    assert shown in done.content.decode()
