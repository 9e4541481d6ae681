"""What a measure reads, as papers draw it: words, a line, and its figures."""

from collections.abc import Iterator

from smp_portal.foundation import charts
from smp_portal.foundation.papers import Block, Cell, Heading, Picture, Table, Text
from smp_portal.foundation.words import lower_first
from smp_portal.pages.board_packs.contents import MeasureTold
from smp_portal.pages.board_packs.telling_measures import chart_of


def measure_blocks(measure: MeasureTold) -> Iterator[Block]:
    """What a measure reads, as a picture with its words, or in words alone."""
    yield Heading(2, measure.title)
    yield Text(measure.reads, "strong", measure.latest_mark)
    said = [f"{words}." for words in (measure.change, measure.aim) if words]
    if said:
        yield Text(" ".join(said))
    yield from chart_blocks(measure)


def chart_blocks(measure: MeasureTold) -> Iterator[Block]:
    """The measure's line, where there is one, with what the picture can only mark in words."""
    chart = chart_of(measure)
    if chart:
        yield Picture(chart)
        yield from (Text(f"{note}.", "quiet") for note in charts.notes(chart))


def readings_table(measure: MeasureTold) -> Table:
    """The figures of a measure, period by period."""
    unit = f", {measure.unit}" if measure.unit else ""
    return Table(
        f"{measure.title}{unit}",
        ("Period", "Figure"),
        tuple(
            (
                Cell(one.period),
                Cell(f"Not available: {lower_first(one.reason)}", mark=one.mark)
                if one.reason
                else Cell(one.said or one.value, is_number=True, mark=one.mark),
            )
            for one in measure.readings
        ),
        (3, 2),
    )
