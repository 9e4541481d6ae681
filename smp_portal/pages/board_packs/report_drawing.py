"""A year's report as a paper: a part for each priority, then what the board decided."""

from collections.abc import Iterator
from datetime import datetime

from smp_portal.foundation.papers import (
    Block,
    Bullets,
    Cell,
    Heading,
    Paper,
    Table,
    Text,
    prose_blocks,
)
from smp_portal.foundation.words import long_date
from smp_portal.pages.board_packs.drawing import PUBLISHER
from smp_portal.pages.board_packs.drawing_measures import chart_blocks, readings_table
from smp_portal.pages.board_packs.report import DeedTold, ReportContents, YearTold, days_of


def report_as_paper(contents: ReportContents) -> Paper:
    """The whole report."""
    first, last = days_of(contents.year)
    issue = f". Issue {contents.issue}, in addition to the one before" if contents.issue > 1 else ""
    return Paper(
        title=contents.title,
        under_title=f"For the scrutiny committee: {long_date(first)} to {long_date(last)}{issue}",
        publisher=PUBLISHER,
        made_at=datetime.fromisoformat(contents.as_at),
        blocks=tuple(_blocks(contents)),
    )


def _blocks(contents: ReportContents) -> Iterator[Block]:
    as_at = datetime.fromisoformat(contents.as_at)
    yield Text(f"As known on {long_date(as_at)}. {contents.sentence}", "lead")
    if contents.note:
        yield Heading(1, "From the partnership team")
        yield from prose_blocks(contents.note)
    for year in contents.priorities:
        yield from _year(year)
    yield Heading(1, "What the board decided")
    yield Bullets(contents.decisions) if contents.decisions else Text("No decision is recorded.")


def _year(year: YearTold) -> Iterator[Block]:
    yield Heading(1, year.name)
    yield Heading(2, "What it set out to do")
    yield from _set_out(year)
    yield Heading(2, "What was done")
    if year.deeds:
        yield _deeds(f"Actions done: {year.name}", year.deeds)
    else:
        yield Text("Nothing was completed in this year’s plan.")
    if year.unfinished:
        yield Heading(2, "What was not done, or not yet")
        yield _deeds(f"Actions not done: {year.name}", year.unfinished)
    yield from _changed(year)
    if not year.is_improvement:
        yield from _said(year)


def _set_out(year: YearTold) -> Iterator[Block]:
    if year.is_improvement:
        yield Text(
            "How the partnership itself works: its members, its meetings, and how it reports."
        )
    elif year.set_out:
        yield from prose_blocks(year.set_out)
    else:
        yield Text("Still to be written.")


def _deeds(caption: str, deeds: tuple[DeedTold, ...]) -> Table:
    return Table(
        caption,
        ("Action", "Lead organisation", "What became of it"),
        tuple((Cell(one.title), Cell(one.lead), Cell(one.became)) for one in deeds),
        (4, 3, 4),
    )


def _changed(year: YearTold) -> Iterator[Block]:
    yield Heading(2, "What changed")
    if not year.measures:
        yield Text("No measure is in use for this plan.")
    for measure, compared in zip(year.measures, year.compared, strict=True):
        yield Heading(3, measure.title)
        yield Text(compared, mark=measure.latest_mark)
        yield from chart_blocks(measure)
        if measure.readings:
            yield readings_table(measure)


def _said(year: YearTold) -> Iterator[Block]:
    yield Heading(2, "What residents said")
    if not year.findings and not year.voices:
        yield Text("Nothing that may be published.")
    if year.findings:
        yield Bullets(year.findings)
    for voice in year.voices:
        yield Text(f"“{voice.words.strip('“”')}” ({voice.heard})")
