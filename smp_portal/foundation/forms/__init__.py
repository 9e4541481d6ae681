"""Forms in the partnership's words, for every app."""

from .base import ConfirmForm, PortalForm, PortalModelForm
from .choices import Checkboxes, Radios, RatingRadios
from .dates import DateField, DateParts, DateWidget
from .errors import ErrorLink, error_links
from .text import Textarea
from .versions import VersionField

__all__ = [
    "Checkboxes",
    "ConfirmForm",
    "DateField",
    "DateParts",
    "DateWidget",
    "ErrorLink",
    "PortalForm",
    "PortalModelForm",
    "Radios",
    "RatingRadios",
    "Textarea",
    "VersionField",
    "error_links",
]
