"""What is worked out once, and worked out anew as soon as anything is written."""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection, transaction

from partners.models import Partner
from smp_portal.foundation import unchanged
from smp_portal.foundation.unchanged import MOST, Unchanged
from tests.factories import PartnerFactory

needs_postgresql = pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="SQLite can't tell whether another connection wrote"
)


@pytest.fixture
def count() -> Callable[[], int]:
    """What is worked out: 1, then 2, each time that it really is."""
    return itertools.count(1).__next__


@pytest.fixture
def same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database to which nobody writes; what was kept of others goes."""
    state = str(uuid4())
    monkeypatch.setattr(unchanged, "_state", lambda: state)


def elsewhere(deed: Callable[[], object]) -> None:
    """A deed of another process, on a connection of its own."""

    def run() -> None:
        try:
            deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_nothing_written_is_worked_out_once() -> None:
    # Other tests write to the same server, now and then between two looks.
    found: list[int] = []
    for _ in range(200):
        count = itertools.count(1).__next__
        found = [Unchanged().once(count, count) for _ in range(2)]
        if found == [1, 1]:
            break
    assert found == [1, 1]


def test_different_questions_are_kept_apart(same: None, count: Callable[[], int]) -> None:
    found = [Unchanged().once(key, count) for key in ("plans", "others", "plans", "others")]
    assert found == [1, 2, 1, 2]


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_anything_written_elsewhere_is_seen_at_once(count: Callable[[], int]) -> None:
    partner = PartnerFactory.create()
    names = [Unchanged().once("name", lambda: Partner.objects.get().name)]
    for name in ("Fire", "Health"):
        elsewhere(lambda name=name: Partner.objects.filter(pk=partner.pk).update(name=name))  # type: ignore[misc]
        names.append(Unchanged().once("name", lambda: Partner.objects.get().name))
    assert names[1:] == ["Fire", "Health"]


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_written_while_it_is_worked_out_is_not_missed(count: Callable[[], int]) -> None:
    partner = PartnerFactory.create(name="Police")

    def slow() -> str:
        name = Partner.objects.get().name
        elsewhere(lambda: Partner.objects.filter(pk=partner.pk).update(name="Fire"))
        return name

    assert Unchanged().once("name", slow) == "Police"
    assert Unchanged().once("name", lambda: Partner.objects.get().name) == "Fire"


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_ends_later_is_not_missed(count: Callable[[], int]) -> None:
    partner = PartnerFactory.create(name="Police")

    def name() -> str:
        return Partner.objects.get().name

    def change_slowly() -> None:
        with transaction.atomic():
            Partner.objects.filter(pk=partner.pk).update(name="Fire")
            elsewhere(lambda: seen.append(Unchanged().once("name", name)))

    seen: list[str] = []
    elsewhere(change_slowly)
    assert [*seen, Unchanged().once("name", name)] == ["Police", "Fire"]


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_own_unfinished_changes_are_seen_and_kept_from_others(count: Callable[[], int]) -> None:
    partner = PartnerFactory.create(name="Police")

    def name() -> str:
        return Partner.objects.get().name

    seen: list[str] = []
    with transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(name="Fire")
        assert Unchanged().once("name", name) == "Fire"
        elsewhere(lambda: seen.append(Unchanged().once("name", name)))
        Partner.objects.filter(pk=partner.pk).update(name="Health")
        assert Unchanged().once("name", name) == "Health"
    assert seen == ["Police"]


def test_what_was_asked_longest_ago_goes_first(same: None, count: Callable[[], int]) -> None:
    for key in range(MOST):
        Unchanged().once(key, count)
    assert Unchanged().once(0, count) == 1
    Unchanged().once("one more", count)
    assert Unchanged().once(0, count) == 1
    assert Unchanged().once(1, count) == MOST + 2


@pytest.mark.django_db
def test_where_it_cannot_be_told_all_is_worked_out_each_time(count: Callable[[], int]) -> None:
    # On SQLite always; on PostgreSQL in a transaction that has written.
    PartnerFactory.create()
    assert [Unchanged().once("plans", count) for _ in range(3)] == [1, 2, 3]
