"""The framework that officers read says the rules as the portal follows them."""

import re

import pytest
from django.conf import settings

from smp_portal.pages.dashboard.notes import NOTES
from smp_portal.pages.dashboard.rules import RULES

DOCUMENT = settings.BASE_DIR / "docs" / "performance-framework.md"


def between(mark: str) -> list[str]:
    """The lines of one part of the document, as they read when they are not broken."""
    found = re.search(
        rf"<!-- {mark} -->\n(.*?)<!-- /{mark} -->", DOCUMENT.read_text("utf-8"), re.DOTALL
    )
    assert found
    return [" ".join(line.split()) for line in re.split(r"\n(?=\d+\. |- )", found[1].strip())]


def test_the_framework_quotes_the_rules_word_for_word_and_in_their_order() -> None:
    expected = [
        f"{place}. **{rule.title}.** {rule.sentence}" for place, rule in enumerate(RULES, start=1)
    ]
    assert between("rules") == expected


@pytest.mark.parametrize("place", range(len(NOTES)))
def test_the_framework_quotes_what_stands_beside_a_rating(place: int) -> None:
    assert between("notes")[place] == f"- **{NOTES[place].title}.** {NOTES[place].sentence}"
