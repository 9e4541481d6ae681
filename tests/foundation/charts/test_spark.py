"""The small line beside a figure: what it draws, where it breaks, and what it says to those who don't see it."""

import re
from datetime import date
from decimal import Decimal

import pytest

from smp_portal.foundation.charts import Break, Target, spark, words
from tests.foundation.charts.quarters import chart


def lines(drawn: str) -> list[str]:
    return re.findall(r'<polyline points="([^"]*)"', drawn)


def test_spark_goes_from_left_to_right_and_up_from_nought() -> None:
    assert lines(spark(chart(0, 10))) == ["4.0,32.0 156.0,4.0"]
    assert lines(spark(chart(5, 10))) == ["4.0,18.0 156.0,4.0"]
    assert 'cx="156.0" cy="4.0" r="3.5"' in spark(chart(5, 10))


def test_spark_keeps_the_target_in_sight() -> None:
    drawn = spark(chart(5, 10, target=Target(Decimal(20))))
    assert '<path d="M0 4.0 H160"' in drawn
    assert lines(drawn) == ["4.0,25.0 156.0,18.0"]
    assert "<path" not in spark(chart(5, 10))


def test_spark_breaks_where_nothing_was_read_and_where_something_else_is_counted() -> None:
    assert len(lines(spark(chart(1, 2, None, 3, 4)))) == 2
    anew = Break(date(2021, 10, 1), "By head")
    assert len(lines(spark(chart(1, 2, 3, 4, breaks=(anew,))))) == 2
    assert len(lines(spark(chart(1, 2, 3, 4)))) == 1


def test_spark_draws_a_figure_between_two_gaps_as_a_dot() -> None:
    drawn = spark(chart(1, 2, None, 3, None, 4))
    assert len(lines(drawn)) == 1
    assert drawn.count('r="2"') == 2


@pytest.mark.parametrize("values", [(), (None,), (7,), (7, None)])
def test_spark_is_left_out_where_there_is_no_line(values: tuple[float | None, ...]) -> None:
    assert spark(chart(*values)) == ""


def test_spark_of_nothing_but_nought_lies_on_the_ground() -> None:
    assert lines(spark(chart(0, 0))) == ["4.0,32.0 156.0,32.0"]


def test_spark_is_told_in_words_and_escapes_them() -> None:
    drawn = chart(1, 2, title='<b>"Talks"</b>')
    assert words(drawn).startswith('Line chart: <b>"Talks"</b>, in people. 2 figures')
    assert 'aria-label="Line chart: &lt;b&gt;&quot;Talks&quot;&lt;/b&gt;, in people.' in spark(
        drawn
    )
    assert "style=" not in spark(drawn)
