"""Near-duplicate wordings of a text, by shared word n-grams and common subsequences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import Indel, LCSseq

from retrieval.arrays import Rows
from retrieval.index.phrases import BRIEF, BRIEF_GRAM, GRAM, PhraseIndex

_NEAR = 0.75
"""Least share of words in the same order for two texts to be near-identical (docs/agreed.md)."""
_HELD = 0.9
"""Least share of a text's words that a longer text has, in order, to contain the text."""
_SHORTEST = 8
"""Least words of a contained text; fewer recur by accident."""
_COMPARED = 400
"""Maximum candidates to compare with a text: those that share most n-grams with it."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Wording that is near-identical to a text, or contains it, or is contained in it.

    Attributes:
        wording: Row of the first clause that has it.
        score: Share of the words of both in the same order, from 0 to 1.
        is_near: Whether both are near-identical; else one contains the other.
    """

    wording: int
    score: float
    is_near: bool


def alike_wordings(words: Sequence[int], phrases: PhraseIndex, wordings: Rows) -> list[Alike]:
    """Find the wordings that are near-identical to a text, contain it, or are contained in it.

    Args:
        words: Words of the text, as numbers of the phrase index.
        phrases: Phrase index of all clauses.
        wordings: Wording of each clause: the row of the first clause with the same words.

    Returns:
        The most similar first.
    """
    given = list(words)
    size = BRIEF_GRAM if len(given) <= BRIEF else GRAM
    grams = {tuple(given[at : at + size]) for at in range(len(given) - size + 1)}
    shared = np.zeros(len(wordings), np.int64)
    for gram in grams:
        shared[np.unique(wordings[phrases.rows(gram)])] += 1
    rows = np.flatnonzero(shared)
    lengths = phrases.lengths(rows)
    most = np.argsort(-shared[rows] / (lengths + len(given)), kind="stable")[:_COMPARED]
    contained = np.argsort(-shared[rows] / np.minimum(lengths, len(given)), kind="stable")[:_COMPARED]
    found = []
    for row in np.union1d(rows[most], rows[contained]).tolist():
        other = phrases.words_of(row)
        score = Indel.normalized_similarity(given, other)
        if score >= _NEAR or _one_contains_other(given, other):
            found.append(Alike(row, score, score >= _NEAR))
    return sorted(found, key=lambda one: -one.score)


def _one_contains_other(given: list[int], other: list[int]) -> bool:
    shorter = min(len(given), len(other))
    if shorter < _SHORTEST or LCSseq.similarity(given, other) < _HELD * shorter:
        return False
    # Stop words alone are found in order in any long sentence, so most words have to stand side by side.
    return _shared_bigrams(given, other) >= _HELD * _HELD * (shorter - 1)


def _shared_bigrams(given: list[int], other: list[int]) -> int:
    """Count the word bigrams that both texts have."""
    return len(set(pairwise(given)) & set(pairwise(other)))
