"""Kinds of array that the modules of an index pass around."""

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
"""Positions of clauses or of passages, from 0."""

Mask = npt.NDArray[np.bool_]
"""For each of some things, whether it is meant."""
