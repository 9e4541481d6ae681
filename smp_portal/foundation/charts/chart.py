"""What a line of figures is made of, before anybody draws it or tells it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smp_portal.foundation.words import figure


@dataclass(frozen=True)
class Point:
    """What was read in a period, or why there is no figure: then `value` is None and the line breaks.

    `said` is how the figure is said where it is more than a number: "4 of 10".
    """

    label: str
    start: date
    end: date
    value: Decimal | None
    reason: str = ""
    said: str = ""

    @property
    def figure(self) -> str:
        """The figure as it is read: "1,234", "4 of 10", "no figure"."""
        return "no figure" if self.value is None else self.said or figure(self.value)


@dataclass(frozen=True)
class Target:
    """What is to be reached, and by when if that is said."""

    value: Decimal
    by: date | None = None


@dataclass(frozen=True)
class Break:
    """The day from which something else is counted, in words; figures before and after don't compare."""

    on: date
    words: str


@dataclass(frozen=True)
class LineChart:
    """Figures over time, with what they are held against; equal charts are drawn once."""

    title: str
    unit: str
    points: tuple[Point, ...]
    target: Target | None = None
    baseline: Decimal | None = None
    breaks: tuple[Break, ...] = ()
    source: str = ""

    @property
    def in_order(self) -> tuple[Point, ...]:
        """The points from the first period to the last."""
        return tuple(sorted(self.points, key=lambda point: (point.end, point.start)))

    @property
    def breaks_in_order(self) -> tuple[Break, ...]:
        return tuple(sorted(self.breaks, key=lambda one: (one.on, one.words)))

    @property
    def figures(self) -> tuple[Point, ...]:
        """The points that have a figure, first to last."""
        return tuple(point for point in self.in_order if point.value is not None)

    @property
    def gaps(self) -> tuple[Point, ...]:
        """The points without a figure, first to last."""
        return tuple(point for point in self.in_order if point.value is None)

    @property
    def lines(self) -> tuple[tuple[Point, ...], ...]:
        """The figures in the pieces that may be joined: none across a gap or a new definition."""
        pieces: list[list[Point]] = [[]]
        before: Point | None = None
        for point in self.in_order:
            if before and self._is_broken(before, point):
                pieces.append([])
            if point.value is None:
                pieces.append([])
            else:
                pieces[-1].append(point)
            before = point
        return tuple(tuple(piece) for piece in pieces if piece)

    def _is_broken(self, before: Point, point: Point) -> bool:
        return any(before.end < one.on <= point.end for one in self.breaks)
