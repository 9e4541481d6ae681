"""How our priorities and the county's meet, and which of the pressures they meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from consultations.models import Theme
from partners.models import User
from priorities.models import (
    Alignment,
    CountyPriority,
    LocalPosition,
    Priority,
    PriorityStatus,
    StrategicPlan,
)
from smp_portal.foundation.words import counted, joined

# What is withdrawn serves nothing any more; what is proposed does not yet.
SERVING = (PriorityStatus.ACTIVE, PriorityStatus.ACHIEVED)


@dataclass(frozen=True)
class CountyRow:
    """One of the county's priorities, and ours that serve it, each with its note."""

    county: CountyPriority
    served_by: list[Alignment]


@dataclass(frozen=True)
class CountyPage:
    """The county's priorities and where the current plan stands to each."""

    plan: StrategicPlan | None
    rows: list[CountyRow]

    @property
    def in_words(self) -> str:
        """How many are covered, partly covered, led countywide, and how many are gaps."""
        positions = [row.county.local_position for row in self.rows]
        counts = [(positions.count(position), position.label) for position in LocalPosition]
        said = [f"{number} {_counted(number, label)}" for number, label in counts if number]
        unsaid = positions.count("")
        return joined([*said, *([f"{unsaid} not yet assessed"] if unsaid else [])])


@dataclass(frozen=True)
class ThemeRow:
    """One of the pressures, and our priorities that meet it."""

    theme: Theme
    met_by: list[Priority]


@dataclass(frozen=True)
class ThemePage:
    """The pressures that people named, and where the current plan meets each."""

    plan: StrategicPlan | None
    rows: list[ThemeRow]

    @property
    def in_words(self) -> str:
        """How many of the pressures a priority meets."""
        met = sum(bool(row.met_by) for row in self.rows)
        return f"{met} of {counted(len(self.rows), 'pressure,pressures')} met by a priority"


def read_county(user: User, *, on: date) -> CountyPage:
    """Every priority of the county, with ours that serve it."""
    plan = StrategicPlan.objects.current(on)
    ours = Priority.objects.visible_to(user).of_plan(plan).filter(status__in=SERVING)
    alignments = Alignment.objects.filter(priority__in=ours).select_related("priority")
    rows = CountyPriority.objects.prefetch_related(
        Prefetch("alignments", queryset=alignments.order_by("priority__number"))
    )
    return CountyPage(plan, [CountyRow(row, list(row.alignments.all())) for row in rows])


def read_themes(user: User, *, on: date) -> ThemePage:
    """Every pressure, with our priorities that meet it."""
    plan = StrategicPlan.objects.current(on)
    ours = Priority.objects.visible_to(user).of_plan(plan).filter(status__in=SERVING)
    return ThemePage(plan, _theme_rows(ours.prefetch_related("themes")))


def _theme_rows(priorities: Iterable[Priority]) -> list[ThemeRow]:
    meets = [(priority, set(priority.themes.all())) for priority in priorities]
    return [
        ThemeRow(theme, [priority for priority, themes in meets if theme in themes])
        for theme in Theme.objects.all()
    ]


def _counted(number: int, label: str) -> str:
    return "gaps" if label == "Gap" and number > 1 else label.lower()
