"""The morning digest: each officer hears of what only the team can settle, and of nothing else."""

from datetime import datetime

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import Reminder, ReminderState, Review, ReviewState, Stage
from actionplans.reminders.digests import plan_digests, work_this_morning
from actionplans.reminders.tick import run_tick
from partners.models import User
from tests.actionplans.asking import answer
from tests.actionplans.reminding import ask, at, owner_of
from tests.factories import ActionPlanFactory, ReviewFactory, officer

pytestmark = pytest.mark.django_db

Outbox = list[EmailMultiAlternatives]


@pytest.fixture
def helen() -> User:
    return officer(full_name="Helen Marsh", email="helen.marsh@example.org")


@pytest.fixture
def answered(helen: User) -> Review:
    """An answer that came in on the afternoon before."""
    review = ask()
    answer(review, now=at(4, 16))
    return review


def digests(mailoutbox: Outbox, helen: User) -> Outbox:
    return [mail for mail in mailoutbox if mail.to == [helen.email]]


def digest_at(moment: datetime, mailoutbox: Outbox, helen: User) -> EmailMultiAlternatives:
    run_tick(now=moment)
    [mail] = digests(mailoutbox, helen)
    return mail


def test_digest_names_what_came_in_and_how_far_the_round_is(
    answered: Review, helen: User, mailoutbox: Outbox
) -> None:
    mail = digest_at(at(5), mailoutbox, helen)

    assert mail.subject == "1 thing needs the team: July to September 2022"
    words = str(mail.body)
    assert "1 of 1 plan has an update for July to September 2022;" in words
    assert f"To accept or return:\n* {answered.plan.title}, answered on 4 October 2022" in words
    assert "/r/" not in words
    row = Reminder.objects.get(stage=Stage.DIGEST)
    assert (row.recipient, row.day, row.state) == (helen, at(5).date(), ReminderState.SENT)
    assert [item["title"] for item in row.listed] == [f"{answered.plan.title}: to accept or return"]


def test_digest_goes_out_once_a_morning_and_again_when_a_week_begins(
    answered: Review, helen: User, mailoutbox: Outbox
) -> None:
    for moment in (at(5), at(5, 9, 1), at(5, 11), at(6), at(7), at(10), at(11)):
        run_tick(now=moment)

    sent = Reminder.objects.filter(stage=Stage.DIGEST, state=ReminderState.SENT)
    assert [row.day for row in sent.order_by("day")] == [at(5).date(), at(10).date()]
    assert len(digests(mailoutbox, helen)) == 2


def test_digest_says_when_the_papers_went_out(
    answered: Review, helen: User, mailoutbox: Outbox
) -> None:
    mail = digest_at(at(14), mailoutbox, helen)
    assert "the papers went out on Thursday 13 October." in str(mail.body)


def test_digest_with_nothing_to_tell_is_none(helen: User, mailoutbox: Outbox) -> None:
    ask()
    run_tick(now=at(5))

    assert digests(mailoutbox, helen) == []
    assert not Reminder.objects.filter(stage=Stage.DIGEST).exists()


@pytest.mark.parametrize("moment", [at(5, 8, 59), at(5, 12), at(8, 9)])
def test_digest_is_of_a_working_morning(answered: Review, moment: datetime) -> None:
    assert plan_digests(now=moment) == 0


def test_digest_leaves_what_came_in_after_nine_to_the_next_morning(
    helen: User, mailoutbox: Outbox
) -> None:
    answer(ask(), now=at(5, 9, 20))
    run_tick(now=at(5, 9, 30))
    assert digests(mailoutbox, helen) == []

    run_tick(now=at(6))
    assert len(digests(mailoutbox, helen)) == 1


def test_digest_that_was_dealt_with_first_is_not_sent(
    answered: Review, helen: User, mailoutbox: Outbox
) -> None:
    plan_digests(now=at(5))
    Review.objects.update(state=ReviewState.ACCEPTED)
    run_tick(now=at(5, 9, 1))

    row = Reminder.objects.get(stage=Stage.DIGEST)
    assert (row.state, row.reason) == (
        ReminderState.SKIPPED,
        "Nothing needs the team any more, or its morning is over.",
    )
    assert digests(mailoutbox, helen) == []


