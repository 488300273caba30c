"""Memory-mapped arrays of an index, validated."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.arrays import Rows
from retrieval.index.files import reading


def map_array(path: Path, kind: npt.DTypeLike, *shape: int | None) -> npt.NDArray[Any]:
    """Memory-map the array of a .npy file; as a plain array, since `numpy.memmap` is slow to slice.

    Args:
        path: The file.
        kind: Expected data type.
        shape: Expected size of each dimension, None for any; if empty, one dimension of any size.

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
    """Check that the values of an array lie in the range from `low` to below `high`.

    Raises:
        ClauseIndexError: If one does not; the message names the file that they were read from.
    """
    with reading(path):
        if len(values) and (values.min() < low or values.max() >= high):
            raise ValueError(f"values from {values.min()} to {values.max()}; expected {low} to {high - 1}")


def check_offsets(path: Path, edges: Rows) -> None:
    """Check that the offsets of consecutive parts ascend from 0.

    Raises:
        ClauseIndexError: If they do not; the message names the file that they were read from.
    """
    with reading(path):
        if not len(edges) or edges[0] != 0 or (np.diff(edges) < 0).any():
            raise ValueError("offsets that do not ascend from 0")
