"""Running text that somebody typed, on a page."""

import re
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from smp_portal.foundation.prose import prose
from smp_portal.foundation.redline import redline

LIST = '<ul class="govuk-list govuk-list--bullet">'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        (" \n\n ", ""),
        ("One line", '<p class="govuk-body">One line</p>'),
        ("One\ntwo", '<p class="govuk-body">One<br>two</p>'),
        ("One\r\n \r\nTwo", '<p class="govuk-body">One</p>\n<p class="govuk-body">Two</p>'),
        ("- one\n- two", f"{LIST}<li>one</li><li>two</li></ul>"),
        (
            "Pressures:\n- one\n2",
            f'<p class="govuk-body">Pressures:</p>\n{LIST}<li>one</li></ul>\n<p class="govuk-body">2</p>',
        ),
        ("-no bullet, 5 - 3", '<p class="govuk-body">-no bullet, 5 - 3</p>'),
        (
            "<script>alert(1)</script> & {{ x }}",
            '<p class="govuk-body">&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ x }}</p>',
        ),
        ("- <b onclick=x>", f"{LIST}<li>&lt;b onclick=x&gt;</li></ul>"),
    ],
)
def test_prose_shows_what_was_typed(typed: str, shown: str) -> None:
    assert prose(typed) == shown


class Elements(HTMLParser):
    """The elements that a browser would make of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element with what it carries."""
        self.found.append((tag, attrs))


MARKUP = st.lists(
    st.sampled_from(
        ["<", ">", "&", '"', "'", "- ", "\n", "\n\n", "script", "img src=x", "{}", "%s"]
    )
).map("".join)


@given(st.one_of(st.text(), MARKUP))
def test_prose_makes_no_other_markup(typed: str) -> None:
    assert {tag for tag, _ in Elements(prose(typed)).found} <= {"p", "ul", "li", "br"}
    assert {name for _, attrs in Elements(prose(typed)).found for name, _ in attrs} <= {"class"}


@given(MARKUP, MARKUP)
def test_redline_makes_no_other_markup(old: str, new: str) -> None:
    page = Template("{% redline pieces %}").render(Context({"pieces": redline(old, new)}))
    assert {tag for tag, _ in Elements(page).found} <= {"p", "del", "ins", "span"}


def test_prose_in_a_template_trusts_nothing() -> None:
    page = Template("{{ text|prose }}").render(Context({"text": mark_safe("<i>x</i>")}))
    assert page == '<p class="govuk-body">&lt;i&gt;x&lt;/i&gt;</p>'


def test_redline_says_what_went_and_came_without_colour() -> None:
    page = Template("{% redline pieces %}").render(Context({"pieces": redline("six", "<ten>")}))
    assert re.sub(r"<[^>]+>", "", page).strip() == "(removed: six)(added: &lt;ten&gt;)"
