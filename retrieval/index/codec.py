"""Vector quantisation of token vectors, to a third of a byte per dimension.

A unit vector is rotated by a fixed orthogonal matrix, so that each coordinate is nearly Gaussian with variance 1/d for
any model. Each coordinate is rounded to a digit from 0 to 5; three digits share a byte. As nothing is trained, the same
vector has the same code in every library, and a library can grow without recoding.

A digit encodes the distance from the middle, 2.5, so that a query is multiplied by integers. Vectors are scaled before
rounding, so that rounding keeps the same share of each; scores then need no correction per vector.

Source:
    Spacing and error: Max, "Quantizing for minimum distortion", IRE Transactions 6 (1960), table II, N = 6.
    Rounding after a random rotation: Zandieh et al., "TurboQuant" (2025). Correction by the inner product with the
    rounded vector: Gao and Long, "RaBitQ" (2024).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from embeddings.encoder import Vectors
from embeddings.integers import product
from retrieval.arrays import Rows

Codes = npt.NDArray[np.uint8]

_LEVELS = 6
_MIDDLE = (_LEVELS - 1) / 2
_SPACING = 0.7334  # between levels, in standard deviations
_KEPT = 1 - 0.0607
"""Share of a unit vector kept by rounding: its inner product with the rounded vector."""
_DIGITS = 3  # per byte: 6³ = 216 of its 256 values
_WEIGHTS = np.array([_LEVELS**2, _LEVELS, 1], np.uint8)
_FINEST = 127  # greatest integer of a quantised query coordinate


def code_size(dimensions: int) -> int:
    """Return the bytes of the code of one vector."""
    return -(-dimensions // _DIGITS)


def encode(vectors: Vectors) -> Codes:
    """Quantise unit rows into codes, shape (n, code_size)."""
    dimensions = vectors.shape[1]
    scaled = np.zeros((len(vectors), code_size(dimensions) * _DIGITS), np.float32)
    scaled[:, :dimensions] = rotated(vectors) * (math.sqrt(dimensions) / _SPACING)
    kept = np.einsum("ij,ij->i", scaled, _digits(scaled) - np.float32(_MIDDLE))[:, np.newaxis]
    scaled *= dimensions * _KEPT / _SPACING**2 / np.maximum(kept, 1)  # a zero vector keeps nothing
    codes: Codes = _digits(scaled).reshape(len(vectors), code_size(dimensions), _DIGITS) @ _WEIGHTS
    return codes


def _digits(scaled: Vectors) -> Codes:
    digits: Codes = np.clip(scaled + _LEVELS / 2, 0, _LEVELS - 1e-6).astype(np.uint8)
    return digits


@dataclass(frozen=True, slots=True)
class CodedQuery:
    """Query tokens quantised to integers, for comparison with coded vectors.

    Attributes:
        factors: Multipliers of the first, second and third digits of codes, shape (3, bytes of a code, tokens).
        middles: Offset of each token, subtracted from the sum of the products.
        scales: Factor of each token, from the difference to a cosine.
    """

    factors: npt.NDArray[np.int8]
    middles: Vectors
    scales: Vectors


def code_query(rows: Vectors) -> CodedQuery:
    """Quantise the unit rows of query tokens to integers, far more finely than the codes."""
    dimensions = rows.shape[1]
    wanted = rotated(rows)
    greatest = np.maximum(np.abs(wanted).max(axis=1), np.finfo(np.float32).tiny)
    integers = np.zeros((code_size(dimensions) * _DIGITS, len(rows)), np.int8)
    integers[:dimensions] = np.rint(wanted.T * (_FINEST / greatest))
    factors = np.ascontiguousarray(integers.reshape(-1, _DIGITS, len(rows)).swapaxes(0, 1))
    middles = _MIDDLE * integers.sum(axis=0, dtype=np.float32)
    return CodedQuery(factors, middles, greatest * (_SPACING / _FINEST / math.sqrt(_KEPT * dimensions)))


def best_cosines(query: CodedQuery, codes: Codes, starts: Rows) -> Vectors:
    """Compute the greatest cosine (MaxSim) of each query token with each group of coded vectors.

    Args:
        query: One token or more.
        codes: Codes of some hundred groups, one after the other; more would not fit into the CPU cache.
        starts: First row of each group, ascending from 0.

    Returns:
        Shape (groups, tokens).
    """
    one, two = codes // _LEVELS**2, codes // _LEVELS  # the first digit, the first two
    first, second, third = map(product, (one, two - _LEVELS * one, codes - _LEVELS * two), query.factors)
    best: Vectors = (np.maximum.reduceat(first + second + third, starts) - query.middles) * query.scales
    return best


def rotated(vectors: Vectors) -> Vectors:
    """Rotate rows by the codec's matrix, which preserves inner products."""
    rows: Vectors = vectors @ _rotation(vectors.shape[1])
    return rows


@lru_cache(maxsize=4)
def _rotation(dimensions: int) -> Vectors:
    """Build an orthogonal matrix that spreads each coordinate over all: random signs and a cosine transform, twice.

    It is computed by formula, so that it is the same on every machine.
    """
    signs = 1.0 - 2.0 * (np.random.PCG64(0).random_raw(2 * dimensions) & 1)
    n = np.arange(dimensions)
    cosine = np.sqrt(2 / dimensions) * np.cos(np.pi / dimensions * np.outer(n + 0.5, n))
    cosine[:, 0] /= np.sqrt(2)
    first, second = signs[:dimensions, np.newaxis], signs[dimensions:, np.newaxis]
    matrix: Vectors = ((first * cosine) @ (second * cosine)).astype(np.float32)
    return matrix
