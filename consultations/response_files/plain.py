"""Words as they are compared: whatever the capitals, dashes, quotation marks, spaces and "&"."""

import re
import unicodedata

_ASIDE = re.compile(r"\([^()]*\)")
_APOSTROPHES = re.compile(r"['’‘`\u00b4]")
_NOT_A_WORD = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Words for comparing: "Melton Mowbray – Sysonby " is "melton mowbray sysonby"."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return _NOT_A_WORD.sub(" ", _APOSTROPHES.sub("", folded)).strip()


def plain_question(text: str) -> str:
    """A question for comparing, without what it says in brackets about how to answer."""
    return plain(_ASIDE.sub(" ", text)) or plain(text)
