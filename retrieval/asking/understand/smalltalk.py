"""Small talk: greetings, thanks, pleas for help and empty messages, which get a canned reply."""

from __future__ import annotations

import re
from typing import Literal

from retrieval.asking.understand import lexicon
from retrieval.asking.understand.edits import has_words

ReplyKind = Literal["greeting", "thanks", "help", "empty"]

_SAID: tuple[tuple[re.Pattern[str], ReplyKind], ...] = (
    (lexicon.HELP, "help"),
    (lexicon.GREETING, "greeting"),
    (lexicon.THANKS, "thanks"),
)


def reply_kind(text: str) -> ReplyKind | None:
    """Return the kind of canned reply that a message gets; None if it may be a question.

    Small talk greets, thanks or asks for help, and nothing else.

    >>> reply_kind("thanks, that's super helpful"), reply_kind("Who protects women in camps? thanks!")
    ('thanks', None)
    """
    if not has_words(text):
        return "empty"
    words = _plain(text)
    return next((kind for pattern, kind in _SAID if pattern.fullmatch(words)), None)


def _plain(text: str) -> str:
    """Normalise a message: no emoji (nor Slack's names of them), straight apostrophes, single blanks."""
    without = lexicon.EMOJI_NAME.sub(" ", text.replace("’", "'"))
    return " ".join(lexicon.NEITHER_WORD_NOR_STOP.sub(" ", without).split())
