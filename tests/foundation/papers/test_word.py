"""A paper as Word can be edited, and listened to."""

import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from smp_portal.foundation import charts
from smp_portal.foundation.charts import Width
from smp_portal.foundation.papers import paper_as_page, paper_as_word
from tests.foundation.papers.a_paper import CHART, a_paper


@pytest.fixture(scope="module")
def document() -> Any:
    return Document(BytesIO(paper_as_word(a_paper())))


def test_word_has_a_title_a_language_and_real_headings(document: Any) -> None:
    about = document.core_properties
    assert (about.title, about.language) == ("Board pack for 20 January 2022", "en-GB")
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith(("Heading", "Title"))
    ]
    assert headings == [
        ("Title", "Board pack for 20 January 2022"),
        ("Heading 1", "Decisions asked"),
        ("Heading 1", "2. Road safety"),
        ("Heading 2", "What the owner says"),
    ]


def test_word_repeats_a_tables_headings_and_names_the_table(document: Any) -> None:
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Action", "Rating", "Days late"]
    body = document.element.body
    repeated = body.xpath("//w:tr[w:trPr/w:tblHeader]")
    assert ["".join(row.xpath(".//w:t/text()")) for row in repeated] == ["ActionRatingDays late"]
    (name,) = body.xpath("//w:tblPr/w:tblCaption")
    assert name.get(qn("w:val")) == "Late actions"


def test_word_keeps_a_short_table_on_one_page_in_columns_of_their_widths(document: Any) -> None:
    (table,) = document.tables
    assert [round(column.width.mm) for column in table.columns] == [85, 57, 28]
    assert [round(cell.width.mm) for cell in table.rows[1].cells] == [85, 57, 28]
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert kept == [True, None]


def test_word_tells_each_picture_in_words(document: Any) -> None:
    told = document.element.body.xpath("//wp:docPr/@descr")
    assert told[:2] == ["At risk", "Off track"]
    assert told[2] == "Off track"
    assert told[3].startswith("Line chart: Villages with a speed watch")
    assert len(told) == 4


def test_word_has_the_chart_of_the_page_in_two_dots_for_each_of_its_pixels(document: Any) -> None:
    (drawn, *_) = [
        part
        for part in document.part.package.iter_parts()
        if part.content_type == "image/png" and part.image.px_width > Width.WIDE.value.width
    ]
    wide = re.search(r'width="(\d+)"', charts.svg(CHART))
    assert wide is not None
    assert abs(drawn.image.px_width - 2 * int(wide[1])) <= 1


def test_page_escapes_what_was_typed_and_labels_cells_for_a_phone() -> None:
    html = paper_as_page(a_paper())
    assert "Late &lt;b&gt;" in html
    assert '<td data-label="Days late">19</td>' in html
    assert '<th scope="row">2.1 Speed watch</th>' in html
    assert html.count('<svg role="img" aria-label="Line chart: Villages with a speed watch') == 2
