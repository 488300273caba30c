"""Answer of two subjects that a question compares: the paragraphs on each by turns, as each would be answered alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from retrieval.asking.answer import Hit, Result


def by_turns(subjects: Sequence[str], found: Sequence[Result], k: int) -> Result:
    """Return the first hit of each subject, then the second of each, and so on, each paragraph once.

    A subject that nothing answers has no hits, and this is said, unless that is so of all.

    Args:
        subjects: The subjects.
        found: The result of each.
        k: Most hits.
    """
    answered = [one for one in found if one.answered]
    rows = zip_longest(*(one.hits for one in answered or found))
    once = {hit.clause.id: hit for hit in chain.from_iterable(rows) if hit is not None}
    open_ones = [f"“{name}”" for name, one in zip(subjects, found, strict=True) if not one.answered]
    said = f"By turns, these are on {' and on '.join(f'“{name}”' for name in subjects)}."
    if open_ones:
        said = f"Nothing here seems to answer {' or '.join(open_ones)}." if answered else ""
    sure = [one.confidence for one in answered or found if one.confidence is not None]
    return Result(_ranked(list(once.values())[:k]), min(sure, default=None), bool(answered), said=said)


def _ranked(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))
