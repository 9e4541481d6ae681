"""Days away on the pages: noted, changed and taken back, by oneself or by the team."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client

from partners.models import Absence, User
from tests.factories import AbsenceFactory, PartnerFactory, officer, owner
from tests.partners.people_pages.reading import errors
from tests.reading_pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def una(tom: User) -> User:
    return owner(full_name="Una Dale", post="Planner", partner=tom.partner)


def days(deputy: User | None, first: str, last: str) -> dict[str, str]:
    parts = ("day", "month", "year")
    sent = {"deputy": str(deputy.pk) if deputy else ""}
    for name, day in (("starts_on", first), ("ends_on", last)):
        sent |= {f"{name}_{part}": n for part, n in zip(parts, day.split(), strict=True)}
    return sent


def kept() -> list[tuple[str, date, date, str]]:
    rows = Absence.objects.select_related("user", "deputy")
    return [(str(a.user), a.starts_on, a.ends_on, str(a.deputy)) for a in rows]


OCTOBER = (date(2022, 10, 24), date(2022, 10, 28))


def test_absence_is_noted_by_oneself(client: Client, tom: User, una: User) -> None:
    client.force_login(tom)
    response = client.post(
        f"/people/{tom.pk}/absences/add/", days(una, "24 10 2022", "28 10 2022"), follow=True
    )
    assert response.redirect_chain == [(f"/people/{tom.pk}/", HTTPStatus.FOUND)]
    assert kept() == [("Tom Ashby", *OCTOBER, "Una Dale")]


def test_absence_is_noted_by_an_officer(client: Client, tom: User, una: User) -> None:
    client.force_login(officer())
    client.post(f"/people/{tom.pk}/absences/add/", days(una, "24 10 2022", "28 10 2022"))
    assert kept() == [("Tom Ashby", *OCTOBER, "Una Dale")]


def test_absence_names_colleagues_and_only_the_posts_of_others(
    client: Client, tom: User, una: User
) -> None:
    owner(full_name="Vic Else", post="Warden", partner=PartnerFactory.create(name="Hub"))
    client.force_login(tom)
    html = page_of(client, f"/people/{tom.pk}/absences/add/")
    assert "Una Dale, Planner, Upper Council</option>" in html
    assert ">Warden, Hub</option>" in html
    assert "Vic Else" not in html


def test_absence_with_nothing_says_what_is_wanted(client: Client, tom: User) -> None:
    client.force_login(tom)
    assert errors(client, f"/people/{tom.pk}/absences/add/", {}) == {
        "starts_on": ["Enter the first day away"],
        "ends_on": ["Enter the last day away"],
        "deputy": ["Select who is asked instead"],
    }


def test_absence_that_ends_before_it_begins_is_refused(
    client: Client, tom: User, una: User
) -> None:
    client.force_login(tom)
    sent = days(una, "28 10 2022", "24 10 2022")
    assert errors(client, f"/people/{tom.pk}/absences/add/", sent) == {
        "ends_on": ["Enter a last day on or after the first"]
    }


def test_absence_whose_deputy_is_away_is_refused(client: Client, tom: User, una: User) -> None:
    AbsenceFactory.create(user=una, starts_on=date(2022, 10, 25), ends_on=date(2022, 10, 25))
    client.force_login(tom)
    sent = days(una, "24 10 2022", "28 10 2022")
    assert errors(client, f"/people/{tom.pk}/absences/add/", sent) == {
        "deputy": ["Choose another deputy: Una Dale is away on 25 October 2022"]
    }
    assert Absence.objects.count() == 1


def test_absence_is_changed(client: Client, tom: User, una: User) -> None:
    absence = AbsenceFactory.create(user=tom, deputy=una)
    client.force_login(tom)
    client.post(f"/people/absences/{absence.pk}/edit/", days(una, "24 10 2022", "28 10 2022"))
    assert kept() == [("Tom Ashby", *OCTOBER, "Una Dale")]


def test_absence_to_come_is_forgotten_when_taken_back(client: Client, tom: User, una: User) -> None:
    absence = AbsenceFactory.create(user=tom, deputy=una, starts_on=date(2022, 10, 5))
    client.force_login(tom)
    assert "Take these days back?" in page_of(client, f"/people/absences/{absence.pk}/take-back/")
    assert Absence.objects.count() == 1
    client.post(f"/people/absences/{absence.pk}/take-back/")
    assert Absence.objects.count() == 0


def test_absence_that_has_begun_ends_yesterday_when_taken_back(
    client: Client, tom: User, una: User
) -> None:
    absence = AbsenceFactory.create(user=tom, deputy=una)
    client.force_login(tom)
    client.post(f"/people/absences/{absence.pk}/take-back/")
    assert kept() == [("Tom Ashby", date(2022, 10, 3), date(2022, 10, 4), "Una Dale")]


def test_absence_that_is_over_stays(client: Client, tom: User, una: User) -> None:
    absence = AbsenceFactory.create(
        user=tom, deputy=una, starts_on=date(2022, 10, 3), ends_on=date(2022, 10, 4)
    )
    client.force_login(tom)
    assert errors(client, f"/people/absences/{absence.pk}/take-back/", {}) == {
        "__all__": ["These days are over: they stay in the record"]
    }
    assert Absence.objects.count() == 1


def test_absence_of_somebody_else_is_not_there(client: Client, tom: User, una: User) -> None:
    absence = AbsenceFactory.create(user=tom, deputy=una)
    client.force_login(una)
    for url in (
        f"/people/{tom.pk}/absences/add/",
        f"/people/absences/{absence.pk}/edit/",
        f"/people/absences/{absence.pk}/take-back/",
    ):
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND
        assert client.post(url).status_code == HTTPStatus.NOT_FOUND
    assert kept() == [("Tom Ashby", date(2022, 10, 3), date(2022, 10, 14), "Una Dale")]
