"""A file's table: one line of headings, and the lines below it."""

from collections.abc import Iterator
from dataclasses import dataclass

from smp_portal.foundation.files.delimited import read_records
from smp_portal.foundation.files.kinds import is_workbook
from smp_portal.foundation.files.refusal import FileRefused
from smp_portal.foundation.files.workbooks import read_rows


@dataclass(frozen=True)
class Limits:
    """What is taken at most: bytes of the file, rows below the headings, columns, characters of a cell."""

    size: int = 5_000_000
    rows: int = 20_000
    columns: int = 100
    cell: int = 10_000


LIMITS = Limits()
_EMPTY = "The file is empty. Add the file that the survey tool exported"


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headings, as wide as they are; `is_over` where it had more filled cells than headings."""

    number: int
    cells: tuple[str, ...]
    is_over: bool = False


@dataclass(frozen=True)
class Table:
    """What a file says; rows without a word are left out."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(data: bytes, *, limits: Limits = LIMITS) -> Table:
    """The table in a CSV or Excel file, or FileRefused."""
    if not data.strip(b"\0 \t\r\n"):
        raise FileRefused(_EMPTY)
    if len(data) > limits.size:
        raise FileRefused(too_large(limits))
    if is_workbook(data):
        records = read_rows(data, rows=limits.rows, columns=limits.columns)
    else:
        records = read_records(data)
    return _table(_checked(records, limits), limits)


def too_large(limits: Limits = LIMITS) -> str:
    """What a file of too many bytes is told."""
    return (
        f"The file is larger than {limits.size // 1_000_000} MB. Delete the columns that aren’t needed, or split it "
        "into several files, and add those"
    )


def _checked(
    records: Iterator[tuple[int, list[str]]], limits: Limits
) -> Iterator[tuple[int, list[str], int]]:
    """The records with words in them, each within the limits, and how wide they are without empty cells at the end."""
    for line, cells in records:
        width = _filled_width(cells)
        if width > limits.columns:
            raise FileRefused(
                f"there are more than {limits.columns} cells, and the portal takes no more. Delete the columns "
                "that aren’t needed, save it again and add that",
                line=line,
            )
        if any(len(cell) > limits.cell for cell in cells[:width]):
            raise FileRefused(
                f"a cell has more than {limits.cell:,} characters. Shorten it, or look whether a quotation mark "
                "is missing, save it again and add that",
                line=line,
            )
        if width:
            yield line, cells, width


def _table(records: Iterator[tuple[int, list[str], int]], limits: Limits) -> Table:
    _, headings, width = next(records, (0, [], 0))
    if not width:
        raise FileRefused(_EMPTY)
    lines: list[Line] = []
    for number, cells, filled in records:
        if len(lines) == limits.rows:
            raise FileRefused(
                f"this is row {limits.rows + 1:,}, and the portal takes {limits.rows:,} from one file. Split it "
                "into several files, and add those",
                line=number,
            )
        padded = (*cells[:width], *[""] * (width - len(cells)))
        lines.append(Line(number, padded, is_over=filled > width))
    if not lines:
        raise FileRefused(
            "The file has headings and no row below them. Export it again once there are answers"
        )
    return Table(tuple(headings[:width]), tuple(lines))


def _filled_width(cells: list[str]) -> int:
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width
