"""Two questions in one sentence: "what do women protection advisers do and who pays for them?"."""

from __future__ import annotations

from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.words import topic_words


def two_asked(text: str) -> tuple[str, str] | None:
    """Return the two questions that a whitespace-normalised text asks; None for one that asks less or more.

    >>> two_asked("What do advisers do and who pays for them?")
    ('What do advisers do', 'who pays for them')
    >>> two_asked("who decides and how"), two_asked("women and how they vote")
    (None, None)
    """
    match = turn_patterns.TWO_ASKED.fullmatch(text)
    if not match or not topic_words(match["first"]) or turn_patterns.ASKS_AGAIN.search(match["second"]):
        return None
    return match["first"].strip(" ,"), match["second"]
