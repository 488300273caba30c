"""Small talk and questions about the bot itself, which get a fixed reply."""

from __future__ import annotations

import re

from retrieval.asking.understand import lexicon
from retrieval.asking.understand.edits import has_words
from retrieval.asking.understand.finding import ReplyKind

_SAID: tuple[tuple[ReplyKind, re.Pattern[str]], ...] = (
    ("help", lexicon.HELP),
    ("greeting", lexicon.GREETING),
    ("thanks", lexicon.THANKS),
    *lexicon.ABOUT_ITSELF,
)


def reply_kind(text: str) -> ReplyKind | None:
    """Return the kind of fixed reply that a message gets; None if it may be a question about the library's texts.

    Such a message greets, thanks or asks about the bot itself, and does nothing else.

    >>> reply_kind("thanks, that's super helpful"), reply_kind("Who protects women in camps? thanks!")
    ('thanks', None)
    """
    if not has_words(text):
        return "empty"
    words = _plain(text)
    return next((kind for kind, pattern in _SAID if pattern.fullmatch(words)), None)


def _plain(text: str) -> str:
    """Normalise a message: no emoji (nor Slack's names of them), straight apostrophes, single blanks."""
    without = lexicon.EMOJI_NAME.sub(" ", text.replace("’", "'"))
    return " ".join(lexicon.NEITHER_WORD_NOR_STOP.sub(" ", without).split())
