"""What names a person or leads to one: recognised by heading and by content, so that it is never kept."""

import re
from collections.abc import Callable, Sequence

from consultations.response_files.plain import plain

REMOVED = "[removed]"
_LONGEST_ADDRESS = 200

# Each word begins where no other began, and nothing is tried twice: a long cell takes no longer than its length.
_EMAIL = re.compile(r"(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]++@[\w-]++(?:\.[\w-]++)*+")
_TELEPHONE = re.compile(
    r"(?<![\w+])(?:\(?\+?\d{1,3}\)?[\s.()-]{0,3}\(0\)|\(?\+\d|\(?0\d)(?:[\s.()-]{0,3}\d){8,12}(?!\w)"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|(?:[0-9a-f]{0,4}:){4,7}[0-9a-f]{0,4}")
_STREET = re.compile(
    r"\d+[a-z]?,? (?:\w+ ){1,3}(?:road|street|lane|avenue|close|drive|way|crescent|court|place|row|gardens|terrace|rd|st|ave)\b",
    re.IGNORECASE,
)
_IDENTITY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{8,}|(?=\w*\d)(?=\w*[a-z])[\w-]{8,}", re.IGNORECASE)
_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Rev)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]*\.?){1,3}")

_YOUR = r"(?:(?:what is|please enter) )?(?:(?:your|contact|respondent|recipient|participant) )?"
# What each kind of column is called where it is named, and the whole headings that give it away.
_HEADINGS = {
    holds: re.compile(f"{_YOUR}(?:{words})")
    for holds, words in {
        "names": r"(?:(?:full|first|last|middle|given|family) )?names?|surname|forename|respondent|title|signature",
        "e-mail addresses": r"e ?mail(?: address| addresses)?|mail|user ?name",
        "telephone numbers": r"(?:(?:phone|telephone|mobile|tel|contact) ?(?:no|number|numbers)?|contact details)",
        "postal addresses": (
            r"(?:(?:home|postal|full|street) )?address|street|house number|(?:full )?post ?code|zip(?: code)?"
            r"|latitude|longitude"
        ),
        "dates of birth": r"date of birth|birth ?date|birthday|dob",
        "IP addresses": r"ip ?(?:address)?|user agent|browser|device|network id",
        "IDs": r"(?:(?:response|collector|submission|entry|record|form|user|session) )?ids?|token|external reference|no|number",
    }.items()
}
_ASKED = re.compile(
    r"\b(?:your|contact) (?:\w+ )?(?:(?P<names>name|surname|names)|(?P<mail>e mail|email)"
    r"|(?P<call>phone|telephone|mobile)|(?P<home>address|postcode|post code)|(?P<born>date of birth|birthday))\b"
)
_ASKED_NAMES = {
    "names": "names",
    "mail": "e-mail addresses",
    "call": "telephone numbers",
    "home": "postal addresses",
    "born": "dates of birth",
}


def personal_heading(heading: str) -> str:
    """What a column holds by its heading, "names" for one; empty if nothing personal."""
    words = plain(heading)
    for holds, headings in _HEADINGS.items():
        if headings.fullmatch(words):
            return holds
    asked = _ASKED.search(words)
    return _ASKED_NAMES[asked.lastgroup] if asked and asked.lastgroup else ""


# What a column holds by its cells, and how large a share of them shows it.
_CONTENTS: tuple[tuple[str, float, Callable[[str], object]], ...] = (
    ("e-mail addresses", 0.1, _EMAIL.fullmatch),
    ("telephone numbers", 0.1, _TELEPHONE.fullmatch),
    ("IP addresses", 0.1, _IP.fullmatch),
    ("postal addresses", 0.1, _POSTCODE.fullmatch),
    ("postal addresses", 0.3, lambda cell: _POSTCODE.search(cell[:_LONGEST_ADDRESS])),
    ("postal addresses", 0.3, _STREET.match),
)


def personal_content(cells: Sequence[str]) -> str:
    """What a column holds by its filled cells, whatever its heading says; empty if nothing personal."""
    if not cells:
        return ""
    for holds, share, shows in _CONTENTS:
        if sum(1 for cell in cells if shows(cell)) >= share * len(cells):
            return holds
    return ""


def nearly_all_different(cells: Sequence[str]) -> str:
    """Names and IDs where no question was recognised: short, and hardly two alike."""
    if not cells or len(set(cells)) < len(cells) / 2:
        return ""
    if sum(1 for cell in cells if _NAME.fullmatch(cell)) >= 0.6 * len(cells):
        return "names"
    if all(cell.isdecimal() or _IDENTITY.fullmatch(cell) for cell in cells):
        return "IDs"
    return ""


def without_contacts(text: str) -> tuple[str, int]:
    """A text with e-mail addresses, telephone numbers and postcodes taken out, and how many there were."""
    count = 0
    for pattern in (_EMAIL, _TELEPHONE, _POSTCODE):
        text, found = pattern.subn(REMOVED, text)
        count += found
    return text, count
