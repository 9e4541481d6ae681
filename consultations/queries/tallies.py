"""How questions were answered, counted by the database."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Case, Count, F, Value, When

from consultations.audiences import Audience, Cell
from consultations.models import Answer
from smp_portal.foundation.words import per_cent

PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Arithmetic:
    """How many of an audience chose an option: `count` of the `base` people who answered, 1 the `rank` of the most."""

    count: int
    base: int
    rank: int
    is_joint: bool = False

    @property
    def share(self) -> Decimal:
        """The part of the people who chose it, from 0 to 1."""
        if not self.base:
            return Decimal(0)
        return (Decimal(self.count) / self.base).quantize(PLACES, ROUND_HALF_UP)

    @property
    def per_cent(self) -> str:
        """The share in words: "59%"."""
        return per_cent(self.count, self.base)


@dataclass(frozen=True)
class Tally:
    """How one question was answered: people by place and age for each option, and all who answered it."""

    counts: Mapping[int, Mapping[Cell, int]]
    bases: Mapping[Cell, int]

    def base(self, audience: Audience) -> int:
        """How many people of an audience answered the question."""
        return _sum(self.bases, audience)

    def count(self, option_id: int, audience: Audience) -> int:
        """How many people of an audience chose an option."""
        return _sum(self.counts.get(option_id, {}), audience)

    def arithmetic(self, option_id: int, audience: Audience) -> Arithmetic:
        """Where an option stands among the others in an audience."""
        count = self.count(option_id, audience)
        others = [self.count(pk, audience) for pk in self.counts if pk != option_id]
        rank = 1 + sum(other > count for other in others)
        return Arithmetic(count, self.base(audience), rank, is_joint=count in others)


def read_tallies(questions: Collection[int]) -> dict[int, Tally]:
    """The tally of each of these questions, in two queries whatever the number of answers."""
    counts: dict[int, dict[int, Counter[Cell]]] = defaultdict(lambda: defaultdict(Counter))
    bases: dict[int, Counter[Cell]] = defaultdict(Counter)
    cells = Answer.objects.filter(question__in=questions).values("question_id").order_by()
    cells = cells.annotate(rural=_RURAL, band=F("response__age_band"))
    chosen = cells.exclude(option=None).values_list("question_id", "option_id", "rural", "band")
    for question, option, rural, band, number in chosen.annotate(number=Count("pk")):
        counts[question][option][bool(rural), band] += number
    answered = cells.values_list("question_id", "rural", "band")
    for question, rural, band, number in answered.annotate(
        number=Count("response_id", distinct=True)
    ):
        bases[question][bool(rural), band] += number
    return {question: Tally(counts[question], bases[question]) for question in questions}


_RURAL = Case(When(response__community__is_rural=True, then=Value(1)), default=Value(0))


def _sum(cells: Mapping[Cell, int], audience: Audience) -> int:
    return sum(number for cell, number in cells.items() if audience.holds(cell))
