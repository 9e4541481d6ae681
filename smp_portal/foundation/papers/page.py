"""A paper as a page of the portal: the part below the title."""

from django.template.loader import render_to_string

from .blocks import Paper


def paper_as_page(paper: Paper) -> str:
    """The paper's blocks as HTML, everything that somebody typed escaped."""
    return render_to_string("papers/blocks.html", {"blocks": paper.blocks})
