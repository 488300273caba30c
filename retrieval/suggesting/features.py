"""What speaks for each theme of each clause: its wording, and its meaning."""

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
"""Units of meaning beyond which no measured encoder goes: one whose vectors are crowded must not outweigh all else."""

EVIDENCE = (
    "clear",  # clear wording for the theme stands near words for women
    "more clear",  # and more than one such
    "faint",  # 1 for two faint ones near them, 0.5 for one
    "far",  # clear wording, but only far from words for women
    "others",  # how many other themes have clear wording: 1 for four or more
    "women",  # how often it speaks of women: 1 for four times or more
    "length",  # logarithm of its characters over 400
    "meaning",  # how near its meaning is to the theme's description, over the mean of all themes
    "clear meaning",  # the same, where there is clear wording
)
"""What the last axis of the evidence holds."""

_NEAR = 160
"""Characters between words for women and other wording, up to which the two speak of the same."""


def gather_evidence(
    clauses: Sequence[Clause], profiles: Profiles, vectors: Vectors, owners: Rows, described: Vectors
) -> tuple[Numbers, Mask]:
    """Return what speaks for the themes, and where a theme can be at all.

    Args:
        clauses: Any.
        profiles: How `n` themes are recognised.
        vectors: Unit rows of the clauses' passages, shape (passages, dim).
        owners: For each passage, the position of its clause, ascending.
        described: Unit rows of the themes' descriptions, shape (n, dim).

    Returns:
        The evidence, shape (clauses, n, len(EVIDENCE)), and flags, shape (clauses, n): without one, there is no theme.
    """
    evidence = np.zeros((len(clauses), len(profiles.themes), len(EVIDENCE)))
    possible = np.zeros(evidence.shape[:2], np.bool_)
    of_women = np.array([theme.of_women for theme in profiles.themes])
    for row, clause in enumerate(clauses):
        text = f"{clause.lead_in} {clause.text}".lower()
        women = [match.start() for match in profiles.women.finditer(text)]
        possible[row] = of_women <= bool(women)
        if not possible[row].any():
            continue  # most clauses of most libraries, so this is what keeps a build fast
        evidence[row, :, :4] = _wording(text, profiles, women)
        evidence[row, :, 5:7] = min(len(women), 4) / 4, math.log(max(len(text), 50) / 400)
    clear = evidence[:, :, 0]
    evidence[:, :, 4] = np.minimum(clear.sum(axis=1, keepdims=True) - clear, 4) / 4
    evidence[:, :, 7] = _meaning(vectors, owners, described)
    evidence[:, :, 8] = evidence[:, :, 7] * clear
    return evidence, possible


def _wording(text: str, profiles: Profiles, women: Sequence[int]) -> Numbers:
    """Return the first four pieces of evidence for each theme, shape (themes, 4)."""
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
    """Say whether one of some places, in their order, is near enough."""
    first = bisect_left(women, place - _NEAR)
    return first < len(women) and women[first] <= place + _NEAR


def _meaning(vectors: Vectors, owners: Rows, described: Vectors) -> Numbers:
    """Return how much nearer each clause's best passage is to each description than to the others.

    The unit is how far the descriptions lie apart themselves, which differs from encoder to encoder.
    """
    cosines = np.maximum.reduceat(vectors @ described.T, starts_of(owners)[:-1]).astype(np.float64)
    between = (described @ described.T)[np.triu_indices(len(described), 1)]
    unit = float(between.std()) if len(described) > 2 else 0.0
    nearer = (cosines - cosines.mean(axis=1, keepdims=True)) / (unit or 0.1)
    within: Numbers = np.clip(nearer, -_FARTHEST, _FARTHEST)
    return within
