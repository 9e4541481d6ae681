"""Papers for meetings: one text in blocks, drawn as tagged PDF, as Word, and as a page."""

from .blocks import (
    Block,
    Bullets,
    Cell,
    Facts,
    Heading,
    Paper,
    Picture,
    Point,
    Points,
    Ratings,
    RatingShown,
    Table,
    Text,
    prose_blocks,
)
from .page import paper_as_page, with_entries
from .pdf import PdfRefused, paper_as_pdf
from .word import paper_as_word

__all__ = [
    "Block",
    "Bullets",
    "Cell",
    "Facts",
    "Heading",
    "Paper",
    "PdfRefused",
    "Picture",
    "Point",
    "Points",
    "RatingShown",
    "Ratings",
    "Table",
    "Text",
    "paper_as_page",
    "paper_as_pdf",
    "paper_as_word",
    "prose_blocks",
    "with_entries",
]
