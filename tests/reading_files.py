"""A file that left the portal, read as a spreadsheet would read it."""

import csv
import io
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def content_of(response: Any) -> bytes:
    """The whole file, once it has been read."""
    assert response.status_code == 200
    content: bytes = response.content
    return content


def csv_rows(response: Any) -> list[list[str]]:
    """The lines of a CSV file, its headings first."""
    text = content_of(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def worksheet(response: Any) -> Worksheet:
    """The one sheet of a workbook."""
    book = load_workbook(io.BytesIO(content_of(response)))
    (sheet,) = book.worksheets
    assert isinstance(sheet, Worksheet)
    return sheet


def workbook_rows(response: Any) -> list[list[Any]]:
    """The rows of a workbook's one sheet, its headings first."""
    return [list(row) for row in worksheet(response).iter_rows(values_only=True)]
