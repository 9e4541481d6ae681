"""What columns, dates, ages and places are taken for, and what is personal."""

from datetime import date

import pytest

from consultations.models import AgeBand
from consultations.response_files.ages import read_age_band
from consultations.response_files.columns import Taken, from_json
from consultations.response_files.days import Order, order_of, read_day
from consultations.response_files.personal import (
    nearly_all_different,
    personal_content,
    personal_heading,
    without_contacts,
)
from consultations.response_files.places import Places
from tests.consultations.response_files.files import (
    HEADINGS,
    ROW,
    added,
    communities,
    small_survey,
    written,
)
from tests.factories import CommunityFactory


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/02/2020", date(2020, 2, 5)),
        ("5.2.20 9:05", date(2020, 2, 5)),
        ("2020-02-05 18:57:00", date(2020, 2, 5)),
        ("2020/02/05 7:09:00 pm GMT", date(2020, 2, 5)),
        ("2020-07-05T23:30:00Z", date(2020, 7, 6)),
        ("5 February 2020", date(2020, 2, 5)),
        ("Wednesday, 5th Feb 2020", date(2020, 2, 5)),
        ("February 5, 2020 18:57", date(2020, 2, 5)),
        ("31/02/2020", None),
        ("02/31/2020", None),
        ("5 Thermidor 2020", None),
        ("05/02/2020 or so", None),
        ("12", None),
        ("", None),
    ],
)
def test_day_is_read_as_tools_write_it(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["02/05/20", "03/31/20"], Order.MONTH_FIRST),
        (["05/02/20", "31/03/20"], Order.DAY_FIRST),
        (["02/05/20"], Order.MONTH_FIRST),
        (["05/02/20", "who knows"], Order.DAY_FIRST),
        (["01/02/20", "02/03/20"], None),
        (["04/05/21"], None),
    ],
)
def test_order_of_dates_is_told_by_the_column_or_the_period(
    cells: list[str], order: Order | None
) -> None:
    period = {"opened_on": date(2020, 1, 1), "closed_on": date(2020, 3, 31)}
    assert order_of(cells, **period) == order


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("65 and over", AgeBand.AGE_65_OVER),
        ("65+", AgeBand.AGE_65_OVER),
        ("Over 64", AgeBand.AGE_65_OVER),
        ("18-24", AgeBand.AGE_18_24),
        ("18 to 24 years", AgeBand.AGE_18_24),
        ("18\N{EN DASH}24", AgeBand.AGE_18_24),
        ("Under 18", AgeBand.UNDER_18),
        ("37", AgeBand.AGE_25_44),
        ("Prefer not to say", AgeBand.NOT_SAID),
        ("I’d rather not say", AgeBand.NOT_SAID),
        ("", AgeBand.NOT_SAID),
        ("60-69", None),
        ("Under 25", None),
        ("old enough", None),
    ],
)
def test_age_is_read_as_people_write_it(text: str, band: AgeBand | None) -> None:
    assert read_age_band(text) == band


@pytest.mark.parametrize(
    ("heading", "holds"),
    [
        ("Name", "names"),
        ("What is your full name?", "names"),
        ("E-mail", "e-mail addresses"),
        ("Please enter your email address", "e-mail addresses"),
        ("Could you leave your telephone number?", "telephone numbers"),
        ("Post code", "postal addresses"),
        ("Date of birth", "dates of birth"),
        ("IP Address", "IP addresses"),
        ("Respondent ID", "IDs"),
        ("Have you had a scam phone call?", ""),
        ("How should we address speeding?", ""),
        ("What is the name of your street watch?", ""),
    ],
)
def test_personal_heading_is_recognised(heading: str, holds: str) -> None:
    assert personal_heading(heading) == holds


@pytest.mark.parametrize(
    ("cells", "holds"),
    [
        (["anonymous"] * 8 + ["jo@example.org"], "e-mail addresses"),
        (["07700 900123", "none"], "telephone numbers"),
        (["192.0.2.1"], "IP addresses"),
        (["LE13 1AA", "LE14 2BB"], "postal addresses"),
        (["12 High Street, Upper End"], "postal addresses"),
        (["Very safe", "Don’t know"], ""),
        (["30 signs are ignored, in 2019 and 2020"], ""),
        ([], ""),
    ],
)
def test_personal_content_is_recognised(cells: list[str], holds: str) -> None:
    assert personal_content(cells) == holds


@pytest.mark.parametrize(
    ("cells", "holds"),
    [
        (["Jo Bloggs", "Sam Smith", "Mrs A. Jones"], "names"),
        (["1", "2", "3"], "IDs"),
        (["Yes", "No", "Yes", "No", "Yes"], ""),
        (["I saw it", "So did we"], ""),
    ],
)
def test_columns_of_nothing_alike_are_names_or_ids(cells: list[str], holds: str) -> None:
    assert nearly_all_different(cells) == holds


@pytest.mark.parametrize(
    ("text", "cleaned", "count"),
    [
        ("Ring +44 (0)7700 900123!", "Ring [removed]!", 1),
        ("(01664) 960001 or jo.o'neil@mail.example.org", "[removed] or [removed]", 2),
        ("The 30 signs, 2 of 10, in 2019-2020", "The 30 signs, 2 of 10, in 2019-2020", 0),
        ("Follow @melton", "Follow @melton", 0),
    ],
)
def test_contacts_are_taken_out_of_texts(text: str, cleaned: str, count: int) -> None:
    assert without_contacts(text) == (cleaned, count)


@pytest.mark.django_db
def test_places_are_found_however_they_are_written() -> None:
    communities()
    both = CommunityFactory.create(name="Ab Kettleby & Holwell", slug="ab-kettleby")
    places = Places()
    sysonby = places.find("Melton Mowbray - Sysonby")
    assert sysonby is not None
    assert {places.find("melton mowbray\N{EM DASH}SYSONBY "), places.find("Sysonby ward")} == {
        sysonby
    }
    assert places.find("Ab Kettleby and Holwell") == both.pk
    assert places.find("Oakham") is None


@pytest.mark.django_db
def test_unknown_and_personal_columns_are_never_kept() -> None:
    headings = (*HEADINGS, "Contact", "", "Shoe size")
    file = added(
        written((*ROW, "jo@example.org", "a secret", "rather large"), headings=headings),
        small_survey(),
    )
    columns = from_json(file.columns)
    assert [column.taken for column in columns[6:]] == [
        Taken.PERSONAL,
        Taken.UNKNOWN,
        Taken.UNKNOWN,
    ]
    assert file.rows == [[2, 0, ["05/02/2020 18:57", *ROW[1:]]]]


@pytest.mark.django_db
def test_row_that_has_shifted_is_kept_in_no_part() -> None:
    file = added(written(ROW, ("Jo Bloggs", *ROW)), small_survey())
    assert file.rows[1] == [3, 1, []]
    assert file.problems == [
        {
            "line": 3,
            "words": "It has more cells than there are headings: perhaps a heading is missing, or quotation marks around a comma",
        }
    ]
    assert "Bloggs" not in f"{file.columns}{file.rows}{file.problems}"
