"""A list as a file that opens in a spreadsheet: CSV, or an Excel workbook."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice
from typing import IO, Any, Generic, TypeVar

from django.db import models
from django.http import HttpResponse
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .cells import Value, plain, reads_as_formula

Row = TypeVar("Row")
Cells = list[Any]

MEASURED = 200  # rows that say how wide the columns are
NARROWEST, WIDEST = 10, 60  # characters
LONGEST = 32_767  # characters that a cell of a workbook takes
SHEET_NAME = 31  # characters
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
DATE_FORMATS = {date: "d mmm yyyy", datetime: "d mmm yyyy h:mm"}


class FileKind(models.TextChoices):
    """The files that a list can be taken away as."""

    WORKBOOK = "xlsx", "Excel"
    CSV = "csv", "CSV"


TYPES = {
    FileKind.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a list: its heading, and what a row has there."""

    heading: str
    value: Callable[[Row], Value]


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """A list as it leaves the portal: what it is called, its columns and all its rows."""

    name: str
    columns: list[Column[Row]]
    rows: Iterable[Row]

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def cells(self) -> Iterator[Cells]:
        """The rows' values, one row after the other."""
        for row in self.rows:
            yield [plain(column.value(row)) for column in self.columns]


def send_sheet(sheet: Sheet[Any], kind: FileKind, *, on: date) -> HttpResponse:
    """The list as a file, named for the day; it is whole before its first byte goes out, so never half a list."""
    file = BytesIO()
    WRITERS[kind](sheet, file)
    name = f"{slugify(sheet.name)}-{on.isoformat()}.{kind.value}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.getvalue(), content_type=TYPES[kind], headers=headers)


def write_csv(sheet: Sheet[Any], file: IO[bytes]) -> None:
    """UTF-8 with the mark by which Excel knows it; what reads as a formula gets an apostrophe before it."""
    lines = csv.writer(_Encoded(file), lineterminator="\r\n")
    file.write("\N{BYTE ORDER MARK}".encode())
    lines.writerow(sheet.headings)
    lines.writerows([_shown(value) for value in cells] for cells in sheet.cells())


def write_workbook(sheet: Sheet[Any], file: IO[bytes]) -> None:
    """A workbook of one sheet."""
    write_sheets([sheet], file)


def write_sheets(sheets: Iterable[Sheet[Any]], file: IO[bytes]) -> None:
    """A workbook, the headings of each sheet bold, in sight and ready to filter by."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write_page(book, sheet)
    book.save(file)


def _write_page(book: Workbook, sheet: Sheet[Any]) -> None:
    page = book.create_sheet(NOT_IN_SHEET_NAMES.sub(" ", sheet.name)[:SHEET_NAME])
    rows = sheet.cells()
    first = list(islice(rows, MEASURED))
    for number, width in enumerate(_widths(sheet.headings, first), start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = "A2"
    page.append([_cell(page, heading, Font(bold=True)) for heading in sheet.headings])
    last = 1
    for last, cells in enumerate(chain(first, rows), start=2):  # noqa: B007 - it counts the rows
        page.append([_cell(page, value) for value in cells])
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"


WRITERS: dict[FileKind, Callable[[Sheet[Any], IO[bytes]], None]] = {
    FileKind.CSV: write_csv,
    FileKind.WORKBOOK: write_workbook,
}


@dataclass(frozen=True)
class _Encoded:
    file: IO[bytes]

    def write(self, text: str) -> int:
        return self.file.write(text.encode())


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and reads_as_formula(text) else text


def _cell(page: Any, value: Any, font: Font | None = None) -> Any:
    cell = WriteOnlyCell(page)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font:
        cell.font = font
    if isinstance(value, str) and value:
        cell.value = value[:LONGEST]
        # The cell's kind keeps it from being calculated, the mark from becoming a formula when somebody edits it.
        cell.data_type = "s"
        cell.quotePrefix = reads_as_formula(value)
    else:
        cell.value = None if value == "" else value
        cell.number_format = DATE_FORMATS.get(type(value), "General")
    return cell


def _widths(headings: list[str], rows: list[Cells]) -> Iterator[int]:
    for number, heading in enumerate(headings):
        longest = max([len(heading) + 3, *(_length(cells[number]) for cells in rows)])
        yield min(max(longest + 2, NARROWEST), WIDEST)


def _length(value: Any) -> int:
    if isinstance(value, datetime):
        return len("30 Sept 2022 10:30")
    if isinstance(value, date):
        return len("30 Sept 2022")
    return max(map(len, str(value).split("\n")))
