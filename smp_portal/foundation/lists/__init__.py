"""What every list can do: be sorted, be read page by page, and be taken away as a file."""

from .files import Column, Sheet, send_sheet
from .listing import Listing
from .sorting import A_TO_Z, EARLIEST, Sort, SortKey, arranged, ordered

__all__ = [
    "A_TO_Z",
    "EARLIEST",
    "Column",
    "Listing",
    "Sheet",
    "Sort",
    "SortKey",
    "arranged",
    "ordered",
    "send_sheet",
]
