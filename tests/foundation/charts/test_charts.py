import re
from datetime import date
from decimal import Decimal

import pytest

from smp_portal.foundation import charts
from smp_portal.foundation.charts import Break, LineChart, Point, Target, Width, notes, words
from smp_portal.foundation.charts.spec import specification
from tests.foundation.charts.quarters import QUARTERS, chart
from tests.foundation.pages import attributes, elements, rendered

BY_HEAD = Break(date(2022, 4, 1), "Counted by head, not by household")


def lines(drawn: LineChart) -> list[list[int]]:
    return [[int(point.value or 0) for point in line] for line in drawn.lines]


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (chart(20, 48, 77), [[20, 48, 77]]),
        (chart(20, None, 77, 96), [[20], [77, 96]]),
        (chart(None, 20, 48, None), [[20, 48]]),
        (chart(20, 48, 77, 96, 120, breaks=(BY_HEAD,)), [[20, 48, 77, 96], [120]]),
        # The gap is where the definition changes.
        (chart(20, 48, 77, 96, None, 120, breaks=(BY_HEAD,)), [[20, 48, 77, 96], [120]]),
        (chart(None, None), []),
        (chart(), []),
    ],
)
def test_line_breaks_at_gaps_and_new_definitions(
    drawn: LineChart, expected: list[list[int]]
) -> None:
    assert lines(drawn) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2021, 6, 30), [[20, 48]]),
        (date(2021, 7, 1), [[20], [48]]),
        (date(2021, 9, 30), [[20], [48]]),
        (date(2021, 10, 1), [[20, 48]]),
    ],
)
def test_line_breaks_in_the_period_in_which_a_definition_begins(
    on: date, expected: list[list[int]]
) -> None:
    assert lines(chart(20, 48, breaks=(Break(on, "New"),))) == expected


def test_points_are_told_and_drawn_in_the_order_of_their_periods() -> None:
    in_order = chart(20, 48, 77)
    mixed = LineChart("People reached", "people", in_order.points[::-1])
    assert (lines(mixed), words(mixed)) == (lines(in_order), words(in_order))


def test_words_say_first_last_highest_target_start_and_what_is_missing() -> None:
    drawn = chart(
        20,
        None,
        77,
        48,
        target=Target(Decimal(200), date(2023, 3, 31)),
        baseline=Decimal(5),
    )
    assert words(drawn) == (
        "Line chart: People reached, in people. 3 figures from April to June 2021 to January to March 2022. "
        "First 20 in April to June 2021; last 48 in January to March 2022: higher at the end than at the start. "
        "Highest 77 in October to December 2021; lowest 20 in April to June 2021. "
        "It started at 5. Target 200 by March 2023. No figure for July to September 2021: Nobody counted."
    )


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (chart(20, 10), "lower at the end than at the start."),
        (chart(20, 30, 20), "the same at the end as at the start."),
        (chart(20), "1 figure: 20 in April to June 2021."),
        (chart(None), "No figure yet."),
        (chart(1, 2, 3, 4, 5, breaks=(BY_HEAD,)), "not to be compared, for what is counted has"),
        (chart(1, target=Target(Decimal("0.5"), date(2022, 6, 17))), "Target 0.5 by 17 June 2022."),
        (chart(1, target=Target(Decimal(1234))), "Target 1,234."),
    ],
)
def test_words_of(drawn: LineChart, said: str) -> None:
    assert said in words(drawn)


def test_words_say_figures_as_they_are_said() -> None:
    point = Point(*QUARTERS[0], value=Decimal(4), said="4 of 10")
    assert "1 figure: 4 of 10 in April to June 2021." in words(
        LineChart("Villages", "villages", (point,))
    )


def test_notes_name_definitions_as_the_picture_marks_them() -> None:
    drawn = chart(1, None, breaks=(BY_HEAD, Break(date(2021, 8, 1), "By street.")))
    assert notes(drawn) == [
        "No figure for July to September 2021: Nobody counted",
        "Definition 2, from 1 August 2021: By street",
        "Definition 3, from 1 April 2022: Counted by head, not by household",
    ]
    assert "Definition 3" in charts.svg(drawn)


def test_picture_is_named_once_and_carries_neither_style_nor_script() -> None:
    drawing = charts.svg(chart(20, None, 77, target=Target(Decimal(100))))
    svg = next(attributes(e) for e in elements(drawing) if e.name == "svg")
    assert svg["role"] == "img"
    assert svg["aria-label"] == words(chart(20, None, 77, target=Target(Decimal(100))))
    for element in elements(drawing):
        assert element.name not in {"style", "script", "foreignObject"}
        if element.name != "svg":
            assert not {"style", "id", "href", "role", "aria-label"} & set(attributes(element))


def test_picture_writes_target_start_and_every_figure_that_has_room() -> None:
    drawn = chart(20, 48, 77, target=Target(Decimal(100)), baseline=Decimal(5))
    for width in Width:
        drawing = charts.svg(drawn, width)
        for said in ("Target 100", "Started at 5", ">20<", ">48<", ">77<"):
            assert said in drawing


def test_picture_of_many_figures_writes_first_highest_lowest_and_last() -> None:
    points = tuple(
        Point(f"{month}", date(2021, month, 1), date(2021, month, 28), Decimal(value))
        for month, value in enumerate(
            [111111, 222222, 999999, 333333, 100001, 444444, 555555], start=1
        )
    )
    layers = specification(LineChart("Calls", "calls", points), Width.NARROW)["layer"]
    said = layers[-1]["data"]["values"]
    assert sorted(row["words"] for row in said) == ["100,001", "111,111", "555,555", "999,999"]


def test_picture_lays_out_nothing_that_is_not_there() -> None:
    layers = specification(chart(20, 48), Width.WIDE)["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["text", "line", "point", "text"]


def test_figures_edge_is_drawn_below_the_figure() -> None:
    drawing = charts.svg(chart(20, 48, target=Target(Decimal(100))))
    assert (
        re.findall(r'(stroke="white"(?: paint-order="stroke")?)', drawing)
        == ['stroke="white" paint-order="stroke"'] * 2
    )


def test_equal_charts_are_drawn_once() -> None:
    charts.svg.cache_clear()
    assert charts.svg(chart(20, 48)) is charts.svg(chart(20, 48))
    assert charts.svg.cache_info().misses == 1
    assert charts.svg(chart(20, 49)) != charts.svg(chart(20, 48))


def test_chart_on_a_page_has_both_drawings_and_says_what_is_missing() -> None:
    html = rendered("{% chart drawn %}", drawn=chart(20, None, source="Counted by <us>"))
    assert html.count("<svg") == 2
    assert "No figure for July to September 2021: Nobody counted." in html
    assert "Source: Counted by &lt;us&gt;" in html


def test_chart_without_a_figure_draws_nothing() -> None:
    html = rendered("{% chart drawn %}", drawn=chart(None))
    assert "<svg" not in html
    assert "No figure yet." in html
