"""What is read for many people at once holds for one of them only while nothing that it rests on has changed."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from pytest_django import DjangoAssertNumQueries, Settings

from actionplans.models import (
    ActionPlan,
    ActionUpdate,
    EventKind,
    FrameworkSettings,
    PlanEvent,
    Reminder,
    ReminderState,
    Review,
    ReviewRound,
    Stage,
    Via,
)
from actionplans.reminders.outlook import Outlook
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.sending import send_due
from actionplans.reminders.turns import Turns
from partners.models import Absence, Role, User
from tests.actionplans.reminding import ask_of, at, owner_of, send_back
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    officer,
)

pytestmark = pytest.mark.django_db

NOW = at(5)


@pytest.fixture
def reviews() -> list[Review]:
    """Three people's, the second of whom leads an action, has a deputy and stands in for somebody."""
    FrameworkSettings().save()
    reviews = ask_of(3)
    second = reviews[1]
    ActionFactory.create(plan=reviews[0].plan, lead_person=owner_of(second))
    ActionPlan.objects.filter(pk=second.plan.pk).update(deputy=UserFactory.create())
    away = ReviewFactory.create(round=second.round)
    AbsenceFactory.create(user=owner_of(away), deputy=owner_of(second))
    plan_reminders(now=NOW)
    return reviews


def after_the_first(turns: Turns) -> Outlook:
    """What was read for all of them when the first one's turn came."""
    first = turns.claim()
    assert first is not None
    return turns.outlook_for(first)


def second_of(turns: Turns, reviews: list[Review]) -> Reminder:
    second = turns.claim()
    assert second is not None
    assert second.recipient == owner_of(reviews[1])
    return second


