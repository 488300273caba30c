"""Members of a list: the probability that a paragraph without the words of a topic is on the topic.

Search by words misses paragraphs that use other words. Scores alone have no fixed threshold between paragraphs on a
topic and paragraphs on a similar one. So a logistic model weighs the score of the paragraph and the number of
paragraphs with the words. Its weights were learned for some encoders only (tests/benchmarks/members.py).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from embeddings.encoder import Vectors

_TABLE = Path(__file__).parent / "members.toml"

FEATURES = ("score", "best", "ahead", "worded")
"""Features of the model: the late-interaction score of a paragraph without the words of the topic; the best score; how
far its score is ahead of that of the fiftieth candidate; and log(1 + number of paragraphs with the words).
"""

LIKELY, SURELY = 0.2, 0.8
"""Least probability of a member that lacks the words of the topic. SURELY applies where some paragraph has them word
for word, as few others are on the topic then (docs/measured.md)."""

_FAR = 50
"""Rank of the candidate that "ahead" is measured from."""


def features(scores: Vectors, ranked: Vectors, worded: int) -> Vectors:
    """Return the values of `FEATURES`, shape (paragraphs, features).

    Args:
        scores: Late-interaction scores of the paragraphs.
        ranked: Scores of the candidates in the whole library, as one resolution may have fewer than fifty paragraphs.
        worded: Number of paragraphs with the words of the topic.
    """
    best, ahead = ranked.max(), scores - np.sort(ranked)[::-1][:_FAR][-1]
    return np.stack(np.broadcast_arrays(scores, best, ahead, np.log1p(np.float32(worded))), axis=1)


def probabilities(values: Vectors, fingerprint: str) -> Vectors | None:
    """Return the probability that each paragraph is on the topic; None for an encoder without learned weights.

    Args:
        values: As `features` returns them.
        fingerprint: Fingerprint of the encoder.
    """
    weights = _weights().get(fingerprint)
    if weights is None:
        return None
    log_odds = weights[0] + values @ np.array(weights[1:], np.float32)
    likely: Vectors = 1 / (1 + np.exp(-log_odds))
    return likely


@lru_cache(maxsize=1)
def _weights() -> dict[str, Sequence[float]]:
    """Return the intercept and the weights of `FEATURES` for each encoder, by fingerprint."""
    entries = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["encoder"]
    return {one["fingerprint"]: [one["intercept"], *(one[name] for name in FEATURES)] for one in entries}
