"""Who has had the mail of the stage that a round is in now."""

from collections.abc import Collection
from datetime import datetime

from django.db.models.functions import Coalesce

from actionplans.models import Reminder
from actionplans.reminders.stages import ASKING, passed_stages
from actionplans.reminders.wanted import Times
from partners.models import User


def told_in_this_stage(
    times: Times, *, only: Collection[User] | None, now: datetime
) -> dict[tuple[int, int], datetime]:
    """When everybody's, or these people's, mail of the stage that a round is in now went out, by round and person."""
    stages = {pk: passed_stages(of_round, now=now) for pk, of_round in times.items()}
    # A stage whose mail was covered by another was told when that other went out.
    told = Reminder.objects.annotate(told_at=Coalesce("sent_at", "superseded_by__sent_at"))
    rows = told.filter(round__in=times, stage__in=ASKING, told_at__isnull=False)
    if only is not None:
        rows = rows.filter(recipient__in=only)
    return {
        (round_pk, person): told_at
        for round_pk, person, stage, told_at in rows.values_list(
            "round", "recipient", "stage", "told_at"
        )
        if stages[round_pk][-1:] == [stage]
    }
