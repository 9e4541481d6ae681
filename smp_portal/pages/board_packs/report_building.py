"""What the annual report of a year would say at this moment."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    BoardPack,
    PlanKind,
    PlanStatus,
)
from actionplans.models.plan import ActionPlanQuerySet
from actionplans.periods import a_year_before
from actionplans.queries.decisions import decided, decision_words
from smp_portal.foundation.words import counted, figure, long_date, per_cent
from smp_portal.pages.board_packs.contents import MeasureTold, ReadingTold, day
from smp_portal.pages.board_packs.report import (
    DeedTold,
    ReportContents,
    VoiceTold,
    YearTold,
    days_of,
)
from smp_portal.pages.board_packs.telling_measures import tell_measures
from smp_portal.pages.public.telling_why import tell_reasons, tell_voices


def build_report(pack: BoardPack, *, now: datetime) -> ReportContents:
    """All that the year's report would say if it were frozen now; no draft's, no restricted plan's, nobody's name."""
    plans = list(_plans(pack.year))
    years = [_year(plan, now=now, told=told) for plan, told in _with_told(plans, pack.year, now)]
    return ReportContents(
        title=f"Annual report {pack.year}",
        year=pack.year,
        as_at=now.isoformat(),
        issue=_issue(pack.year),
        note=pack.note,
        sentence=_sentence(years),
        priorities=tuple(years),
        decisions=tuple(_decisions(pack.year, plans, now=now)),
    )


def _plans(year: str) -> Iterable[ActionPlan]:
    return _tellable().filter(year=year).select_related("priority").order_by("number")


def _tellable() -> ActionPlanQuerySet:
    return ActionPlan.objects.exclude(status=PlanStatus.DRAFT).filter(is_restricted=False)


def _issue(year: str) -> int:
    return 1 + BoardPack.objects.annual().filter(year=year).exclude(frozen_at=None).count()


class _Told:
    """What was read for all plans at once, and is told of one."""

    def __init__(self, plans: list[ActionPlan], now: datetime) -> None:
        priorities = [plan.priority for plan in plans if plan.priority]
        self.measures = tell_measures(plans, now=now)
        self.reasons, self.voices = tell_reasons(priorities), tell_voices(priorities)
        self.actions: dict[int, list[Any]] = {}
        for action in _actions(plans):
            self.actions.setdefault(action.plan_id, []).append(action)


def _actions(plans: list[ActionPlan]) -> QuerySet[Any]:
    """The actions of these plans, each with the year in which it `goes_on`, if a plan that may be told of says so."""
    after = Action.objects.filter(continues=OuterRef("pk"), plan__in=_tellable())
    years = after.order_by("plan__year").values("plan__year")[:1]
    actions = Action.objects.filter(plan__in=plans).select_related("lead_partner", "plan")
    return actions.annotate(goes_on=Subquery(years)).order_by("reference")


def _with_told(plans: list[ActionPlan], year: str, now: datetime) -> list[tuple[ActionPlan, "_Of"]]:
    told = _Told(plans, now)
    return [(plan, _Of(plan, told, year)) for plan in plans]


class _Of:
    """One plan's share of it."""

    def __init__(self, plan: ActionPlan, told: _Told, year: str) -> None:
        self.first, last = days_of(year)
        self.actions = told.actions.get(plan.pk, [])
        self.measures = [_until(one, last) for one in told.measures.get(plan.pk, [])]
        key = plan.priority_id or 0
        self.findings = [one["finding"] for one in told.reasons.get(key, []) if one["finding"]]
        self.voices = [
            one
            for one in told.voices.get(key, [])
            if self.first <= date.fromisoformat(one["heard_on"]) <= last
        ]


def _year(plan: ActionPlan, *, now: datetime, told: _Of) -> YearTold:
    on = timezone.localdate(now)
    done = [one for one in told.actions if one.status == ActionStatus.COMPLETE]
    rest = [one for one in told.actions if one.status != ActionStatus.COMPLETE]
    what = plan.priority.what_we_want.strip() if plan.priority else ""
    return YearTold(
        name=f"{plan}",
        set_out=what,
        deeds=tuple(DeedTold(one.title, one.lead_partner.name, _done(one)) for one in done),
        unfinished=tuple(
            DeedTold(one.title, one.lead_partner.name, _not_done(one, on)) for one in rest
        ),
        measures=tuple(told.measures),
        compared=tuple(_compared(one, since=told.first) for one in told.measures),
        findings=tuple(_finding(one) for one in told.findings),
        voices=tuple(_voice(one) for one in told.voices),
        is_improvement=plan.kind == PlanKind.IMPROVEMENT,
    )


