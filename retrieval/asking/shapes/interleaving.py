"""Comparison of two subjects: each is answered on its own, and the hits take turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from retrieval.asking.answer import Hit, Result


def by_turns(subjects: Sequence[str], found: Sequence[Result], k: int) -> Result:
    """Interleave the hits of subjects: the first hit of each, then the second of each, and so on.

    Each paragraph appears once. Only answered subjects have hits, and the message names the others. If none is
    answered, the hits of all are near misses, and there is no message.

    Args:
        subjects: The subjects.
        found: The result of each.
        k: Maximum number of hits.
    """
    answered = [result for result in found if result.answered]
    shown = answered or found
    rounds = zip_longest(*(result.hits for result in shown))
    unique = {hit.clause.id: hit for hit in chain.from_iterable(rounds) if hit is not None}
    unanswered = [f"“{name}”" for name, result in zip(subjects, found, strict=True) if not result.answered]
    said = f"By turns, these are on {' and on '.join(f'“{name}”' for name in subjects)}."
    if unanswered:
        said = f"Nothing here seems to answer {' or '.join(unanswered)}." if answered else ""
    confidences = [result.confidence for result in shown if result.confidence is not None]
    return Result(_ranked(list(unique.values())[:k]), min(confidences, default=None), bool(answered), said=said)


def _ranked(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))
