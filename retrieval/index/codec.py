"""Token vectors in a third of a byte a dimension.

A unit vector is turned by a fixed orthogonal matrix, after which each of its coordinates is nearly Gaussian with
variance 1/d whatever the model, and each coordinate is rounded to a digit from 0 to 5; three digits share a byte. As
nothing is learnt, the same vector has the same code in every library, and a library can grow without recoding.

A digit stands for its distance from the middle, 2.5, so that a query is multiplied by integers. Vectors are scaled
before they are rounded, such that each keeps the same share of itself: nothing has to be divided by what it kept.

Source:
    Spacing and error: Max, "Quantizing for minimum distortion", IRE Transactions 6 (1960), table II, N = 6.
    Rounding after a random rotation: Zandieh et al., "TurboQuant" (2025). That it is the inner product with what was
    rounded that has to be known: Gao and Long, "RaBitQ" (2024).
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
_SPACING = 0.7334  # of levels, in standard deviations
_KEPT = 1 - 0.0607
"""The share of a vector that is not lost to rounding: its inner product with what it is rounded to."""
_DIGITS = 3  # coordinates in a byte: 6³ = 216 of its 256 values
_WEIGHTS = np.array([_LEVELS**2, _LEVELS, 1], np.uint8)
_FINEST = 127  # of the integers that a query's coordinates become


def code_size(dimensions: int) -> int:
    """Return how many bytes the code of one vector has."""
    return -(-dimensions // _DIGITS)


def encode(vectors: Vectors) -> Codes:
    """Return the codes of unit rows, shape (n, code_size)."""
    dimensions = vectors.shape[1]
    scaled = np.zeros((len(vectors), code_size(dimensions) * _DIGITS), np.float32)
    scaled[:, :dimensions] = turned(vectors) * (math.sqrt(dimensions) / _SPACING)
    kept = np.einsum("ij,ij->i", scaled, _digits(scaled) - np.float32(_MIDDLE))[:, np.newaxis]
    scaled *= dimensions * _KEPT / _SPACING**2 / np.maximum(kept, 1)  # of zeros nothing can be kept
    codes: Codes = _digits(scaled).reshape(len(vectors), code_size(dimensions), _DIGITS) @ _WEIGHTS
    return codes


def _digits(scaled: Vectors) -> Codes:
    digits: Codes = np.clip(scaled + _LEVELS / 2, 0, _LEVELS - 1e-6).astype(np.uint8)
    return digits


@dataclass(frozen=True, slots=True)
class CodedQuery:
    """The tokens of a query, in integers for comparing them with coded vectors.

    Attributes:
        factors: What the first, second and third digits of codes are multiplied by, shape (3, bytes of a code, tokens).
        middles: For each token, what is to be taken from the sum of the products.
        scales: What a cosine is of the rest.
    """

    factors: npt.NDArray[np.int8]
    middles: Vectors
    scales: Vectors


def code_query(rows: Vectors) -> CodedQuery:
    """Return unit rows, one for each token, for comparing: rounded to integers, far more finely than what is coded."""
    dimensions = rows.shape[1]
    wanted = turned(rows)
    greatest = np.maximum(np.abs(wanted).max(axis=1), np.finfo(np.float32).tiny)
    integers = np.zeros((code_size(dimensions) * _DIGITS, len(rows)), np.int8)
    integers[:dimensions] = np.rint(wanted.T * (_FINEST / greatest))
    factors = np.ascontiguousarray(integers.reshape(-1, _DIGITS, len(rows)).swapaxes(0, 1))
    middles = _MIDDLE * integers.sum(axis=0, dtype=np.float32)
    return CodedQuery(factors, middles, greatest * (_SPACING / _FINEST / math.sqrt(_KEPT * dimensions)))


def best_cosines(query: CodedQuery, codes: Codes, starts: Rows) -> Vectors:
    """Return, for each of some groups of coded vectors, the greatest cosine of each token of a query.

    Args:
        query: With one token or more.
        codes: Group after group, some hundreds: more do not stay in the cache until they are multiplied.
        starts: The first row of each group, ascending from 0.

    Returns:
        Shape (groups, tokens).
    """
    one, two = codes // _LEVELS**2, codes // _LEVELS  # the first digit, the first two
    first, second, third = map(product, (one, two - _LEVELS * one, codes - _LEVELS * two), query.factors)
    best: Vectors = (np.maximum.reduceat(first + second + third, starts) - query.middles) * query.scales
    return best


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
