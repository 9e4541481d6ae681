"""Organisations, people, days away and meetings made for tests."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from partners.models import Absence, Forum, LegalRole, ListedAs, Meeting, Partner, Role, User


class PartnerFactory(DjangoModelFactory[Partner]):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Organisation {n}")
    slug = factory.Sequence(lambda n: f"organisation-{n}")
    listed_as = ListedAs.STATUTORY
    legal_role = LegalRole.RESPONSIBLE_AUTHORITY


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Person {n}")
    post = "Community Safety Officer"
    partner = factory.SubFactory(PartnerFactory)
    role = Role.OWNER
    password = "!"


class AbsenceFactory(DjangoModelFactory[Absence]):
    class Meta:
        model = Absence

    user = factory.SubFactory(UserFactory)
    deputy = factory.SubFactory(UserFactory)
    starts_on = date(2022, 10, 3)
    ends_on = date(2022, 10, 14)


class ForumFactory(DjangoModelFactory[Forum]):
    class Meta:
        model = Forum
        django_get_or_create = ("slug",)

    name = "Safer Melton Partnership Board"
    slug = "board"
    is_board = True


class MeetingFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    forum = factory.SubFactory(ForumFactory)
    held_on = date(2022, 10, 20)
    papers_on = date(2022, 10, 13)


def officer(**details: Any) -> User:
    """A partnership officer."""
    return UserFactory.create(role=Role.OFFICER, **details)


def board_member(**details: Any) -> User:
    """A member of the board."""
    return UserFactory.create(role=Role.BOARD, **details)


def administrator(**details: Any) -> User:
    """Somebody who administers people and settings."""
    return UserFactory.create(role=Role.ADMINISTRATOR, **details)


def owner(**details: Any) -> User:
    """An action plan owner."""
    return UserFactory.create(role=Role.OWNER, **details)
