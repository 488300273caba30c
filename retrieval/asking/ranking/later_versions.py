"""Later versions of a paragraph, for display beside a hit; a closing formula has none."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from retrieval.clauses.clause import Clause
from retrieval.index.protocol import ClauseIndex
from retrieval.wording.fold import fold_words

MOST_LATER = 3
"""Maximum later versions that are shown of a paragraph: the latest ones, as there may be dozens."""

_STILL = 0.45
"""Least similarity of words between a paragraph and a later version: over many versions, all words may change."""

_BRIEF = 12
"""Maximum words of a lead-in that counts as a formula: "Urges Member States to:"."""

_FORMULA = re.compile(
    r"""
    (?:(?:also|further)\s)?
    (?:
        (?:decides|expresses\sits\s(?:intention|determination))\sto\s(?:remain|keep)\b .{0,40} \bseized\b
        | requests\s .{1,120} \breports?\b .{0,120} \bimplementation\sof\s(?:this|the\spresent)\sresolution\b
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Beginning of a paragraph that each resolution has about itself: "Decides to remain seized of the matter"."""


def later_versions(row: int, clause: Clause, index: ClauseIndex) -> tuple[str, ...]:
    """Return the ids of the latest versions of a paragraph that still have enough of its words; none for a formula."""
    if is_formula(clause.text):
        return ()
    words = fold_words(clause.text).split()
    later = index.clauses_at(index.later(row, MOST_LATER))
    return tuple(one.id for one in later if Indel.normalized_similarity(words, fold_words(one.text).split()) >= _STILL)


def is_formula(text: str) -> bool:
    """Return whether a paragraph is a formula or a short lead-in, and so has no later version worth showing.

    >>> [is_formula(text) for text in ("Decides to remain actively seized of this matter.", "Urges Member States to:")]
    [True, True]
    >>> is_formula("Urges Member States to protect schools;")
    False
    """
    return _FORMULA.match(text) is not None or (text.endswith(":") and len(text.split()) <= _BRIEF)
