"""The entries of a checked plan file put into rows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from consultations.models import Community, Theme
from partners.models import Commitment, Forum, Partner
from priorities.models import Aim, CountyPriority, Priority, StrategicPlan
from priorities.plan_file.checking import Entry
from priorities.plan_file.problems import PlanFileRefused, Problem, entry_words
from priorities.plan_file.reading import Places

RowT = TypeVar("RowT", bound=models.Model)


class Fate(StrEnum):
    """What became of a row when a file was loaded."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left alone"


@dataclass(frozen=True)
class Loaded:
    """What loading a file did, and which rows it left alone because they were edited in the portal since."""

    counts: dict[Fate, int]
    left_alone: tuple[str, ...] = ()

    def __str__(self) -> str:
        done = ", ".join(f"{fate} {self.counts[fate]}" for fate in Fate)
        return f"{done} (edited in the portal since)"


class Saving:
    """One loading of a file, inside a transaction."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.fates: dict[models.Model, Fate] = {}

    def save(self, whole: Entry) -> Loaded:
        """Put every entry into its row and say what became of each."""
        self._partners(whole)
        for entry in whole.all("commitment"):
            self._put(Commitment.objects.all(), entry, by="number")
        for entry in whole.all("forum"):
            self._put(Forum.objects.all(), entry, by="slug")
        for entry in whole.all("community"):
            self._put(Community.objects.all(), entry, by="slug")
        self._plan(whole)
        return self._loaded()

    def _partners(self, whole: Entry) -> None:
        rows = {
            entry.says["name"]: self._put(Partner.objects.all(), entry, by="slug")
            for entry in whole.all("partner")
        }
        for entry in whole.all("partner"):
            self._relate(rows[entry.says["name"]], entry, "successors", rows)

    def _plan(self, whole: Entry) -> None:
        themes = self._numbered(Theme.objects.all(), whole.all("theme"))
        county = self._numbered(CountyPriority.objects.all(), whole.all("county_priority"))
        (entry,) = whole.all("plan")
        plan = self._put(StrategicPlan.objects.all(), entry, by="slug")
        aims = self._text(plan, whole)
        for entry in whole.all("priority"):
            priority = self._put(plan.priorities.all(), entry, by="slug", plan=plan)
            self._relate(priority, entry, "aims", aims)
            self._relate(priority, entry, "themes", themes)
            self._parts(priority, entry, county)

    def _text(self, plan: StrategicPlan, whole: Entry) -> dict[Any, Aim]:
        # The aims and the order of the sections are edited with their plan: what is there stays, what is missing comes.
        if self.fates[plan] == Fate.LEFT_ALONE:
            known = {aim.number: aim for aim in plan.aims.all()}
            new = [entry for entry in whole.all("aim") if entry.says["number"] not in known]
            return known | self._numbered(plan.aims.all(), new, plan=plan)
        for entry in whole.all("section"):
            self._put(plan.sections.all(), entry, by="slug", plan=plan)
        return self._numbered(plan.aims.all(), whole.all("aim"), plan=plan)

    def _parts(self, priority: Priority, entry: Entry, county: dict[Any, CountyPriority]) -> None:
        # Reasons and alignments are edited with their priority, and have no version of their own.
        if self.fates[priority] == Fate.LEFT_ALONE:
            return
        self._numbered(priority.reasons.all(), entry.all("reason"), priority=priority)
        for part in entry.all("alignment"):
            part.says["county_priority"] = county[part.says["county_priority"]]
            rows = priority.alignments.all()
            self._put(rows, part, by="county_priority", priority=priority)

    def _numbered(
        self, rows: models.QuerySet[RowT], entries: list[Entry], **whole: models.Model
    ) -> dict[Any, RowT]:
        return {
            entry.says["number"]: self._put(rows, entry, by="number", **whole) for entry in entries
        }

    def _put(
        self, rows: models.QuerySet[RowT], entry: Entry, *, by: str, **whole: models.Model
    ) -> RowT:
        says = _own_fields(rows.model, entry)
        row = rows.filter(**{by: says[by]}).first()
        if row is None:
            row, fate = rows.model(**says, **whole), Fate.CREATED
        elif getattr(row, "version", 1) > 1:
            fate = Fate.LEFT_ALONE
        else:
            fate = _take_over(row, says)
        if fate in {Fate.CREATED, Fate.CHANGED}:
            self._save(row, entry)
        self.fates[row] = fate
        return row

    def _save(self, row: models.Model, entry: Entry) -> None:
        try:
            row.full_clean()
        except ValidationError as error:
            line = self.places.line(entry.path)
            words = f"the portal can't take it: {' '.join(error.messages)}"
            raise PlanFileRefused([Problem(line, entry_words(entry.path), words)]) from error
        row.save()

    def _relate(self, row: models.Model, entry: Entry, name: str, others: dict[Any, RowT]) -> None:
        """Point a row at others where the file says so; where it is silent, what the portal holds stays."""
        if name not in entry.says or self.fates[row] == Fate.LEFT_ALONE:
            return
        related = getattr(row, name)
        wanted = {others[one] for one in entry.says[name]}
        if set(related.all()) != wanted:
            related.set(wanted)
            if self.fates[row] == Fate.UNCHANGED:
                self.fates[row] = Fate.CHANGED

    def _loaded(self) -> Loaded:
        fates = list(self.fates.values())
        left = [str(row) for row, fate in self.fates.items() if fate == Fate.LEFT_ALONE]
        return Loaded({fate: fates.count(fate) for fate in Fate}, tuple(left))


def _own_fields(model: type[models.Model], entry: Entry) -> dict[str, Any]:
    several = {field.name for field in model._meta.many_to_many}
    return {name: value for name, value in entry.says.items() if name not in several}


def _take_over(row: models.Model, says: dict[str, Any]) -> Fate:
    changed = {name: value for name, value in says.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return Fate.CHANGED if changed else Fate.UNCHANGED
