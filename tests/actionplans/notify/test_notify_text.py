"""A mail as GOV.UK Notify is given it: a plain text of headings, lists and bare links."""

import re

import pytest

from actionplans.models import Review
from actionplans.reminders.tick import run_tick
from tests.actionplans.needing import lost
from tests.actionplans.reminding import ask, at, owner_of, send_back
from tests.factories import ActionPlanFactory, ReviewFactory, officer
from tests.notify_server import NotifyServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    review = ask()
    review.plan.year, review.plan.number, review.plan.title = "2023/24", 2, "Road safety"
    review.plan.save()
    owner = owner_of(review)
    owner.full_name = "Tom Ashby"
    owner.save()
    return review


def body_to(notify: NotifyServer, address: str) -> str:
    """The newest mail's text, with the link's secret part hidden."""
    body = next(m for m in reversed(notify.taken) if m["email_address"] == address)
    return re.sub(r"/r/[\w-]{43}/", "/r/SECRET/", body["personalisation"]["body"])


def test_mail_is_a_text_of_paragraphs_lists_and_bare_links(
    notify: NotifyServer, review: Review
) -> None:
    restricted = ActionPlanFactory.create(
        owner=owner_of(review), title="Hidden", number=9, is_restricted=True
    )
    ReviewFactory.create(round=review.round, plan=restricted)

    run_tick(now=at(5))

    assert notify.taken[0]["personalisation"]["subject"] == (
        "2 updates due by Monday 10 October: July to September 2022"
    )
    text = body_to(notify, owner_of(review).email)
    assert (
        text
        == """Dear Tom Ashby,

We are waiting for updates from you for July to September 2022. They are due by Monday 10 October, and the board’s papers go out on Thursday 13 October.

* 2 Road safety
* 1 restricted plan: sign in to answer, http://testserver/my-work/

---

## Answer here, about a minute for each

http://testserver/r/SECRET/

The link is for you alone: please don’t pass it on.

Questions, or is this not yours? Reply to this mail, or ring 01632 960001.

The partnership team, Safer Melton Partnership"""
    )


def test_mail_hides_no_link_that_somebody_wrote(notify: NotifyServer, review: Review) -> None:
    review.plan.title = "[Sign in](https://bad.example)"
    review.plan.save()

    run_tick(now=at(5))

    assert "* 2 [Sign in] (https://bad.example)\n" in body_to(notify, owner_of(review).email)


def test_mail_tells_in_one_line_why_an_answer_came_back(
    notify: NotifyServer, review: Review
) -> None:
    send_back(review, moment=at(4, 10), reason="Which schools?\n\n# And when?")

    run_tick(now=at(4, 11))

    text = body_to(notify, owner_of(review).email)
    assert ". What we ask: Which schools? # And when?\n" in text


def test_digest_has_headings(notify: NotifyServer, review: Review) -> None:
    helen = officer(full_name="Helen Marsh")
    lost(review)

    run_tick(now=at(5))

    assert (
        body_to(notify, helen.email)
        == """Dear Helen Marsh,

This morning 1 thing needs the partnership team.

0 of 1 plan has an update for July to September 2022; the papers go out on Thursday 13 October.

## Mail that needs attention

* Tom Ashby, due soon: could not deliver

---

Sign in to see it all:
http://testserver/my-work/

This mail goes to every partnership officer who is not away, on mornings on which something new needs the team, and when a week begins.

The partnership team, Safer Melton Partnership"""
    )
