"""What the dashboard says, read in one go: today, or as it was known at the end of an earlier day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from actionplans.models import ActionPlan
from actionplans.queries.as_then import active_then
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.measures import first_measures
from actionplans.queries.moves import moves_since
from actionplans.queries.positions import positions
from actionplans.queries.standing import PlanPosition
from priorities.models import StrategicPlan
from smp_portal.foundation.unchanged import Unchanged
from smp_portal.foundation.working_days import end_of
from smp_portal.pages.dashboard.finding import Ruled, ruled, subjects
from smp_portal.pages.dashboard.frame import Frame
from smp_portal.pages.dashboard.narrowing import (
    Narrowing,
    NarrowingForm,
    belonging_of,
)
from smp_portal.pages.dashboard.saying import Share, progress, shares

ON_A_PAGE = 50
# As many plans as are understood in four seconds; of more, each rating is one tile.
TILES = 12
# What an address can ask for, beside the day.
ASKED = ("on", "since", "year", "lead", "place", "rating", "rule", "page")


@dataclass(frozen=True)
class Moment:
    """The moment that is shown, its day in London, and whether it is past."""

    now: datetime
    on: date
    is_past: bool

    @property
    def key(self) -> str:
        """Its minute: what was found is good for as long."""
        return self.now.isoformat(timespec="minutes")


@dataclass(frozen=True)
class PlanRow:
    """One plan's row: where it stands, and the first of its measures."""

    standing: PlanPosition
    measure: MeasureStanding | None


@dataclass(frozen=True)
class Dashboard:
    """The position of the whole plan on a day, and the rows of one page."""

    plan: StrategicPlan | None
    moment: Moment
    since: date | None
    meeting: date | None
    meetings: list[date]
    has_plans: bool
    standing: list[PlanPosition]
    shares: list[Share]
    answers: str
    ruled: list[Ruled]
    narrowing: Narrowing
    form: NarrowingForm
    shown: list[PlanPosition]
    page: "Page[PlanPosition]"
    rows: list[PlanRow]
    led_countywide: list[str]

    @cached_property
    def drawn(self) -> SafeString:
        """The plans' rows as they are drawn: the same for everybody who may see them."""
        until = self.moment.on.isoformat() if self.moment.is_past else ""
        return render_to_string("pages/dashboard_plans.html", {"rows": self.rows, "until": until})

    @cached_property
    def bar(self) -> SafeString:
        """The bar above the rows as it is drawn."""
        shown = {"form": self.form, "clear": self.clear, "is_filtered": self.narrowing.is_narrow}
        return render_to_string("components/filters.html", shown)

    @property
    def has_tiles(self) -> bool:
        return len(self.standing) <= TILES

    @property
    def only(self) -> list[str]:
        """The year, organisation and place that the plans are of, in the words of the bar."""
        chosen = {name: self.form.data.get(name) for name in ("year", "lead", "place")}
        return [
            words.rpartition(" (")[0]
            for name, value in chosen.items()
            for key, words in self.form.offered(name)
            if value and key == value
        ]

    @property
    def clear(self) -> str:
        """The address without filters, of the same day."""
        day = f"?on={self.moment.on.isoformat()}" if self.moment.is_past else ""
        return f"{reverse('pages:dashboard')}{day}"

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What stays asked for when another meeting is compared with."""
        names = ("on", "year", "lead", "place")
        return [(name, self.form.data[name]) for name in names if self.form.data.get(name)]

    @property
    def late_actions(self) -> str:
        """The list of late actions, narrowed in the same way."""
        if self.moment.is_past or not any(one.actions.overdue for one in self.standing):
            return ""
        asked = {name: value for name, value in self.kept if name != "on"}
        return f"{reverse('actionplans:action_list')}?{urlencode(asked | {'late': 'on'})}"


def read_dashboard(
    kept: Unchanged, *, moment: Moment, frame: Frame, asked: Mapping[str, str]
) -> Dashboard:
    """The dashboard for everybody from whom the same plans are hidden.

    `kept` was told the database's state before anything else was read.
    """
    hidden = frame.hidden
    wanted = {name: asked.get(name, "") for name in ASKED}
    key = ("dashboard", moment.key, hidden, *wanted.values())
    return kept.once(key, lambda: _read(_found(kept, moment, hidden), moment, frame, wanted))


def _read(
    found: list[PlanPosition],
    moment: Moment,
    frame: Frame,
    asked: Mapping[str, str],
) -> Dashboard:
    belonging = belonging_of(found)
    narrowing = Narrowing.of(asked)
    standing = [one for one in found if narrowing.belongs(one, belonging)]
    meetings = frame.planned if moment.is_past else frame.meetings
    since = frame.since(meetings, asked["since"], on=moment.on)
    rules = _ruled(standing, since=since, moment=moment)
    shown = [one for one in standing if narrowing.shows(one, rules)]
    page = Paginator(shown, ON_A_PAGE).get_page(asked["page"])
    round_ = progress(standing)
    return Dashboard(
        plan=frame.in_force(on=moment.on),
        moment=moment,
        since=since,
        meeting=next((day for day in meetings if day >= moment.on), None),
        meetings=[day for day in reversed(meetings) if day < moment.on],
        has_plans=bool(found),
        standing=standing,
        shares=shares(standing),
        answers=round_.sentence(on=moment.on) if round_ else "",
        ruled=rules,
        narrowing=narrowing,
        form=NarrowingForm(asked, found, belonging),
        shown=shown,
        page=page,
        rows=_rows(list(page.object_list), now=moment.now),
        led_countywide=[] if moment.is_past else frame.led_countywide,
    )


def _found(kept: Unchanged, moment: Moment, hidden: Collection[int]) -> list[PlanPosition]:
    """Where every active plan stands that is not hidden; all of them are worked out once for everybody."""
    every = kept.once(("positions", moment.key), lambda: _positions(moment))
    return [one for one in every if one.plan.pk not in hidden]


def _positions(moment: Moment) -> list[PlanPosition]:
    plans = ActionPlan.objects.all()
    active = active_then(plans, now=moment.now) if moment.is_past else plans.active()
    found = positions(active, now=moment.now, with_words=False, with_belonging=True)
    return sorted(found, key=_place)


def _place(position: PlanPosition) -> tuple[int, int]:
    return -int(position.plan.year[:4]), position.plan.number


def _ruled(standing: Sequence[PlanPosition], *, since: date | None, moment: Moment) -> list[Ruled]:
    since = since or date(1900, 1, 1)
    plans = [one.plan.pk for one in standing]
    moves = moves_since(plans, since=end_of(since), now=moment.now, is_past=moment.is_past)
    return ruled(subjects(standing, moves, since=since, now=moment.now))


def _rows(shown: list[PlanPosition], *, now: datetime) -> list[PlanRow]:
    measures = first_measures([standing.plan for standing in shown], now=now)
    return [PlanRow(standing, measures.get(standing.plan.pk)) for standing in shown]
