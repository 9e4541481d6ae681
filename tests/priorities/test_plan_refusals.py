"""A plan file that is wrong is refused whole, each mistake with its place."""

import pytest

from partners.models import Partner
from priorities.models import StrategicPlan
from priorities.plan_file import PlanFileRefused, load_plan_file
from tests.priorities.plan_texts import SMALL_PLAN, line_of

pytestmark = pytest.mark.django_db


def refusal(text: str) -> list[str]:
    with pytest.raises(PlanFileRefused) as refused:
        load_plan_file(text)
    assert not StrategicPlan.objects.exists()
    assert not Partner.objects.exists()
    return [str(problem) for problem in refused.value.problems]


def changed(old: str, new: str) -> list[str]:
    """What is wrong with the small plan after one change."""
    assert SMALL_PLAN.count(old) == 1
    return refusal(SMALL_PLAN.replace(old, new))


def test_missing_title_is_refused() -> None:
    assert changed('title = "Lost cats"\n', "") == [
        "line 44, priority 2: title is missing; expected a text of 1 to 200 characters on one line"
    ]


def test_blank_title_is_refused() -> None:
    assert changed('title = "Lost cats"', 'title = "  "') == [
        "line 46, priority 2: title is “  ”; expected a text of 1 to 200 characters on one line"
    ]


def test_unknown_key_is_refused() -> None:
    assert changed('kind = "STATISTIC"', 'kind = "STATISTIC"\ncolour = "red"') == [
        (
            "line 51, priority 2, reason 1: colour is not known here; "
            "expected one of number, kind, text, source"
        )
    ]


def test_unknown_table_is_refused() -> None:
    assert refusal(f'{SMALL_PLAN}\n[[priorty]]\ntitle = "x"\n') == [
        (
            f"line {line_of('population') + 2}, the file: priorty is not known here; expected one of plan, "
            "section, aim, theme, county_priority, priority, partner, commitment, forum, community"
        )
    ]


def test_duplicate_number_is_refused() -> None:
    assert changed('number = 2\ntitle = "Lost cats"', 'number = 1\ntitle = "Lost cats"') == [
        "line 45, priority 2: number 1 is already taken on line 30; expected one of its own"
    ]


def test_duplicate_slug_made_of_the_title_is_refused() -> None:
    assert changed('"Lost cats"', '"Night noise!"') == [
        "line 44, priority 2: slug “night-noise” is already taken on line 29; expected one of its own"
    ]


def test_title_that_gives_no_slug_is_refused() -> None:
    assert changed('"Lost cats"', '"!?"') == [
        (
            "line 44, priority 2: slug is missing, and title gives none; expected up to 200 small letters "
            "and figures with hyphens between, such as road-safety"
        )
    ]


def test_same_county_priority_twice_is_refused() -> None:
    again = 'note = "The same matter."\n[[priority.alignment]]\ncounty_priority = 1'
    assert changed('note = "The same matter."', again) == [
        (
            "line 44, priority 1, alignment 2: county_priority 1 is already taken on line 41; "
            "expected one of its own"
        )
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("number = 2", "number = true", "number is true; expected a whole number from 1 to 999"),
        ("number = 2", "number = 0", "number is 0; expected a whole number from 1 to 999"),
        ("number = 2", 'number = "2"', "number is “2”; expected a whole number from 1 to 999"),
        (
            'title = "Lost cats"',
            'title = "Lost cats"\nstatus = "LIVE"',
            "status is “LIVE”; expected one of PROPOSED, ACTIVE, ACHIEVED, WITHDRAWN",
        ),
        (
            'title = "Lost cats"',
            'title = "Lost cats"\nwhat_we_want = "a\\u0000b"',
            "what_we_want is “a\0b”; expected a text of 0 to 20,000 characters",
        ),
        (
            'title = "Lost cats"',
            'title = "Lost cats"\nthemes = [1, 1]',
            "themes is [1, 1]; expected a list, nothing twice, each a whole number from 1 to 999",
        ),
        (
            'title = "Lost cats"',
            'title = "Lost cats"\nthemes = [1, 7]',
            "themes names 7; expected the number of a [[theme]] in this file",
        ),
    ],
)
def test_wrong_value_is_refused(old: str, new: str, words: str) -> None:
    (problem,) = changed(old, new)
    line = 47 if new.startswith("title") else 45
    assert problem == f"line {line}, priority 2: {words}"


def test_long_value_is_shown_short() -> None:
    (problem,) = changed('"Lost cats"', f'"{"x" * 201}"')
    assert problem == (
        f"line 46, priority 2: title is “{'x' * 58}…; expected a text of 1 to 200 characters on one line"
    )


def test_time_of_day_is_refused() -> None:
    assert changed("starts_on = 2030-04-01", "starts_on = 2030-04-01T09:00:00") == [
        "line 4, plan: starts_on is 2030-04-01 09:00:00; expected a date such as 2021-04-01"
    ]


def test_plan_that_ends_on_its_first_day_is_refused() -> None:
    assert changed("2033-03-31", "2030-04-01") == [
        "line 5, plan: ends_on is 2030-04-01; expected a day after starts_on, 2030-04-01"
    ]


def test_partner_that_ends_before_it_began_is_refused() -> None:
    assert changed("valid_from = 2029-04-01", "valid_from = 2029-04-01\nvalid_to = 2028-04-01") == [
        "line 66, partner 2: valid_to is 2028-04-01; expected a day after valid_from, 2029-04-01"
    ]


def test_unknown_successor_is_refused() -> None:
    assert changed('["New Council"]', '["New Counsel"]') == [
        (
            "line 59, partner 1: successors names New Counsel; "
            "expected the name of a [[partner]] in this file"
        )
    ]


def test_succession_in_a_circle_is_refused() -> None:
    ending = 'valid_from = 2029-04-01\nsuccessors = ["Old Council"]'
    (problem,) = changed("valid_from = 2029-04-01", ending)
    assert problem.endswith("; expected a line that ends")


def test_second_board_is_refused() -> None:
    assert changed(
        "is_board = true", 'is_board = true\n[[forum]]\nname = "B"\nis_board = true'
    ) == ["line 72, forum 2: is_board is true twice; expected one Board"]


def test_plan_without_its_own_table_is_refused() -> None:
    assert refusal("") == ["line 1, the file: plan is missing; expected one table headed [plan]"]
    assert refusal('\n[[plan]]\ntitle = "x"\n') == [
        "line 2, the file: plan is missing; expected one table headed [plan]"
    ]


@pytest.mark.parametrize("form", ["[aim]\nnumber = 2", "aim = 3", "aim = [1, 2]"])
def test_entries_written_as_something_else_are_refused(form: str) -> None:
    without = SMALL_PLAN.replace('[[aim]]\nnumber = 1\ntitle = "Listen"\n', "").replace(
        "aims = [1]\n", ""
    )
    assert refusal(f"{form}\n{without}") == [
        "line 1, the file: aim is not a list of entries; expected each headed [[aim]]"
    ]


def test_all_mistakes_are_listed_at_once_by_line() -> None:
    text = SMALL_PLAN.replace('title = "Lost cats"\n', "").replace("2033-03-31", "2030-04-01")
    text = text.replace('kind = "VILLAGE"', 'kind = "CITY"')
    assert refusal(text) == [
        "line 5, plan: ends_on is 2030-04-01; expected a day after starts_on, 2030-04-01",
        "line 44, priority 2: title is missing; expected a text of 1 to 200 characters on one line",
        "line 76, community 1: kind is “CITY”; expected one of WARD, VILLAGE, COMMUNITY_OF_INTEREST",
    ]
