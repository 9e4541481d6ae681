"""What the database refuses about organisations, people and meetings, and what people are told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import models

from partners.models import Absence, Commitment, Forum, Meeting, Partner, User
from tests.factories import (
    AbsenceFactory,
    ForumFactory,
    MeetingFactory,
    PartnerFactory,
    UserFactory,
    owner,
)
from tests.refusing import refused_by_the_database, told

pytestmark = pytest.mark.django_db

DAY = date(2022, 10, 20)


def test_partner_dates_in_order() -> None:
    PartnerFactory.create(valid_from=DAY, valid_to=DAY)
    PartnerFactory.create(valid_from=DAY)
    PartnerFactory.create(valid_to=DAY)
    partner = PartnerFactory.build(valid_from=DAY, valid_to=DAY - timedelta(days=1))
    assert told(partner) == ["An organisation can't end before it began."]
    refused_by_the_database(partner)


@pytest.mark.parametrize("field", ["name", "slug"])
def test_partner_name_and_slug_once(field: str) -> None:
    first = PartnerFactory.create()
    second = PartnerFactory.build(**{field: getattr(first, field)})
    assert told(second) == [f"Partner with this {field.capitalize()} already exists."]
    refused_by_the_database(second)
    PartnerFactory.create()
    assert Partner.objects.count() == 2


def test_commitment_number_once() -> None:
    Commitment.objects.create(number=1, text="Turn up.")
    Commitment.objects.create(number=2, text="Turn up.")
    refused_by_the_database(Commitment(number=1, text="Pay."))


def test_user_email_once_in_any_letters() -> None:
    tom = owner(email="tom@example.org")
    again = UserFactory.build(email="TOM@example.org", partner=tom.partner)
    assert told(again) == ["Somebody with this e-mail address is already listed."]
    refused_by_the_database(again)
    owner(email="tom@example.net")
    assert User.objects.count() == 2


def test_absence_dates_in_order() -> None:
    AbsenceFactory.create(starts_on=DAY, ends_on=DAY)
    absence = AbsenceFactory.build(
        user=owner(), deputy=owner(), starts_on=DAY, ends_on=DAY - timedelta(days=1)
    )
    assert told(absence) == ["The last day away can't be before the first."]
    refused_by_the_database(absence)


def test_absence_deputy_is_another() -> None:
    tom = owner()
    absence = AbsenceFactory.build(user=tom, deputy=tom)
    assert told(absence) == ["Choose somebody else as deputy."]
    refused_by_the_database(absence)
    AbsenceFactory.create(user=tom, deputy=owner())
    assert Absence.objects.count() == 1


def test_forum_one_board() -> None:
    ForumFactory.create()
    for number in range(2):
        Forum.objects.create(name=f"Forum {number}", slug=f"forum-{number}")
    second = Forum(name="Another Board", slug="another-board", is_board=True)
    assert told(second) == ["The partnership has one Board."]
    refused_by_the_database(second)


@pytest.mark.parametrize("same", [{"name": "SMO"}, {"slug": "smo"}])
def test_forum_name_and_slug_once(same: dict[str, str]) -> None:
    Forum.objects.create(name="SMO", slug="smo")
    refused_by_the_database(Forum(**({"name": "Other", "slug": "other"} | same)))
    Forum.objects.create(name="Other", slug="other")


def test_meeting_once_a_day() -> None:
    first = MeetingFactory.create(held_on=DAY)
    MeetingFactory.create(held_on=DAY + timedelta(days=1))
    MeetingFactory.create(held_on=DAY, forum=Forum.objects.create(name="SMO", slug="smo"))
    again = Meeting(forum=first.forum, held_on=DAY, papers_on=DAY)
    assert told(again) == ["This forum already meets on that day."]
    refused_by_the_database(again)


def test_meeting_papers_before() -> None:
    MeetingFactory.create(held_on=DAY, papers_on=DAY)
    late = MeetingFactory.build(
        forum=ForumFactory.create(),
        held_on=DAY + timedelta(days=7),
        papers_on=DAY + timedelta(days=8),
    )
    assert told(late) == ["The papers go out on or before the day of the meeting."]
    refused_by_the_database(late)


@pytest.mark.parametrize(
    "kept",
    [
        lambda: owner().partner,
        lambda: AbsenceFactory.create().user,
        lambda: AbsenceFactory.create().deputy,
        lambda: MeetingFactory.create().forum,
    ],
)
def test_what_others_stand_on_is_not_removed(kept: Any) -> None:
    with pytest.raises(models.ProtectedError):
        kept().delete()
