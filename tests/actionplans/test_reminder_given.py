"""Who is newly asked is told, also when they have had this stage's mail for something else."""

from datetime import date, datetime

import pytest
from django.core.mail import EmailMultiAlternatives

from actionplans.models import (
    EventKind,
    PlanEvent,
    Reminder,
    ReminderState,
    Review,
    ReviewState,
    Stage,
)
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.sending import send_due
from actionplans.services.plans import assign_owner
from partners.models import User
from tests.actionplans.reminding import ask, at, owner_of, send_back, told
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ActionPlanFactory,
    ReviewFactory,
    ReviewRoundFactory,
    officer,
    owner,
)

pytestmark = pytest.mark.django_db


def run(moment: datetime) -> None:
    plan_reminders(now=moment)
    send_due(now=moment)


def give(review: Review, person: User, *, moment: datetime) -> None:
    assign_owner(plan=review.plan, owner=person, by=officer(), now=moment)


@pytest.fixture
def busy() -> Review:
    """A review whose owner, Ada, has had the mail that opened the round."""
    review = ask()
    User.objects.filter(pk=owner_of(review).pk).update(full_name="Ada")
    run(at(3))
    review.plan.refresh_from_db()
    return review


def vacant(like: Review) -> Review:
    plan = ActionPlanFactory.create(title="Left alone", owner=None)
    return ReviewFactory.create(round=like.round, plan=plan)


def test_given_a_plan_after_this_stages_mail(busy: Review, mailoutbox: list[object]) -> None:
    give(vacant(busy), owner_of(busy), moment=at(4, 11))
    run(at(4, 12))
    run(at(4, 13))
    assert told() == [
        ("Ada", Stage.OPENED, ReminderState.SENT),
        ("Ada", Stage.GIVEN, ReminderState.SENT),
    ]
    mail = Reminder.objects.get(stage=Stage.GIVEN)
    assert [line["title"] for line in mail.listed] == [
        str(busy.plan),
        str(Review.objects.get(plan__title="Left alone").plan),
    ]
    assert len(mailoutbox) == 2


def test_given_a_plan_after_another_mail_covered_this_stages() -> None:
    review = ask()
    User.objects.filter(pk=owner_of(review).pk).update(full_name="Ada")
    review.plan.refresh_from_db()
    send_back(review, moment=at(3))
    run(at(3))
    give(vacant(review), owner_of(review), moment=at(4, 11))
    run(at(4, 12))
    assert sorted(told()) == [
        ("Ada", Stage.GIVEN, ReminderState.SENT),
        ("Ada", Stage.OPENED, ReminderState.SUPERSEDED),
        ("Ada", Stage.RETURNED, ReminderState.SENT),
    ]


def test_given_a_plan_in_the_evening_is_told_next_morning(busy: Review) -> None:
    give(vacant(busy), owner_of(busy), moment=at(3, 20))
    run(at(3, 21))
    assert told() == [("Ada", Stage.OPENED, ReminderState.SENT)]
    run(at(4, 9))
    assert Reminder.objects.get(stage=Stage.GIVEN).sent_at == at(4, 9)


def test_given_a_plan_when_the_next_stage_is_due_too(busy: Review) -> None:
    give(vacant(busy), owner_of(busy), moment=at(4, 20))
    run(at(5, 9))
    assert told() == [
        ("Ada", Stage.OPENED, ReminderState.SENT),
        ("Ada", Stage.DUE, ReminderState.SENT),
    ]


def test_given_a_plan_and_answered_before_the_mail(busy: Review) -> None:
    new = vacant(busy)
    give(new, owner_of(busy), moment=at(4, 11))
    plan_reminders(now=at(4, 12))
    Review.objects.filter(pk=new.pk).update(state="ANSWERED")
    send_due(now=at(4, 12))
    mail = Reminder.objects.get(stage=Stage.GIVEN)
    assert (mail.state, mail.reason) == (
        ReminderState.SKIPPED,
        "Nothing is owed any more: it was answered, given to somebody else or closed.",
    )


def test_given_a_plan_while_away(busy: Review) -> None:
    deputy = owner(full_name="Ben")
    AbsenceFactory.create(user=owner_of(busy), deputy=deputy)
    give(vacant(busy), owner_of(busy), moment=at(4, 11))
    run(at(4, 12))
    # Ben stands in, and his first mail of this stage lists it all.
    assert told() == [
        ("Ada", Stage.OPENED, ReminderState.SENT),
        ("Ben", Stage.OPENED, ReminderState.SENT),
    ]


