"""Feedback from the first hits of a ranking: clauses that are unlike them, or alone in their resolution, rank lower.

What answers a question often stands in several paragraphs that say similar things, and a resolution on its subject says
more than one of them. So the score of a clause is lowered a little by how far its vector is from those of the first
hits (pseudo-relevance feedback), and by how far the best clauses of its resolution are behind those of the best
resolution. The first hits hardly lose any, so that scores keep their meaning.

Source:
    Rocchio, "Relevance Feedback in Information Retrieval" (1971), with the first hits taken as relevant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

import numpy as np

from embeddings.encoder import Vectors

_FIRST_HITS = 2
"""Number of first hits that are taken as relevant (docs/retrieval.md)."""
_SHARPNESS = 20.0
"""How much more the better of them counts: the logarithm of its share grows by that for a score of 1."""
_UNLIKE = np.float32(0.05)
"""Loss of a clause whose vector has a cosine of 0 with theirs."""
_OF_RESOLUTION = 3
"""Number of clauses of a resolution whose mean score says how good the resolution is."""
_ALONE = np.float32(0.05)
"""Loss of a clause for each point of score that its resolution is behind the best one."""


def losses(scores: Vectors, vectors: Vectors, resolutions: Sequence[Hashable]) -> Vectors:
    """Return the loss of each candidate of a question, to be subtracted from its score; not negative.

    Args:
        scores: Of the candidates, one at least, in any order.
        vectors: A unit vector for each.
        resolutions: The resolution of each.
    """
    return _UNLIKE * _distances(scores, vectors) + _ALONE * _shortfalls(scores, resolutions)


def _distances(scores: Vectors, vectors: Vectors) -> Vectors:
    """Return 1 less the cosine of each vector and the mean of the first hits' vectors, weighted by score."""
    first = np.argsort(-scores, kind="stable")[:_FIRST_HITS]
    shares = np.exp(_SHARPNESS * (scores[first] - scores[first[0]]))
    mean = shares @ vectors[first]
    distances: Vectors = 1 - vectors @ (mean / np.linalg.norm(mean))
    return distances


def _shortfalls(scores: Vectors, resolutions: Sequence[Hashable]) -> Vectors:
    """Return by how much the best clauses of each candidate's resolution score less than those of the best resolution.

    A resolution with fewer candidates counts as if its others had the lowest score of all.
    """
    scores_of: defaultdict[Hashable, list[float]] = defaultdict(lambda: [float(scores.min())] * _OF_RESOLUTION)
    for resolution, score in zip(resolutions, scores.tolist(), strict=True):
        scores_of[resolution].append(score)
    means = {resolution: sum(sorted(some)[-_OF_RESOLUTION:]) / _OF_RESOLUTION for resolution, some in scores_of.items()}
    best = max(means.values())
    return np.array([best - means[resolution] for resolution in resolutions], np.float32)
