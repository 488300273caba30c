"""Genre detection: whether a paragraph opens as those of resolutions do.

`opening.py` finds where a paragraph begins, and so needs certain forms. Here the paragraph is given, so rare forms
count, too: those seen in resolutions from 1946 to 2015, print errors included ("Request the Secretary-General", "Lends
its full support").
"""

from __future__ import annotations

import re

from retrieval.readers.opening import acts_in_circumstances, opens_paragraph

_AHEAD = 400  # characters in which the verb follows adverbs
_ADVERBS = frozenset("also further furthermore again".split())
_RARE = frozenset(
    "announces awaits desires dissolves issues lends orders records "
    # The infinitive, by a missing letter.
    "address affirm approve authorize call commend condemn decide declare demand deplore emphasize encourage endorse "
    "express invite note reaffirm recall recommend reiterate request stress support undertake underline urge warn "
    "welcome".split()
)
_EARLY = re.compile(
    r"(?:that|to|hereby|now, therefore|it is resolved|in (?:view|virtue|the exercise) of)\b", re.IGNORECASE
)
_MODAL = re.compile(r"\b(?:shall|should|be (?:instructed|invited|requested))\b")
_QUOTES = "\"“”„«»'‘* "


def opens_as_resolution(text: str) -> bool:
    """Return whether a paragraph opens with a participle or a verb of resolutions.

    >>> opens_as_resolution("In this context, urges all parties to act"), opens_as_resolution("We urge them to act")
    (True, False)
    """
    text = text.lstrip(_QUOTES)
    if opens_paragraph(text) or _first_word(text) in _RARE:
        return True
    return acts_in_circumstances(text)


def opens_early(text: str) -> bool:
    """Return whether a paragraph opens as in early resolutions, before the form was settled.

    >>> opens_early("That the Committee be requested to proceed"), opens_early("We think that it failed")
    (True, False)
    """
    return _EARLY.match(text.lstrip(_QUOTES)) is not None or _MODAL.search(text) is not None


def _first_word(text: str) -> str:
    """Return the first word that is not an adverb, with its punctuation: "Note:" opens a remark."""
    words = text[:_AHEAD].lower().split()
    return next((word for word in words if not (word in _ADVERBS or word.endswith("ly"))), "")
