"""Logs: JSON, one object a line, for a machine; columns for a person at a terminal. Never a secret."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor

_SECRET = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+"
    r"|(?<=hooks\.slack\.com/)[\w/-]+"  # whoever knows a response_url can answer
    r"|(?<=ticket=)[^&\s\"']+"  # or, with a ticket, listen
)


def configure_logs(stream: TextIO | None = None, *, level: int = logging.INFO) -> None:
    """Send all logs of this process to a stream: the bot's own from a level on, those of libraries from warnings on.

    Args:
        stream: Standard error if not given.
        level: Of the bot's own.
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
    # Some libraries set levels of their own.
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or record.name.split(".")[0] == "bot")
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("bot").setLevel(level)


def _rendering(stream: TextIO) -> list[Processor]:
    if stream.isatty():
        # A prettier traceback would show the values of variables: what people wrote.
        return [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]


def _redacted(_logger: Any, _method: str, line: EventDict | str) -> str:
    return _SECRET.sub("[secret]", str(line))