def test_a_turn_asks_for_the_rows_alone_where_they_stand_as_they_stood(
    reviews: list[Review], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    turns = Turns(now=NOW)
    shared = after_the_first(turns)
    second = second_of(turns, reviews)

    with django_assert_num_queries(1):
        assert turns.outlook_for(second) is shared
    assert set(shared.asked) == {owner_of(review) for review in reviews}


def test_a_turn_of_one_reads_nothing_for_others(reviews: list[Review]) -> None:
    Reminder.objects.exclude(recipient=owner_of(reviews[1])).update(due_at=at(6))
    turns = Turns(now=NOW)

    assert set(turns.outlook_for(second_of(turns, reviews)).asked) == {owner_of(reviews[1])}


def test_an_officers_turn_is_looked_at_for_itself(reviews: list[Review]) -> None:
    User.objects.filter(pk=owner_of(reviews[1]).pk).update(role=Role.OFFICER)
    turns = Turns(now=NOW)
    shared = after_the_first(turns)

    assert turns.outlook_for(second_of(turns, reviews)) is not shared


def test_what_others_do_does_not_hold_up_a_turn(reviews: list[Review]) -> None:
    turns = Turns(now=NOW)
    shared = after_the_first(turns)
    second = second_of(turns, reviews)
    Review.objects.filter(pk=reviews[2].pk).update(state="ANSWERED")
    AbsenceFactory.create(user=owner_of(reviews[2]))

    assert turns.outlook_for(second) is shared


def answer(review: Review) -> None:
    Review.objects.filter(pk=review.pk).update(state="ANSWERED")


def ask_in_another_round(review: Review) -> None:
    ReviewFactory.create(round=ReviewRoundFactory.create(is_extra=True), plan=review.plan)


def change(**values: object) -> Callable[[Review], object]:
    """A change of the second plan."""
    return lambda review: ActionPlan.objects.filter(pk=review.plan.pk).update(**values)


def change_of_person(**values: object) -> Callable[[Review], object]:
    return lambda review: User.objects.filter(pk=owner_of(review).pk).update(**values)


def change_of_round(**values: object) -> Callable[[Review], object]:
    return lambda review: ReviewRound.objects.filter(pk=review.round.pk).update(**values)


def change_of_rules(**values: object) -> Callable[[Review], object]:
    return lambda _review: FrameworkSettings.objects.update(**values)


def change_of_action(**values: object) -> Callable[[Review], object]:
    return lambda review: owner_of(review).actions_led.update(**values)


def give_away(review: Review) -> None:
    ActionPlan.objects.filter(pk=review.plan.pk).update(owner=UserFactory.create())


def give_another(review: Review) -> None:
    other = Review.objects.exclude(plan__owner=owner_of(review)).latest("pk")
    ActionPlan.objects.filter(pk=other.plan.pk).update(owner=owner_of(review))


def update_action(review: Review) -> None:
    action = owner_of(review).actions_led.get()
    ActionUpdate.objects.create(
        action=action,
        round=review.round,
        status=action.status,
        by=owner_of(review),
        via=Via.LINK,
        at=NOW,
    )


def lead_another(review: Review) -> None:
    ActionFactory.create(plan=review.plan, lead_person=owner_of(review))
    ActionPlan.objects.filter(pk=review.plan.pk).update(owner=UserFactory.create())


def note(kind: EventKind) -> Callable[[Review], object]:
    return lambda review: PlanEvent.objects.create(
        plan=review.plan, kind=kind, by=officer(), at=NOW
    )


def send_it_back(review: Review) -> None:
    send_back(review, moment=NOW)


def tell(review: Review) -> None:
    mails = Reminder.objects.filter(recipient=owner_of(review), stage=Stage.OPENED)
    mails.update(state=ReminderState.SENT, sent_at=NOW)


def go_away(review: Review) -> None:
    AbsenceFactory.create(user=owner_of(review))


def come_back(review: Review) -> None:
    Absence.objects.filter(deputy=owner_of(review)).delete()


def send_the_deputy_away(review: Review) -> None:
    deputy = ActionPlan.objects.get(pk=review.plan.pk).deputy
    AbsenceFactory.create(user=deputy)


def let_the_deputy_go(review: Review) -> None:
    deputy = ActionPlan.objects.get(pk=review.plan.pk).deputy
    assert deputy is not None
    User.objects.filter(pk=deputy.pk).update(is_active=False)


def answer_for_who_is_away(review: Review) -> None:
    away = Absence.objects.get(deputy=owner_of(review)).user
    Review.objects.filter(plan__owner=away).update(state="ANSWERED")


CHANGES = {
    "answered": answer,
    "asked in another round": ask_in_another_round,
    "sent back": send_it_back,
    "given to another": give_away,
    "given another": give_another,
    "plan closed": change(status="CLOSED"),
    "plan restricted": change(is_restricted=True),
    "plan renamed": change(title="Safer roads"),
    "plan renumbered": change(number=99),
    "plan edited": change(version=2),
    "without a deputy": change(deputy=None),
    "action closed": change_of_action(status="CANCELLED"),
    "action moved": change_of_action(due_on=date(2023, 1, 9)),
    "action renamed": change_of_action(title="Signs"),
    "action given away": change_of_action(lead_person=None),
    "action updated": update_action,
    "leads another action": lead_another,
    "asked by an officer": note(EventKind.ASKED_NOW),
    "handed over": note(EventKind.OWNER_CHANGED),
    "told meanwhile": tell,
    "went away": go_away,
    "stands in no more": come_back,
    "deputy went away": send_the_deputy_away,
    "deputy left": let_the_deputy_go,
    "answered for who is away": answer_for_who_is_away,
    "left": change_of_person(is_active=False),
    "made an officer": change_of_person(role=Role.OFFICER),
    "has another address": change_of_person(email="another@example.org"),
    "address dead": change_of_person(address_dead_since=date(2022, 10, 4)),
    "round moved": change_of_round(due_on=date(2022, 10, 11)),
    "papers moved": change_of_round(papers_on=date(2022, 10, 14)),
    "round renamed": change_of_round(title="Summer"),
    "round not open": change_of_round(opened_at=None),
    "round with another reason": change_of_round(reason="The board asked."),
    "another round opened": lambda _review: ReviewRoundFactory.create(
        is_extra=True, opened_at=at(5, 8)
    ),
    "rules changed": change_of_rules(due_lead_days=2),
    "hour changed": change_of_rules(send_hour=10),
    "the team rings elsewhere": change_of_rules(team_telephone="01632 960002"),
}


@pytest.mark.parametrize("happens", CHANGES.values(), ids=CHANGES)
def test_a_change_after_many_were_read_has_the_one_looked_at_again(
    reviews: list[Review], happens: Callable[[Review], object]
) -> None:
    turns = Turns(now=NOW)
    shared = after_the_first(turns)
    second = second_of(turns, reviews)
    assert turns.outlook_for(second) is shared

    happens(Review.objects.get(pk=reviews[1].pk))

    assert turns.outlook_for(second) is not shared


class AnsweringBackend(EmailBackend):
    """A mail backend during whose first mail everybody answers."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        Review.objects.update(state="ANSWERED")
        mail.outbox += messages
        return len(messages)


def test_who_answers_while_the_mail_before_goes_out_gets_none(settings: Settings) -> None:
    ask_of(3)
    plan_reminders(now=NOW)
    settings.EMAIL_BACKEND = f"{__name__}.AnsweringBackend"

    states = send_due(now=NOW).states

    assert states == {ReminderState.SENT: 1, ReminderState.SKIPPED: 2}
    assert len(mail.outbox) == 1
