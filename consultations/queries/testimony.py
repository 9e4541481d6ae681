"""What people said about how things change, counted by what it is about."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from consultations.disclosure import in_tens, told_in_tens
from consultations.models import Direction, Testimony, Theme
from partners.models import User


@dataclass(frozen=True)
class ThemeCount:
    """How many people said what of one of the pressures, in the order of the directions; `total` is the team's alone.

    `is_few` where none of the numbers reaches what others are told.
    """

    title: str
    told: list[str]
    total: int | None = None
    is_few: bool = False

    @property
    def ways(self) -> list[tuple[str, str]]:
        """Each number with the way of which it is."""
        return list(zip(Direction.labels, self.told, strict=True))


@dataclass(frozen=True)
class TestimonyCounts:
    """The pressures that somebody spoke of, and all of it together for the team."""

    rows: list[ThemeCount]
    total: ThemeCount | None


def count_testimony(*, reader: User) -> TestimonyCounts:
    """Everybody who agreed at least to be counted, by theme and direction; to others in tens and without sums."""
    found = Testimony.objects.order_by().values_list("theme", "direction")
    counted = Counter(
        {(theme, way): number for theme, way, number in found.annotate(number=Count("pk"))}
    )
    spoken_of = {theme for theme, _way in counted}
    exact = [
        (theme.title, [counted[theme.pk, way] for way in Direction])
        for theme in Theme.objects.filter(pk__in=spoken_of)
    ]
    if not reader.runs_the_portal:
        return TestimonyCounts([_in_tens(title, numbers) for title, numbers in exact], None)
    columns = [sum(column) for column in zip(*(numbers for _, numbers in exact), strict=True)]
    rows = [_exact(title, numbers) for title, numbers in exact]
    return TestimonyCounts(rows, _exact("All together", columns or [0] * len(Direction)))


def _in_tens(title: str, numbers: list[int]) -> ThemeCount:
    told = [told_in_tens(number) for number in numbers]
    return ThemeCount(title, told, is_few=not any(map(in_tens, numbers)))


def _exact(title: str, numbers: list[int]) -> ThemeCount:
    return ThemeCount(title, [f"{number:,}" for number in numbers], sum(numbers))
