"""Questions out of scope: the log odds that a question asks for information that resolutions do not hold."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load

from embeddings.encoder import Vectors

_LETTERS = re.compile(r"[^\W\d_]+")
_OUT_OF_SCOPE = Path(__file__).parent / "out_of_scope_words.safetensors"
"""Linear model over character n-grams, learned by tests/benchmarks/out_of_scope_words.py from 1,436 requests that no
resolution answers and 9,734 that one does.
"""

_OUT_OF_SCOPE_VECTORS = Path(__file__).parent / "out_of_scope_vectors.safetensors"
"""Linear models over question vectors, by encoder fingerprint: the weights, followed by the intercept. Learned by
tests/benchmarks/out_of_scope_vectors.py.
"""

BUCKETS = 2**14
"""Hash buckets of character n-grams."""

_SHORTEST, _LONGEST = 3, 5
"""Lengths of the shortest and the longest n-grams."""


def out_of_scope_by_words(question: str) -> float:
    """Return the log odds that a question is out of scope, at even prior odds: above 0, more likely than not."""
    model = _out_of_scope()
    buckets, shares = counted_pieces(question)
    return float(model["weights"][buckets].astype(np.float64) @ shares + model["intercept"][0])


def counted_pieces(text: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Count the character n-grams of a text (3 to 5 letters, word edges as blanks, no digits) in hash buckets.

    Digits are left out: the number of a resolution does not tell whether a question about it can be answered.

    Returns:
        The buckets, and for each the damped count, 1 + log n, scaled to a vector of length 1.

    >>> buckets, shares = counted_pieces("No")
    >>> len(buckets), round(float(shares @ shares), 6)
    (3, 1.0)
    """
    pieces = (
        word[start : start + size]
        for word in (f" {word} " for word in _LETTERS.findall(text.lower()))
        for size in range(_SHORTEST, _LONGEST + 1)
        for start in range(len(word) - size + 1)
    )
    counts = Counter(zlib.crc32(piece.encode()) % BUCKETS for piece in pieces)
    damped = 1 + np.log(np.array(list(counts.values()), np.float64))
    return np.array(list(counts), np.int64), damped / max(float(np.linalg.norm(damped)), 1e-9)


def out_of_scope_by_vector(vector: Vectors, fingerprint: str) -> float:
    """Return the log odds that a question is out of scope by its vector, shape (dimensions,); 0 without a model.

    Args:
        vector: Unit vector of the question.
        fingerprint: Fingerprint of the encoder of the vector; only the shipped encoders have a model.
    """
    model = _out_of_scope_vectors().get(fingerprint)
    return 0.0 if model is None else float(model[:-1] @ vector + model[-1])


@lru_cache(maxsize=1)
def _out_of_scope_vectors() -> dict[str, npt.NDArray[np.float32]]:
    return load(_OUT_OF_SCOPE_VECTORS.read_bytes())


@lru_cache(maxsize=1)
def _out_of_scope() -> dict[str, npt.NDArray[np.float16]]:
    return load(_OUT_OF_SCOPE.read_bytes())
