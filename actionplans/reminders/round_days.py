"""The days of one round as officers read them, by its dates as they are or as they would be, and who hears what on them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from actionplans.models import Action, ActionPlan, FrameworkSettings, ReviewRound, Stage
from actionplans.queries.officers import officers_to_tell
from actionplans.queries.reviews import stand_ins
from actionplans.reminders.stages import asking_moments, stage_times
from partners.models import User

OPENS, OPENED = "Opens: everybody is asked", "Opened: everybody was asked"
DUE_SOON, DUE, WAS_DUE = "Due soon", "Answers are due", "Answers were due"
OVERDUE, ESCALATED = "Overdue: the plan’s deputy too", "Escalated to officers"
PAPERS, PAPERS_OUT = "Papers go out", "Papers went out"


@dataclass(frozen=True)
class RoundDay:
    """One day of a round and what happens on it."""

    what: str
    day: date | None
    is_mail: bool = False
    was: str = ""


@dataclass(frozen=True)
class ComparedDay:
    """One day of a round as it is and as it would be."""

    what: str
    now: date | None
    then: date | None

    @property
    def differs(self) -> bool:
        return self.now != self.then


@dataclass
class Hears:
    """One person, what they are asked for in a round, and the days on which mails about it go out."""

    person: User
    things: list[str] = field(default_factory=list)
    mails: list[tuple[Stage, date]] = field(default_factory=list)
    instead_of: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Audience:
    """Everybody who would hear of a round, and the plans for which there is nobody to ask."""

    asked: list[Hears]
    deputies: list[Hears]
    officers: list[User]
    told_on: date
    unasked: list[ActionPlan]


def round_days(round_: ReviewRound, rules: FrameworkSettings) -> list[RoundDay]:
    """What happens on which day, in the order of the stages; a mail that another one covers has no day of its own."""
    days = _mail_days(round_, rules)
    return [
        RoundDay(OPENS, round_.opens_on, is_mail=True, was=OPENED),
        RoundDay(DUE_SOON, days.get(Stage.DUE), is_mail=True),
        RoundDay(DUE, round_.due_on, was=WAS_DUE),
        RoundDay(PAPERS, round_.papers_on, was=PAPERS_OUT),
        RoundDay(OVERDUE, days.get(Stage.OVERDUE), is_mail=True),
        RoundDay(ESCALATED, days[Stage.ESCALATED], is_mail=True),
    ]


def compared_days(
    round_: ReviewRound, proposed: ReviewRound, rules: FrameworkSettings
) -> list[ComparedDay]:
    """The days as they are beside the days as they would be."""
    pairs = zip(round_days(round_, rules), round_days(proposed, rules), strict=True)
    return [ComparedDay(old.what, old.day, new.day) for old, new in pairs]


def audience(
    plans: Iterable[ActionPlan], round_: ReviewRound, rules: FrameworkSettings, *, now: datetime
) -> Audience:
    """Who would be asked about these plans, as they stand today, and who would get which mails when.

    The same few queries for one plan and for all.
    """
    plans, days = list(plans), _mail_days(round_, rules)
    on = max(round_.opens_on, timezone.localdate(now))
    asked, deputies = _asked(plans, on=on), dict[int, Hears]()
    for person in asked.values():
        person.mails = [(stage, days[stage]) for stage in _ASKING if stage in days]
    for plan in plans:
        deputy = plan.deputy
        if deputy and deputy.is_active and not plan.is_vacant and deputy.pk not in asked:
            one = deputies.setdefault(deputy.pk, Hears(deputy))
            one.things.append(str(plan))
            one.mails = [(Stage.OVERDUE, days.get(Stage.OVERDUE, round_.opens_on))]
    return Audience(
        asked=_by_name(asked),
        deputies=_by_name(deputies),
        officers=officers_to_tell(on=days[Stage.ESCALATED]),
        told_on=days[Stage.ESCALATED],
        unasked=[plan for plan in plans if plan.is_vacant],
    )


_ASKING = (Stage.OPENED, Stage.DUE, Stage.OVERDUE)


def _asked(plans: list[ActionPlan], *, on: date) -> dict[int, Hears]:
    deputies = stand_ins(on=on)
    found: dict[int, Hears] = {}
    owed = [(plan.owner, str(plan)) for plan in plans if plan.owner and plan.owner.is_active]
    owed += [(action.lead_person, str(action)) for action in _led(plans) if action.lead_person]
    for owner, thing in owed:
        person = deputies.get(owner.pk, owner)
        one = found.setdefault(person.pk, Hears(person))
        one.things.append(thing)
        if person != owner:
            one.instead_of.add(owner.full_name)
    return found


def _led(plans: list[ActionPlan]) -> Iterable[Action]:
    actions = Action.objects.open().filter(plan__in=plans, lead_person__is_active=True)
    return (
        actions.exclude(lead_person=F("plan__owner"))
        .select_related("lead_person__partner")
        .order_by("plan__number", "reference")
    )


def _mail_days(round_: ReviewRound, rules: FrameworkSettings) -> dict[Stage, date]:
    times = stage_times(round_, rules)
    days = {stage: timezone.localdate(at) for stage, at in asking_moments(times)}
    told = max(times[Stage.ESCALATED], times[Stage.OPENED])
    return days | {Stage.ESCALATED: timezone.localdate(told)}


def _by_name(people: dict[int, Hears]) -> list[Hears]:
    return sorted(people.values(), key=lambda one: one.person.full_name)
