"""What people said about how things change, counted by what it is about."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from consultations.models import Direction, Testimony, Theme


@dataclass(frozen=True)
class ThemeCount:
    """How many people said what of one of the pressures, in the order of the directions."""

    title: str
    numbers: list[int]

    @property
    def total(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True)
class TestimonyCounts:
    """The pressures that somebody spoke of, and all of it together."""

    rows: list[ThemeCount]
    total: ThemeCount


def count_testimony() -> TestimonyCounts:
    """Everybody who agreed at least to be counted, by theme and direction."""
    found = Testimony.objects.order_by().values_list("theme", "direction")
    counted = Counter(
        {(theme, way): number for theme, way, number in found.annotate(number=Count("pk"))}
    )
    spoken_of = {theme for theme, _way in counted}
    rows = [
        ThemeCount(theme.title, [counted[theme.pk, way] for way in Direction])
        for theme in Theme.objects.filter(pk__in=spoken_of)
    ]
    columns = [sum(row.numbers[place] for row in rows) for place in range(len(Direction))]
    return TestimonyCounts(rows, ThemeCount("All together", columns))
