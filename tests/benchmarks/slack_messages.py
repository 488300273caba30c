"""The five commonest messages of the Slack bot: their blocks, controls and characters, and how they read.

    python -m tests.benchmarks.slack_messages INDEX [--show]

The index is one of the seeds, or of any library that holds resolutions 1325 and 2242.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.assistant import open_assistant
from bot.settings import Settings
from bot.slack.answering import Answering
from bot.slack.exchange import Exchange, Message, Origin
from bot.slack.request import Ask
from bot.texts.texts import ENGLISH

QUESTIONS = {
    "answer, three paragraphs": "who should ratify the trafficking protocol?",
    "refusal with near misses": "Who vaccinates displaced children?",
    "comparison": "compare 1325 and 2242 on participation",
    "list": "list all paragraphs that mention trafficking",
    "empty mention": "help",
}
_LINK = re.compile(r"\*<[^|>]+\|([^>]+)>\*")
"""Link of a title, of which the text is seen."""

_CONTROLS = ("button", "static_select", "overflow", "feedback_buttons", "icon_button")


def main(index: str, *options: str) -> None:
    """Print a line for each message, and its text if asked to."""
    answering = Answering(open_assistant(Settings.from_env({"CLAUSEBOT_INDEX": str(Path(index).resolve())})))
    while answering.check_example().left:
        pass
    print(f"{'':26}{'blocks':>8}{'controls':>10}{'characters':>12}{'quoted':>8}")
    for name, question in QUESTIONS.items():
        _, message = answering.answer(Ask(_asked(question), (), ENGLISH))
        words = "".join(_shown(message.blocks))
        quoted = "".join("".join(_shown(one)) for one in _all(message.blocks) if one.get("type") == "rich_text_quote")
        controls = sum(one.get("type") in _CONTROLS for one in _all(message.blocks))
        print(f"{name:26}{len(message.blocks):8}{controls:10}{len(words):12,}{len(quoted):8,}")
        if "--show" in options:
            print(as_text(message))


def _asked(question: str) -> Exchange:
    now = datetime(2026, 11, 28, 12, tzinfo=UTC)
    return Exchange("e", "T1", "C1", "U1", question, now, Origin.MENTION, question_ts="1.1", thread_ts="1.1")


def as_text(message: Message) -> str:
    """Return a message as a reader sees it, controls in brackets."""
    return "\n".join(f"  | {line}" for block in message.blocks for line in _lines(block))


def _lines(block: Mapping[str, Any]) -> Iterator[str]:
    if block["type"] == "rich_text":
        for part in block["elements"]:
            mark = "> " if part["type"] == "rich_text_quote" else ""
            rows = part["elements"] if part["type"] == "rich_text_list" else [part]
            for row in rows:
                yield from (f"{mark}{line}" for line in "".join(_shown(row)).splitlines())
    elif block["type"] == "context":
        yield from (f"  {line}" for line in _shown(block))
    elif "elements" in block:
        yield " ".join(f"[{label}]" for element in block["elements"] for label in _label(element))
    else:
        yield from _shown(block)


def _label(element: Mapping[str, Any]) -> Sequence[str]:
    if element["type"] == "feedback_buttons":
        return [element[side]["text"]["text"] for side in ("positive_button", "negative_button")]
    if element["type"] == "overflow":
        return ["… " + " / ".join(one["text"]["text"] for one in element["options"])]
    return [(element.get("text") or element["placeholder"])["text"]]


def _shown(value: Any) -> Iterator[str]:
    """Return the texts that are seen without a click: no options of a menu, no dialogs, no labels of icons."""
    if isinstance(value, Mapping):
        if value.get("type") == "icon_button":
            return
        if isinstance(value.get("text"), str):
            yield _LINK.sub(r"\1", value["text"]) if value.get("type") == "mrkdwn" else value["text"]
        hidden = ("options", "option_groups", "confirm", "initial_option")
        yield from (text for key, part in value.items() if key not in hidden for text in _shown(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in _shown(part))


def _all(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        yield from (one for part in value for one in _all(part))


if __name__ == "__main__":
    main(*sys.argv[1:])
