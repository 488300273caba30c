"""Training pairs of a cross-encoder: right passages of each request, and the nearest wrong ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch

from embeddings.adapting.pairs import NEAR_DUPLICATE, Request, TrainingSet, hold_out, near_duplicates
from embeddings.encoder import Vectors


@dataclass(frozen=True, slots=True)
class Judged:
    """Some judged passages of one request.

    Attributes:
        query: The request.
        rows: Rows of the passages.
        grades: Grade of each; 0 for a wrong one.
        cosines: Cosine of each with the request.
    """

    query: str
    rows: tuple[int, ...]
    grades: tuple[float, ...]
    cosines: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class JudgedPairs:
    """Pairs for training, and held-out pairs."""

    train: tuple[Judged, ...]
    held_out: tuple[Judged, ...]


def judged_pairs(
    data: TrainingSet, queries: Vectors, passages: Vectors, *, wrong: int, held_out: float, seed: int
) -> JudgedPairs:
    """Choose the pairs of each request: the nearest of its right passages, and of its wrong ones.

    Passages that answer a held-out request, and their near-duplicates, are in no training pair.

    Args:
        data: The requests, including those without a right passage.
        queries: Unit vectors of the requests, shape (requests, dimensions).
        passages: Unit vectors of the passages, shape (passages, dimensions).
        wrong: Number of wrong passages of a training request, besides one of the best grade and one of a lower grade;
            a held-out request has twice as many of each.
        held_out: Share of the pools to hold out.
        seed: Random seed of the split.
    """
    split = hold_out(data, partial(near_duplicates, torch.from_numpy(passages), NEAR_DUPLICATE), held_out, seed)

    def chosen(numbers: Iterable[int], hidden: frozenset[int], most: int) -> tuple[Judged, ...]:
        found = (
            _choose(data.requests[n], passages @ queries[n], hidden, right=most, wrong=most * wrong) for n in numbers
        )
        return tuple(one for one in found if one.rows)

    return JudgedPairs(chosen(split.train, split.hidden, 1), chosen(split.held_out, frozenset(), 2))


def _choose(request: Request, nearness: Vectors, hidden: frozenset[int], *, right: int, wrong: int) -> Judged:
    """Choose the passages of a request nearest to it and not hidden: of the best grade, of lower grades, and wrong."""
    best = max(request.grades, default=0.0)
    graded = list(zip(request.right, request.grades, strict=True))
    chosen = [
        *_nearest((row for row, grade in graded if grade == best and row not in hidden), nearness, right),
        *_nearest((row for row, grade in graded if grade < best and row not in hidden), nearness, right),
        *_nearest((row for row in request.wrong if row not in hidden), nearness, wrong),
    ]
    grades = dict(graded)
    return Judged(
        request.query,
        rows=tuple(chosen),
        grades=tuple(grades.get(row, 0.0) for row in chosen),
        cosines=tuple(nearness[chosen].tolist()),
    )


def _nearest(rows: Iterable[int], nearness: Vectors, most: int) -> list[int]:
    return sorted(rows, key=lambda row: -float(nearness[row]))[:most]


def area_under_curve(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """Return how often a right pair has a greater score than a wrong one: the area under the ROC curve.

    >>> area_under_curve([3, 2, 1, 0], [True, False, True, False])
    0.75
    """
    values, right = np.asarray(scores, np.float64), np.asarray(truth, np.bool_)
    wrong = np.sort(values[~right])
    below = (np.searchsorted(wrong, values[right], "left") + np.searchsorted(wrong, values[right], "right")) / 2
    return float((below / len(wrong)).mean())
