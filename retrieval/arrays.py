"""Types of arrays of row numbers, and functions for rows of equal items."""

from typing import Any

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
"""Positions of clauses or of passages, from 0."""

NO_ROWS: Rows = np.empty(0, np.int64)

Mask = npt.NDArray[np.bool_]
"""Flag for each row, such as whether it is allowed."""


def starts_of(owners: Rows) -> Rows:
    """Return the first row of each clause, and at the end the number of rows.

    Args:
        owners: For each row, the position of its clause, ascending; every clause has one row or more.

    >>> starts_of(np.array([0, 0, 1, 2, 2])).tolist()
    [0, 2, 3, 5]
    """
    return np.append(np.flatnonzero(np.diff(owners, prepend=-1)), len(owners))


def first_of_each(*keys: npt.NDArray[Any]) -> Rows:
    """Return the position of the first item of each group of items with equal keys, ascending.

    >>> first_of_each(np.array([7, 5, 7, 5]), np.array([1, 1, 1, 2])).tolist()
    [0, 1, 3]
    """
    order = np.lexsort(keys)  # stable: equal items keep their order
    is_first = np.zeros(len(order), bool)
    is_first[:1] = True
    for key in keys:
        ordered = key[order]
        is_first[1:] |= ordered[1:] != ordered[:-1]
    return np.sort(order[is_first])
