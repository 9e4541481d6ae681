"""To whom the duties of past bodies passed."""

from datetime import date

import pytest

from partners.models import Partner
from partners.queries.successions import read_successions
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> list[Partner]:
    """A trust, the group that came after it, and the board that came after that."""
    board = PartnerFactory.create(name="Care Board")
    group = PartnerFactory.create(name="Group", valid_to=date(2022, 6, 30))
    trust = PartnerFactory.create(name="Trust", valid_to=date(2013, 3, 31))
    trust.successors.add(group)
    group.successors.add(board)
    return [trust, group, board]


def test_duties_pass_on_the_day_after_the_last(chain: list[Partner]) -> None:
    trust, group, board = chain
    steps = read_successions().steps(trust)
    assert [(step.body, step.to, step.day) for step in steps] == [
        (trust, [group], date(2013, 4, 1)),
        (group, [board], date(2022, 7, 1)),
    ]


def test_body_that_goes_on_has_no_steps(chain: list[Partner]) -> None:
    assert read_successions().steps(chain[2]) == []


def test_body_that_was_split_passes_to_all(chain: list[Partner]) -> None:
    trust, group, _board = chain
    other = PartnerFactory.create(name="County Council")
    trust.successors.add(other)
    assert read_successions().steps(trust)[0].to == [other, group]


def test_board_took_over_from_all_before_it(chain: list[Partner]) -> None:
    trust, group, board = chain
    assert read_successions().before(board) == [group, trust]
    assert read_successions().before(trust) == []


def test_bodies_that_follow_each_other_end_nowhere(chain: list[Partner]) -> None:
    trust, _group, board = chain
    board.successors.add(trust)
    Partner.objects.filter(pk=board.pk).update(valid_to=date(2023, 1, 1))
    assert len(read_successions().steps(trust)) == 4
    assert read_successions().lead_back(trust, board) is True
