"""Each table and key of a plan file has its line."""

import pytest

from priorities.plan_file.problems import PlanFileRefused, entry_words
from priorities.plan_file.reading import Places, read
from tests.priorities.plan_texts import SMALL_PLAN


def places(text: str) -> Places:
    return read(text)[1]


def test_places_of_tables_and_keys() -> None:
    found = places(SMALL_PLAN)
    assert found.line(("plan",)) == 1
    assert found.line(("plan", "ends_on")) == 5
    assert found.line(("section", 0, "body")) == 10
    assert found.line(("priority", 0)) == 29
    assert found.line(("priority", 0, "reason", 0, "text")) == 38
    assert found.line(("priority", 1, "title")) == 46
    assert found.line(("priority", 1, "reason", 0, "kind")) == 50


def test_places_do_not_see_headings_inside_a_text() -> None:
    text = 'a = """\n[[priority]]\nb = 1\n"""\n[[priority]]\nb = 2\n'
    assert places(text).lines == {
        ("a",): 1,
        ("priority", 0): 5,
        ("priority", 0, "b"): 6,
    }


def test_places_know_other_ways_to_write_the_same() -> None:
    text = '[[ "priority" ]] # first\n"title" = "x"\nplan.slug = "y"\naims = [\n  1,\n]\nlast = 1\n'
    assert places(text).lines == {
        ("priority", 0): 1,
        ("priority", 0, "title"): 2,
        ("priority", 0, "plan"): 3,
        ("priority", 0, "plan", "slug"): 3,
        ("priority", 0, "aims"): 4,
        ("priority", 0, "last"): 7,
    }


def test_places_count_lines_that_end_as_on_windows() -> None:
    assert places("a = 1\r\n\r\nb = 2\r\n").lines == {("a",): 1, ("b",): 3}


def test_places_of_a_key_without_a_line_is_that_of_its_table() -> None:
    assert places("[plan]\n").line(("plan", "title")) == 1
    assert places("\n\n[plan]\n").line(("plan", "title")) == 3
    assert places("").line(("plan", "title")) == 1


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (
            '[plan]\ntitle = "A\n',
            "line 2, the file: it can't be read here (Illegal character '\\n'); expected TOML",
        ),
        (
            "[plan]\nslug = 1\nslug = 2\n",
            "line 3, the file: it can't be read here (Cannot overwrite a value); expected TOML",
        ),
        (
            '[plan]\n\ntitle = """A',
            "line 3, the file: it can't be read here (Unterminated string); expected TOML",
        ),
        (
            "'\x1e0",
            "line 1, the file: it can't be read here (Expected \"'\"); expected TOML",
        ),
    ],
)
def test_read_refuses_what_is_not_toml(text: str, refusal: str) -> None:
    with pytest.raises(PlanFileRefused) as refused:
        read(text)
    assert str(refused.value) == refusal


def test_read_refuses_a_number_of_thousands_of_figures() -> None:
    with pytest.raises(PlanFileRefused):
        read(f"a = {'9' * 5000}\n")


def test_entry_words_count_from_one() -> None:
    assert entry_words(("priority", 2, "reason", 0)) == "priority 3, reason 1"
    assert entry_words(("county_priority", 6)) == "county priority 7"
    assert entry_words(("plan",)) == "plan"
    assert entry_words(()) == "the file"
