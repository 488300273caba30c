"""Features of the theme classifier: wording and meaning of each clause, for each theme."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.encoder import Vectors
from retrieval.arrays import Mask, Rows, starts_of
from retrieval.clauses.clause import Clause
from retrieval.suggesting.profiles import Profiles

Numbers = npt.NDArray[np.float64]

_FARTHEST = 4.0
"""Clipping bound of the meaning feature; no measured encoder exceeds it, and an outlier must not outweigh all else."""

EVIDENCE = (
    "clear",  # 1 if a clear phrase of the theme is near words for women
    "more clear",  # 1 if there are several such phrases
    "faint",  # 1 for two faint phrases near words for women, 0.5 for one
    "far",  # 1 if there are clear phrases, but only far from words for women
    "others",  # number of other themes with clear phrases, over 4, at most 1
    "women",  # number of words for women, over 4, at most 1
    "length",  # logarithm of the number of characters over 400
    "meaning",  # similarity to the theme's description, above the mean of all themes
    "clear meaning",  # the same, if there is a clear phrase
)
"""Names of the features, in the order of the last axis of the evidence."""

_NEAR = 160
"""Maximum characters between words for women and other wording that belongs to them."""


def gather_evidence(
    clauses: Sequence[Clause], profiles: Profiles, vectors: Vectors, owners: Rows, described: Vectors
) -> tuple[Numbers, Mask]:
    """Compute the features of every clause for every theme, and which themes are possible.

    Args:
        clauses: The clauses to classify.
        profiles: Phrases and descriptions of the `n` themes.
        vectors: Unit rows of the clauses' passages, shape (passages, dim).
        owners: Row of the clause of each passage, ascending.
        described: Unit rows of the themes' descriptions, shape (n, dim).

    Returns:
        The features, shape (clauses, n, len(EVIDENCE)), and flags of possible themes, shape (clauses, n).
    """
    evidence = np.zeros((len(clauses), len(profiles.themes), len(EVIDENCE)))
    possible = np.zeros(evidence.shape[:2], np.bool_)
    of_women = np.array([theme.of_women for theme in profiles.themes])
    for row, clause in enumerate(clauses):
        text = clause.text_with_lead_in.lower()
        women = [match.start() for match in profiles.women.finditer(text)]
        possible[row] = of_women <= bool(women)
        if not possible[row].any():
            continue  # fast path for most clauses of most libraries
        evidence[row, :, :4] = _wording(text, profiles, women)
        evidence[row, :, 5:7] = min(len(women), 4) / 4, math.log(max(len(text), 50) / 400)
    clear = evidence[:, :, 0]
    evidence[:, :, 4] = np.minimum(clear.sum(axis=1, keepdims=True) - clear, 4) / 4
    evidence[:, :, 7] = _meaning(vectors, owners, described)
    evidence[:, :, 8] = evidence[:, :, 7] * clear
    return evidence, possible


def _wording(text: str, profiles: Profiles, women: Sequence[int]) -> Numbers:
    """Compute the first four features of each theme, shape (themes, 4)."""
    clear: list[set[str]] = [set() for _ in profiles.themes]
    faint: list[set[str]] = [set() for _ in profiles.themes]
    far = np.zeros(len(profiles.themes), np.bool_)
    for phrase, start, words in profiles.wording(text):
        if not profiles.themes[phrase.theme].of_women or _is_near(start, women):
            (clear if phrase.clear else faint)[phrase.theme].add(words)
        elif phrase.clear:
            far[phrase.theme] = True
    clears, faints = (np.array([len(found) for found in some]) for some in (clear, faint))
    return np.stack([clears > 0, clears > 1, np.minimum(faints, 2) / 2, far & (clears == 0)], axis=1)


def _is_near(place: int, women: Sequence[int]) -> bool:
    """Return whether one of the ascending positions is within `_NEAR` characters of a place."""
    first = bisect_left(women, place - _NEAR)
    return first < len(women) and women[first] <= place + _NEAR


def _meaning(vectors: Vectors, owners: Rows, described: Vectors) -> Numbers:
    """Compute how much nearer each clause's best passage is to each description than to the mean of all.

    The unit is the standard deviation of the cosines between descriptions, which differs from encoder to encoder.
    """
    cosines = np.maximum.reduceat(vectors @ described.T, starts_of(owners)[:-1]).astype(np.float64)
    between = (described @ described.T)[np.triu_indices(len(described), 1)]
    unit = float(between.std()) if len(described) > 2 else 0.0
    nearer = (cosines - cosines.mean(axis=1, keepdims=True)) / (unit or 0.1)
    within: Numbers = np.clip(nearer, -_FARTHEST, _FARTHEST)
    return within
