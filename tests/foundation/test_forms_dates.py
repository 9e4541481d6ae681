from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from smp_portal.foundation.forms import PortalForm, error_links
from tests.foundation.pages import attributes, elements, error_targets, rendered

FORM = '{% include "components/form.html" with form=form only %}'


class DueForm(PortalForm):
    named = {"due_on": "the date this action is due"}
    due_on = forms.DateField(label="Due date")


class LooseForm(PortalForm):
    due_on = forms.DateField(required=False)


def typed(day: str, month: str, year: str) -> DueForm:
    return DueForm({"due_on_day": day, "due_on_month": month, "due_on_year": year})


@pytest.mark.parametrize("month", ["3", "03", "March", "march", "mar", "Mar.", "MARCH"])
def test_date_month_is_a_number_or_a_name(month: str) -> None:
    form = typed("27", month, "2022")

    assert form.is_valid()
    assert form.cleaned_data["due_on"] == date(2022, 3, 27)


def test_date_september_may_be_sept() -> None:
    form = typed("3", "Sept", "2021")

    assert form.is_valid()
    assert form.cleaned_data["due_on"] == date(2021, 9, 3)


def test_date_spaces_around_do_not_matter() -> None:
    assert typed(" 27 ", " 3 ", " 2022 ").is_valid()


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_date_of_any_day_is_read_as_typed(day: date) -> None:
    form = typed(str(day.day), str(day.month), str(day.year))

    assert form.is_valid()
    assert form.cleaned_data["due_on"] == day


@given(st.text(), st.text(), st.text())
def test_date_of_any_text_is_a_date_or_one_message(day: str, month: str, year: str) -> None:
    form = typed(day, month, year)

    assert form.is_valid() or len(error_links(form)) == 1


@pytest.mark.parametrize(
    ("boxes", "message", "target"),
    [
        (("", "", ""), "Enter the date this action is due", "id_due_on_day"),
        (
            ("27", "", "2022"),
            "Complete the date this action is due with a month",
            "id_due_on_month",
        ),
        (
            ("27", "", ""),
            "Complete the date this action is due with a month and a year",
            "id_due_on_month",
        ),
        (
            ("31", "2", "2022"),
            "31 February 2022 is not a date. Enter a real date, like 27 3 2022",
            "id_due_on_day",
        ),
        (
            ("29", "feb", "2023"),
            "29 February 2023 is not a date. Enter a real date, like 27 3 2023",
            "id_due_on_day",
        ),
        (("45", "3", "2022"), "“45” is not a day. Enter a number from 1 to 31", "id_due_on_day"),
        (
            ("27", "13", "2022"),
            "“13” is not a month. Enter a number from 1 to 12, or a name like March",
            "id_due_on_month",
        ),
        (
            ("27", "ma", "2022"),
            "“ma” is not a month. Enter a number from 1 to 12, or a name like March",
            "id_due_on_month",
        ),
        (
            ("27", "3", "22"),
            "“22” is not a year. Enter all four figures, like 2022",
            "id_due_on_year",
        ),
        (
            ("27", "3", "20222"),
            "“20222” is not a year. Enter all four figures, like 2022",
            "id_due_on_year",
        ),
        (("%", "3", "2022"), "“%” is not a day. Enter a number from 1 to 31", "id_due_on_day"),
        (("²", "3", "2022"), "“²” is not a day. Enter a number from 1 to 31", "id_due_on_day"),
    ],
)
def test_date_that_is_wrong_says_so_and_leads_to_the_box(
    boxes: tuple[str, str, str], message: str, target: str
) -> None:
    form = typed(*boxes)

    assert [(link.message, link.target) for link in error_links(form)] == [(message, target)]
    assert error_targets(rendered(FORM, form=form)) == [target]


def test_date_that_is_wrong_keeps_what_was_typed() -> None:
    html = rendered(FORM, form=typed("31", "Feb", "2022"))
    boxes = [a for e in elements(html) if (a := attributes(e)).get("name", "").startswith("due_on")]

    assert [box["value"] for box in boxes] == ["31", "Feb", "2022"]


def test_date_marks_only_the_box_to_put_right() -> None:
    html = rendered(FORM, form=typed("27", "13", "2022"))
    wrong = [a["id"] for e in elements(html) if (a := attributes(e)).get("aria-invalid")]

    assert wrong == ["id_due_on_month"]


def test_date_refused_by_the_form_itself_leads_to_the_day() -> None:
    form = typed("27", "3", "2022")
    form.add_error("due_on", "The due date must be after the start date")

    assert error_targets(rendered(FORM, form=form)) == ["id_due_on_day"]


def test_date_known_already_is_offered() -> None:
    html = rendered(FORM, form=DueForm(initial={"due_on": date(2022, 3, 27)}))

    assert 'value="27"' in html
    assert 'value="3"' in html
    assert 'value="2022"' in html


def test_date_that_need_not_be_given_may_stay_empty() -> None:
    form = LooseForm({"due_on_day": "", "due_on_month": "", "due_on_year": ""})

    assert form.is_valid()
    assert form.cleaned_data["due_on"] is None


def test_date_unchanged_is_not_a_change() -> None:
    data = {"due_on_day": "27", "due_on_month": "March", "due_on_year": "2022"}

    assert not DueForm(data, initial={"due_on": date(2022, 3, 27)}).has_changed()
    assert DueForm(data, initial={"due_on": date(2022, 3, 28)}).has_changed()