def test_digest_of_yesterday_gives_way_to_todays(
    answered: Review, helen: User, mailoutbox: Outbox
) -> None:
    plan_digests(now=at(5))
    run_tick(now=at(6))

    states = Reminder.objects.filter(stage=Stage.DIGEST).values_list("day", "state")
    assert dict(states) == {at(5).date(): "SUPERSEDED", at(6).date(): "SENT"}
    assert len(digests(mailoutbox, helen)) == 1


def test_digest_is_part_of_the_officers_other_mail(helen: User, mailoutbox: Outbox) -> None:
    review = ask()
    answer(review, now=at(4, 16))
    own = ReviewFactory.create(round=review.round, plan=ActionPlanFactory.create(owner=helen))

    mail = digest_at(at(5), mailoutbox, helen)

    assert mail.subject.startswith("1 update due by")
    assert own.plan.title in str(mail.body)
    assert f"To accept or return:\n* {review.plan.title}" in str(mail.body)


def lost_opening(review: Review) -> Reminder:
    return Reminder.objects.create(
        round=review.round,
        recipient=owner_of(review),
        stage=Stage.OPENED,
        state=ReminderState.FAILED,
        due_at=at(3),
    )


def test_digest_leaves_out_a_lost_mail_whose_matter_is_answered(
    answered: Review, helen: User, mailoutbox: Outbox
) -> None:
    lost_opening(answered)

    assert digest_at(at(5), mailoutbox, helen).subject.startswith("1 thing needs the team")


def test_digest_names_vacant_plans_and_lost_mails_but_no_restricted_plan(
    answered: Review, helen: User, mailoutbox: Outbox
) -> None:
    vacant = ActionPlanFactory.create(owner=None)
    secret = ActionPlanFactory.create(owner=None, is_restricted=True)
    lost = lost_opening(ReviewFactory.create(round=answered.round))

    words = str(digest_at(at(5), mailoutbox, helen).body)

    assert f"* {vacant.title}\n" in words
    assert "* A restricted plan\n" in words
    assert secret.title not in words
    assert f"{lost.recipient}, round opened: could not deliver" in words


def test_digest_costs_the_same_for_one_and_many(
    answered: Review,
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert work_this_morning(now=at(5)) is not None
        return len(asked)

    with_one = queries()
    for _ in range(5):
        ActionPlanFactory.create(owner=None)
        answer(ReviewFactory.create(round=answered.round), now=at(4, 16))
    assert queries() == with_one


def test_digest_says_what_is_new_and_counts_what_was_told_before(
    answered: Review, helen: User, mailoutbox: Outbox
) -> None:
    run_tick(now=at(5))
    ActionPlanFactory.create(title="Left alone", owner=None)
    mailoutbox.clear()
    mail = digest_at(at(6), mailoutbox, helen)
    assert mail.subject == "2 things need the team, 1 new: July to September 2022"
    words = str(mail.body)
    assert "1 thing is new this morning, and 1 thing you already know about still needs" in words
    assert "Nobody owns the plan:\n* Left alone" in words
    assert "To accept or return:\n1 you already know about" in words
    assert f"{answered.plan.title}, answered on" not in words
    assert words.index("Left alone") < words.index("To accept or return")
    assert len(Reminder.objects.get(stage=Stage.DIGEST, day=at(6).date()).listed) == 2


def test_digest_with_nothing_new_says_so(answered: Review, helen: User, mailoutbox: Outbox) -> None:
    run_tick(now=at(5))
    mailoutbox.clear()
    mail = digest_at(at(10), mailoutbox, helen)
    assert mail.subject == "1 thing needs the team, nothing new: July to September 2022"
    assert "Nothing is new this morning. 1 thing you already know about still needs" in str(
        mail.body
    )


def test_digest_knows_what_another_mail_told(
    answered: Review, helen: User, mailoutbox: Outbox
) -> None:
    run_tick(now=at(5))
    first = Reminder.objects.get(stage=Stage.DIGEST)
    told = Reminder.objects.create(
        round=first.round,
        recipient=helen,
        stage=Stage.ESCALATED,
        due_at=at(5),
        sent_at=at(5),
        state=ReminderState.SENT,
        listed=first.listed,
    )
    Reminder.objects.filter(pk=first.pk).update(
        state=ReminderState.SUPERSEDED, superseded_by=told, sent_at=None
    )
    mailoutbox.clear()
    mail = digest_at(at(10), mailoutbox, helen)
    assert mail.subject == "1 thing needs the team, nothing new: July to September 2022"
