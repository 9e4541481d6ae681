"""A restored backup of the database: mail waits until an officer has said what becomes of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from actionplans.models import (
    Channel,
    ChannelEvent,
    MailChannel,
    Reminder,
    ReminderHandling,
    ReminderState,
    Stage,
    WorkerHeartbeat,
)
from actionplans.reminders.tick import run_tick
from actionplans.services.restored import confirm_after_restore
from tests.actionplans.reminding import ask, at
from tests.factories import officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mark(settings: Settings, tmp_path: Path) -> Path:
    settings.SENDER_MARK = tmp_path / "kept" / "mark"
    return tmp_path / "kept" / "mark"


def restore_backup_of_an_hour_earlier() -> None:
    """What a restore does: the mails that went out since are not known any more, nor the looks."""
    Reminder.objects.filter(sent_at__isnull=False).update(
        state=ReminderState.PENDING, sent_at=None, copies=0, attempt=0
    )
    heartbeat = WorkerHeartbeat.objects.get()
    heartbeat.looks, heartbeat.at = heartbeat.looks - 1, heartbeat.at - timedelta(hours=1)
    heartbeat.save()


@pytest.fixture
def restored(mailoutbox: list[object]) -> Reminder:
    """A mail that went out at nine, in a database that does not know it."""
    ask()
    run_tick(now=at(4, 17))
    run_tick(now=at(5))
    mailoutbox.clear()
    restore_backup_of_an_hour_earlier()
    return Reminder.objects.get(stage=Stage.DUE)


def test_restored_backup_sends_nothing_and_says_why(
    restored: Reminder, mailoutbox: list[object]
) -> None:
    assert run_tick(now=at(5, 9, 30)).sent == 0
    assert run_tick(now=at(5, 9, 31)).sent == 0

    channel = MailChannel.objects.get()
    assert (channel.needs_confirming, channel.paused_at) == (True, at(5, 9, 30))
    assert channel.reason == (
        "The database is older than the mails that went out from it: it ends on 5 October 2022 at 8:00am. "
        "A backup seems to have been restored."
    )
    assert mailoutbox == []


def test_confirmed_as_gone_out_sends_nothing(restored: Reminder, mailoutbox: list[object]) -> None:
    run_tick(now=at(5, 9, 30))
    helen = officer()

    assert confirm_after_restore(went_out=True, by=helen, now=at(5, 9, 40))
    assert run_tick(now=at(5, 9, 41)).sent == 0

    restored.refresh_from_db()
    assert restored.state == ReminderState.UNCERTAIN
    assert ReminderHandling.objects.get(reminder=restored).by == helen
    assert mailoutbox == []


def test_confirmed_to_be_sent_again_marks_the_second_copy(
    restored: Reminder, mailoutbox: list[object]
) -> None:
    run_tick(now=at(5, 9, 30))

    assert confirm_after_restore(went_out=False, by=officer(), now=at(5, 9, 40))
    assert run_tick(now=at(5, 9, 41)).sent == 1

    restored.refresh_from_db()
    assert (restored.state, restored.may_have_arrived_twice) == (ReminderState.SENT, True)
    assert len(mailoutbox) == 1


def test_confirmed_twice_decides_once(restored: Reminder) -> None:
    run_tick(now=at(5, 9, 30))
    helen = officer()

    assert confirm_after_restore(went_out=True, by=helen, now=at(5, 9, 40))
    assert not confirm_after_restore(went_out=False, by=helen, now=at(5, 9, 41))

    assert [event.reason for event in ChannelEvent.objects.filter(by=helen)] == [
        "What was due had gone out"
    ]


def test_next_restore_is_noticed_again(restored: Reminder) -> None:
    run_tick(now=at(5, 9, 30))
    confirm_after_restore(went_out=True, by=officer(), now=at(5, 9, 40))
    run_tick(now=at(5, 9, 41))
    assert not MailChannel.objects.get().needs_confirming

    restore_backup_of_an_hour_earlier()
    run_tick(now=at(5, 9, 42))

    assert MailChannel.objects.get().needs_confirming


def test_worker_that_was_down_for_a_week_goes_on_by_itself(mailoutbox: list[object]) -> None:
    ask()
    run_tick(now=at(5))
    mailoutbox.clear()

    assert run_tick(now=at(17)).sent == 1
    assert not MailChannel.objects.exists()


def test_new_machine_with_an_old_database_asks_first(mark: Path, mailoutbox: list[object]) -> None:
    ask()
    run_tick(now=at(4))
    mark.unlink()

    assert run_tick(now=at(5)).sent == 0
    assert MailChannel.objects.get().reason.startswith("This sender does not know this database")


@pytest.mark.parametrize("words", ["", "7", "seven looks", "1 2 3"])
def test_mark_that_cannot_be_read_counts_as_none(mark: Path, words: str) -> None:
    ask()
    run_tick(now=at(5))
    mark.write_text(words)

    assert run_tick(now=at(5, 9, 10)).sent == 0
    assert not MailChannel.objects.exists()
    assert mark.read_text().split()[1] == "2"


def test_second_machine_joins_a_living_database(settings: Settings, tmp_path: Path) -> None:
    ask()
    run_tick(now=at(4, 8))
    settings.SENDER_MARK = tmp_path / "another machine"

    assert run_tick(now=at(4, 8, 10)).planned == 0
    assert not MailChannel.objects.exists()


def test_mark_that_cannot_be_kept_stops_no_mail(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.SENDER_MARK = tmp_path / "file" / "mark"
    ask()

    assert run_tick(now=at(5)).sent == 1


def test_relay_that_answers_does_not_reopen_what_waits_for_an_officer(restored: Reminder) -> None:
    run_tick(now=at(5, 9, 30))

    run_tick(now=at(6))

    assert MailChannel.objects.get(name=Channel.SMTP).needs_confirming
