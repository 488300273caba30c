import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.slack.logs import configure_logs


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root, bot = logging.getLogger(), logging.getLogger("bot")
    handlers, levels = root.handlers[:], (root.level, bot.level)
    root.handlers.clear()
    yield
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    bot.setLevel(levels[1])
    structlog.reset_defaults()


def test_a_line_is_an_object_for_a_machine() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    structlog.get_logger("bot.slack.dispatcher").info("answered – “yes”", exchange="x1")
    line = json.loads(stream.getvalue())
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "answered – “yes”", "exchange": "x1", "level": "info", "logger": "bot.slack.dispatcher"}


def test_columns_are_for_a_person() -> None:
    stream = Terminal()
    configure_logs(stream)
    structlog.get_logger("bot.slack.dispatcher").info("answered", exchange="x1")
    assert "answered" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


def test_libraries_speak_up_from_warnings_on_and_in_the_same_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that sets its own level."""
    stream = io.StringIO()
    configure_logs(stream)
    monkeypatch.setattr(logging.getLogger("watchfiles"), "level", logging.DEBUG)
    for name in ("slack_bolt.AsyncApp", "slack_sdk.web", "uvicorn.error", "watchfiles"):
        logging.getLogger(name).info("a new session")
        logging.getLogger(name).warning("%s failed", "it")
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(line["event"], line["level"]) for line in lines] == [("it failed", "warning")] * 4


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("refused xoxb-12-34-AbC", "refused [secret]"),
        ("refused xapp-1-A01-99-ab12.", "refused [secret]."),
        ("refused xoxe.xoxp-1-Mi0yLTEy", "refused [secret]"),
        ("at https://hooks.slack.com/commands/T1/2/x9 now", "at https://hooks.slack.com/[secret] now"),
        ("to wss://wss.slack.com/link/?ticket=8-9&app_id=1", "to wss://wss.slack.com/link/?ticket=[secret]&app_id=1"),
    ],
)
def test_secrets_are_not_shown(said: str, shown: str) -> None:
    stream = io.StringIO()
    configure_logs(stream)
    logging.getLogger("slack_sdk.web").error(said)
    assert json.loads(stream.getvalue())["event"] == shown


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_a_traceback_shows_no_values(stream: io.StringIO) -> None:
    """Those of variables are what people wrote; the error's own words are cut of secrets."""
    configure_logs(stream)
    question = "what a person asked"
    try:
        raise ValueError(f"xoxb-1-{len(question)}")
    except ValueError:
        structlog.get_logger("bot.slack.dispatcher").exception("failed")
    assert "ValueError: [secret]" in stream.getvalue()
    assert question not in stream.getvalue()
