"""A pack's figures as a plain workbook, to reckon with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from smp_portal.foundation.lists import Column, Sheet
from smp_portal.foundation.lists.files import write_sheets
from smp_portal.pages.board_packs.contents import (
    ActionTold,
    MeasureTold,
    PackContents,
    PlanTold,
    day,
)
from smp_portal.pages.board_packs.report import DeedTold, ReportContents, YearTold


@dataclass(frozen=True)
class FigureRow:
    plan: str
    measure: str
    unit: str
    start: date
    end: date
    value: float | str
    note: str


def pack_as_workbook(contents: PackContents) -> bytes:
    """One sheet each for the plans, their actions, and what their measures read."""
    plans = contents.plans
    figures = (row for plan in plans for row in _rows_of(plan.name, plan.measures))
    return _written([_plans(plans), _actions(plans), _figures(figures)])


def report_as_workbook(contents: ReportContents) -> bytes:
    """One sheet each for the actions of the year, and what its measures read."""
    years = contents.priorities
    figures = (row for year in years for row in _rows_of(year.name, year.measures))
    return _written([_deeds(years), _figures(figures)])


def _written(sheets: list[Sheet[Any]]) -> bytes:
    file = BytesIO()
    write_sheets(sheets, file)
    return file.getvalue()


def _plans(plans: tuple[PlanTold, ...]) -> Sheet[PlanTold]:
    columns: list[Column[PlanTold]] = [
        Column("Plan", lambda plan: plan.name),
        Column("Owner", lambda plan: plan.owner),
        Column("Rating", lambda plan: plan.now.words),
        Column("Rating before", lambda plan: plan.before.words if plan.before else ""),
        Column("Answered on", lambda plan: day(plan.said_on) if plan.said_on else ""),
        Column("Actions", lambda plan: len(plan.actions)),
        Column("Late actions", lambda plan: len(plan.late)),
    ]
    return Sheet("Plans", columns, plans)


def _actions(plans: tuple[PlanTold, ...]) -> Sheet[tuple[PlanTold, ActionTold]]:
    columns: list[Column[tuple[PlanTold, ActionTold]]] = [
        Column("Plan", lambda row: row[0].name),
        Column("Reference", lambda row: row[1].reference),
        Column("Action", lambda row: row[1].title),
        Column("Lead organisation", lambda row: row[1].lead),
        Column("Due", lambda row: day(row[1].due_on)),
        Column("Status", lambda row: row[1].status),
        Column("Progress, per cent", lambda row: row[1].progress),
        Column("Late", lambda row: row[1].late),
        Column("Moved", lambda row: row[1].moved),
    ]
    return Sheet("Actions", columns, [(plan, one) for plan in plans for one in plan.actions])


def _figures(rows: Iterable[FigureRow]) -> Sheet[FigureRow]:
    columns: list[Column[FigureRow]] = [
        Column("Plan", lambda row: row.plan),
        Column("Measure", lambda row: row.measure),
        Column("Unit", lambda row: row.unit),
        Column("From", lambda row: row.start),
        Column("To", lambda row: row.end),
        Column("Figure", lambda row: row.value),
        Column("Note", lambda row: row.note),
    ]
    return Sheet("Figures", columns, list(rows))


def _deeds(years: tuple[YearTold, ...]) -> Sheet[tuple[YearTold, DeedTold]]:
    columns: list[Column[tuple[YearTold, DeedTold]]] = [
        Column("Plan", lambda row: row[0].name),
        Column("Action", lambda row: row[1].title),
        Column("Lead organisation", lambda row: row[1].lead),
        Column("What became of it", lambda row: row[1].became),
    ]
    rows = [(year, deed) for year in years for deed in (*year.deeds, *year.unfinished)]
    return Sheet("Actions", columns, rows)


def _rows_of(plan: str, measures: tuple[MeasureTold, ...]) -> Iterator[FigureRow]:
    for measure in measures:
        for one in measure.readings:
            yield FigureRow(
                plan=plan,
                measure=measure.title,
                unit=measure.unit,
                start=day(one.start),
                end=day(one.end),
                value=float(one.value) if one.value else "",
                note=one.reason or one.said,
            )
