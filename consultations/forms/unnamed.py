"""Words that people said, kept without what would lead to them."""

import re

from django.core.exceptions import ValidationError

ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
TELEPHONE = re.compile(r"(?<![\d£])(?:\+44|0)(?:[\s()-]?\d){9,10}(?!\d)")


def refuse_contact_details(text: str) -> None:
    """Refuse words with an e-mail address or a telephone number in them."""
    for pattern, what in ((ADDRESS, "e-mail address"), (TELEPHONE, "telephone number")):
        if found := pattern.search(text):
            raise ValidationError(
                f"Leave out the {what} “{found[0].strip()}”: nothing that leads to a person is kept"
            )
