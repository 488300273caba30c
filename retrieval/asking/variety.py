"""Different points first: paragraphs whose words are nearly those of a better one are grouped with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from retrieval.arrays import Mask

_ALIKE = 90
"""Of a hundred characters, how many two paragraphs share in order to be the same language (docs/retrieval.md)."""


def group_alike(texts: Sequence[str], wanted: int, *, apart: int = 0) -> list[list[int]]:
    """Group a ranking of texts by their wording.

    Args:
        texts: Best first.
        wanted: The most groups to return; what belongs to none of them is left out.
        apart: How many of the first texts lead a group each, whatever they say.

    Returns:
        The groups in the order of their best text; in each, positions in `texts`, best first.

    >>> group_alike(["Urges States to act;", "Remains seized", "Urges all States to act;"], 5)
    [[0, 2], [1]]
    """
    groups: list[list[int]] = []
    left = list(range(len(texts)))
    while left and len(groups) < wanted:
        lead, *others = left
        alike = _alike(texts[lead], [texts[position] for position in others])
        alike &= np.array(others) >= apart
        groups.append([lead, *compress(others, alike)])
        left = list(compress(others, ~alike))
    return groups


def _alike(text: str, others: Sequence[str]) -> Mask:
    """Say of each of some texts whether it is nearly the same."""
    alike: Mask = cdist([text], others, scorer=fuzz.ratio, score_cutoff=_ALIKE)[0] > 0
    return alike
