"""Token vectors in a third of a byte a dimension.

A unit vector is turned by a fixed orthogonal matrix, after which each of its coordinates is nearly Gaussian with
variance 1/d whatever the model, and each coordinate is rounded to one of six levels; three coordinates share a byte. As
nothing is learnt, the same vector has the same code in every library, and a library can grow without recoding.

Source:
    Levels and thresholds: Max, "Quantizing for minimum distortion", IRE Transactions 6 (1960), table I, N = 6.
    Rounding after a random rotation: Zandieh et al., "TurboQuant" (2025).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from embeddings.encoder import Vectors

Codes = npt.NDArray[np.uint8]

_LEVELS = np.array([-1.894, -1.0, -0.3177, 0.3177, 1.0, 1.894], np.float32)
_THRESHOLDS = np.array([-1.447, -0.6589, 0.0, 0.6589, 1.447], np.float32)
_DIGITS = 3  # coordinates in a byte: 6³ = 216 of its 256 values
_WEIGHTS = np.array([36, 6, 1], np.uint8)
_TRIPLES = np.stack(np.meshgrid(_LEVELS, _LEVELS, _LEVELS, indexing="ij"), axis=-1).reshape(-1, _DIGITS)
_TABLE = np.hstack([_TRIPLES, (_TRIPLES**2).sum(axis=1, keepdims=True)])
_BLOCK = 128  # decoded vectors that stay in the cache between being looked up and being multiplied


def code_size(dimensions: int) -> int:
    """Return how many bytes the code of one vector has."""
    return -(-dimensions // _DIGITS)


def encode(vectors: Vectors) -> Codes:
    """Return the codes of unit rows, shape (n, code_size)."""
    dimensions = vectors.shape[1]
    scaled = np.zeros((len(vectors), code_size(dimensions) * _DIGITS), np.float32)
    scaled[:, :dimensions] = turned(vectors) * np.sqrt(dimensions)
    digits = np.zeros(scaled.shape, np.uint8)
    for threshold in _THRESHOLDS:  # of so few, faster than searching them
        digits += scaled > threshold
    codes: Codes = digits.reshape(len(vectors), code_size(dimensions), _DIGITS) @ _WEIGHTS
    return codes


def cosines(query: Vectors, codes: Codes) -> Vectors:
    """Return the cosine of each of some unit rows and each of some coded vectors, shape (query, codes)."""
    dimensions, size = query.shape[1], codes.shape[1]
    factors = _factors(query.tobytes(), dimensions)
    beyond = (size * _DIGITS - dimensions) * _LEVELS[np.searchsorted(_THRESHOLDS, 0)] ** 2
    found = np.empty((len(codes), len(query)), np.float32)
    for start in range(0, len(codes), _BLOCK):
        rows = np.take(_TABLE, codes[start : start + _BLOCK], axis=0, mode="clip")  # which skips a check of bounds
        lengths = np.sqrt(rows[:, :, _DIGITS].sum(axis=1, keepdims=True) - beyond)
        found[start : start + _BLOCK] = rows.reshape(len(rows), -1) @ factors / lengths
    return found.T


@lru_cache(maxsize=4)
def _factors(query: bytes, dimensions: int) -> Vectors:
    """Return what decoded bytes are multiplied by to compare them with the float32 rows of a query.

    The latest queries' are kept: one is compared with its candidates, and with each hit again.
    """
    rows = np.frombuffer(query, np.float32).reshape(-1, dimensions)
    size = code_size(dimensions)
    wanted = np.zeros((len(rows), size * _DIGITS), np.float32)
    wanted[:, :dimensions] = turned(rows)
    # A fourth coordinate of each byte is the square of the other three: lengths come from the same look-up.
    by_byte = np.zeros((size, _DIGITS + 1, len(rows)), np.float32)
    by_byte[:, :_DIGITS] = wanted.T.reshape(size, _DIGITS, len(rows))
    return by_byte.reshape(-1, len(rows))


def turned(vectors: Vectors) -> Vectors:
    """Return rows turned by the codec's matrix; inner products stay what they were."""
    rows: Vectors = vectors @ _rotation(vectors.shape[1])
    return rows


@lru_cache(maxsize=4)
def _rotation(dimensions: int) -> Vectors:
    """Return an orthogonal matrix that spreads each coordinate over all: twice, random signs and a cosine transform.

    It is made by formula, so that every machine has the same.
    """
    signs = 1.0 - 2.0 * (np.random.PCG64(0).random_raw(2 * dimensions) & 1)
    n = np.arange(dimensions)
    cosine = np.sqrt(2 / dimensions) * np.cos(np.pi / dimensions * np.outer(n + 0.5, n))
    cosine[:, 0] /= np.sqrt(2)
    first, second = signs[:dimensions, np.newaxis], signs[dimensions:, np.newaxis]
    matrix: Vectors = ((first * cosine) @ (second * cosine)).astype(np.float32)
    return matrix
