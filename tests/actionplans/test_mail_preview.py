"""The preview of somebody's mails says what the planner then does."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actionplans.models import (
    FrameworkSettings,
    Reminder,
    ReminderState,
    ReviewRound,
    Stage,
)
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.preview import compare
from actionplans.reminders.stages import may_send
from actionplans.services.rounds import open_due_rounds
from partners.models import User
from smp_portal.foundation.working_days import at_hour
from tests.actionplans.reminding import at
from tests.factories import (
    ActionPlanFactory,
    ReviewRoundFactory,
    UserFactory,
    officer,
)

Days = list[tuple[Stage, datetime]]

RULES = st.builds(
    FrameworkSettings,
    due_lead_days=st.integers(0, 8),
    overdue_days=st.integers(0, 6),
    escalated_days=st.integers(7, 12),
    send_hour=st.integers(7, 17),
)


def keep(rules: FrameworkSettings) -> None:
    FrameworkSettings.objects.all().delete()
    rules.save(force_insert=True)


def days_of(person: User, round_: ReviewRound, rules: FrameworkSettings, now: datetime) -> Days:
    (compared,) = compare(person, [round_], rules=rules, proposed=rules, now=now)
    return [(day.stage, day.at) for day in compared.now]


def play(
    first: date, last: date, rules: FrameworkSettings, *, after: datetime | None = None
) -> None:
    """Look once a day as soon as mail may go out, and let all of it go out."""
    day = first
    while day <= last:
        moment = at_hour(day, rules.send_hour)
        if after is not None and moment <= after < moment + timedelta(days=1):
            moment = after
        if may_send(moment, rules) and (after is None or moment >= after):
            open_due_rounds(now=moment)
            plan_reminders(now=moment)
            waiting = Reminder.objects.filter(state=ReminderState.PENDING)
            waiting.update(state=ReminderState.SENT, sent_at=moment)
        day += timedelta(days=1)


def sent_to(person: User) -> Days:
    mails = Reminder.objects.filter(recipient=person, state=ReminderState.SENT)
    return [
        (Stage(mail.stage), mail.sent_at)
        for mail in mails.order_by("sent_at", "pk")
        if mail.sent_at
    ]


class PreviewTests(TestCase):
    @settings(max_examples=10, deadline=None)
    @given(rules=RULES)
    def test_preview_of_a_round_to_come_is_what_is_sent(self, rules: FrameworkSettings) -> None:
        keep(rules)
        plan = ActionPlanFactory.create(deputy=UserFactory.create())
        helen, round_ = officer(), ReviewRoundFactory.create()
        people = [plan.owner, plan.deputy, helen]
        before = at(30, 12, month=9)
        foreseen = [days_of(person, round_, rules, before) for person in people if person]
        play(date(2022, 10, 3), date(2022, 11, 4), rules)
        assert [sent_to(person) for person in people if person] == foreseen

    @settings(max_examples=15, deadline=None)
    @given(rules=RULES, new=RULES, day=st.integers(4, 28), hour=st.integers(0, 23))
    def test_preview_of_a_change_on_the_way_is_what_is_sent(
        self, rules: FrameworkSettings, new: FrameworkSettings, day: int, hour: int
    ) -> None:
        """No stage goes out twice, none that falls due later is lost."""
        keep(rules)
        plan = ActionPlanFactory.create(deputy=UserFactory.create())
        helen, round_ = officer(), ReviewRoundFactory.create()
        people = [person for person in (plan.owner, plan.deputy, helen) if person]
        moment = at(day, hour)
        play(date(2022, 10, 3), (moment - timedelta(days=1)).date(), rules)
        keep(new)
        round_.refresh_from_db()
        foreseen = [days_of(person, round_, new, moment) for person in people]
        play(moment.date(), date(2022, 11, 14), new, after=moment)
        assert [sent_to(person) for person in people] == foreseen
        for person in people:
            stages = [stage for stage, _ in sent_to(person)]
            assert len(stages) == len(set(stages))
