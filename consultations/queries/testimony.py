"""What people said about how things change, counted by what it is about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from consultations.disclosure import has_few, is_few
from consultations.models import Direction, Testimony, Theme
from partners.models import User


@dataclass(frozen=True)
class ThemeCount:
    """How many people said what of one of the pressures, in the order of the directions.

    `total` and `numbers` are missing where they may not be told to the reader.
    """

    title: str
    total: int | None
    numbers: Sequence[int] = ()

    @property
    def ways(self) -> list[tuple[str, int]]:
        """Each number with the way of which it is."""
        return list(zip(Direction.labels, self.numbers, strict=False))


@dataclass(frozen=True)
class TestimonyCounts:
    """The pressures that somebody spoke of, and all of it together where that may be told."""

    rows: list[ThemeCount]
    total: ThemeCount

    @property
    def keeps_few_back(self) -> bool:
        """Whether figures are left out because so few people stand behind them."""
        return not all(row.numbers for row in self.rows)


def count_testimony(*, reader: User) -> TestimonyCounts:
    """Everybody who agreed at least to be counted, by theme and direction; few are not counted to others."""
    found = Testimony.objects.order_by().values_list("theme", "direction")
    counted = Counter(
        {(theme, way): number for theme, way, number in found.annotate(number=Count("pk"))}
    )
    spoken_of = {theme for theme, _way in counted}
    exact = [
        (theme.title, [counted[theme.pk, way] for way in Direction])
        for theme in Theme.objects.filter(pk__in=spoken_of)
    ]
    is_open = reader.runs_the_portal
    rows = [_told(title, numbers, is_open=is_open) for title, numbers in exact]
    return TestimonyCounts(rows, _together(rows, [numbers for _, numbers in exact]))


def _told(title: str, numbers: list[int], *, is_open: bool) -> ThemeCount:
    total = sum(numbers)
    if is_open or not has_few(numbers):
        return ThemeCount(title, total, numbers)
    return ThemeCount(title, None if is_few(total) else total)


def _together(rows: list[ThemeCount], exact: list[list[int]]) -> ThemeCount:
    """The sums, as far as they don't tell what a row keeps back."""
    columns = [sum(column) for column in zip(*exact, strict=True)]
    is_told = all(row.numbers for row in rows)
    total = None if any(row.total is None for row in rows) else sum(columns)
    return ThemeCount("All together", total, columns if is_told else ())
