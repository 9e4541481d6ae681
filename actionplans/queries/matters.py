"""What a mail is about that is still owed: the mail's matter."""

from collections import defaultdict
from collections.abc import Iterable

from actionplans.models import Reminder, Stage
from actionplans.queries.owed import Owed
from partners.models import User

Asked = dict[int, list[Owed]]

# How often a mail that was sent again is followed to its first without another query.
_REPEATS = ("", "resends__", "resends__resends__", "resends__resends__resends__")
WITH_OCCASIONS = [f"{repeat}{name}" for repeat in _REPEATS for name in ("decision", "handover")]


def asked_or_deputy(asked: dict[User, list[Owed]]) -> tuple[Asked, Asked]:
    """What each person is asked today, and what each deputy of a plan is asked beside its owner."""
    own, beside = {person.pk: items for person, items in asked.items()}, defaultdict(list)
    for items in asked.values():
        for owed in items:
            deputy = owed.plan.deputy_id if owed.action is None else None
            if deputy is not None:
                beside[deputy].append(owed)
    return own, beside


def still_owed(mails: Iterable[Reminder], own: Asked, beside: Asked) -> list[Owed]:
    """What these mails to one person asked for that this person is still asked, each thing once."""
    found = {
        (owed.review.pk, owed.action.pk if owed.action else 0): owed
        for mail in mails
        for owed in _asked_by(mail, own, beside)
    }
    return list(found.values())


def _asked_by(mail: Reminder, own: Asked, beside: Asked) -> list[Owed]:
    items = own.get(mail.recipient_id, [])
    if mail.stage == Stage.OVERDUE:
        items = [*items, *beside.get(mail.recipient_id, [])]
    return [owed for owed in items if owed.round.pk == mail.round_id and _is_about(mail, owed)]


def _is_about(mail: Reminder, owed: Owed) -> bool:
    original = mail.original
    if original.decision is not None:
        return owed.action is None and owed.review.pk == original.decision.review_id
    if original.handover is not None:
        event = original.handover
        action = owed.action.pk if owed.action else None
        return (owed.plan.pk, action) == (event.plan_id, event.action_id)
    if mail.stands_in_for_id is not None:
        return owed.owner.pk == mail.stands_in_for_id
    return True