def _done(action: Action) -> str:
    if action.completed_on is None:
        return "Done"
    late = (action.completed_on - action.original_due_on).days
    words = f"Done on {long_date(action.completed_on)}"
    return f"{words}, {counted(late, 'day,days')} later than first planned" if late > 0 else words


def _not_done(action: Any, on: date) -> str:
    if action.status == ActionStatus.CANCELLED:
        return "Cancelled"
    due = long_date(action.due_on)
    if action.goes_on:
        return f"Not finished: was due on {due}, and goes on in the plan of {action.goes_on}"
    if action.plan.status == PlanStatus.CLOSED:
        return f"Not finished when the plan was closed: was due on {due}"
    if action.due_on < on:
        late = counted((on - action.due_on).days, "day,days")
        return f"Not finished: was due on {due}, {late} late"
    return f"Under way, due on {due}"


def _until(measure: MeasureTold, last: date) -> MeasureTold:
    """The measure without what was read of later years."""
    kept = tuple(one for one in measure.readings if day(one.end) <= last)
    breaks = tuple(one for one in measure.breaks if day(one.on) <= last)
    values: dict[str, Any] = {**vars(measure), "readings": kept, "breaks": breaks}
    return MeasureTold(**values)


def _compared(measure: MeasureTold, *, since: date) -> str:
    """The year's last figure beside the same period a year before and where it started; never in per cent."""
    figures = [one for one in measure.readings if one.value]
    if not figures or day(figures[-1].end) < since:
        return "There is no figure for this year yet."
    latest = figures[-1]
    words = [f"{latest.period}: {_said(latest)}"]
    words.append(f"the same period a year before: {_a_year_before(measure, figures)}")
    if measure.baseline:
        words.append(f"at the start: {figure(Decimal(measure.baseline))}")
    return f"{'; '.join(words)}."


def _a_year_before(measure: MeasureTold, figures: list[ReadingTold]) -> str:
    """What the same period read; not where something else was counted then."""
    latest = figures[-1]
    same = a_year_before(day(latest.start)), a_year_before(day(latest.end))
    before = next((one for one in figures if (day(one.start), day(one.end)) == same), None)
    if before is None:
        return "no figure"
    if any(before.end < one.on <= latest.end for one in measure.breaks):
        return "not compared, for what is counted has changed since"
    return _said(before)


def _said(reading: ReadingTold) -> str:
    return reading.said or figure(Decimal(reading.value))


def _finding(told: dict[str, Any]) -> str:
    """What residents said; its figures are added unless they stand in the statement already."""
    statement = told["statement"].rstrip(".")
    if f"{told['count']:,} of" not in statement:
        share = per_cent(told["count"], told["base"])
        statement += f": {told['count']:,} of {told['base']:,} ({share})"
    return f"{statement}. {told['audience']}, {told['consultation']}, {told['asked']}."


def _voice(told: dict[str, Any]) -> VoiceTold:
    heard = date.fromisoformat(told["heard_on"])
    return VoiceTold(told["words"], f"{told['community']}, {heard:%B %Y}")


def _sentence(years: list[YearTold]) -> str:
    done = sum(len(one.deeds) for one in years)
    rest = sum(len(one.unfinished) for one in years)
    if not done and not rest:
        return "The year’s plans name no actions."
    return f"{counted(done, 'action was,actions were')} done, {rest} not."


def _decisions(year: str, plans: list[ActionPlan], *, now: datetime) -> list[str]:
    first, last = days_of(year)
    about = Q(plan=None) | Q(plan__in=plans)
    rows = decided(now=now).filter(about, decided_on__range=(first, last))
    return [decision_words(one, who="the board") for one in rows.order_by("decided_on", "pk")]
