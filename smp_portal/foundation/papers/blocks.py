"""What a paper is made of, whoever draws it: headings, words, ratings, tables, pictures.

A `mark` names a figure on the paper's page, so that what became of it later can be shown beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import ClassVar

from django.utils.safestring import SafeString

from smp_portal.foundation import charts
from smp_portal.foundation.charts import LineChart

_BULLET = "- "
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Heading:
    """A heading of the first to the third level; a part that begins a page of its own says so."""

    kind: ClassVar[str] = "heading"
    level: int
    text: str
    starts_page: bool = False

    @property
    def on_page(self) -> int:
        """Its level on a page of the portal, whose first heading is the paper's title."""
        return self.level + 1


@dataclass(frozen=True)
class Text:
    """One paragraph; `look` is empty, "lead", "quiet" or "strong"."""

    kind: ClassVar[str] = "text"
    words: str
    look: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Bullets:
    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Short labels with what they name."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RatingShown:
    """A rating as shape, letter and word, with a label above it and a note below."""

    rating: str
    words: str
    label: str = ""
    note: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Ratings:
    """Ratings side by side: before and now."""

    kind: ClassVar[str] = "ratings"
    items: tuple[RatingShown, ...]


@dataclass(frozen=True)
class Point:
    """One thing to look at first: a word for its kind, what it is about, and what is so."""

    sort: str
    colour: str
    subject: str
    words: str
    note: str = ""


@dataclass(frozen=True)
class Points:
    kind: ClassVar[str] = "points"
    items: tuple[Point, ...]


@dataclass(frozen=True)
class Cell:
    """What stands in a table's cell; `rating` draws its shape before the words."""

    words: str
    rating: str = ""
    is_number: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose first column names each row; `widths` are the columns' shares of the line."""

    kind: ClassVar[str] = "table"
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()

    @property
    def labelled(self) -> list[list[tuple[str, Cell]]]:
        """Each row's cells with the headings of their columns."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Picture:
    """A chart; its own words are its alternative text."""

    kind: ClassVar[str] = "picture"
    chart: LineChart

    @property
    def wide(self) -> SafeString:
        return charts.svg(self.chart)

    @property
    def narrow(self) -> SafeString:
        """The drawing for a phone."""
        return charts.svg(self.chart, charts.Width.NARROW)

    @property
    def alternative(self) -> str:
        return charts.words(self.chart)


Block = Heading | Text | Bullets | Facts | Ratings | Points | Table | Picture


@dataclass(frozen=True)
class Paper:
    """A whole paper: what it is called, for whom, of what day, and its blocks."""

    title: str
    under_title: str
    publisher: str
    made_at: datetime
    blocks: tuple[Block, ...]


def prose_blocks(text: str) -> Iterator[Text | Bullets]:
    """What somebody typed, as paragraphs and as bullets where lines begin with "- "."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for part in _BLANK_LINE.split(plain):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        for is_list, group in groupby(lines, key=lambda line: line.startswith(_BULLET)):
            found = list(group)
            if is_list:
                yield Bullets(tuple(line.removeprefix(_BULLET).strip() for line in found))
            else:
                yield Text(" ".join(found))
