"""Questions for what a short form stands for, as "DDR meaning" and "full form of MARA"."""

from __future__ import annotations

from retrieval.asking.understand.lexicon import word_lists
from retrieval.library.abbreviations import Abbreviations


def asked_in_full(text: str, abbreviations: Abbreviations) -> str:
    """Return a question for what a short form stands for as one for a definition, any other text as it is.

    >>> known = Abbreviations({}, {"MARA": ("monitoring, analysis and reporting arrangements",)})
    >>> asked_in_full("full form of MARA?", known), asked_in_full("meaning of life", known)
    ('what is MARA', 'meaning of life')
    """
    typed = " ".join(text.split())
    match = next((match for pattern in word_lists.SPELT_OUT if (match := pattern.fullmatch(typed))), None)
    return f"what is {match['short']}" if match and abbreviations.long_forms(match["short"]) else text
