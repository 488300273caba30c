"""Questions for what a short form stands for or a word means, as "DDR meaning" and "who counts as youth"."""

from __future__ import annotations

from retrieval.asking.understand.lexicon import word_lists
from retrieval.library.abbreviations import Abbreviations


def asked_in_full(text: str, abbreviations: Abbreviations) -> str:
    """Return a question for what a short form stands for, or who is meant by a word, as one for a definition.

    Any other text is returned as it is.

    >>> known = Abbreviations({}, {"MARA": ("monitoring, analysis and reporting arrangements",)})
    >>> asked_in_full("full form of MARA?", known), asked_in_full("meaning of life", known)
    ('what is MARA', 'meaning of life')
    >>> asked_in_full("who counts as youth?", known)
    'how is youth defined'
    """
    typed = " ".join(text.split())
    if counted := word_lists.COUNTS_AS.fullmatch(typed):
        return f"how is {counted['term']} defined"
    match = next((match for pattern in word_lists.SPELT_OUT if (match := pattern.fullmatch(typed))), None)
    return f"what is {match['short']}" if match and abbreviations.long_forms(match["short"]) else text
