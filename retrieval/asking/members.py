"""Members of a list: how likely it is that a paragraph is on a topic that it does not have the words of.

Words alone miss paragraphs that say it otherwise, and scores alone have no fixed border between what is on a topic and
what is only like it. So a logistic model weighs how near it comes and how many have the words, for the encoders that it
was learned for (tests/benchmarks/members.py).
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
"""Features of the model: the late-interaction score of a paragraph without the words of the topic, the best score, how
far its score is ahead of that of the fiftieth, and the logarithm of how many have the words, plus one.
"""

LIKELY, SURELY = 0.3, 0.8
"""Least probability of a member that lacks the words of the topic: SURELY where paragraphs have them word for word, as
few others are on just that then (docs/retrieval.md)."""

_FAR = 50


def features(scores: Vectors, ranked: Vectors, worded: int) -> Vectors:
    """Return the values of `FEATURES`, shape (paragraphs, features).

    Args:
        scores: Late-interaction scores of the paragraphs.
        ranked: Those of the candidates in the whole library: of one resolution, the fiftieth paragraph may be none.
        worded: Number of paragraphs with the words of the topic.
    """
    best, ahead = ranked.max(), scores - np.sort(ranked)[::-1][:_FAR][-1]
    return np.stack(np.broadcast_arrays(scores, best, ahead, np.log1p(np.float32(worded))), axis=1)


def probabilities(values: Vectors, fingerprint: str) -> Vectors | None:
    """Return the probability that each paragraph is on the topic; None for an encoder that it was not learned for.

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
