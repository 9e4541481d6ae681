"""A paper as PDF can be listened to: its structure, its language, its pictures' words."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pypdf
import pytest

from smp_portal.foundation.papers import Heading, PdfRefused, Ratings, RatingShown, paper_as_pdf
from tests.foundation.papers.a_paper import a_paper


@pytest.fixture(scope="module")
def root() -> Any:
    return pypdf.PdfReader(BytesIO(paper_as_pdf(a_paper()))).trailer["/Root"]


def tags(node: Any) -> Iterator[Any]:
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from tags(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node["/K"])


def named(root: Any, name: str) -> list[Any]:
    return [tag for tag in tags(root["/StructTreeRoot"]) if tag["/S"] == name]


def test_pdf_says_its_language_and_shows_its_title(root: Any) -> None:
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert root["/MarkInfo"]["/Marked"].value is True
    about = pypdf.PdfReader(BytesIO(paper_as_pdf(a_paper()))).metadata
    assert about is not None
    assert (about.title, about.author) == (
        "Board pack for 20 January 2022",
        "Safer Melton Partnership",
    )
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_pdf_has_headings_and_a_table_whose_headings_have_a_scope(root: Any) -> None:
    assert [len(named(root, level)) for level in ("/H1", "/H2", "/H3")] == [2, 1, 0]
    assert len(named(root, "/Table")) == 1
    headings = named(root, "/TH")
    scopes = [part["/Scope"] for tag in headings for part in tag["/A"] if "/Scope" in part]
    assert scopes == ["/Column", "/Column", "/Column"]


def test_pdf_tells_each_picture_in_words_and_draws_shapes_beside_words(root: Any) -> None:
    (figure,) = named(root, "/Figure")
    assert figure["/Alt"].startswith("Line chart: Villages with a speed watch")
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(BytesIO(paper_as_pdf(a_paper()))).pages
    )
    assert "Worse than October" in text
    assert "Off track" in text


def test_pdf_is_dated_by_londons_day() -> None:
    paper = replace(a_paper(), made_at=datetime(2022, 6, 30, 23, 30, tzinfo=UTC))
    about = pypdf.PdfReader(BytesIO(paper_as_pdf(paper))).metadata
    assert about is not None
    assert about.creation_date is not None
    assert f"{about.creation_date:%d %B %Y}" == "01 July 2022"


def test_pdf_of_the_same_paper_has_the_same_bytes() -> None:
    first, second = (hashlib.sha256(paper_as_pdf(a_paper())).hexdigest() for _ in range(2))
    other = replace(a_paper(), title="Another")
    assert first == second
    assert hashlib.sha256(paper_as_pdf(other)).hexdigest() != first


def test_pdf_takes_typed_words_as_words() -> None:
    typed = "#panic() *not bold* $x$ <b> @someone \\ [ ]"
    paper = replace(a_paper(), blocks=(Heading(1, typed),))
    (page,) = pypdf.PdfReader(BytesIO(paper_as_pdf(paper))).pages
    assert typed in page.extract_text().replace("\n", " ")


def test_pdf_that_cannot_be_drawn_says_so() -> None:
    paper = replace(a_paper(), blocks=(Ratings((RatingShown("purple", "Odd"),)),))
    with pytest.raises(PdfRefused, match="purple"):
        paper_as_pdf(paper)
