"""Arrays that the modules of an index pass around, and how they are mapped from disk."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.index.files import reading

Rows = npt.NDArray[np.int64]
"""Positions of clauses or of passages, from 0."""

Mask = npt.NDArray[np.bool_]
"""For each of some things, whether it is meant."""


def mapped(path: Path, kind: npt.DTypeLike, *shape: int | None) -> npt.NDArray[Any]:
    """Return the array of a .npy file, mapped; as a plain array, since numpy's class for it is slow to slice.

    Args:
        path: The file.
        kind: Of what it holds.
        shape: The size of each dimension, None for any; one of any size where nothing is given.

    Raises:
        ClauseIndexError: If the file is damaged, or holds another kind of array.
    """
    with reading(path):
        array = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
        if array.dtype != kind:
            raise ValueError(f"an array of {array.dtype}; expected {np.dtype(kind)}")
        sizes = shape or (None,)
        if array.ndim != len(sizes) or any(size not in (None, n) for size, n in zip(sizes, array.shape, strict=True)):
            raise ValueError(f"an array of shape {array.shape}; expected {sizes}")
        return array


def check_within(path: Path, values: npt.NDArray[Any], low: int, high: int) -> None:
    """Check that the values of an array lie from `low` to before `high`.

    Raises:
        ClauseIndexError: If one does not; the message names the file that they were read from.
    """
    with reading(path):
        if len(values) and (values.min() < low or values.max() >= high):
            raise ValueError(f"values from {values.min()} to {values.max()}; expected {low} to {high - 1}")


def check_edges(path: Path, edges: Rows) -> None:
    """Check that the edges of parts that lie one after the other ascend from 0.

    Raises:
        ClauseIndexError: If they do not; the message names the file that they were read from.
    """
    with reading(path):
        if not len(edges) or edges[0] != 0 or (np.diff(edges) < 0).any():
            raise ValueError("edges that do not ascend from 0")


def starts_of(owners: Rows) -> Rows:
    """Return the first row of each clause, and at the end the number of rows.

    Args:
        owners: For each row, the position of its clause, ascending; every clause has one row or more.

    >>> starts_of(np.array([0, 0, 1, 2, 2])).tolist()
    [0, 2, 3, 5]
    """
    return np.append(np.flatnonzero(np.diff(owners, prepend=-1)), len(owners))


def first_of_each(*keys: npt.NDArray[Any]) -> Rows:
    """Return the places of the first of those that are equal in every key, ascending.

    >>> first_of_each(np.array([7, 5, 7, 5]), np.array([1, 1, 1, 2])).tolist()
    [0, 1, 3]
    """
    order = np.lexsort(keys)  # which leaves equal ones in their order
    is_first = np.zeros(len(order), bool)
    is_first[:1] = True
    for key in keys:
        there = key[order]
        is_first[1:] |= there[1:] != there[:-1]
    return np.sort(order[is_first])
