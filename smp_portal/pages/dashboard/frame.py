"""What a dashboard stands in: the community safety plans, the board's meetings, and what is led countywide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from actionplans.models import ActionPlan
from partners.models import Meeting, User
from priorities.models import CountyPriority, LocalPosition, StrategicPlan
from smp_portal.foundation.gathered import as_number, as_text, gathered
from smp_portal.foundation.working_days import end_of

# What history calls a row that was taken out.
DROPPED = "-"
_COLUMNS = ("key", "name", "begins", "ends")


@dataclass(frozen=True)
class Frame:
    """The plans and the days on which the board meets, the earliest first, and the titles of what is led countywide.

    The meetings are those of today's calendar, and `planned` those of the calendar on the earlier day that is
    asked for. `hidden` are the keys of the action plans that the reader may not see.
    """

    plans: list[StrategicPlan]
    meetings: list[date]
    planned: list[date]
    led_countywide: list[str]
    hidden: frozenset[int]

    @property
    def begins(self) -> date | None:
        """The first day about which there is something to show."""
        return self.plans[0].starts_on if self.plans else None

    def in_force(self, *, on: date) -> StrategicPlan | None:
        """The plan that had begun last by a day, or else the first to come."""
        begun = [plan for plan in self.plans if plan.starts_on <= on]
        return begun[-1] if begun else next(iter(self.plans), None)

    def since(self, meetings: Sequence[date], wanted: str, *, on: date) -> date | None:
        """The board's meeting that was chosen, or the last one before this day; before the first, the plan's first day."""
        past = [day for day in meetings if day < on]
        chosen = next((day for day in past if day.isoformat() == wanted), None)
        began = [plan.starts_on for plan in self.plans if plan.starts_on < on]
        return chosen or next(iter(past[-1:] or began[:1]), None)


def read_frame(user: User, *, then: date | None, today: date) -> Frame:
    """All of it in one query; who may see a plan is never a question of the past."""
    hidden = ActionPlan.objects.hidden_from(user, on=today)
    county = CountyPriority.objects.filter(local_position=LocalPosition.LED_COUNTYWIDE)
    found = gathered(
        _COLUMNS,
        order=("begins", "key"),
        parts={
            "plans": StrategicPlan.objects.annotate(
                key=as_number("pk"),
                name=as_text("title"),
                begins=as_text("starts_on"),
                ends=as_text("ends_on"),
            ),
            "meetings": Meeting.objects.of_the_board().annotate(
                key=as_number("pk"), name=as_text(), begins=as_text("held_on"), ends=as_text()
            ),
            "county": county.annotate(
                key=as_number("number"), name=as_text("title"), begins=as_text(), ends=as_text()
            ),
            "planned": _planned(then).annotate(
                key=as_number("id"),
                name=as_text("history_type"),
                begins=as_text("held_on"),
                ends=as_text(),
            ),
            "hidden": hidden.annotate(
                key=as_number("pk"), name=as_text(), begins=as_text(), ends=as_text()
            ),
        },
    )
    return Frame(
        plans=[
            StrategicPlan(
                pk=key,
                title=title,
                starts_on=date.fromisoformat(begins),
                ends_on=date.fromisoformat(ends),
            )
            for key, title, begins, ends in found["plans"]
        ],
        meetings=[date.fromisoformat(day) for _, _, day, _ in found["meetings"]],
        planned=[
            date.fromisoformat(day) for _, kind, day, _ in found["planned"] if kind != DROPPED
        ],
        led_countywide=[title for _, title, _, _ in found["county"]],
        hidden=frozenset(key for key, *_ in found["hidden"]),
    )


def _planned(then: date | None) -> QuerySet[Any]:
    """The newest record of each of the board's meetings at the end of a day."""
    records: QuerySet[Any] = Meeting.history.filter(forum__is_board=True)
    if then is None:
        return records.none()
    newest = Window(
        RowNumber(),
        partition_by=F("id"),
        order_by=[F("history_date").desc(), F("history_id").desc()],
    )
    known: QuerySet[Any] = records.filter(history_date__lte=end_of(then)).annotate(place=newest)
    return known.filter(place=1)
