"""Logging: JSON Lines, or columns on a terminal; secrets are redacted, and errors logged without user text."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor

_SECRET = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+"
    r"|(?<=hooks\.slack\.com/)[\w/-]+"  # a response_url is a credential for answering
    r"|(?<=ticket=)[^&\s\"']+"  # a socket ticket is a credential for listening
)

_log = structlog.get_logger(__name__)


def configure_logs(stream: TextIO | None = None) -> None:
    """Configure logging to a stream: the bot's loggers from INFO, libraries from WARNING.

    Args:
        stream: The stream; None for standard error.
    """
    stream = stream or sys.stderr
    steps: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *steps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=steps,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(stream), _redacted],
        )
    )
    # Some libraries set their own levels.
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or record.name.split(".")[0] == "bot")
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("bot").setLevel(logging.INFO)


def log_fault(what: str, error: BaseException, **about: str) -> None:
    """Log an error by its type and traceback, without its message, which may hold user text."""
    # The traceback of another process is in its notes.
    where = "".join([*traceback.format_tb(error.__traceback__), *getattr(error, "__notes__", ())])
    _log.error(what, error=type(error).__name__, where=where, **about)


def _rendering(stream: TextIO) -> list[Processor]:
    if stream.isatty():
        # A rich traceback would show local variables, which hold user text.
        return [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]


def _redacted(_logger: Any, _method: str, line: EventDict | str) -> str:
    return _SECRET.sub("[secret]", str(line))
