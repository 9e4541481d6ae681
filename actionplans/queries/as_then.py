"""Plans, actions and rounds as they were known at a moment: what happened later is undone, newest first."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    When,
)
from django.db.models.functions import Cast

from actionplans.models import (
    Action,
    ActionPlan,
    EventKind,
    PlanEvent,
    PlanStatus,
    ReviewRound,
    RoundEvent,
)
from actionplans.models.plan import ActionPlanQuerySet
from partners.models import Partner, User
from smp_portal.foundation.among import Among
from smp_portal.foundation.records import put_back, said_then

# What an officer may move about a round that has opened.
DATES = ("opens_on", "due_on", "papers_on")
# What is shown of a plan's owner.
_OF_A_PERSON = [
    User._meta.get_field(name) for name in ("full_name", "post", "is_active", "partner")
]


def moved_on(now: datetime) -> Any:
    """Whether anything was written down after a moment: then it is past, and rows may say more than was known."""
    later: Any = (
        Exists(PlanEvent.objects.filter(at__gt=now))
        | Exists(RoundEvent.objects.filter(at__gt=now))
        | Exists(User.history.filter(history_date__gt=now))
    )
    return later


def active_then(plans: ActionPlanQuerySet, *, now: datetime) -> ActionPlanQuerySet:
    """The plans that were active at a moment, by what is known of that moment."""
    later = _later(now).filter(action=None, measure=None)
    changes = later.filter(field="status")
    changed, was = Q(pk__in=changes.values("plan")), _first(changes, "plan")
    # In so many words, since the database then knows that it will find many: it joins them at once, not one by one.
    active = Q(~changed, status=PlanStatus.ACTIVE) | Q(changed, was=PlanStatus.ACTIVE)
    made_later = Q(pk__in=later.filter(kind=EventKind.PLAN_CREATED).values("plan"))
    return plans.alias(was=was).filter(~made_later, active)


def actions_then(
    plans: Iterable[int], *, now: datetime, is_past: bool, with_titles: bool = False
) -> QuerySet[Any]:
    """The actions of some plans with `status_then` and `due_then`, a date as 2022-09-16, as they were known.

    Where wanted with `reference_then` and `title_then` too.
    """
    found = Action.objects.filter(Among("plan", plans)).order_by()
    now_said = {"status": F("status"), "due_on": Cast("due_on", CharField())}
    if with_titles:
        now_said |= {"reference": F("reference"), "title": F("title")}
    named = {f"{name.removesuffix('_on')}_then": name for name in now_said}
    if not is_past:
        return found.annotate(**{then: now_said[name] for then, name in named.items()})
    later = _later(now).filter(action__isnull=False)
    added_later = Q(pk__in=later.filter(kind=EventKind.ACTION_ADDED).values("action"))
    was = {then: _was(later, name, now_said[name]) for then, name in named.items()}
    return found.filter(~added_later).annotate(**was)


def rounds_then(*, now: datetime, is_past: bool) -> dict[int, ReviewRound]:
    """The rounds that had opened by a moment, with their dates as they were then."""
    rounds: QuerySet[Any] = ReviewRound.objects.filter(opened_at__lte=now)
    if not is_past:
        return {round_.pk: round_ for round_ in rounds}
    later = RoundEvent.objects.filter(at__gt=now)
    was = {f"{name}_was": _first(later.filter(field=name), "round") for name in DATES}
    return {round_.pk: _rewound(round_) for round_ in rounds.annotate(**was)}


def _rewound(round_: Any) -> Any:
    """A round with the dates that it had before each was moved first; one that it had not yet is an empty text."""
    for name in DATES:
        was = getattr(round_, f"{name}_was")
        if was is not None:
            setattr(round_, name, date.fromisoformat(was) if was else None)
    return round_


def changes_since(plans: Iterable[ActionPlan], *, now: datetime) -> list[Any]:
    """What was changed after a moment of some plans, and of who leads their actions and where they are; oldest first."""
    of_plan = Q(action=None, measure=None) & ~Q(field="")
    of_action = Q(action__isnull=False, field__in=("lead_partner", "communities"))
    later: QuerySet[Any] = _later(now).filter(
        Among("plan", (plan.pk for plan in plans)), of_plan | of_action
    )
    later = later.annotate(was_then=owner_then("was", now=now))
    return list(later.select_related("was__partner").order_by("at", "pk"))


def rewind_plans(plans: list[Any], changes: Iterable[Any]) -> None:
    """Put back in rows that are shown, never saved, what was said of each plan at a moment, and of its owner."""
    by_key = {plan.pk: plan for plan in plans}
    for plan in plans:
        plan.owner = _as_known(plan.owner, plan.owner_then)
    done: set[tuple[int, str]] = set()
    for event in changes:
        if event.action_id is None and (event.plan_id, event.field) not in done:
            done.add((event.plan_id, event.field))
            _undo(by_key[event.plan_id], event)


def _undo(plan: ActionPlan, event: Any) -> None:
    if event.field in {"owner", "deputy"}:
        setattr(plan, event.field, _as_known(event.was, event.was_then) or _known_as(event.old))
    elif event.field in {"starts_on", "ends_on"}:
        setattr(plan, event.field, date.fromisoformat(event.old))
    elif event.field == "number":
        plan.number = int(event.old)
    elif event.field in {"title", "status"}:
        setattr(plan, event.field, event.old)


def _known_as(words: str) -> User | None:
    """The person whom older rows of history name as "Tom Ashby, Road Safety Officer"."""
    name = words.partition(", ")[0]
    return User.objects.select_related("partner").filter(full_name=name).first() if name else None


def owner_then(of: str, *, now: datetime) -> Case:
    """What was said at a moment of the person whom a row names, where that was changed since."""
    return said_then(User, of, _OF_A_PERSON, at=now, organisation="partner__name")


def _as_known(person: User | None, said: Mapping[str, Any] | None) -> User | None:
    """A person as the portal knew them then; their organisation is named as it is called today."""
    if person is not None and said is not None:
        put_back(person, _OF_A_PERSON, said)
        person.partner = Partner(pk=person.partner_id, name=said["organisation"])
    return person


def _later(now: datetime) -> QuerySet[PlanEvent]:
    return PlanEvent.objects.filter(at__gt=now)


def _was(later: QuerySet[PlanEvent], field: str, now_said: Any) -> Case:
    """What an action's field was before the first later change of it, or what it is where there was none.

    The database looks for the few actions that were changed once, and not for changes of each action.
    """
    changes = later.filter(field=field)
    changed = When(pk__in=changes.values("action"), then=_first(changes, "action"))
    return Case(changed, default=Cast(now_said, TextField()), output_field=TextField())


def _first(changes: QuerySet[Any], of: str) -> Subquery:
    """What the first of these changes of a plan, an action or a round put an end to."""
    own = changes.filter(**{of: OuterRef("pk")})
    return Subquery(own.order_by("at", "pk").values("old")[:1])
