"""Excel workbooks: looked at from outside before they are opened, then read row by row."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time

import openpyxl

from smp_portal.foundation.files.refusal import FileRefused

_MOST_MEMBERS = 500
_MOST_UNPACKED = 40_000_000
# A sheet of ordinary answers packs to a twentieth; a bomb to a thousandth.
_MOST_RATIO = 120
_SMALL = 1_000_000
_MOST_CELLS = 240_000
# A cell with its text inside it is six tags; the reader keeps each tag of any other kind in memory.
_TAGS_OF_A_CELL = 6
_MORE_TAGS = 100_000
# Rows are told by their number, and a made-up number would have billions of empty ones before it.
_MOST_EMPTY_ROWS = 5_000
_CHUNK = 1 << 16

_NOT_EXCEL = (
    "This archive is no Excel workbook. Add the CSV or Excel (.xlsx) file itself, not packed"
)
_DAMAGED = (
    "The workbook can’t be read: it is damaged or was made by a program that writes other files. "
    "Open it in a spreadsheet, save it as CSV and add that"
)
_TOO_LARGE = (
    "The workbook unpacks to far more than a table of answers. Copy the sheet with the answers into a new "
    "workbook, or save it as CSV, and add that"
)
_TOO_MANY_CELLS = (
    f"The sheet has more than {_MOST_CELLS:,} cells. Delete the columns that aren’t needed, or split it into "
    "several files, and add those"
)
_OTHER_DOCUMENTS = {
    "word/document.xml": "This is a Word document, not a table. Save its table as CSV or as an Excel workbook (.xlsx)",
    "ppt/presentation.xml": "This is a presentation, not a table. Add the CSV or Excel file",
    "content.xml": "This is an OpenDocument file (.ods). Save it as CSV or as an Excel workbook (.xlsx), and add that",
    "xl/workbook.bin": "This is a binary Excel workbook (.xlsb). Save it as .xlsx or CSV, and add that",
}


def read_rows(data: bytes, *, rows: int, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Each row of the first sheet with its number; how many rows and columns can be taken at most."""
    _look_from_outside(data, rows=rows)
    empty = 0
    # One column more than is taken shows that there are too many; a stray cell far out costs nothing.
    for number, row in enumerate(_opened(data, columns=columns + 1), start=1):
        cells = [_words(value) for value in row]
        empty = 0 if any(cells) else empty + 1
        if empty > _MOST_EMPTY_ROWS:
            return
        yield number, cells


def _opened(data: bytes, *, columns: int) -> Iterator[tuple[object, ...]]:
    try:
        with warnings.catch_warnings():
            # It warns of decorations that it leaves out.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
            sheet = book.worksheets[0]
            # What a sheet says of its own size need not be so.
            sheet.reset_dimensions()
            yield from sheet.iter_rows(max_col=columns, values_only=True)
    except FileRefused:
        raise
    except Exception as error:  # the reader meets files of any making with any exception
        raise FileRefused(_DAMAGED) from error


def _words(value: object) -> str:
    """A cell as it would stand in a CSV file; dates as 2020-02-05."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _look_from_outside(data: bytes, *, rows: int) -> None:
    """Refuse by the archive's directory, then by counting tags, before anything is built in memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _look_at_directory(members)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _look_at_text(archive, member, rows=rows)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise FileRefused(_DAMAGED) from error
    except (RuntimeError, UnicodeDecodeError, ValueError) as error:
        raise FileRefused(_DAMAGED) from error


def _look_at_directory(members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename for member in members}
    for name, words in _OTHER_DOCUMENTS.items():
        if name in names:
            raise FileRefused(words)
    if "[Content_Types].xml" not in names:
        raise FileRefused(_NOT_EXCEL)
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused("The workbook has a password. Save it without one, and add that")
    if len(members) > _MOST_MEMBERS or len(names) < len(members):
        raise FileRefused(_DAMAGED)
    if sum(member.file_size for member in members) > _MOST_UNPACKED or any(
        map(_is_pressed, members)
    ):
        raise FileRefused(_TOO_LARGE)


def _is_pressed(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _SMALL and member.file_size > _MOST_RATIO * max(
        member.compress_size, 1
    )


def _look_at_text(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, rows: int) -> None:
    counts = dict.fromkeys(_COUNTED, 0)
    with archive.open(member) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            for what, pattern in _COUNTED.items():
                # The tail is part of the last chunk too: what stands whole in it was counted there.
                counts[what] += _count(pattern, tail + chunk) - _count(pattern, tail)
            tail = (tail + chunk)[-_LONGEST:]
            _refuse_counts(counts, rows=rows)


_COUNTED = {
    "declarations": re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0|\0<\0!"),
    "rows": re.compile(rb"<(?:\w{1,8}:)?row[ >/]"),
    "cells": re.compile(rb"<(?:\w{1,8}:)?c[ >/]"),
    "texts": re.compile(rb"<(?:\w{1,8}:)?si[ >/]"),
    "tags": re.compile(rb"<"),
}
_LONGEST = 16


def _count(pattern: re.Pattern[bytes], text: bytes) -> int:
    if len(pattern.pattern) == 1:
        return text.count(pattern.pattern)
    return len(pattern.findall(text))


def _refuse_counts(counts: dict[str, int], *, rows: int) -> None:
    if counts["declarations"]:
        raise FileRefused(_DAMAGED)
    # Formatted rows without a word count here; the reader counts those with words.
    if counts["rows"] > 3 * rows:
        raise FileRefused(_too_many(rows))
    if counts["cells"] > _MOST_CELLS:
        raise FileRefused(_TOO_MANY_CELLS)
    told = counts["cells"] + counts["rows"] + counts["texts"]
    if counts["tags"] > _TAGS_OF_A_CELL * told + _MORE_TAGS:
        raise FileRefused(_TOO_LARGE)


def _too_many(rows: int) -> str:
    return f"The sheet has more than {rows:,} rows. Split it into several files, and add those"
