"""Whatever the table, it reads back the same; whatever the bytes, they are read or refused."""

import csv
import io
from contextlib import suppress

from hypothesis import assume, example, given
from hypothesis import strategies as st

from smp_portal.foundation.files import FileRefused, read_table

TEXT = st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]), max_size=12)
PLAIN = st.text(st.characters(codec="cp1252", exclude_characters='\0,;|\t"\r\n'), max_size=12)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
DELIMITERS = st.sampled_from([",", ";", "\t", "|"])


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[str]) -> list[list[str]]:
    """Headings and rows; no heading is empty, and no row is."""
    width = draw(st.integers(2, 5))
    full = cells.filter(lambda cell: bool(cell.strip()))
    headings = draw(st.lists(full, min_size=width, max_size=width))
    row = st.builds(
        lambda first, rest: [first, *rest],
        full,
        st.lists(cells, min_size=width - 1, max_size=width - 1),
    )
    return [headings, *draw(st.lists(row, min_size=1, max_size=8))]


def written(table: list[list[str]], delimiter: str, *, quoting: int) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(table)  # type: ignore[arg-type]
    return file.getvalue()


def reads_back(table: list[list[str]], text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        data = text.encode()
    if encoding == "cp1252":
        # A few texts in the Windows encoding are good UTF-8 too: nobody can tell those apart.
        assume(data == text.encode() or not _is_utf_8(data))
    read = read_table(data)
    assert [list(read.headings), *(list(line.cells) for line in read.lines)] == table


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(table=tables(TEXT), encoding=ENCODINGS, delimiter=DELIMITERS)
def test_quoted_table_reads_back_the_same(
    table: list[list[str]], encoding: str, delimiter: str
) -> None:
    reads_back(table, written(table, delimiter, quoting=csv.QUOTE_ALL), encoding)


@given(table=tables(PLAIN), encoding=ENCODINGS, delimiter=DELIMITERS)
def test_plain_table_reads_back_the_same(
    table: list[list[str]], encoding: str, delimiter: str
) -> None:
    reads_back(table, written(table, delimiter, quoting=csv.QUOTE_MINIMAL), encoding)


@given(
    st.binary(max_size=400)
    | st.binary(max_size=400).map(b"PK\x03\x04".__add__)
    | st.text(',;"\n\r\0a\t|é', max_size=60).map(str.encode)
)
@example(b'a,b\n"1')
@example(b"\xff\xfe\0")
def test_whatever_the_bytes_they_are_read_or_refused(data: bytes) -> None:
    with suppress(FileRefused):
        table = read_table(data)
        assert {len(line.cells) for line in table.lines} == {len(table.headings)}
