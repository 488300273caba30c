"""Which wordings are nearly the same words as a given text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import Indel, LCSseq

from retrieval.arrays import Rows
from retrieval.index.phrases import BRIEF, BRIEF_GRAM, GRAM, PhraseIndex

_NEAR = 0.75
"""Of the words of both, how many nearly identical texts have in the same order (docs/agreed.md)."""
_HELD = 0.9
"""Of the words of the shorter one, how many the longer one has if it takes it over."""
_SHORTEST = 8
"""Words of a text that can be said to be taken over; fewer recur by accident."""
_COMPARED = 400
"""Wordings that a text is compared with: those that share most of these."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A wording that is like a text.

    Attributes:
        wording: The first clause that has it.
        score: The share of the words of both that they have in the same order, from 0 to 1.
        is_near: Whether that is nearly all of them; else one of the two takes over the other.
    """

    wording: int
    score: float
    is_near: bool


def alike_wordings(words: Sequence[int], phrases: PhraseIndex, twins: Rows) -> list[Alike]:
    """Find the wordings that are nearly a text's words, or take over nearly all of it, or that it takes over.

    Args:
        words: The text's, by their numbers.
        phrases: The words of all clauses.
        twins: For each clause, the first with the same words.

    Returns:
        The most like it first.
    """
    given = list(words)
    size = BRIEF_GRAM if len(given) <= BRIEF else GRAM
    grams = {tuple(given[at : at + size]) for at in range(len(given) - size + 1)}
    shared = np.zeros(len(twins), np.int64)
    for gram in grams:
        shared[np.unique(twins[phrases.rows(gram)])] += 1
    rows = np.flatnonzero(shared)
    lengths = phrases.lengths(rows)
    most = np.argsort(-shared[rows] / (lengths + len(given)), kind="stable")[:_COMPARED]
    taken = np.argsort(-shared[rows] / np.minimum(lengths, len(given)), kind="stable")[:_COMPARED]
    found = []
    for row in np.union1d(rows[most], rows[taken]).tolist():
        other = phrases.words_of(row)
        score = Indel.normalized_similarity(given, other)
        if score >= _NEAR or _takes_over(given, other):
            found.append(Alike(row, score, score >= _NEAR))
    return sorted(found, key=lambda one: -one.score)


def _takes_over(given: list[int], other: list[int]) -> bool:
    shorter = min(len(given), len(other))
    if shorter < _SHORTEST or LCSseq.similarity(given, other) < _HELD * shorter:
        return False
    # The small words of any sentence are found in order in a long one: most have to stand side by side.
    return _runs(given, other) >= _HELD * _HELD * (shorter - 1)


def _runs(given: list[int], other: list[int]) -> int:
    """Count the pairs of neighbours that both texts have."""
    return len(set(pairwise(given)) & set(pairwise(other)))
