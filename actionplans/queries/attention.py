"""What needs an officer: mails that did not arrive or may have twice, people who can't be asked, mail that waits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, Prefetch, QuerySet, When
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionPlan,
    ActionUpdate,
    HandlingKind,
    MailChannel,
    Reminder,
    ReminderHandling,
    ReminderState,
    Review,
    ReviewRound,
    Stage,
)
from actionplans.models.reminder import UNDELIVERED
from actionplans.queries.mail_channel import waiting_mails
from actionplans.queries.matters import WITH_OCCASIONS, asked_or_deputy, still_owed
from actionplans.queries.owed import Asking, Owed, read_asking
from actionplans.reminders.ways import way_in_use
from partners.models import User


@dataclass(frozen=True)
class NeedyMail:
    """One mail that needs an officer, and what its recipient still owes of it; officers' own mails ask for nothing."""

    mail: Reminder
    owes: list[Owed]


@dataclass(frozen=True)
class Unreachable:
    """Somebody who is asked, and to whose address no mail goes; with the mail that could not be sent, where there is one."""

    person: User
    owes: list[Owed]
    mail: Reminder | None

    @property
    def since(self) -> date | None:
        return self.person.address_dead_since


@dataclass(frozen=True)
class Unasked:
    """A plan's answer or an action in an open round, and nobody to ask for it: no owner, or they have left."""

    plan: ActionPlan
    action: Action | None
    round: ReviewRound | None

    @property
    def left(self) -> User | None:
        """Who had it, and has left."""
        return self.action.lead_person if self.action else self.plan.owner


@dataclass(frozen=True)
class Attention:
    """All that needs an officer about the mail."""

    undelivered: list[NeedyMail]
    twice: list[NeedyMail]
    unasked: list[Unasked]
    unreachable: list[Unreachable]
    without_lead: list[Action]
    paused: MailChannel | None
    waiting: int

    @property
    def number(self) -> int:
        mails = len(self.undelivered) + len(self.twice)
        people = len(self.unasked) + len(self.unreachable)
        return mails + people + (self.paused is not None)

    @property
    def undelivered_mails(self) -> list[Reminder]:
        """The mails among it of which it is not known that they arrived."""
        needy = [item.mail for item in [*self.undelivered, *self.twice]]
        needy += [item.mail for item in self.unreachable if item.mail]
        return [mail for mail in needy if mail.state != ReminderState.SENT]

    @property
    def mails(self) -> set[int]:
        """The mails among it, by their numbers."""
        needy = {item.mail.pk for item in [*self.undelivered, *self.twice]}
        return needy | {item.mail.pk for item in self.unreachable if item.mail}


def read_attention(*, now: datetime, asking: Asking | None = None) -> Attention:
    """What needs an officer at this moment; as many queries for one mail as for all.

    Where a page has read what is asked for already, it says so with `asking`.
    """
    asking = asking or read_asking(on=timezone.localdate(now))
    asked, without_lead = asking.by_person(), list(actions_without_lead())
    unasked = _unasked(asking, without_lead)
    needy = _needy(asked, unasked)
    dead = [item for item in needy if _is_to_a_dead_address(item.mail)]
    others = [item for item in needy if item not in dead]
    paused = MailChannel.objects.in_the_way(way_in_use()).first()
    return Attention(
        undelivered=[item for item in others if item.mail.state in UNDELIVERED],
        twice=[item for item in others if item.mail.state not in UNDELIVERED],
        unasked=unasked,
        unreachable=_unreachable(asked, dead),
        without_lead=without_lead,
        paused=paused,
        waiting=waiting_mails().count() if paused else 0,
    )


def _is_to_a_dead_address(mail: Reminder) -> bool:
    return mail.recipient.address_dead_since is not None and mail.state in UNDELIVERED


def _needy(asked: dict[User, list[Owed]], unasked: list[Unasked]) -> list[NeedyMail]:
    own, beside = asked_or_deputy(asked)
    awaited = {owed.round.pk for items in asked.values() for owed in items}
    awaited |= {item.round.pk for item in unasked if item.round}
    found = []
    for mail in _troubled():
        owes = still_owed([mail, *mail.covers.all()], own, beside)
        if owes or _still_tells_officers(mail, awaited):
            found.append(NeedyMail(mail, owes))
    return found


def _troubled() -> list[Reminder]:
    """Mails about which nothing was done yet, the newest first."""
    newer = Reminder.objects.filter(
        recipient=OuterRef("recipient"), stage=Stage.DIGEST, state=ReminderState.SENT
    )
    covered = Reminder.objects.select_related(*WITH_OCCASIONS)
    mails = (
        Reminder.objects.troubled()
        .filter(handlings=None, resent_as=None)
        .exclude(Exists(newer.filter(day__gt=OuterRef("day"))))
        .select_related("recipient__partner", "round", *WITH_OCCASIONS)
        .prefetch_related(Prefetch("covers", queryset=covered))
    )
    return list(mails)


def _still_tells_officers(mail: Reminder, awaited: set[int]) -> bool:
    """Whether it told somebody of the team what is still so."""
    if not mail.recipient.runs_the_portal:
        return False
    return mail.stage == Stage.DIGEST or (
        mail.stage == Stage.ESCALATED and mail.round_id in awaited
    )


def _unreachable(asked: dict[User, list[Owed]], mails: list[NeedyMail]) -> list[Unreachable]:
    dead = {person.pk: person for person in asked if person.address_dead_since is not None}
    newest: dict[int, Reminder] = {}
    for item in mails:
        newest.setdefault(item.mail.recipient_id, item.mail)
    rung = _handled(dead) if dead else {}
    by_person = {person.pk: items for person, items in asked.items()}
    people = dead | {mail.recipient_id: mail.recipient for mail in newest.values()}
    return [
        Unreachable(person, by_person.get(pk, []), newest.get(pk))
        for pk, person in people.items()
        if pk in newest or not rung[pk]
    ]


def _handled(people: dict[int, User]) -> dict[int, bool]:
    """For each of these people, whether an officer said what was done since their address was given up."""
    rows = ReminderHandling.objects.filter(
        reminder__recipient__in=people, kind=HandlingKind.HANDLED
    )
    days = defaultdict(list)
    for pk, at in rows.values_list("reminder__recipient", "at"):
        days[pk].append(timezone.localdate(at))
    return {
        pk: any(day >= person.address_dead_since for day in days[pk])
        for pk, person in people.items()
        if person.address_dead_since is not None
    }


def _unasked(asking: Asking, without_lead: Iterable[Any]) -> list[Unasked]:
    """Plans and actions of the open rounds for which there is nobody to ask."""
    reviews = sorted(asking.unasked, key=lambda one: (one.round.due_on, one.plan.number, one.pk))
    plans = [Unasked(review.plan, None, review.round) for review in reviews]
    actions = [Unasked(one.plan, one, None) for one in without_lead if one.is_asked_now]
    return [*plans, *actions]


def actions_without_lead() -> QuerySet[Action]:
    """Actions whose lead person has left; `is_asked_now` where a round that is open still wants a word on them."""
    open_now = ReviewRound.objects.open_now().values("pk")
    asked = Exists(Review.objects.filter(plan=OuterRef("plan"), round__in=open_now))
    said = Exists(ActionUpdate.objects.filter(action=OuterRef("pk"), round__in=open_now))
    return (
        Action.objects.vacant()
        .filter(plan__in=ActionPlan.objects.active())
        .annotate(is_asked_now=Case(When(asked & ~said, then=True), default=False))
        .select_related("plan", "lead_partner", "lead_person__partner")
        .order_by("plan__number", "reference", "pk")
    )
