"""Charts of the quarters of 2021/22 and after, for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from smp_portal.foundation.charts import LineChart, Point

QUARTERS = [
    ("April to June 2021", date(2021, 4, 1), date(2021, 6, 30)),
    ("July to September 2021", date(2021, 7, 1), date(2021, 9, 30)),
    ("October to December 2021", date(2021, 10, 1), date(2021, 12, 31)),
    ("January to March 2022", date(2022, 1, 1), date(2022, 3, 31)),
    ("April to June 2022", date(2022, 4, 1), date(2022, 6, 30)),
    ("July to September 2022", date(2022, 7, 1), date(2022, 9, 30)),
]


def chart(*values: float | None, **more: Any) -> LineChart:
    """People reached, one figure a quarter; None is a quarter that nobody counted."""
    points = [
        Point(*quarter, value=None, reason="Nobody counted.")
        if value is None
        else Point(*quarter, value=Decimal(str(value)))
        for quarter, value in zip(QUARTERS, values, strict=False)
    ]
    return LineChart(
        **{"title": "People reached", "unit": "people", "points": tuple(points)} | more
    )
