"""Whatever is wrong with a plan file: it is refused whole with a place, or it loads."""

import re

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partners.models import Partner
from priorities.models import StrategicPlan
from priorities.plan_file import PlanFileRefused, Problem, load_plan_file
from tests.priorities.plan_texts import SMALL_PLAN, line_of

pytestmark = pytest.mark.django_db

LINES = SMALL_PLAN.split("\n")
PROSE = range(line_of("First line."), line_of('"""\n\n[[aim]]'))
KEYS = [
    number
    for number, line in enumerate(LINES, start=1)
    if re.match(r"\w+ = (?!\"\"\")", line) and number not in PROSE
]
ENTRIES = [block for block in SMALL_PLAN.split("\n\n") if block.startswith("[[")]

some_examples = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def refusals(lines: list[str]) -> list[Problem]:
    """What is wrong with these lines, each with a place; refused or loaded, nothing is saved by halves."""
    savepoint = transaction.savepoint()
    problems = _load("\n".join(lines))
    plans, partners = StrategicPlan.objects.count(), Partner.objects.count()
    transaction.savepoint_rollback(savepoint)
    assert all(1 <= problem.line <= len(lines) for problem in problems)
    assert plans == (0 if problems else 1)
    assert partners == (0 if problems else lines.count("[[partner]]"))
    return problems


def _load(text: str) -> list[Problem]:
    try:
        load_plan_file(text)
    except PlanFileRefused as refused:
        return refused.problems or pytest.fail("Refused without a problem.")
    return []


@some_examples
@given(st.sampled_from(KEYS), st.sampled_from(["x", "_", "2"]))
def test_renamed_key_is_always_refused_on_its_line(number: int, ending: str) -> None:
    lines = LINES.copy()
    name, _, value = lines[number - 1].partition(" = ")
    lines[number - 1] = f"{name}{ending} = {value}"
    assert (number, f"{name}{ending} is not known here") in [
        (problem.line, problem.words.partition(";")[0]) for problem in refusals(lines)
    ]


@some_examples
@given(st.sampled_from(KEYS))
def test_doubled_key_is_always_refused_on_its_second_line(number: int) -> None:
    lines = [*LINES[:number], LINES[number - 1], *LINES[number:]]
    assert [problem.line for problem in refusals(lines)] == [number + 1]


@some_examples
@given(st.sampled_from(KEYS))
def test_dropped_key_is_refused_with_a_place_or_loads(number: int) -> None:
    for problem in refusals([*LINES[: number - 1], *LINES[number:]]):
        assert "is missing" in problem.words or "names" in problem.words


@some_examples
@given(st.sampled_from(ENTRIES))
def test_doubled_entry_is_always_refused(entry: str) -> None:
    lines = SMALL_PLAN.replace(entry, f"{entry}\n\n{entry}").split("\n")
    assert "already taken" in " ".join(problem.words for problem in refusals(lines))


@some_examples
@given(
    st.sampled_from(KEYS),
    st.sampled_from(["true", "-1", "3.5", '""', "[]", "{}", "2021-04-01", "nan", '"\\u0000"']),
)
def test_any_value_is_refused_on_its_line_or_loads(number: int, value: str) -> None:
    lines = LINES.copy()
    name = lines[number - 1].partition(" = ")[0]
    lines[number - 1] = f"{name} = {value}"
    problems = refusals(lines)
    assert not problems or number in {problem.line for problem in problems}


@some_examples
@given(st.sets(st.integers(0, len(LINES) - 1), max_size=4))
def test_dropped_lines_are_refused_or_load(dropped: set[int]) -> None:
    refusals([line for number, line in enumerate(LINES) if number not in dropped])


@some_examples
@given(st.text())
def test_any_text_is_refused(text: str) -> None:
    assert refusals(text.split("\n"))
