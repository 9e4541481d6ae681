"""Lists as files: what a spreadsheet finds in them, whatever somebody typed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smp_portal.foundation.lists import Column, Sheet, send_sheet
from smp_portal.foundation.lists.cells import Value
from smp_portal.foundation.lists.files import FileKind
from tests.reading_files import content_of, csv_rows, workbook_rows, worksheet

TODAY = date(2022, 10, 5)
MOMENT = datetime(2022, 10, 5, 8, 30, 15, tzinfo=UTC)


def sheet_of(*values: Value, name: str = "Action plans") -> Sheet[Value]:
    return Sheet(name, [Column[Value]("What it says", lambda value: value)], values)


def in_csv(*values: Value) -> list[str]:
    _, *rows = csv_rows(send_sheet(sheet_of(*values), FileKind.CSV, on=TODAY))
    return [cell for (cell,) in rows]


@pytest.mark.parametrize(
    ("kind", "name", "content_type"),
    [
        (FileKind.CSV, "action-plans-2022-10-05.csv", "text/csv; charset=utf-8"),
        (
            FileKind.WORKBOOK,
            "action-plans-2022-10-05.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_file_is_named_for_its_list_and_day(kind: FileKind, name: str, content_type: str) -> None:
    response = send_sheet(sheet_of("Roads"), kind, on=TODAY)
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"] == content_type


def test_csv_opens_in_excel() -> None:
    response = send_sheet(sheet_of("Café, “Rural”", "two\nlines"), FileKind.CSV, on=TODAY)
    assert content_of(response) == (
        b'\xef\xbb\xbfWhat it says\r\n"Caf\xc3\xa9, \xe2\x80\x9cRural\xe2\x80\x9d"\r\n"two\nlines"\r\n'
    )


def test_csv_says_values_as_a_spreadsheet_takes_them() -> None:
    assert in_csv(-7, 3.5, TODAY, MOMENT, True, False, None) == [
        "-7",
        "3.5",
        "2022-10-05",
        "2022-10-05 09:30",
        "Yes",
        "No",
        "",
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+44 1664", "'+44 1664"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"),
        ("Roads = safe", "Roads = safe"),
        ("'quoted'", "'quoted'"),
        ("a\0b\x1b", "ab"),
    ],
)
def test_csv_shows_a_formula_as_it_was_typed(typed: str, kept: str) -> None:
    assert in_csv(typed) == [kept]


def test_workbook_has_bold_frozen_headings_and_a_filter() -> None:
    long = "A title of a plan that goes on for quite a while, longer than any column should be"
    rows = [("Roads", 1), (long, 2)]
    columns = [
        Column[tuple[str, int]]("Plan", lambda row: row[0]),
        Column[tuple[str, int]]("Number", lambda row: row[1]),
    ]
    sheet = worksheet(send_sheet(Sheet("People", columns, rows), FileKind.WORKBOOK, on=TODAY))
    assert sheet.title == "People"
    assert [cell.font.b for cell in sheet[1]] == [True, True]
    assert [cell.font.b for cell in sheet[2]] == [False, False]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert [sheet.column_dimensions[name].width for name in "AB"] == [60, 11]


def test_workbook_keeps_numbers_and_dates_as_such() -> None:
    sheet = worksheet(
        send_sheet(sheet_of(-7, 3.5, TODAY, MOMENT, None), FileKind.WORKBOOK, on=TODAY)
    )
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [
        -7,
        3.5,
        datetime(2022, 10, 5),  # noqa: DTZ001 - a workbook knows no time zones
        datetime(2022, 10, 5, 9, 30, 15),  # noqa: DTZ001
        None,
    ]
    assert [cell.number_format for cell in cells[2:4]] == ["d mmm yyyy", "d mmm yyyy h:mm"]


def test_workbook_marks_what_reads_as_a_formula() -> None:
    sheet = worksheet(send_sheet(sheet_of("=1+1", "Roads"), FileKind.WORKBOOK, on=TODAY))
    assert [(cell.value, cell.data_type, cell.quotePrefix) for (cell,) in sheet.iter_rows()] == [
        ("What it says", "s", False),
        ("=1+1", "s", True),
        ("Roads", "s", False),
    ]


def test_workbook_is_named_as_far_as_excel_takes_it() -> None:
    named = sheet_of(name="History of drugs/alcohol: what [we] do about them")
    sheet = worksheet(send_sheet(named, FileKind.WORKBOOK, on=TODAY))
    assert sheet.title == "History of drugs alcohol  what "


def test_file_of_no_rows_has_its_headings() -> None:
    for kind, read in ((FileKind.CSV, csv_rows), (FileKind.WORKBOOK, workbook_rows)):
        assert read(send_sheet(sheet_of(), kind, on=TODAY)) == [["What it says"]]


@given(text=st.text() | st.from_regex(r"\A\s?[=+\-@\t\r\n']"))
@example('=HYPERLINK("https://example.org")')
@example("#N/A")
@example("_x0041_")
@example("\ud800")
@example("2022-10-05")
@example("1e5")
def test_any_text_comes_back_as_text_and_never_as_a_formula(text: str) -> None:
    typed = "".join(
        letter
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
        if letter in "\n\t" or (letter >= " " and letter not in "\ufffe\uffff")
        if not "\ud800" <= letter <= "\udfff"
    )
    (cell,) = in_csv(text)
    assert cell.removeprefix("'") == typed.removeprefix("'")
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert not cell.startswith(("\t", "\r", "\n"))
    sheet = worksheet(send_sheet(sheet_of(text), FileKind.WORKBOOK, on=TODAY))
    kept = sheet["A2"]
    assert (kept.value or "", kept.data_type) == (typed, "s" if typed else "n")
