"""Pseudo-relevance feedback: clauses rank lower if they are unlike the first hits, or if their resolution scores low.

Several paragraphs often answer a question in similar words, and a resolution on its subject has more than one of them.
So a clause loses a little score for the distance of its vector from those of the first hits, and for the lead of the
best resolution over its own. The first hits hardly lose any, so that scores keep their meaning.

Source:
    Rocchio, "Relevance Feedback in Information Retrieval" (1971), with the first hits taken as relevant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

import numpy as np

from embeddings.encoder import Vectors

_FIRST_HITS = 2
"""Number of first hits that are taken as relevant (docs/measured.md)."""
_SHARPNESS = 20.0
"""Factor of the scores of the first hits in the exponents of their weights."""
_UNLIKE = np.float32(0.05)
"""Loss of a clause whose vector has a cosine of 0 with the mean of the first hits."""
_OF_RESOLUTION = 3
"""Number of best clauses whose mean score is the score of their resolution."""
_ALONE = np.float32(0.05)
"""Loss of a clause per unit of score by which its resolution is behind the best one."""


def losses(scores: Vectors, vectors: Vectors, resolutions: Sequence[Hashable]) -> Vectors:
    """Return the loss of each candidate of a question, to be subtracted from its score; not negative.

    Args:
        scores: Scores of the candidates, one or more, in any order.
        vectors: Unit vector of each.
        resolutions: Resolution of each.
    """
    return _UNLIKE * _distances(scores, vectors) + _ALONE * _shortfalls(scores, resolutions)


def _distances(scores: Vectors, vectors: Vectors) -> Vectors:
    """Return 1 minus the cosine of each vector with the mean of the first hits' vectors, weighted by score."""
    first = np.argsort(-scores, kind="stable")[:_FIRST_HITS]
    shares = np.exp(_SHARPNESS * (scores[first] - scores[first[0]]))
    mean = shares @ vectors[first]
    distances: Vectors = 1 - vectors @ (mean / np.linalg.norm(mean))
    return distances


def _shortfalls(scores: Vectors, resolutions: Sequence[Hashable]) -> Vectors:
    """Return for each candidate the score of the best resolution minus that of its own.

    The score of a resolution is the mean of its best candidates. Candidates that it lacks count with the lowest score
    of all.
    """
    scores_of: defaultdict[Hashable, list[float]] = defaultdict(lambda: [float(scores.min())] * _OF_RESOLUTION)
    for resolution, score in zip(resolutions, scores.tolist(), strict=True):
        scores_of[resolution].append(score)
    means = {resolution: sum(sorted(own)[-_OF_RESOLUTION:]) / _OF_RESOLUTION for resolution, own in scores_of.items()}
    best = max(means.values())
    return np.array([best - means[resolution] for resolution in resolutions], np.float32)
