"""The portal's log lines: one event a line, without anything that names a person or opens a door."""

import logging
import re

import structlog

# A review link is a key to someone's questions, and an address is personal data: a log holds neither.
_LINK = re.compile(r"(/|%2f)r(/|%2f)[^\s\"'<>)\]]+", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+'-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)

_DETAILS: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def without_personal_data(line: str) -> str:
    """A line with review links and e-mail addresses hidden."""
    return _ADDRESS.sub("[address]", _LINK.sub("/r/…", line))


class LineFormatter(structlog.stdlib.ProcessorFormatter):
    """Writes what the portal and its libraries log in one shape: time, level, event, logger, details."""

    def __init__(self) -> None:
        super().__init__(
            foreign_pre_chain=_DETAILS,
            processors=[
                self.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.LogfmtRenderer(
                    key_order=["timestamp", "level", "event", "logger"],
                    bool_as_flag=False,
                ),
            ],
        )

    def format(self, record: logging.LogRecord) -> str:
        # The finished line is cleaned, not its parts: a traceback and a library's words pass here too.
        return without_personal_data(super().format(record))


# Without this, a structlog logger would print on its own, past the formatter above.
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_DETAILS,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
