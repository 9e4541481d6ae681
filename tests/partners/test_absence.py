"""Who is away when, and who is asked instead."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from partners.models import Absence, User
from partners.services.absences import record_absence
from tests.factories import AbsenceFactory, board_member, officer, owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom() -> User:
    return owner(full_name="Tom Ashby")


@pytest.fixture
def una() -> User:
    return owner(full_name="Una Dale")


def october(first: int, last: int) -> dict[str, date]:
    return {"starts_on": date(2022, 10, first), "ends_on": date(2022, 10, last)}


def refusal(*, user: User, deputy: User, first: int, last: int) -> dict[str, list[str]]:
    before = Absence.objects.count()
    with pytest.raises(ValidationError) as refused:
        record_absence(user=user, deputy=deputy, by=user, **october(first, last))
    assert Absence.objects.count() == before
    return refused.value.message_dict


def test_absence_is_recorded(tom: User, una: User) -> None:
    absence = record_absence(user=tom, deputy=una, by=tom, **october(3, 14))
    assert absence == Absence.objects.get()
    assert (absence.user, absence.deputy) == (tom, una)
    assert (absence.starts_on, absence.ends_on) == (date(2022, 10, 3), date(2022, 10, 14))


def test_absence_of_one_day_is_recorded(tom: User, una: User) -> None:
    record_absence(user=tom, deputy=una, by=tom, **october(3, 3))
    assert Absence.objects.on(date(2022, 10, 3)).count() == 1


def test_absence_is_recorded_by_an_officer_for_somebody(tom: User, una: User) -> None:
    record_absence(user=tom, deputy=una, by=officer(), **october(3, 14))
    assert Absence.objects.count() == 1


def test_absence_is_not_recorded_by_somebody_else(tom: User, una: User) -> None:
    for somebody in (una, board_member(), officer(is_active=False)):
        with pytest.raises(PermissionDenied):
            record_absence(user=tom, deputy=una, by=somebody, **october(3, 14))
    assert Absence.objects.count() == 0


def test_absence_that_ends_before_it_starts_is_refused(tom: User, una: User) -> None:
    assert refusal(user=tom, deputy=una, first=14, last=3) == {
        "__all__": ["The last day away can't be before the first."]
    }


def test_absence_with_oneself_as_deputy_is_refused(tom: User) -> None:
    assert refusal(user=tom, deputy=tom, first=3, last=14) == {
        "__all__": ["Choose somebody else as deputy."]
    }


@pytest.mark.parametrize(("first", "last"), [(1, 3), (14, 20), (5, 6), (1, 31)])
def test_absence_on_days_already_away_is_refused(
    tom: User, una: User, first: int, last: int
) -> None:
    AbsenceFactory.create(user=tom, **october(3, 14))
    assert refusal(user=tom, deputy=una, first=first, last=last) == {
        "starts_on": [
            "Tom Ashby is already away from 3 October 2022 to 14 October 2022: choose other days"
        ]
    }


@pytest.mark.parametrize(("first", "last"), [(1, 2), (15, 20)])
def test_absence_beside_another_is_recorded(tom: User, una: User, first: int, last: int) -> None:
    AbsenceFactory.create(user=tom, **october(3, 14))
    AbsenceFactory.create(user=una, **october(3, 14))
    record_absence(user=tom, deputy=una, by=tom, **october(first, last))
    assert Absence.objects.filter(user=tom).count() == 2


def test_absence_with_a_deputy_who_is_away_is_refused(tom: User, una: User) -> None:
    AbsenceFactory.create(user=una, **october(14, 14))
    assert refusal(user=tom, deputy=una, first=3, last=14) == {
        "deputy": ["Choose another deputy: Una Dale is away on 14 October 2022"]
    }


def test_absence_of_somebody_who_stands_in_is_refused(tom: User, una: User) -> None:
    AbsenceFactory.create(user=una, deputy=tom, **october(3, 14))
    assert refusal(user=tom, deputy=owner(), first=14, last=20) == {
        "starts_on": [
            (
                "Tom Ashby stands in for Una Dale from 3 October 2022 to 14 October 2022: "
                "choose another deputy there first"
            )
        ]
    }


def test_absence_with_a_deputy_who_has_left_is_refused(tom: User) -> None:
    gone = owner(full_name="Una Dale", is_active=False)
    assert refusal(user=tom, deputy=gone, first=3, last=14) == {
        "deputy": ["Choose another deputy: Una Dale has left the partnership"]
    }
