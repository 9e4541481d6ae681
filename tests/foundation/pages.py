"""A page as a reader's tools see it: its elements by id, and what can take the focus."""

from collections.abc import Iterator

from django.template import engines
from django.test import RequestFactory
from django.test.html import Element, parse_html


def rendered(source: str, **context: object) -> str:
    """A piece of template as a page would show it."""
    return str(engines["django"].from_string(source).render(context, RequestFactory().get("/")))


def elements(html: str) -> Iterator[Element]:
    """Every element of a page, from the outside in."""
    yield from _inside(parse_html(html))


def attributes(element: Element) -> dict[str, str]:
    """An element's attributes by name."""
    return {name: value or "" for name, value in element.attributes}


def words_in(element: Element) -> str:
    """What an element says."""
    return "".join(
        str(child) if isinstance(child, str) else words_in(child) for child in element.children
    )


def error_targets(html: str) -> list[str]:
    """Where the lines of "There is a problem" lead."""
    links = [attributes(e) for e in elements(html) if e.name == "a"]
    return [link["href"][1:] for link in links if link.get("href", "").startswith("#")]


def focusable(html: str) -> set[str]:
    """The ids of what can be typed into or chosen."""
    controls = [attributes(e) for e in elements(html) if e.name in {"input", "select", "textarea"}]
    return {c["id"] for c in controls if "id" in c and c.get("type") != "hidden"}


def _inside(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _inside(child)
