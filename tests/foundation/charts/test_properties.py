"""Whatever was read and typed, the picture is sound XML and the words leave out no gap."""

from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from smp_portal.foundation.charts import Break, LineChart, Point, Target, Width, svg, words

values = st.decimals(Decimal(-(10**10)), Decimal(10**10), places=2)
days = st.dates(date(2000, 1, 1), date(2030, 12, 31))
# Everything that a form or a file could let through, and what breaks XML.
texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["</svg><script>alert(1)</script>", "'+datum.y+'", "\x00\x0b", '" onload="x']),
)
points = st.builds(
    lambda label, start, length, value, reason: Point(
        label, start, start + timedelta(days=length), value, reason
    ),
    texts,
    days,
    st.integers(0, 400),
    st.none() | values,
    texts,
)
charts = st.builds(
    LineChart,
    title=texts,
    unit=texts,
    points=st.lists(points, max_size=14).map(tuple),
    target=st.none() | st.builds(Target, values, st.none() | days),
    baseline=st.none() | values,
    breaks=st.lists(st.builds(Break, days, texts), max_size=3).map(tuple),
    source=texts,
)


@settings(max_examples=40, deadline=None)
@given(charts, st.sampled_from(Width))
def test_any_chart_is_sound_xml_that_holds_nothing_but_a_drawing(
    drawn: LineChart, width: Width
) -> None:
    root = ET.fromstring(svg(drawn, width))  # noqa: S314 - the portal drew it
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "g", "rect", "path", "line", "text", "tspan"}
    attributes = {name.lower() for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or name in {"style", "href"}]


@given(charts)
def test_words_of_any_chart_name_every_gap_and_every_definition(drawn: LineChart) -> None:
    said = words(drawn)
    for gap in drawn.gaps:
        assert f"No figure for {gap.label}" in said
        assert gap.reason.rstrip(".") in said
    for place in range(len(drawn.breaks)):
        assert f"Definition {place + 2}, from " in said


@given(charts)
def test_pieces_of_any_line_hold_each_figure_once_in_order(drawn: LineChart) -> None:
    assert [point for line in drawn.lines for point in line] == list(drawn.figures)
