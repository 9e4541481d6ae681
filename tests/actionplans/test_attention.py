"""What officers read under "Mail that needs attention", and what goes from there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplans.models import (
    ActionPlan,
    HandlingKind,
    MailChannel,
    Reminder,
    ReminderHandling,
    ReminderState,
    Review,
    Stage,
    WorkerHeartbeat,
)
from actionplans.queries.attention import Attention, read_attention
from actionplans.reminders.tick import run_tick
from actionplans.services.handling import give_up_address
from partners.models import User
from tests.actionplans.asking import answer
from tests.actionplans.needing import handled, lost, sent_again
from tests.actionplans.reminding import ask_of, at, owner_of
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ActionPlanFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    administrator,
    officer,
)
from tests.reading_pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]

URL = "/reminders/attention/"
NOW = at(5, 10)


def needing() -> Attention:
    return read_attention(now=NOW)


def numbers(found: Attention) -> tuple[int, int, int, int]:
    return (
        len(found.undelivered),
        len(found.twice),
        len(found.unasked),
        len(found.unreachable),
    )


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (ReminderState.FAILED, (1, 0, 0, 0)),
        (ReminderState.DEAD, (1, 0, 0, 0)),
        (ReminderState.UNCERTAIN, (0, 1, 0, 0)),
        (ReminderState.PENDING, (0, 0, 0, 0)),
        (ReminderState.SKIPPED, (0, 0, 0, 0)),
    ],
)
def test_attention_for_a_mail_in_this_state(
    review: Review, state: ReminderState, found: tuple[int, int, int, int]
) -> None:
    lost(review, state)
    assert numbers(needing()) == found


@pytest.mark.parametrize(("twice", "found"), [(True, (0, 1, 0, 0)), (False, (0, 0, 0, 0))])
def test_attention_for_a_mail_that_was_sent(
    review: Review, twice: bool, found: tuple[int, int, int, int]
) -> None:
    lost(review, ReminderState.SENT, sent_at=at(5), may_have_arrived_twice=twice)
    assert numbers(needing()) == found


def test_attention_says_what_is_still_owed(review: Review) -> None:
    mail = lost(review)
    (item,) = needing().undelivered
    assert (item.mail, [owed.review for owed in item.owes]) == (mail, [review])


def test_attention_ends_with_a_handling(review: Review) -> None:
    handled(lost(review))
    assert needing().number == 0


def test_attention_is_for_the_repeat_once_it_fails_too(review: Review) -> None:
    repeat = sent_again(lost(review), now=NOW)
    assert needing().number == 0
    Reminder.objects.filter(pk=repeat.pk).update(state=ReminderState.FAILED)
    assert needing().mails == {repeat.pk}


def test_attention_ends_with_the_answer(review: Review) -> None:
    lost(review)
    answer(review)
    assert needing().number == 0


def test_attention_ends_when_somebody_else_is_asked(review: Review) -> None:
    lost(review)
    ActionPlan.objects.update(owner=UserFactory.create())
    assert needing().number == 0


def test_attention_ends_while_a_deputy_is_asked(review: Review) -> None:
    lost(review)
    away = AbsenceFactory.create(user=owner_of(review))
    assert needing().number == 0
    away.delete()
    assert needing().number == 1


def test_attention_stays_for_what_the_mail_covered(review: Review) -> None:
    """One lost mail stands for all that it was to list: another answer does not settle it."""
    run_tick(now=at(5))
    other = ask_extra(owner_of(review))
    mail = Reminder.objects.get(stage=Stage.DUE, round=review.round)
    Reminder.objects.filter(pk=mail.pk).update(state=ReminderState.FAILED)
    Reminder.objects.create(
        round=other.round,
        recipient=owner_of(review),
        stage=Stage.OPENED,
        state=ReminderState.SUPERSEDED,
        superseded_by=mail,
        due_at=at(5),
    )
    answer(review)
    (item,) = needing().undelivered
    assert [owed.review for owed in item.owes] == [other]


def ask_extra(person: User) -> Review:
    extra = ReviewRoundFactory.create(title="Extra round", is_extra=True, opened_at=at(4))
    return ReviewFactory.create(round=extra, plan=ActionPlanFactory.create(owner=person))


def test_attention_for_an_officers_mail_while_something_is_not_in(review: Review) -> None:
    helen = officer()
    Reminder.objects.create(
        round=review.round,
        recipient=helen,
        stage=Stage.ESCALATED,
        state=ReminderState.FAILED,
        due_at=at(5),
    )
    assert numbers(needing()) == (1, 0, 0, 0)
    answer(review)
    assert needing().number == 0


def test_attention_for_a_digest_until_a_newer_one_arrives(review: Review) -> None:
    digest = {"round": review.round, "recipient": officer(), "stage": Stage.DIGEST}
    Reminder.objects.create(state=ReminderState.FAILED, due_at=at(4), day=at(4).date(), **digest)
    assert numbers(needing()) == (1, 0, 0, 0)
    Reminder.objects.create(
        state=ReminderState.SENT, due_at=at(5), sent_at=at(5), day=at(5).date(), **digest
    )
    assert needing().number == 0


def test_attention_for_plans_and_actions_without_anybody_to_ask(review: Review) -> None:
    leaver = UserFactory.create(is_active=False)
    ActionPlan.objects.update(owner=None)
    action = ActionFactory.create(plan=review.plan, lead_person=leaver)
    ActionFactory.create(plan=review.plan, lead_person=None)
    plan, led = needing().unasked
    assert (plan.plan, plan.action, plan.round, plan.left) == (
        review.plan,
        None,
        review.round,
        None,
    )
    assert (led.action, led.left) == (action, leaver)


def test_attention_for_a_plan_whose_owner_has_left(review: Review) -> None:
    User.objects.filter(pk=review.plan.owner_id).update(is_active=False)
    (item,) = needing().unasked
    assert item.left == owner_of(review)


def test_attention_for_somebody_whose_address_is_dead(review: Review) -> None:
    mail = lost(review)
    give_up_address(mail=mail, seen=0, note="Came back", by=officer(), now=NOW)
    found = needing()
    assert numbers(found) == (0, 0, 0, 1)
    (item,) = found.unreachable
    assert (item.person, item.mail, [owed.review for owed in item.owes]) == (
        owner_of(review),
        None,
        [review],
    )
    answer(review)
    assert needing().number == 0


def test_attention_for_a_dead_address_until_an_officer_rang(review: Review) -> None:
    User.objects.filter(pk=review.plan.owner_id).update(address_dead_since=at(3).date())
    mail = lost(review)
    (item,) = needing().unreachable
    assert item.mail == mail
    handled(mail)
    assert needing().number == 0
    run_tick(now=at(17))
    (again,) = read_attention(now=at(17)).unreachable
    assert again.mail == Reminder.objects.get(stage=Stage.OVERDUE)


def test_attention_while_mail_is_paused(review: Review) -> None:
    lost(review, ReminderState.PENDING)
    MailChannel.objects.create(name="SMTP", paused_at=NOW, reason="The mail server is away.")
    found = needing()
    assert (found.number, found.waiting) == (1, 1)


def test_attention_list_says_warmly_that_all_is_well(client: Client, review: Review) -> None:
    client.force_login(officer())
    assert "All is well" in page_of(client, URL)


def test_attention_list_says_who_what_why_and_how_to_ring(client: Client, review: Review) -> None:
    User.objects.filter(pk=review.plan.owner_id).update(
        full_name="Ann Lee", telephone="01632 960123"
    )
    ActionPlan.objects.update(is_restricted=True, title="A plan for few")
    mail = lost(review, reason="The mail server refused it: 550 no such mailbox")
    client.force_login(administrator())

    page = page_of(client, URL)

    for words in (
        "1 thing needs",
        "Ann Lee",
        "A plan for few",
        "tel:01632960123",
        "The mail server refused it: 550 no such mailbox",
        "since 5 October 2022 at 9:00am",
        f"/reminders/{mail.pk}/resend/",
        f"/reminders/{mail.pk}/handle/",
        f"/reminders/{mail.pk}/address-dead/",
        f"/action-plans/{review.plan_id}/owner/",
    ):
        assert words in page


def test_attention_list_asks_the_database_the_same_for_one_and_for_thirty(client: Client) -> None:
    WorkerHeartbeat.objects.create(at=NOW)
    MailChannel.objects.create(name="SMTP", paused_at=NOW, reason="The mail server is away.")
    reviews = ask_of(91)
    run_tick(now=at(5))
    mails = list(Reminder.objects.filter(stage=Stage.DUE).order_by("pk"))
    client.force_login(officer())
    client.get(URL)

    def queries(number: int) -> int:
        for at_first, state in ((0, "FAILED"), (30, "UNCERTAIN"), (60, "FAILED")):
            some = [mail.pk for mail in mails[at_first : at_first + number]]
            Reminder.objects.filter(pk__in=some).update(state=state)
        people = [mail.recipient_id for mail in mails[60 : 60 + number]]
        User.objects.filter(pk__in=people).update(address_dead_since=at(4).date())
        ActionPlan.objects.filter(pk=reviews[90].plan_id).update(owner=None)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(URL)
        assert numbers(response.context["page"]) == (number, number, 1, number)
        return len(asked)

    assert queries(1) == 12
    assert queries(30) == 12


def test_attention_is_over_a_while_after_a_handling_of_another_kind(review: Review) -> None:
    mail = lost(review)
    ReminderHandling.objects.create(
        reminder=mail,
        kind=HandlingKind.REASSIGNED,
        by=officer(),
        at=NOW - timedelta(minutes=5),
    )
    assert needing().number == 0
