"""Tables from outside: what is read, and what is refused with which words."""

import codecs
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest

from smp_portal.foundation.files import FileRefused, Limits, Line, Table, read_table

ROWS = [["Place", "Thoughts"], ["Café Row", "naïve"], ["Upper End", "two\nlines"]]
READ = Table(
    ("Place", "Thoughts"),
    (Line(2, ("Café Row", "naïve")), Line(3, ("Upper End", "two\nlines"))),
)


def written(delimiter: str = ",") -> str:
    return (
        delimiter.join(ROWS[0])
        + "\n"
        + f'Café Row{delimiter}naïve\nUpper End{delimiter}"two\nlines"\n'
    )


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rezipped(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The workbook with its members changed, and more members."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name, content)
    return file.getvalue()


def in_sheet(old: bytes, new: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(old, new) if name.endswith("sheet1.xml") else content

    return rezipped(workbook(["Place"], ["Upper End"]), change)


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(FileRefused) as refused:
        read_table(data, limits=limits or Limits())
    return str(refused.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_any_encoding_and_delimiter_reads_the_same(encoding: str, delimiter: str) -> None:
    assert read_table(written(delimiter).encode(encoding)) == READ


def test_csv_in_big_endian_utf_16_reads_the_same() -> None:
    assert read_table(codecs.BOM_UTF16_BE + written().encode("utf-16-be")) == READ


def test_excels_own_first_line_names_the_delimiter() -> None:
    table = read_table(b"sep=;\r\na,b;c\r\n1,2;3\r\n")
    assert table == Table(("a,b", "c"), (Line(3, ("1,2", "3")),))


def test_lines_end_in_any_way_and_empty_rows_are_left_out() -> None:
    assert read_table(b"a,b\r1,2\r,,\r\r3,4\r").lines == (Line(2, ("1", "2")), Line(5, ("3", "4")))


def test_short_rows_are_filled_and_long_ones_marked() -> None:
    assert read_table(b"a,b\n1\n1,2,\n1,2,3\n").lines == (
        Line(2, ("1", "")),
        Line(3, ("1", "2")),
        Line(4, ("1", "2"), is_over=True),
    )


def test_several_choices_in_a_cell_are_no_delimiter() -> None:
    assert read_table(b"a,b\n1;2;,3;4;\n5;6;,7;8;\n").headings == ("a", "b")


def test_workbook_reads_like_csv_with_numbers_and_dates_as_words() -> None:
    data = workbook(
        ["Place", "Day", "At", "Number", "Share", "Sure"],
        ["Upper End", date(2020, 2, 5), datetime.fromisoformat("2020-02-05T18:57"), 3.0, 0.5, True],
        [],
        ["Café Row", None, None, 12, None, False],
    )
    assert read_table(data) == Table(
        ("Place", "Day", "At", "Number", "Share", "Sure"),
        (
            Line(2, ("Upper End", "2020-02-05 00:00:00", "2020-02-05 18:57:00", "3", "0.5", "Yes")),
            Line(4, ("Café Row", "", "", "12", "", "No")),
        ),
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf\r\n", "The file is empty"),
        (b" \n\n", "The file is empty"),
        (b"a,b\n", "The file has headings and no row below them"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an old Excel file (.xls), or one with"),
        (b"%PDF-1.7 ...", "This is a PDF, not a table"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture, not a table"),
        (b"\xff\xd8\xff\xe0", "This is a picture, not a table"),
        (b"GIF89a", "This is a picture, not a table"),
        (b"{\\rtf1", "This is a text document, not a table"),
        (b"\x1f\x8b\x08", "This is a compressed file"),
        (b"SQLite format 3\x00", "This is a database, not a table"),
        (b"<!DOCTYPE html><html>", "This is a web page or XML, not a table"),
        (b"\xef\xbb\xbf <HTML>", "This is a web page or XML, not a table"),
        (b"PK\x03\x04 and no more", "The workbook can’t be read: it is damaged"),
        (b'a,b\n1,2\n3,"4\n5,6\n', "Line 3: a quotation mark is left open"),
        (b'a,b\n1,"x" y\n', "Line 2: a quotation mark is left open"),
        (b"a,b\n1," + b"x" * 140_000, "Line 2: a cell is far too long"),
        (b"a,b\n1,\x00\n", "Line 2: there are characters that no text holds"),
        (b"a,b\n1,\x81\n", "Line 2: there are characters that can’t be read"),
        (codecs.BOM_UTF16_LE + b"a\0\n\0\0\xd8", "Line 2: there are characters that can’t"),
        ("a,b\n1,2\n".encode("utf-16-le"), "Line 1: there are characters that no text holds"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(data: bytes, words: str) -> None:
    assert refusal(data).startswith(words)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(size=2_000_000), None),
        (Limits(size=30), "The file is larger than 0 MB"),
        (Limits(columns=2), None),
        (Limits(columns=1), "Line 1: there are more than 1 cells"),
        (Limits(rows=2), None),
        (Limits(rows=1), "Line 3: this is row 2, and the portal takes 1 from one file"),
        (Limits(cell=9), None),
        (Limits(cell=8), "Line 3: a cell has more than 8 characters"),
    ],
)
def test_limits_hold_on_both_sides(limits: Limits, words: str | None) -> None:
    data = written().encode()
    if words is None:
        assert read_table(data, limits=limits) == READ
    else:
        assert refusal(data, limits).startswith(words)


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("word/document.xml", "This is a Word document"),
        ("ppt/presentation.xml", "This is a presentation"),
        ("content.xml", "This is an OpenDocument file"),
        ("xl/workbook.bin", "This is a binary Excel workbook"),
    ],
)
def test_other_documents_are_told_what_they_are(member: str, words: str) -> None:
    data = rezipped(workbook(["a"]), lambda _name, content: content, **{member: b"<a/>"})
    assert refusal(data).startswith(words)


def test_archive_without_a_workbook_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("answers.csv", "a,b")
    assert refusal(file.getvalue()).startswith("This archive is no Excel workbook")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (in_sheet(b"</sheetData>", b"</sheetData>" + b" " * 3_000_000), "The workbook unpacks to"),
        (in_sheet(b"<sheetData>", b"<a/>" * 200_000 + b"<sheetData>"), "The workbook unpacks to"),
        (in_sheet(b"<sheetData>", b"<sheetData>" + b"<row/>" * 60_001), "The sheet has more than"),
        (
            in_sheet(b"<sheetData>", b"<sheetData><row>" + b"<c/>" * 240_000 + b"</row>"),
            "The sheet has more than 240,000 cells",
        ),
        (
            in_sheet(b"<worksheet", b'<!DOCTYPE a [<!ENTITY x "xx">]><worksheet'),
            "The workbook can’t be read",
        ),
        (in_sheet(b"<sheetData>", b"<sheetData"), "The workbook can’t be read"),
        (
            in_sheet(b"<sheetData>", b'<sheetData><row><c t="s"><v>7</v></c></row>'),
            "The workbook can’t be read",
        ),
        (rezipped(workbook(["a"]), lambda _n, _c: b""), "The workbook can’t be read"),
    ],
)
def test_bombs_and_damage_are_refused(data: bytes, words: str) -> None:
    assert refusal(data).startswith(words)


def test_workbook_with_a_password_on_its_members_is_refused() -> None:
    data = bytearray(workbook(["Place"], ["Upper End"]))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data)).startswith("The workbook has a password")


def test_a_row_far_down_or_a_cell_far_out_is_passed_over() -> None:
    far_down = b'<row r="1000000000"><c r="A1000000000"><v>1</v></c></row></sheetData>'
    far_out = b'<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>'
    for stray in (far_down, far_out):
        table = read_table(in_sheet(b"</sheetData>", stray))
        assert table == Table(("Place",), (Line(2, ("Upper End",)),))
