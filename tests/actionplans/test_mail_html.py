"""A mail's HTML as Outlook, a phone and a screen reader take it: tables for layout, one heading, a real button."""

import re
from html.parser import HTMLParser

import pytest
from django.core.mail import EmailMultiAlternatives

from actionplans.models import Review
from actionplans.reminders.tick import run_tick
from tests.actionplans.asking import answer
from tests.actionplans.reminding import at, html_of
from tests.factories import officer

pytestmark = pytest.mark.django_db

# Outlook draws with Word, which knows none of these; variables it shows as they are written.
UNKNOWN_TO_OUTLOOK = re.compile(r"flex|grid|var\(--|position:|float:|calc\(")


class Elements(HTMLParser):
    """Every element of a mail with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


@pytest.fixture(params=["asking", "digest", "escalated"])
def html(
    request: pytest.FixtureRequest, review: Review, mailoutbox: list[EmailMultiAlternatives]
) -> str:
    """One mail of each make: to who is asked, and to the team."""
    officer()
    if request.param == "digest":
        answer(review, now=at(4, 16))
    run_tick(now=at(24) if request.param == "escalated" else at(5))
    wanted = {"asking": "due by", "digest": "needs the team", "escalated": "not in, due"}
    return next(html_of(mail) for mail in mailoutbox if wanted[request.param] in str(mail.subject))


def test_mail_is_laid_out_in_tables_that_say_so(html: str) -> None:
    elements = Elements(html)
    assert elements.all("html") == [{"lang": "en-GB", "dir": "ltr"}]
    tables = elements.all("table")
    assert len(tables) > 2
    assert {table.get("role") for table in tables} == {"presentation"}
    assert not UNKNOWN_TO_OUTLOOK.search(html)
    assert "max-width:600px" in html
    assert '<!--[if mso]><table role="presentation" width="600"' in html


def test_mail_has_one_heading_and_landmarks(html: str) -> None:
    elements = Elements(html)
    assert len(elements.all("h1")) == 1
    roles = [attrs["role"] for attrs in elements.all("div")]
    assert roles == ["banner", "main", "contentinfo"]


def test_mails_button_is_a_padded_cell(html: str) -> None:
    cells = [cell for cell in Elements(html).all("td") if cell.get("class") == "button"]
    assert [(cell["bgcolor"], cell["style"]) for cell in cells] == [
        ("#0b4a53", "padding:14px 28px;background-color:#0b4a53")
    ]


def test_mail_can_be_read_in_the_dark(html: str) -> None:
    assert "@media (prefers-color-scheme: dark)" in html
    assert '<meta name="color-scheme" content="light dark">' in html


def test_asking_mail_is_headed_by_what_is_due_and_repeats_its_link_in_plain(
    review: Review, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    run_tick(now=at(5))
    html = html_of(mailoutbox[0])
    assert ">1 update due by Monday 10 October</h1>" in html
    [link] = [a["href"] for a in Elements(html).all("a")]
    assert f'<span style="word-break:break-all">{link}</span>' in html
    assert "<title>1 update due by Monday 10 October: July to September 2022</title>" in html
