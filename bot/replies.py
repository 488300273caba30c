"""Canned replies to small talk."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.asking.understand.smalltalk import ReplyKind

_HOW = "Ask about the resolutions in this library, and the paragraphs that answer are quoted, word for word."

_REPLIES: Mapping[ReplyKind, str] = {
    "greeting": f"Hello. {_HOW}",
    "thanks": "You are welcome.",
    "help": f"{_HOW} A question may say where to look: “in 1325”, “since 2015”, “operative only”.",
    "empty": _HOW,
}


def reply_to(kind: ReplyKind) -> str:
    """Return the canned reply to a kind of small talk."""
    return _REPLIES[kind]