def test_given_an_action_to_lead(busy: Review) -> None:
    other = ReviewFactory.create(round=busy.round, plan__owner__full_name="Cleo")
    run(at(4, 10))
    action = ActionFactory.create(plan=other.plan, lead_person=owner_of(busy))
    PlanEvent.objects.create(
        plan=other.plan,
        action=action,
        kind=EventKind.ACTION_EDITED,
        field="lead_person",
        by=officer(),
        at=at(4, 11),
    )
    run(at(4, 12))
    assert told()[-1] == ("Ada", Stage.GIVEN, ReminderState.SENT)


def test_given_before_this_stages_mail_needs_no_other(busy: Review) -> None:
    give(vacant(busy), owner_of(busy), moment=at(3, 8))
    run(at(4, 12))
    assert told() == [("Ada", Stage.OPENED, ReminderState.SENT)]


def test_plan_given_away_while_its_mail_waits(busy: Review) -> None:
    plan_reminders(now=at(5))
    grace = owner(full_name="Grace", post="Clerk")
    give(busy, grace, moment=at(5, 9, 1))
    run(at(5, 9, 2))
    waited = Reminder.objects.get(stage=Stage.DUE, recipient__full_name="Ada")
    assert (waited.state, waited.reason) == (
        ReminderState.SKIPPED,
        f"Given to somebody else: {busy.plan} to Grace, Clerk.",
    )
    assert ("Grace", Stage.DUE, ReminderState.SENT) in told()


def test_restricted_plan_given_away_is_not_named(busy: Review) -> None:
    busy.plan.is_restricted = True
    busy.plan.save()
    plan_reminders(now=at(5))
    give(busy, owner(full_name="Grace", post="Clerk"), moment=at(5, 9, 1))
    run(at(5, 9, 2))
    waited = Reminder.objects.get(stage=Stage.DUE, recipient__full_name="Ada")
    assert waited.reason == "Given to somebody else: a restricted plan to Grace, Clerk."


def returned_before_the_next_round() -> tuple[Review, Review]:
    """A plan's review that went back to its owner, and its answer in the round that has opened since."""
    old = ask()
    send_back(old, moment=at(12, 10))
    new = ReviewFactory.create(
        round=ReviewRoundFactory.create(
            title="October 2022",
            period_start=date(2022, 10, 1),
            period_end=date(2022, 10, 31),
            opens_on=date(2022, 11, 2),
            due_on=date(2022, 11, 9),
            papers_on=date(2022, 11, 16),
            opened_at=at(2, 0, month=11),
        ),
        plan=old.plan,
    )
    run(at(2, month=11))
    return old, new


def test_given_a_returned_review_whose_round_is_over(
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    old, new = returned_before_the_next_round()
    Review.objects.filter(pk=new.pk).update(state=ReviewState.ANSWERED)
    mailoutbox.clear()
    give(old, owner(full_name="Ben"), moment=at(3, 11, month=11))
    run(at(3, 12, month=11))
    run(at(4, month=11))
    assert told()[-1] == ("Ben", Stage.GIVEN, ReminderState.SENT)
    [mail] = mailoutbox
    assert mail.subject == "1 update late, due by Monday 10 October: July to September 2022"
    assert "What we ask: Which schools?" in str(mail.body)


def test_given_with_a_review_of_the_open_round_hears_of_both_in_its_mail(
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    old, _ = returned_before_the_next_round()
    mailoutbox.clear()
    give(old, owner(full_name="Ben"), moment=at(3, 11, month=11))
    run(at(3, 12, month=11))
    run(at(3, 13, month=11))
    assert told()[-1] == ("Ben", Stage.OPENED, ReminderState.SENT)
    [mail] = mailoutbox
    assert mail.subject == "1 update due by Wednesday 9 November, and 1 more: October 2022"
    assert "What we ask: Which schools?" in str(mail.body)


def test_returned_after_it_was_given_is_told_once(mailoutbox: list[EmailMultiAlternatives]) -> None:
    old, new = returned_before_the_next_round()
    Review.objects.filter(pk=new.pk).update(state=ReviewState.ANSWERED)
    Review.objects.filter(pk=old.pk).update(state=ReviewState.ANSWERED)
    give(old, owner(full_name="Ben"), moment=at(3, 11, month=11))
    old.plan.refresh_from_db()
    mailoutbox.clear()
    send_back(old, moment=at(3, 14, month=11), reason="And when?")
    run(at(3, 15, month=11))
    assert told()[-1] == ("Ben", Stage.RETURNED, ReminderState.SENT)
    assert len(mailoutbox) == 1
