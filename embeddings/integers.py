"""Products of small integers: exact, and several times as fast as those of floats."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

ROWS, COLUMNS, PRODUCT = "rows", "columns", "product"
"""The names of the graph's inputs and its output."""

_GRAPH = Path(__file__).parent / "integers.onnx"  # one node, MatMulInteger; a test says how it is made


def product(rows: npt.NDArray[np.uint8], columns: npt.NDArray[np.int8]) -> npt.NDArray[np.int32]:
    """Return the matrix product of integers.

    Args:
        rows: Shape (n, d), of seven bits: processors without VNNI add pairs of products in sixteen.
        columns: Shape (d, m).

    Returns:
        Shape (n, m): the same on every processor, and of a row whatever stands beside it.
    """
    found: npt.NDArray[np.int32] = _session().run([PRODUCT], {ROWS: rows, COLUMNS: columns})[0]
    return found


@lru_cache(maxsize=1)
def _session() -> InferenceSession:
    import onnxruntime  # noqa: PLC0415 - slow to import, and only a question needs it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # it takes less time than waking another
    return onnxruntime.InferenceSession(str(_GRAPH), options, providers=["CPUExecutionProvider"])
