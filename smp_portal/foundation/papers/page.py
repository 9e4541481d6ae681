"""A paper as a page of the portal: the part below the title."""

import re
from collections.abc import Mapping

from django.template.loader import render_to_string

from .blocks import Paper

# What somebody typed can't look like this: it is escaped.
_MARK = re.compile(r"<!-- mark (\S+) -->")


def paper_as_page(paper: Paper) -> str:
    """The paper's blocks as HTML, everything that somebody typed escaped."""
    return render_to_string("papers/blocks.html", {"blocks": paper.blocks})


def with_entries(page: str, entries: Mapping[str, str]) -> str:
    """A page with what is said beside its marked figures, as HTML; the page itself stays as it was kept."""
    return _MARK.sub(lambda found: entries.get(found[1], ""), page)
