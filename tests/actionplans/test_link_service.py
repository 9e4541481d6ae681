"""Personal links: what opens them, and what never does."""

import hashlib
from datetime import UTC, date, datetime

import pytest

from actionplans.models import FrameworkSettings, ReviewLink
from actionplans.services.links import find_link, revoke_links
from tests.actionplans.asking import issue_link
from tests.factories import ReviewRoundFactory, UserFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2022, 10, 3)


def test_issued_link_keeps_only_the_hash() -> None:
    tom = UserFactory.create()
    token = issue_link(recipient=tom, round_=ReviewRoundFactory.create(), today=MONDAY)
    link = ReviewLink.objects.get()
    assert len(token) == 43
    assert link.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert (link.recipient, link.expires_on) == (tom, date(2022, 11, 7))
    assert token not in str(list(ReviewLink.objects.values()))


def test_issued_link_follows_the_framework() -> None:
    FrameworkSettings.objects.create(link_days=3)
    issue_link(recipient=UserFactory.create(), round_=ReviewRoundFactory.create(), today=MONDAY)
    assert ReviewLink.objects.get().expires_on == date(2022, 10, 13)


def test_issued_link_long_after_the_round_leaves_time_to_answer() -> None:
    round_ = ReviewRoundFactory.create()
    issue_link(recipient=UserFactory.create(), round_=round_, today=date(2022, 11, 30))
    assert ReviewLink.objects.get().expires_on == date(2022, 12, 7)


def test_link_opens_until_its_last_day() -> None:
    tom = UserFactory.create()
    token = issue_link(recipient=tom, round_=ReviewRoundFactory.create(), today=MONDAY)
    found = find_link(token, on=date(2022, 11, 7))
    assert found is not None
    assert found.recipient == tom
    assert find_link(token, on=date(2022, 11, 8)) is None


def test_link_unknown_opens_nothing() -> None:
    assert find_link("A" * 43, on=MONDAY) is None
    assert find_link("", on=MONDAY) is None


def test_link_of_an_inactive_person_opens_nothing() -> None:
    tom = UserFactory.create()
    token = issue_link(recipient=tom, round_=ReviewRoundFactory.create(), today=MONDAY)
    tom.is_active = False
    tom.save()
    assert find_link(token, on=MONDAY) is None


def test_link_older_stays_good_beside_a_newer_one() -> None:
    tom, round_ = UserFactory.create(), ReviewRoundFactory.create()
    older = issue_link(recipient=tom, round_=round_, today=MONDAY)
    newer = issue_link(recipient=tom, round_=round_, today=MONDAY)
    assert older != newer
    assert find_link(older, on=MONDAY) is not None
    assert find_link(newer, on=MONDAY) is not None


def test_links_revoked_are_those_of_one_person() -> None:
    tom, ann, round_ = UserFactory.create(), UserFactory.create(), ReviewRoundFactory.create()
    toms = issue_link(recipient=tom, round_=round_, today=MONDAY)
    anns = issue_link(recipient=ann, round_=round_, today=MONDAY)
    now = datetime(2022, 10, 5, 9, 0, tzinfo=UTC)
    assert revoke_links(tom, now) == 1
    assert revoke_links(tom, now) == 0
    assert find_link(toms, on=MONDAY) is None
    assert find_link(anns, on=MONDAY) is not None
