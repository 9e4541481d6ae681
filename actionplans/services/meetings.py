"""Moving and dropping meetings, with the reporting rounds that hang on them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplans.models import ReviewRound
from partners.models import Meeting
from smp_portal.foundation.words import day_date, joined, long_date


@transaction.atomic
def move_meeting(*, meeting: Meeting, held_on: date, papers_on: date, on: date) -> None:
    """Move a meeting; the papers of its rounds move with it, as long as they are not out."""
    saved = Meeting.objects.select_for_update().get(pk=meeting.pk)
    for round_ in ReviewRound.objects.filter(meeting=saved):
        if round_.papers_are_out(on=on):
            continue
        if round_.papers_on == saved.papers_on:
            round_.papers_on = papers_on
        _refuse_out_of_order(round_, held_on)
        round_.save(update_fields=["papers_on"])
    saved.held_on, saved.papers_on = held_on, papers_on
    saved.validate_constraints()
    saved.save(update_fields=["held_on", "papers_on"])


@transaction.atomic
def drop_meeting(*, meeting: Meeting) -> None:
    """Take a meeting off the list, as long as no reporting round hangs on it."""
    rounds = list(ReviewRound.objects.filter(meeting=meeting))
    if rounds:
        hang = "hangs" if len(rounds) == 1 else "hang"
        raise ValidationError(
            f"{joined(rounds)} {hang} on this meeting: choose another meeting there first"
        )
    meeting.delete()


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
