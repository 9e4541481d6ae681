"""The name by which a mail is known outside the portal: its Message-ID, and its reference in GOV.UK Notify."""

import re
from urllib.parse import urlsplit

from django.conf import settings

_REFERENCE = re.compile(r"reminder-([0-9]{1,18})-([0-9]{1,4})@(.+)")


def reference_of(*, reminder: int, attempt: int) -> str:
    """The same for the same attempt on the same mail, whoever asks."""
    return f"reminder-{reminder}-{attempt}@{_host()}"


def read_reference(reference: str) -> tuple[int, int] | None:
    """The number of the mail and of the attempt that a reference names; None where it is none of this portal's."""
    found = _REFERENCE.fullmatch(reference)
    if found is None or found[3] != _host():
        return None
    return int(found[1]), int(found[2])


def _host() -> str:
    return urlsplit(settings.PORTAL_BASE_URL).hostname or "localhost"
