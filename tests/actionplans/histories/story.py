"""One history: the database, the world beside it, the clock, and the looks at it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.core import mail
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine

from actionplans.models import Review
from actionplans.reminders.tick import run_tick
from partners.models import User
from tests.actionplans.histories.days import LONDON, mail_goes_out
from tests.actionplans.histories.mails import Mail, take_mails
from tests.actionplans.histories.promises import Promises
from tests.actionplans.histories.setting import BEGINNING, begin
from tests.actionplans.histories.world import Given, Thing, World

A_MINUTE = timedelta(minutes=1)


class Story(RuleBasedStateMachine):
    """What every deed stands on; nothing of it stays in the database."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        mail.outbox.clear()
        self.now: datetime = BEGINNING
        self.world = World()
        self.helen = begin(self.world)
        self.promises = Promises(self.world)
        self.look()

    def teardown(self) -> None:
        """Take everything back."""
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @property
    def today(self) -> date:
        return self.now.astimezone(LONDON).date()

    def minute_passes(self) -> None:
        """No two things happen at one moment."""
        self.now += A_MINUTE

    def look(self) -> None:
        """The worker looks, once more where there was something to do, and what it promised holds."""
        if self._look_once():
            self._look_once()
        if mail_goes_out(self.now, self.world.rules.send_hour) and not self.world.is_paused:
            self.promises.hold_after_working_looks(self.now)

    def _look_once(self) -> bool:
        self.minute_passes()
        self.world.look(self.now)
        report = run_tick(now=self.now)
        self.asks_what_it_should()
        mails = take_mails(self.now)
        self.promises.hold_for_run(mails, self.now)
        self.keep(mails)
        return bool(report.planned or report.states)

    def keep(self, mails: list[Mail]) -> None:
        """For whoever counts what these histories came to."""

    def asks_what_it_should(self) -> None:
        """The rounds ask about the plans that the world says, and each review is where it should be."""
        rows = Review.objects.values_list("round", "plan", "state")
        assert {(round_, plan): state for round_, plan, state in rows} == self.world.reviews

    def pick(self, rows: Collection[int], place: int) -> int:
        """One of these rows, whatever number was thrown."""
        return list(rows)[place % len(rows)]

    def owed_now(self) -> list[Thing]:
        """What is owed in the rounds that are asked now."""
        open_now = self.world.open_rounds()
        return [thing for thing in self.world.owed() if thing.round in open_now]

    def pick_person(self, place: int | None) -> User | None:
        """Somebody who takes part, but no officer; or nobody."""
        active = [n for n, p in self.world.people.items() if p.is_active and not p.is_officer]
        if place is None or not active:
            return None
        found: User = User.objects.get(pk=active[place % len(active)])
        return found

    def note_given(self, plan: int, action: int | None, to: int | None) -> None:
        """Remember when somebody was given something, as long as they are asked for it themselves."""
        self.world.given.pop((plan, action), None)
        if to is not None and self.world.can_be_asked(to, self.now):
            self.world.given[plan, action] = Given(self.now, to)

    def forget_actions_given(self, plan: int) -> None:
        """An action's lead person is not asked while they own its plan: then this is no matter of giving."""
        for number, action in self.world.actions.items():
            if action.plan == plan:
                self.world.given.pop((plan, number), None)
