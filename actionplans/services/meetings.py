"""Moving and dropping meetings, with the reporting rounds that hang on them."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import BoardPack, ReviewRound
from actionplans.services.round_changes import record_round_change
from partners.models import Meeting, User
from smp_portal.foundation.records import forget, keep
from smp_portal.foundation.words import day_date, joined, long_date


@transaction.atomic
def move_meeting(
    *, meeting: Meeting, held_on: date, papers_on: date, by: User, now: datetime
) -> None:
    """Move a meeting; the papers of its rounds move with it, as long as they are not out."""
    saved = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if saved.held_on != held_on:
        _refuse_where_papers_name_the_day(saved)
    for round_ in ReviewRound.objects.filter(meeting=saved):
        if round_.papers_are_out(on=timezone.localdate(now)):
            continue
        before = round_.papers_on
        if before == saved.papers_on:
            round_.papers_on = papers_on
        _refuse_out_of_order(round_, held_on)
        if round_.papers_on != before:
            _move_papers(round_, before, by=by, now=now)
    saved.held_on, saved.papers_on = held_on, papers_on
    saved.validate_constraints()
    keep(saved, by=by, now=now, fields=["held_on", "papers_on"])


def _move_papers(round_: ReviewRound, before: date | None, *, by: User, now: datetime) -> None:
    round_.save(update_fields=["papers_on"])
    why = "The board’s meeting was moved"
    record_round_change(round_, "papers_on", before, round_.papers_on, reason=why, by=by, now=now)


@transaction.atomic
def drop_meeting(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Take a meeting off the list, as long as nothing hangs on it."""
    why = why_it_stays(meeting)
    if why:
        raise ValidationError(why)
    forget(meeting, by=by, now=now)


def why_it_stays(meeting: Meeting) -> str:
    """What hangs on a meeting and what to do about that; nothing where it can be dropped."""
    rounds = list(ReviewRound.objects.filter(meeting=meeting))
    if rounds:
        hang = "hangs" if len(rounds) == 1 else "hang"
        return f"{joined(rounds)} {hang} on this meeting: choose another meeting there first"
    if _is_given_out(meeting):
        return (
            "Its board pack is frozen, and what was given out is kept with its meeting. If the board did not meet "
            "that day, add the day on which it does and prepare a pack for that one"
        )
    if BoardPack.objects.filter(meeting=meeting).exists():
        return "There is a draft of its board pack: discard the draft first"
    return ""


def _is_given_out(meeting: Meeting) -> bool:
    """Whether frozen papers name the meeting's day."""
    return BoardPack.objects.filter(meeting=meeting, frozen_at__isnull=False).exists()


def _refuse_where_papers_name_the_day(meeting: Meeting) -> None:
    if _is_given_out(meeting):
        words = (
            f"The frozen board pack says {long_date(meeting.held_on)}: leave that day, add the new one as another "
            "meeting, and prepare a pack for it"
        )
        raise ValidationError({"held_on": words})


def _refuse_out_of_order(round_: ReviewRound, held_on: date) -> None:
    """A round's period, its answers, its papers and its meeting follow each other."""
    if held_on <= round_.period_end:
        ended = long_date(round_.period_end)
        raise ValidationError({"held_on": f"{round_} ends on {ended}: enter a day after it"})
    if round_.papers_on and round_.papers_on < round_.due_on:
        due = day_date(round_.due_on)
        words = f"Answers for {round_} are due on {due}: enter that day or a later one"
        raise ValidationError({"papers_on": words})
    if round_.papers_on and round_.papers_on > held_on:
        out = day_date(round_.papers_on)
        words = f"The papers of {round_} go out on {out}: enter that day or a later one"
        raise ValidationError({"held_on": words})
