"""Tables that come from outside, as CSV or Excel files: read within fixed limits, or refused in plain words."""

from .refusal import FileRefused
from .tables import LIMITS, Limits, Line, Table, read_table, too_large

__all__ = ["LIMITS", "FileRefused", "Limits", "Line", "Table", "read_table", "too_large"]
