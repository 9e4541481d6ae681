"""What the address of a list asks for, and the links that keep the rest of it."""

from typing import NamedTuple

import pytest
from django.http import QueryDict
from django.template import Context, Template

from smp_portal.foundation.lists import A_TO_Z, EARLIEST, Listing, SortKey, arranged
from smp_portal.foundation.lists.files import FileKind

KEYS = (SortKey("title", "Plan", A_TO_Z), SortKey("due", "Due", EARLIEST))


class Row(NamedTuple):
    title: str
    due: int | None


ROWS = [Row("Roads", 3), Row("Drugs", None), Row("Theft", 1), Row("Alcohol", 3)]


def asked(query: str) -> Listing:
    return Listing(QueryDict(query), KEYS)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Roads", "Drugs", "Theft", "Alcohol"]),
        ("sort=title", ["Alcohol", "Drugs", "Roads", "Theft"]),
        ("sort=-title", ["Theft", "Roads", "Drugs", "Alcohol"]),
        ("sort=due", ["Theft", "Roads", "Alcohol", "Drugs"]),
        ("sort=-due", ["Roads", "Alcohol", "Theft", "Drugs"]),
        ("sort=password", ["Roads", "Drugs", "Theft", "Alcohol"]),
        ("sort=--due", ["Roads", "Drugs", "Theft", "Alcohol"]),
        ("sort=due&sort=title", ["Alcohol", "Drugs", "Roads", "Theft"]),
    ],
)
def test_rows_are_arranged_as_asked_with_ties_as_they_came(query: str, titles: list[str]) -> None:
    values = {"title": lambda row: row.title, "due": lambda row: row.due}
    assert [row.title for row in arranged(ROWS, asked(query).sort, values)] == titles


def test_headings_lead_to_the_other_order_and_keep_the_filters() -> None:
    headings = asked("q=a%26b&sort=due&page=3").headings
    assert (headings["due"].url, headings["due"].direction) == ("?q=a%26b&sort=-due", "ascending")
    assert (headings["title"].url, headings["title"].direction) == ("?q=a%26b&sort=title", "")
    headings = asked("sort=-due").headings
    assert (headings["due"].url, headings["due"].direction) == ("?sort=due", "descending")


def test_other_pages_keep_filters_and_order() -> None:
    assert asked("q=road&sort=-due&page=2&export=csv").query == "q=road&sort=-due&"
    assert asked("page=2").query == ""


def test_downloads_keep_filters_and_order_and_no_page() -> None:
    downloads = asked("late=on&sort=due&page=2").downloads
    assert [(one.words, one.url) for one in downloads] == [
        ("Excel", "?late=on&sort=due&export=xlsx"),
        ("CSV", "?late=on&sort=due&export=csv"),
    ]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("export=csv", FileKind.CSV),
        ("export=xlsx", FileKind.WORKBOOK),
        ("export=pdf", None),
        ("export=", None),
        ("", None),
    ],
)
def test_file_is_sent_where_one_is_asked_for(query: str, kind: FileKind | None) -> None:
    assert asked(query).file == kind


def test_orders_to_choose_from_name_the_chosen_one() -> None:
    choices = asked("sort=-due").sort_choices
    assert [(one.value, one.words) for one in choices] == [
        ("", "As the list comes"),
        ("title", "Plan: A to Z"),
        ("-title", "Plan: Z to A"),
        ("due", "Due: earliest first"),
        ("-due", "Due: latest first"),
    ]
    assert [one.value for one in choices if one.is_chosen] == ["-due"]


@pytest.mark.parametrize(
    ("query", "cell", "link"),
    [
        (
            "sort=due",
            '<th scope="col" class="wide" aria-sort="ascending">',
            '<a class="cards__sort" href="?sort=-due">Due</a></th>',
        ),
        (
            "q=%22%3E%3Cb%3E",
            '<th scope="col" class="wide">',
            '<a class="cards__sort" href="?q=%22%3E%3Cb%3E&amp;sort=due">Due</a></th>',
        ),
    ],
)
def test_heading_is_drawn_as_a_link_with_its_direction(query: str, cell: str, link: str) -> None:
    template = Template('{% sort_heading listing "due" "wide" %}')
    assert template.render(Context({"listing": asked(query)})).strip() == f"{cell}{link}"
