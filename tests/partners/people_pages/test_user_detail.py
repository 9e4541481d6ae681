"""One person's page: their own, or anybody's for the team."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from partners.models import Role, User
from partners.services.people import deactivate_user, reactivate_user, save_user
from tests.factories import AbsenceFactory, PartnerFactory, UserFactory, officer, owner
from tests.reading_pages import page_of

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 10, 5, 11, 0, tzinfo=UTC)


def test_user_detail_shows_somebody_their_own_page(client: Client, tom: User) -> None:
    client.force_login(tom)
    html = page_of(client, f"/people/{tom.pk}/")
    assert "tom.ashby@example.org" in html
    assert "Tell the partnership team" in html
    assert "History" not in html
    assert "/edit/" not in html
    assert f'<a class="smp-header__link" href="/people/{tom.pk}/">' in html


def test_user_detail_offers_administrators_what_they_may_do(
    client: Client, admin: User, tom: User
) -> None:
    html = page_of(client, f"/people/{tom.pk}/")
    assert f'href="/people/{tom.pk}/edit/"' in html
    assert "Send the invitation again" in html
    assert "Tom Ashby has left: say who takes their work" in html
    client.force_login(officer())
    html = page_of(client, f"/people/{tom.pk}/")
    assert f'href="/people/{tom.pk}/edit/"' not in html
    assert "Send the invitation again" not in html


def test_user_detail_tells_the_team_what_was_changed_by_whom(
    client: Client, admin: User, tom: User
) -> None:
    tom.role, tom.post, tom.partner = Role.BOARD, "Chair", PartnerFactory.create(name="Parish")
    save_user(user=tom, by=admin, now=NOON)
    save_user(user=tom, by=admin, now=NOON)
    deactivate_user(user=tom, by=admin, now=NOON)
    reactivate_user(user=tom, by=admin, now=NOON)
    entries = client.get(f"/people/{tom.pk}/").context["page"].history
    assert [(entry.title, entry.who) for entry in entries[:3]] == [
        ("Let in again", "Ada Price"),
        ("Left: can’t sign in any more", "Ada Price"),
        ("Changed", "Ada Price"),
    ]
    assert len(entries) == 4
    assert entries[2].at == NOON
    assert [(change.name, change.old, change.new) for change in entries[2].changes] == [
        ("Post", "Road Safety Officer", "Chair"),
        ("Organisation", "Upper Council", "Parish"),
        ("Role", "Action plan owner", "Board member"),
    ]


@time_machine.travel("2022-10-05T09:30:00+01:00", tick=False)
def test_user_detail_says_when_they_are_away_and_for_whom_they_stand_in(
    client: Client, tom: User
) -> None:
    colleague = owner(full_name="Una Dale", post="Planner", partner=tom.partner)
    stranger = owner(full_name="Vic Else", post="Warden", partner=PartnerFactory.create(name="Hub"))
    AbsenceFactory.create(user=tom, deputy=colleague)
    AbsenceFactory.create(
        user=tom, deputy=stranger, starts_on=date(2022, 11, 1), ends_on=date(2022, 11, 1)
    )
    AbsenceFactory.create(
        user=tom, deputy=stranger, starts_on=date(2022, 9, 1), ends_on=date(2022, 9, 2)
    )
    AbsenceFactory.create(
        user=stranger, deputy=tom, starts_on=date(2022, 12, 1), ends_on=date(2022, 12, 2)
    )
    client.force_login(tom)
    away = client.get(f"/people/{tom.pk}/").context["page"].away
    assert [days.words for days in away] == ["To come", "Away now", "Over"]
    html = page_of(client, f"/people/{tom.pk}/")
    assert "Is asked instead: Una Dale, Planner, Upper Council" in html
    assert "Warden, Hub" in html
    assert "Vic Else" not in html
    assert "You stand in for" in html


@pytest.mark.parametrize("count", [1, 30])
def test_user_detail_takes_the_same_queries_for_1_and_30(
    client: Client, tom: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    admin = officer()
    client.force_login(admin)
    for number in range(count):
        day = date(2030, 1, 1 + number)
        AbsenceFactory.create(user=tom, starts_on=day, ends_on=day)
        AbsenceFactory.create(deputy=tom, starts_on=day, ends_on=day)
        tom.post = f"Post {number}"
        save_user(user=tom, by=admin, now=NOON)
    with django_assert_num_queries(9):
        client.get(f"/people/{tom.pk}/")


def test_user_detail_of_an_unknown_role_is_not_there(client: Client) -> None:
    stranger = UserFactory.create(role="STRANGER")
    client.force_login(stranger)
    assert client.get(f"/people/{stranger.pk}/").status_code == 404
