"""What kind of file this is, by what it begins with and not by its name."""

from smp_portal.foundation.files.refusal import FileRefused

ZIP = b"PK\x03\x04"

_SAVE_AS = "Open it in a spreadsheet, save it as CSV or as an Excel workbook (.xlsx), and add that"

# Each with the bytes that such files begin with.
_OTHERS = (
    (
        b"\xd0\xcf\x11\xe0",
        "This is an old Excel file (.xls), or one with a password. Save it as .xlsx or CSV, without a password, and add that",
    ),
    (b"%PDF", f"This is a PDF, not a table. {_SAVE_AS}"),
    (b"\x89PNG", "This is a picture, not a table. Add the CSV or Excel file that it shows"),
    (b"\xff\xd8\xff", "This is a picture, not a table. Add the CSV or Excel file that it shows"),
    (b"GIF8", "This is a picture, not a table. Add the CSV or Excel file that it shows"),
    (b"{\\rtf", f"This is a text document, not a table. {_SAVE_AS}"),
    (b"PK\x05\x06", "This is an empty archive. Add the CSV or Excel file itself"),
    (b"\x1f\x8b", "This is a compressed file. Unpack it and add the CSV or Excel file inside"),
    (b"Rar!", "This is a compressed file. Unpack it and add the CSV or Excel file inside"),
    (b"7z\xbc\xaf", "This is a compressed file. Unpack it and add the CSV or Excel file inside"),
    (b"SQLite format 3", f"This is a database, not a table. {_SAVE_AS}"),
)
_PAGES = (b"<!doctype", b"<html", b"<?xml", b"<svg")


def is_workbook(data: bytes) -> bool:
    """Whether it is an archive, as Excel workbooks are; False where it may be CSV; anything else is refused."""
    if data.startswith(ZIP):
        return True
    for signature, words in _OTHERS:
        if data.startswith(signature):
            raise FileRefused(words)
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGES):
        raise FileRefused(f"This is a web page or XML, not a table. {_SAVE_AS}")
    return False
