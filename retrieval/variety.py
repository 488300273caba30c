"""Different points first: paragraphs whose words are nearly those of a better one are grouped with it."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

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
    for position, text in enumerate(texts):
        led = (group for group in groups if position >= apart and _is_alike(texts[group[0]], text))
        group = next(led, None)
        if group is not None:
            group.append(position)
        elif len(groups) < wanted:
            groups.append([position])
    return groups


def _is_alike(text: str, other: str) -> bool:
    return fuzz.ratio(text, other, score_cutoff=_ALIKE) > 0
