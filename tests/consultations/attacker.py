"""Somebody who reads all that is published and tries to work out what is not.

A figure can be worked out where it is the same in every partnership's survey that would be published as this one was.
So the attacker looks for another: other people, the same pages, another figure. What can't be worked out has one. He
knows the rules of suppression as well, for the other survey must be published with the same gaps.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from typing import Any

from consultations.audiences import AUDIENCES, Audience, Cell
from consultations.models import Option, Question, QuestionKind
from consultations.queries.releases import careful_release
from consultations.queries.tallies import Tally


@dataclass(frozen=True)
class Person:
    """Where somebody lives, how old they are and what they chose."""

    cell: Cell
    chosen: frozenset[int]


@dataclass(frozen=True)
class Figure:
    """How many people of an audience chose an option, or did not choose it."""

    audience: Audience
    option: int
    did: bool


@dataclass(frozen=True)
class Survey:
    """One question and everybody who answered it."""

    kind: QuestionKind
    options: int
    most: int
    people: Counter[Person]

    def value(self, figure: Figure) -> int:
        """How many people a figure counts."""
        return sum(
            number
            for person, number in self.people.items()
            if figure.audience.holds(person.cell) and (figure.option in person.chosen) == figure.did
        )

    def base(self, audience: Audience) -> int:
        """How many people answered."""
        return sum(n for person, n in self.people.items() if audience.holds(person.cell))

    def small_figures(self) -> Iterator[tuple[Figure, int]]:
        """What nobody may work out: every figure under 5, whether of those who chose or of those who did not."""
        for audience in AUDIENCES.values():
            if not self.base(audience):
                continue
            for option in range(self.options):
                for did in (True, False):
                    figure = Figure(audience, option, did)
                    if self.value(figure) < 5:
                        yield figure, self.value(figure)

    @cached_property
    def published(self) -> dict[str, Any]:
        """All that the portal shows of it, audience by audience."""
        question = Question(kind=self.kind, most=self.most if self.kind == "SEVERAL" else None)
        options = [Option(pk=number, number=number) for number in range(self.options)]
        release = careful_release(question, options, self._tally())
        page: dict[str, Any] = {"rows": [[one.pk for one in row] for row in release.rows]}
        for key, audience in AUDIENCES.items():
            found = [release.arithmetic(row, audience) for row in release.rows]
            page[key] = (release.base(audience), [one and one.count for one in found])
        return page

    def _tally(self) -> Tally:
        counts: dict[int, Counter[Cell]] = {number: Counter() for number in range(self.options)}
        bases: Counter[Cell] = Counter()
        for person, number in self.people.items():
            bases[person.cell] += number
            for option in person.chosen:
                counts[option][person.cell] += number
        return Tally(counts, bases)


def can_work_out(survey: Survey, figure: Figure) -> bool:
    """Whether no other survey is published like this one and differs in this figure."""
    value = survey.value(figure)
    nearby = (other for other in _others(survey) if other.value(figure) != value)
    return not any(other.published == survey.published for other in nearby)


def _others(survey: Survey) -> Iterator[Survey]:
    yield from _near(survey)
    for option in range(survey.options):
        # What nearly everybody chose may as well be what nearly nobody did.
        unchosen = _without(survey, option)
        yield unchosen
        yield from _near(unchosen)
    yield from _steps(survey, 2)


def _without(survey: Survey, option: int) -> Survey:
    people: Counter[Person] = Counter()
    for person, number in survey.people.items():
        people[replace(person, chosen=person.chosen - {option} or person.chosen)] += number
    return replace(survey, people=people)


def _steps(survey: Survey, number: int) -> Iterator[Survey]:
    """Surveys in which one thing is otherwise, then those in which two are."""
    for other in _near(survey):
        yield other
    if number > 1:
        for other in _near(survey):
            yield from _steps(other, number - 1)


def _near(survey: Survey) -> Iterator[Survey]:
    places, bands = zip(*(person.cell for person in survey.people), strict=True)
    cells = set(product(places, bands))
    for one, two in combinations(survey.people, 2):
        for changed in _exchanged(survey, one, two):
            yield _instead(survey, [one, two], changed)
    for one in survey.people:
        for chosen in _choices(survey, one.chosen):
            yield _instead(survey, [one], [replace(one, chosen=chosen)])
        for cell in cells - {one.cell}:
            yield _instead(survey, [one], [replace(one, cell=cell)])


def _exchanged(survey: Survey, one: Person, two: Person) -> Iterator[list[Person]]:
    """Two people who chose each other's, wholly or in one option."""
    if one.chosen != two.chosen and one.cell != two.cell:
        yield [replace(one, chosen=two.chosen), replace(two, chosen=one.chosen)]
    for first in one.chosen - two.chosen:
        given, taken = one.chosen - {first}, two.chosen | {first}
        if given and len(taken) <= survey.most:
            yield [replace(one, chosen=given), replace(two, chosen=taken)]
        for second in two.chosen - one.chosen:
            yield [
                replace(one, chosen=given | {second}),
                replace(two, chosen=taken - {second}),
            ]


def _choices(survey: Survey, chosen: frozenset[int]) -> Iterator[frozenset[int]]:
    for option in range(survey.options):
        if option in chosen and len(chosen) > 1:
            yield chosen - {option}
        elif option not in chosen:
            if len(chosen) < survey.most:
                yield chosen | {option}
            for other in chosen:
                yield chosen - {other} | {option}


def _instead(survey: Survey, old: list[Person], new: list[Person]) -> Survey:
    people = survey.people.copy()
    people.subtract(Counter(old))
    people.update(new)
    return replace(survey, people=+people)
