"""One paper with one of each block."""

from datetime import UTC, date, datetime
from decimal import Decimal

from smp_portal.foundation import charts
from smp_portal.foundation.papers import (
    Bullets,
    Cell,
    Facts,
    Heading,
    Paper,
    Picture,
    Point,
    Points,
    Ratings,
    RatingShown,
    Table,
    Text,
)

CHART = charts.LineChart(
    title="Villages with a speed watch",
    unit="villages",
    points=(
        charts.Point("April to June", date(2021, 4, 1), date(2021, 6, 30), Decimal(4)),
        charts.Point("July to September", date(2021, 7, 1), date(2021, 9, 30), Decimal(6)),
    ),
)


def a_paper() -> Paper:
    return Paper(
        title="Board pack for 20 January 2022",
        under_title="The Board meets on Thursday 20 January 2022",
        publisher="Safer Melton Partnership",
        made_at=datetime(2022, 1, 13, 9, 0, tzinfo=UTC),
        blocks=(
            Heading(1, "Decisions asked"),
            Text("Two things are asked of you.", "lead"),
            Points((Point("Off track", "red", "2. Road safety", "as in October", "Late <b>"),)),
            Heading(1, "2. Road safety", starts_page=True),
            Heading(2, "What the owner says"),
            Ratings(
                (
                    RatingShown("amber", "At risk", "In October"),
                    RatingShown("red", "Off track", "Now", "Worse than October"),
                )
            ),
            Facts((("Owner", "Road Safety Officer, County Council"),)),
            Bullets(("One thing", "Another")),
            Table(
                caption="Late actions",
                headings=("Action", "Rating", "Days late"),
                rows=((Cell("2.1 Speed watch"), Cell("Off track", "red"), Cell("19", "", True)),),
                widths=(3, 2, 1),
            ),
            Picture(CHART),
        ),
    )
