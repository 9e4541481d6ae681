"""What officers type as running text, as a page shows it."""

import re
from collections.abc import Iterator
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

BULLET = "- "
NEW_LINE = SafeString("<br>")
BLANK_LINE = re.compile(r"\n\s*\n")


def prose(text: str) -> SafeString:
    """Paragraphs where a blank line parts them, bullets where lines begin with "- "; everything else is text."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = [block for part in BLANK_LINE.split(plain) for block in _blocks(part)]
    return format_html_join("\n", "{}", ((block,) for block in blocks))


def _blocks(part: str) -> Iterator[SafeString]:
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    for is_list, group in groupby(lines, key=lambda line: line.startswith(BULLET)):
        found = list(group)
        yield _list(found) if is_list else _paragraph(found)


def _list(lines: list[str]) -> SafeString:
    items = format_html_join(
        "", "<li>{}</li>", ((line.removeprefix(BULLET).strip(),) for line in lines)
    )
    return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', items)


def _paragraph(lines: list[str]) -> SafeString:
    broken = format_html_join(NEW_LINE, "{}", ((line,) for line in lines))
    return format_html('<p class="govuk-body">{}</p>', broken)
