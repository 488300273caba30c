"""Forms of a message, as Slack's methods take it: with blocks, or as plain text if Slack rejects these."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

import structlog

from bot.slack.exchange import Message
from bot.slack.faults import SlackFailure

LONGEST_TEXT = 40_000
"""Maximum length of a message's text in characters; Slack truncates longer ones."""

SHORT_TEXT = 4_000
"""Maximum length of text in characters beside blocks, and in updates."""

_REJECTED = re.compile(r"invalid_blocks.*|msg_blocks_too_long|msg_too_long")
_CUT_ESCAPE = re.compile(r"&[a-z]*$")

Form: TypeAlias = Mapping[str, Any]
"""Fields "text" and "blocks" of a message."""

T = TypeVar("T")
_log = structlog.get_logger(__name__)


async def send_accepted(message: Message, longest: int, send: Callable[[Form], Awaitable[T]]) -> T:
    """Send a message in the richest form that Slack accepts: blocks, else plain text."""
    *fuller, plainest = _forms(message, longest)
    for form in fuller:
        try:
            return await send(form)
        except SlackFailure as failure:
            if not _REJECTED.fullmatch(failure.error):
                raise
            _log.warning(
                "Slack rejected a message; sending a simpler form",
                reason=str(failure),
                exchange=_mark(form)[:-1],
                blocks=len(form["blocks"]),
                characters=len(json.dumps(form)),
            )
    return await send(plainest)


def _forms(message: Message, longest: int) -> Iterator[Form]:
    """Yield the forms of a message, richest first: blocks, long text, short text."""
    if message.blocks:
        yield {"text": _cut(message.text, SHORT_TEXT), "blocks": [dict(block) for block in message.blocks]}
    # An empty list removes the old blocks of an updated message; omitting it keeps them.
    for most in sorted({longest, SHORT_TEXT}, reverse=True):
        yield {"text": _cut(message.text, most), "blocks": []}


def _cut(text: str, most: int) -> str:
    """Truncate text without splitting an escape such as "&amp;"."""
    return text if len(text) <= most else _CUT_ESCAPE.sub("", text[: most - 1]) + "…"


def _mark(form: Form) -> str:
    """Return the common prefix of a message's block ids, such as "EXCHANGE:"; "" for none."""
    exchange, colon, _ = str(form["blocks"][0].get("block_id", "") if form["blocks"] else "").partition(":")
    return exchange + colon if colon else ""


def has_mark(posted: Mapping[str, Any], mark: str) -> bool:
    """Return whether the id of a block of a posted message begins with a mark, such as "EXCHANGE:"."""
    return any(str(block.get("block_id", "")).startswith(mark) for block in posted.get("blocks") or ())


def is_same(form: Form) -> Callable[[Mapping[str, Any]], bool]:
    """Return a function that recognises this form among posted messages, by the mark of its blocks or by its text."""
    mark = _mark(form)
    if mark:
        return lambda posted: has_mark(posted, mark)
    return lambda posted: bool(posted.get("bot_id")) and posted.get("text") == form["text"]
