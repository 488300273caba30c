"""Result diversity: group each near-duplicate with the better-ranked paragraph, so that hits differ."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from retrieval.arrays import Mask

_ALIKE = 90
"""Least similarity of near-duplicates, in percent of shared characters (docs/retrieval.md)."""


def group_alike(texts: Sequence[str], wanted: int, *, apart: int = 0) -> list[list[int]]:
    """Group near-duplicate texts of a ranking.

    Args:
        texts: Best first.
        wanted: Maximum number of groups; texts in no group are left out.
        apart: Number of first texts that are never grouped with a better one.

    Returns:
        The groups in the order of their best text; in each, positions in `texts`, best first.

    >>> group_alike(["Urges States to act;", "Remains seized", "Urges all States to act;"], 5)
    [[0, 2], [1]]
    """
    groups: list[list[int]] = []
    left = list(range(len(texts)))
    while left and len(groups) < wanted:
        lead, *others = left
        alike = alike_to(texts[lead], [texts[position] for position in others])
        alike &= np.array(others) >= apart
        groups.append([lead, *compress(others, alike)])
        left = list(compress(others, ~alike))
    return groups


def alike_to(text: str, others: Sequence[str]) -> Mask:
    """Return, for each of the other texts, whether it is a near-duplicate."""
    alike: Mask = cdist([text], others, scorer=fuzz.ratio, score_cutoff=_ALIKE)[0] > 0
    return alike
