from datetime import UTC, date, datetime

import pytest

from smp_portal.foundation import words


def test_counted_one_is_singular() -> None:
    assert words.counted(1, "action,actions") == "1 action"


def test_counted_none_and_several_are_plural() -> None:
    assert words.counted(0, "action,actions") == "0 actions"
    assert words.counted(3, "action,actions") == "3 actions"


def test_counted_without_a_plural_adds_s() -> None:
    assert words.counted(2, "village") == "2 villages"


def test_counted_large_number_has_a_comma() -> None:
    assert words.counted(1234, "person,people") == "1,234 people"


def test_plural_gives_the_word_alone() -> None:
    assert words.plural(1, "is,are") == "is"
    assert words.plural(2, "is,are") == "are"


def test_long_date_has_no_leading_nought() -> None:
    assert words.long_date(date(2021, 9, 3)) == "3 September 2021"


def test_long_date_of_an_evening_in_summer_is_the_day_in_melton() -> None:
    assert words.long_date(datetime(2022, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2022"


def test_dates_of_nothing_are_empty() -> None:
    assert words.long_date(None) == ""
    assert words.short_date(None) == ""
    assert words.day_date(None) == ""
    assert words.date_and_time(None) == ""


def test_day_date_names_the_weekday() -> None:
    assert words.day_date(date(2022, 10, 10)) == "Monday 10 October"


def test_short_date_leaves_the_year_out() -> None:
    assert words.short_date(date(2022, 10, 10)) == "10 October"


def test_date_and_time_reads_as_a_clock() -> None:
    assert (
        words.date_and_time(datetime(2022, 10, 5, 8, 30, tzinfo=UTC)) == "5 October 2022 at 9:30am"
    )
    assert (
        words.date_and_time(datetime(2022, 12, 5, 12, 5, tzinfo=UTC))
        == "5 December 2022 at 12:05pm"
    )


def test_joined_reads_as_a_list() -> None:
    assert words.joined([]) == ""
    assert words.joined(["Asfordby"]) == "Asfordby"
    assert words.joined(["Asfordby", "Bottesford"]) == "Asfordby and Bottesford"
    assert words.joined(["Asfordby", "Bottesford", "Melton"]) == "Asfordby, Bottesford and Melton"


def test_lower_first_keeps_abbreviations() -> None:
    assert words.lower_first("Due date") == "due date"
    assert words.lower_first("CCTV cameras") == "CCTV cameras"


def test_upper_first_begins_a_sentence() -> None:
    assert words.upper_first("the due date") == "The due date"


def test_unbroken_words_stay_on_one_line() -> None:
    assert words.unbroken("10 October") == "10\N{NO-BREAK SPACE}October"


@pytest.mark.parametrize(
    ("count", "base", "said"),
    [
        (0, 7, "0%"),
        (0, 0, "0%"),
        (49, 10_000, "less than 1%"),
        (1, 200, "1%"),
        (258, 441, "59%"),
        # 53.4995: rounded to four places first it would be 54%.
        (558, 1043, "53%"),
        (7, 7, "100%"),
    ],
)
def test_share_is_said_in_whole_per_cent(count: int, base: int, said: str) -> None:
    assert words.per_cent(count, base) == said


def test_places_in_an_order_are_said_in_words() -> None:
    assert [words.ordinal(number) for number in (1, 3, 10, 11)] == [
        "first",
        "third",
        "tenth",
        "number 11",
    ]
