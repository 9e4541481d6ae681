"""A paper as a Word document: real headings, repeated table headings, alternative text, title and language."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.utils import timezone
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .blocks import (
    Block,
    Bullets,
    Cell,
    Facts,
    Heading,
    Paper,
    Picture,
    Points,
    Ratings,
    Table,
    Text,
)
from .pdf import chart_as_picture, rating_as_picture

_BRAND = RGBColor(0x0B, 0x4A, 0x53)
_SOFT = RGBColor(0x4B, 0x5A, 0x5C)
_TINT = "E8F1F1"
_WORDS = {"green": "On track", "amber": "At risk", "red": "Off track", "blue": "Complete"}
_SIZES = {"Title": 26, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12, "Normal": 11}
_LINE = Mm(170)
# As many rows stay on one page.
_SHORT = 7


def paper_as_word(paper: Paper) -> bytes:
    """The paper as a file that board members can write in."""
    document = Document()
    _prepare(document, paper)
    document.add_paragraph(paper.publisher).runs[0].bold = True
    document.add_paragraph(paper.title, style="Title")
    document.add_paragraph(paper.under_title)
    for block in paper.blocks:
        _DRAW[type(block)](document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: Any, paper: Paper) -> None:
    about = document.core_properties
    about.title, about.author, about.language = paper.title, paper.publisher, "en-GB"
    about.comments = ""
    made = timezone.localtime(paper.made_at).replace(tzinfo=None)
    about.created = about.modified = made
    for name, size in _SIZES.items():
        _style(document.styles[name], size, is_heading=name != "Normal")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    section.footer.paragraphs[0].text = paper.title


def _style(style: Any, size: int, *, is_heading: bool) -> None:
    style.font.name, style.font.size = "Arial", Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # The template's own theme fonts would win over the name.
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)
    if is_heading:
        style.font.color.rgb, style.font.bold = _BRAND, True


def _heading(document: Any, block: Heading) -> None:
    heading = _styled(document, f"Heading{block.level}", block.text)
    heading.paragraph_format.page_break_before = block.starts_page


def _styled(document: Any, style: str, text: str = "") -> Any:
    """A paragraph in a style by its key: the library looks through all styles to find one by its name."""
    paragraph = document.add_paragraph(text)
    paragraph._p.style = style  # noqa: SLF001 - the library's own way takes a third of the whole time
    return paragraph


def _text(document: Any, block: Text) -> None:
    run = document.add_paragraph().add_run(block.words)
    run.bold = block.look == "strong" or None
    if block.look == "quiet":
        run.font.color.rgb = _SOFT
    if block.look == "lead":
        run.font.size = Pt(13)


def _bullets(document: Any, block: Bullets) -> None:
    for item in block.items:
        _styled(document, "ListBullet", item)


def _facts(document: Any, block: Facts) -> None:
    for label, words in block.rows:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(words)


def _ratings(document: Any, block: Ratings) -> None:
    for item in block.items:
        paragraph = document.add_paragraph()
        if item.label:
            paragraph.add_run(f"{item.label}: ").font.color.rgb = _SOFT
        _shape(paragraph, item.rating, Pt(16))
        paragraph.add_run(f" {item.words}").bold = True
        if item.note:
            paragraph.add_run(f". {item.note}")


def _points(document: Any, block: Points) -> None:
    for item in block.items:
        paragraph = _styled(document, "ListBullet")
        paragraph.add_run(f"{item.sort}. {item.subject}: ").bold = True
        paragraph.add_run(item.words)
        if item.note:
            paragraph.add_run(f". {item.note}").font.color.rgb = _SOFT


def _table(document: Any, block: Table) -> None:
    if block.caption:
        caption = document.add_paragraph()
        caption.add_run(block.caption).bold = True
        caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.headings))
    table._tbl.tblStyle_val = "TableGrid"  # noqa: SLF001 - as in `_styled`
    table.autofit = False
    _describe(table, block.caption)
    widths = _widths(block)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    is_short = len(block.rows) <= _SHORT
    first, *others = table.rows
    _headings(first, block.headings, widths, is_kept=is_short and bool(others))
    for row, told in zip(others, block.rows, strict=True):
        _row(row, told, widths, is_kept=is_short and row is not others[-1])
    document.add_paragraph()


def _widths(block: Table) -> list[int]:
    """The widths of columns and of cells: some programs read the ones, some the others."""
    shares = block.widths or (1,) * len(block.headings)
    return [int(_LINE * share / sum(shares)) for share in shares]


def _headings(row: Any, words: tuple[str, ...], widths: list[int], *, is_kept: bool) -> None:
    _mark_row(row, "w:tblHeader")
    for cell, heading, width in zip(row.cells, words, widths, strict=True):
        cell.width = width
        _head(cell, heading)
        if is_kept:
            _keep_with_next(cell)


def _row(row: Any, told: tuple[Cell, ...], widths: list[int], *, is_kept: bool) -> None:
    """One row, its cells looked up once: the library looks through the whole row for each."""
    _mark_row(row, "w:cantSplit")
    for place, (cell, one, width) in enumerate(zip(row.cells, told, widths, strict=True)):
        cell.width = width
        _cell(cell, one, is_first=place == 0)
        if is_kept:
            _keep_with_next(cell)


def _keep_with_next(cell: Any) -> None:
    cell.paragraphs[0].paragraph_format.keep_with_next = True


def _describe(table: Any, caption: str) -> None:
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), caption)
    table._tbl.tblPr.append(described)  # noqa: SLF001 - the library has no words for it


def _head(cell: Any, heading: str) -> None:
    cell.paragraphs[0].add_run(heading).bold = True
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), _TINT)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - the library has no words for it


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - the library has no words for it


def _cell(cell: Any, told: Cell, *, is_first: bool) -> None:
    paragraph = cell.paragraphs[0]
    if told.is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if told.rating:
        _shape(paragraph, told.rating, Pt(12))
        paragraph.add_run(" ")
    run = paragraph.add_run(told.words)
    run.bold = is_first or bool(told.rating) or None
    run.font.size = Pt(10)


def _shape(paragraph: Any, rating: str, height: Pt) -> None:
    shape = paragraph.add_run().add_picture(_file(rating_as_picture(rating)), height=height)
    _say(shape, _WORDS.get(rating, "Not rated, or out of date"))


def _picture(document: Any, block: Picture) -> None:
    drawn = document.add_picture(_file(chart_as_picture(block.chart)), width=_LINE)
    _say(drawn, block.alternative)


def _say(picture: Any, alternative: str) -> None:
    about = picture._inline.docPr  # noqa: SLF001 - the library has no words for it
    about.set("descr", alternative)


def _file(data: bytes) -> BytesIO:
    return BytesIO(data)


_DRAW: dict[type[Block], Callable[[Any, Any], None]] = {
    Heading: _heading,
    Text: _text,
    Bullets: _bullets,
    Facts: _facts,
    Ratings: _ratings,
    Points: _points,
    Table: _table,
    Picture: _picture,
}
