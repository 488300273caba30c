"""Small talk: messages that greet, thank, ask for help, or hold no words; all others are searched for."""

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
    """Return what kind of reply is fitting, by the wording alone; None for everything that may be a question.

    Only a message that greets, thanks or asks for help and says nothing else is small talk.

    >>> reply_kind("thanks, that's super helpful"), reply_kind("Who protects women in camps? thanks!")
    ('thanks', None)
    """
    if not has_words(text):
        return "empty"
    words = _plain(text)
    return next((kind for pattern, kind in _SAID if pattern.fullmatch(words)), None)


def _plain(text: str) -> str:
    """Return the text without emoji and Slack's names of them, apostrophes straight, blanks single."""
    without = lexicon.EMOJI_NAME.sub(" ", text.replace("’", "'"))
    return " ".join(lexicon.NEITHER_WORD_NOR_STOP.sub(" ", without).split())
