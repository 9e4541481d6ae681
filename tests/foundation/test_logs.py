"""A log line holds neither a review link nor anyone's address."""

import io
import logging
import sys

import pytest
import structlog

from smp_portal.foundation.logs import LineFormatter, without_personal_data


def _formatted(message: str, *, level: int = logging.INFO, **details: object) -> str:
    record = logging.LogRecord("portal", level, __file__, 1, message, None, None)
    record.__dict__.update(details)
    return LineFormatter().format(record)


def test_line_has_level_event_and_logger() -> None:
    line = _formatted("Round opened", level=logging.WARNING)
    assert line.split(" ", 1)[1] == 'level=warning event="Round opened" logger=portal'


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Not Found: /r/abc-DEF_9/", "Not Found: /r/…"),
        ("Not Found: /r/abc-DEF_9/45/?next=1 again", "Not Found: /r/… again"),
        (
            'GET "https://portal.example.org/r/abc/" 200',
            'GET "https://portal.example.org/r/…" 200',
        ),
        ("next=%2Fr%2Fabc%2F", "next=/r/…"),
        ("GET /rounds/3/", "GET /rounds/3/"),
        ("GET /for/r", "GET /for/r"),
    ],
)
def test_review_link_is_hidden(line: str, kept: str) -> None:
    assert without_personal_data(line) == kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("to <tom.ashby+x@county.example.org>: 550", "to <[address]>: 550"),
        ("email=tom%40example.org&a=1", "email=[address]&a=1"),
        ("TOM.O'BRIEN@EXAMPLE.ORG", "[address]"),
        ("celery@worker ready.", "celery@worker ready."),
    ],
)
def test_address_is_hidden(line: str, kept: str) -> None:
    assert without_personal_data(line) == kept


def test_traceback_is_one_line_without_personal_data() -> None:
    try:
        raise ValueError("550 tom.ashby@example.org has no mailbox; see /r/secret/")
    except ValueError:
        line = _formatted("Could not send", level=logging.ERROR, exc_info=sys.exc_info())
    assert "\n" not in line
    assert "ValueError: 550 [address] has no mailbox; see /r/…" in line
    assert "tom.ashby" not in line
    assert "secret" not in line


def test_structlog_logger_passes_the_same_formatter() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter())
    logger = logging.getLogger("portal.structured")
    logger.addHandler(handler)
    try:
        structlog.get_logger("portal.structured").warning("sent", to="tom@example.org", copies=1)
    finally:
        logger.removeHandler(handler)
    assert stream.getvalue().split(" ", 1)[1] == (
        "level=warning event=sent logger=portal.structured to=[address] copies=1\n"
    )
