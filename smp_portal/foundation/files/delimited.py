"""Text with a delimiter between cells: which encoding and which delimiter, and its records with their lines."""

import codecs
import csv
import io
from _csv import Reader
from collections.abc import Iterator
from itertools import islice

from smp_portal.foundation.files.refusal import FileRefused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t|"
# How many records decide which delimiter it is.
_SAMPLE = 20
_SAVE_AS_UTF8 = "In the spreadsheet choose “CSV UTF-8” when you save it, and add that file"
_QUOTES = (
    "a quotation mark is left open, or stands in the middle of a cell. "
    "Open the file in a spreadsheet, save it as CSV again and add that"
)

_LONG = (
    "a cell is far too long: perhaps a quotation mark is missing. "
    "Put that right in a spreadsheet, save it as CSV again and add that"
)


def read_records(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins; a quoted cell may run over several lines."""
    text, first = _without_excels_hint(_text(data))
    delimiter = first or _delimiter(text)
    reader = _reader(text, delimiter)
    # Excel's hint was a line of its own.
    offset = 1 if first else 0
    while True:
        line = reader.line_num + 1 + offset
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            words = _LONG if "larger than field limit" in str(error) else _QUOTES
            raise FileRefused(words, line=line) from error
        yield line, record


def _text(data: bytes) -> str:
    text = _decoded(data)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileRefused(
            f"there are characters that no text holds. {_SAVE_AS_UTF8}",
            line=line,
        )
    return text


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _as(encoding, data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # What Excel on Windows writes when nobody asks it for UTF-8.
        return _as("cp1252", data)


def _as(encoding: str, data: bytes) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="ignore")
        line = before.count("\n") + 1
        raise FileRefused(
            f"there are characters that can’t be read. {_SAVE_AS_UTF8}", line=line
        ) from error


def _without_excels_hint(text: str) -> tuple[str, str]:
    """The text after a first line like "sep=;", and the delimiter that it names, if there is one."""
    head, _, rest = text[:10].partition("\n")
    hint = head.rstrip("\r").lower()
    if rest and len(hint) == len("sep=,") and hint.startswith("sep=") and hint[-1] in _DELIMITERS:
        return text[len(head) + 1 :], hint[-1]
    return text, ""


def _delimiter(text: str) -> str:
    return max(_DELIMITERS, key=lambda one: _fitness(text, one))


def _fitness(text: str, delimiter: str) -> tuple[float, bool, int]:
    """How well a delimiter explains the first records: as wide as the headings, readable, and wide."""
    widths: list[int] = []
    is_readable = True
    try:
        for record in islice(_reader(text, delimiter), _SAMPLE):
            widths.append(len(record))  # noqa: PERF401 - what was read before an error counts too
    except csv.Error:
        is_readable = False
    filled = [width for width in widths if width]
    if not filled or filled[0] == 1:
        return (0, is_readable, len(filled[:1]))
    return (filled.count(filled[0]) / len(filled), is_readable, filled[0])


def _reader(text: str, delimiter: str) -> Reader:
    # Strict, for otherwise a quotation mark that nobody closed would swallow the rest of the file in silence.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
