"""What a mail says stays true on whichever day it goes out, and for whichever rounds it is about."""

from datetime import date

import pytest
from django.core.mail import EmailMultiAlternatives

from actionplans.models import Review
from actionplans.reminders.tick import run_tick
from actionplans.services.asking import ask_now
from actionplans.services.plans import assign_owner
from partners.models import User
from tests.actionplans.reminding import ask_tom, at, owner_of, send_back
from tests.factories import (
    AbsenceFactory,
    ActionPlanFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    officer,
)

pytestmark = pytest.mark.django_db

Outbox = list[EmailMultiAlternatives]


@pytest.fixture
def review() -> Review:
    return ask_tom()


def second(like: Review, *, owner: User | None) -> Review:
    plan = ActionPlanFactory.create(title="Violent crime", year="2023/24", number=3, owner=owner)
    return ReviewFactory.create(round=like.round, plan=plan)


def give(review: Review, person: User, day: int) -> None:
    assign_owner(plan=review.plan, owner=person, by=officer(), now=at(day, 11))


def extra_round(like: Review) -> Review:
    round_ = ReviewRoundFactory.create(
        title="Bonfire night",
        period_start=date(2022, 10, 1),
        period_end=date(2022, 10, 10),
        opens_on=date(2022, 10, 11),
        due_on=date(2022, 10, 20),
        papers_on=None,
        is_extra=True,
    )
    round_.plans.add(like.plan)
    return ReviewFactory.create(round=round_, plan=like.plan)


def words(mail: EmailMultiAlternatives) -> str:
    """What stands between the greeting and the list or the link."""
    return str(mail.body).split("\n\n")[1]


def test_mail_of_an_opening_says_what_is_asked_by_when(review: Review, mailoutbox: Outbox) -> None:
    run_tick(now=at(3))
    assert mailoutbox[0].subject == "1 update due by Monday 10 October: July to September 2022"
    assert words(mailoutbox[0]) == (
        "The round for July to September 2022 is open. Will your part of the plan deliver what it "
        "set out to? Please tell us by Monday 10 October."
    )


def test_mail_after_the_date_and_the_papers_says_that_they_are_past(
    review: Review, mailoutbox: Outbox
) -> None:
    run_tick(now=at(13))
    assert (
        mailoutbox[-1].subject == "1 update late, due by Monday 10 October: July to September 2022"
    )
    assert words(mailoutbox[-1]) == (
        "We are waiting for an update from you for July to September 2022. It was due by "
        "Monday 10 October, and the board’s papers go out on Thursday 13 October."
    )

    give(review, UserFactory.create(), 14)
    run_tick(now=at(14, 12))
    assert words(mailoutbox[-1]).endswith("and the board’s papers went out on Thursday 13 October.")


def test_mail_about_two_rounds_says_what_is_of_which(review: Review, mailoutbox: Outbox) -> None:
    run_tick(now=at(5))
    extra_round(review)
    run_tick(now=at(11))
    mail = mailoutbox[-1]
    assert mail.subject == "1 update due by Thursday 20 October, and 1 more: Bonfire night"
    assert (
        "* 2. Road safety\n"
        "  the update for July to September 2022 was due by Monday 10 October\n\n"
        "* 2. Road safety\n\n"
        "Answer here" in str(mail.body)
    )


def test_mail_of_something_newly_given_alone(review: Review, mailoutbox: Outbox) -> None:
    run_tick(now=at(3))
    [tom, new] = [owner_of(review), second(review, owner=None)]
    Review.objects.filter(pk=review.pk).update(state="ACCEPTED")
    give(new, tom, 4)
    run_tick(now=at(4, 12))
    assert mailoutbox[-1].subject == "1 update due by Monday 10 October: July to September 2022"
    assert words(mailoutbox[-1]) == (
        "This has just been given to you, and we ask about it for July to September 2022. Will it "
        "deliver what it set out to? Please tell us by Monday 10 October."
    )


def test_mail_of_something_newly_given_after_the_date(review: Review, mailoutbox: Outbox) -> None:
    new = second(review, owner=None)
    run_tick(now=at(11))
    give(new, owner_of(review), 12)
    run_tick(now=at(12, 12))
    assert mailoutbox[-1].subject == (
        "2 updates late, due by Monday 10 October: July to September 2022"
    )
    assert words(mailoutbox[-1]) == (
        "You have been given something new. It is in this list, with everything else we ask you for "
        "July to September 2022. Will it deliver what it set out to? The answers were due by "
        "Monday 10 October."
    )


def test_mail_of_a_return_says_by_when_and_that_there_is_more(
    review: Review, mailoutbox: Outbox
) -> None:
    second(review, owner=owner_of(review))
    send_back(review, moment=at(4, 10))
    run_tick(now=at(4, 11))
    assert mailoutbox[-1].subject == "A question about your update: July to September 2022"
    assert words(mailoutbox[-1]) == (
        "Thank you for the update for July to September 2022. We have a question about it before it "
        "goes to the board. The list also has everything else we ask of you. Please answer by "
        "Monday 10 October."
    )


def test_mail_asked_now_says_that_it_is_late(review: Review, mailoutbox: Outbox) -> None:
    run_tick(now=at(11))
    ask_now(review=review, by=officer(), now=at(12, 10))
    run_tick(now=at(12, 11))
    assert (
        mailoutbox[-1].subject == "1 update late, due by Monday 10 October: July to September 2022"
    )
    assert words(mailoutbox[-1]) == (
        "The partnership team would like your update for July to September 2022 now. It was due by "
        "Monday 10 October. “Nothing has changed” is an answer too."
    )


def test_mail_to_who_stands_in_counts_what_is_asked(review: Review, mailoutbox: Outbox) -> None:
    dee = UserFactory.create()
    own = second(review, owner=dee)
    run_tick(now=at(3))
    Review.objects.filter(pk=own.pk).update(state="ACCEPTED")
    days = {"starts_on": date(2022, 10, 4), "ends_on": date(2022, 10, 7)}
    AbsenceFactory.create(user=owner_of(review), deputy=dee, **days)
    run_tick(now=at(4))
    assert words(mailoutbox[-1]) == (
        "You stand in for Tom Ashby until 7 October, so we ask you for this update for July to "
        "September 2022. It is due by Monday 10 October."
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "This update for July to September 2022 is still not in. It was due by"),
        (2, "These updates for July to September 2022 are still not in. They were due by"),
    ],
)
def test_mail_to_officers_counts_what_is_not_in(
    review: Review, mailoutbox: Outbox, number: int, said: str
) -> None:
    officer(email="helen@example.org")
    if number == 2:
        second(review, owner=None)
    run_tick(now=at(24))
    [mail] = [mail for mail in mailoutbox if mail.to == ["helen@example.org"]]
    assert words(mail).startswith(said)


def test_mail_names_its_date_once_under_its_heading(review: Review, mailoutbox: Outbox) -> None:
    run_tick(now=at(5))
    assert str(mailoutbox[0].body).count("Monday 10 October") == 1
    assert str(mailoutbox[0].alternatives[0][0]).count("due by Monday 10 October") == 3
