"""Small talk and questions about the bot itself, which get a fixed reply."""

from __future__ import annotations

import re

from retrieval.asking.understand.finding import ReplyKind
from retrieval.asking.understand.lexicon import aside_patterns, noise_patterns, talk_patterns
from retrieval.asking.understand.words import has_words

_SAID: tuple[tuple[ReplyKind, re.Pattern[str]], ...] = (
    ("help", talk_patterns.HELP),
    ("greeting", talk_patterns.GREETING),
    ("greeting", talk_patterns.PRESENCE),
    ("thanks", talk_patterns.THANKS),
    ("thanks", talk_patterns.FAREWELL),
    *talk_patterns.ABOUT_ITSELF,
)
_SAID_FIRST: tuple[tuple[ReplyKind, re.Pattern[str]], ...] = (
    ("holdings", talk_patterns.ALL_RESOLUTIONS),
    ("empty", talk_patterns.NO_TOPIC),
    ("aside", aside_patterns.NEVER_MIND),
)
"""Patterns of messages that are about the bot itself, or about nothing, unless they follow a question."""
_SAID_AFTER: tuple[tuple[ReplyKind, re.Pattern[str]], ...] = (
    ("thanks", talk_patterns.ENDING),
    ("aside", aside_patterns.ASIDE),
    ("complaint", aside_patterns.COMPLAINT),
    ("reasons", aside_patterns.WHY),
    ("form", aside_patterns.FORM),
    ("form", aside_patterns.TOO_MUCH),
    ("exporting", aside_patterns.SENDING),
    ("quotes", aside_patterns.DOUBT),
    ("judging", aside_patterns.BINDING),
    ("judging", aside_patterns.JUDGE),
)
"""Patterns of messages that are small talk only after a question."""

_MOST_SENTENCES = 3
"""Maximum number of sentences of small talk in a message."""


def reply_kind(text: str, *, follows: bool = False) -> ReplyKind | None:
    """Return the kind of fixed reply that a message gets; None if it may be a question about the library's texts.

    Such a message greets, thanks or asks about the bot itself, and does nothing else.

    Args:
        text: The message.
        follows: Whether a question came before it. Then praise alone ("great!", "that's all") is thanks, "one sec" an
            aside, "I expected more" a complaint, "why?" asks for reasons, "shorter" for another form, and "which is
            better?" for a judgement. "List all resolutions" is then on the topic of that question, and no question for
            those of the library; "everything" is no message without a topic.

    >>> reply_kind("thanks, that's super helpful"), reply_kind("Who protects women in camps? thanks!")
    ('thanks', None)
    >>> reply_kind("are you up to date? what's your newest resolution?")
    'holdings'
    """
    if not has_words(noise_patterns.MARK.sub(" ", text)):
        return "empty"
    words = _plain(text)
    if (kind := _kind_of(words, follows=follows)) is not None:
        return kind
    sentences = talk_patterns.BETWEEN_SENTENCES.split(words)
    kinds = [_kind_of(one, follows=follows) for one in sentences[:_MOST_SENTENCES]]
    return kinds[-1] if 1 < len(sentences) <= _MOST_SENTENCES and None not in kinds else None


def _kind_of(words: str, *, follows: bool) -> ReplyKind | None:
    placed = _SAID_AFTER if follows else _SAID_FIRST
    return next((kind for kind, pattern in (*_SAID, *placed) if pattern.fullmatch(words)), None)


def is_reaction(text: str) -> bool:
    """Return whether a message after a question only reacts to the answer, and asks nothing.

    Args:
        text: The message with its thanks and greetings.

    >>> is_reaction("Perfect, I am copying that into the draft."), is_reaction("Perfect, now the same for boys")
    (True, False)
    """
    return "?" not in text and aside_patterns.TALKING_ON.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    """Normalise a message: lower case, no emoji or Slack names of emoji, straight apostrophes, single blanks."""
    without = talk_patterns.EMOJI_NAME.sub(" ", text.replace("’", "'"))
    return " ".join(talk_patterns.NEITHER_WORD_NOR_STOP.sub(" ", without).lower().split())
