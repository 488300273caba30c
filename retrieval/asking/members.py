"""Members of a list: how likely it is that a paragraph is on a topic, by its words and by how near it comes.

Words alone miss paragraphs that say it otherwise, and scores alone have no fixed border between what is on a topic and
what is only like it. So a logistic model weighs both, for the encoders that it was learned for
(tests/benchmarks/members.py).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from embeddings.encoder import Vectors

_TABLE = Path(__file__).parent / "members.toml"

FEATURES = ("score", "best", "ahead", "words", "worded")
"""What the model weighs: the late-interaction score of the paragraph, that of the best one, how far the score is ahead
of that of the fiftieth, whether the paragraph has the words of the topic, and the logarithm of how many have them, plus
one.
"""

LIKELY = 0.35
"""Least probability of a member that lacks the words of the topic (docs/retrieval.md)."""

_FAR = 50

Flags: TypeAlias = npt.NDArray[np.bool_]


def features(scores: Vectors, ranked: Vectors, has_words: Flags) -> Vectors:
    """Return the values of `FEATURES`, shape (paragraphs, features).

    Args:
        scores: Late-interaction scores of the paragraphs.
        ranked: Those of the candidates of the search; one or more.
        has_words: Which of the paragraphs have the words of the topic: all in the library that have them.
    """
    best = max(scores.max(), ranked.max())
    ahead = scores - np.sort(ranked)[::-1][:_FAR][-1]
    values = np.broadcast_arrays(scores, best, ahead, has_words, np.log1p(has_words.sum()))
    return np.stack(values, axis=1).astype(np.float32)


def probabilities(values: Vectors, fingerprint: str) -> Vectors | None:
    """Return the probability that each paragraph is on the topic; None for an encoder that it was not learned for.

    Args:
        values: As `features` returns them.
        fingerprint: Of the encoder.
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
