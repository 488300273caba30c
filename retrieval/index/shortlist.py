"""Approximate nearest-neighbour search: a shortlist of passages, if there are too many for brute force.

Product quantisation codes a dimension in a quarter of a byte; scans use lookup tables that fit into registers. Of
the index types of faiss, this one had the best recall for its time on vectors of paragraphs
(docs/benchmarks.md).

Source:
    André, Kermarrec and Le Scouarnec, "Quicker ADC" (2019).
"""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np

from embeddings.encoder import Vectors
from retrieval.arrays import Rows
from retrieval.index.files import reading

SHORTLIST_FILE = "shortlist.faiss"

_MANY = 200_000
"""Least vectors for an inverted file; a search then scans only the cells nearest to the query, a twelfth of all."""

_PROBED = 12

_LEARNED_FROM = 64
"""Training vectors for each cell."""


class Shortlist:
    """Approximate faiss index over unit rows."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> Shortlist:
        """Index unit rows, shape (n, dim)."""
        index = faiss.index_factory(vectors.shape[1], shortlist_kind(*vectors.shape), faiss.METRIC_INNER_PRODUCT)
        if isinstance(index, faiss.IndexIVF):
            index.nprobe = index.nlist // _PROBED
        index.train(vectors[:: max(1, len(vectors) // (_LEARNED_FROM * _cells(len(vectors))))])
        index.add(vectors)
        return cls(index)

    @classmethod
    def open(cls, folder: Path, count: int, dimensions: int) -> Shortlist | None:
        """Open the index that `save` wrote of `count` vectors; None if there is none.

        Raises:
            ClauseIndexError: If the file is damaged, or belongs to other vectors.
        """
        path = folder / SHORTLIST_FILE
        if not path.exists():
            return None
        with reading(path):
            index = faiss.read_index(str(path))
            if (index.ntotal, index.d) != (count, dimensions):
                raise ValueError(f"{index.ntotal} vectors of {index.d} dimensions; expected {count} of {dimensions}")
        return cls(index)

    def save(self, folder: Path) -> None:
        """Write the index into a folder.

        Raises:
            OSError: If it cannot be written.
        """
        write_faiss(self._index, folder / SHORTLIST_FILE)

    def likeliest(self, query: Vectors, count: int) -> Rows:
        """Return about `count` candidate rows for a unit vector, shape (dim,)."""
        _, [found] = self._index.search(query[np.newaxis], count)
        rows: Rows = found[found >= 0]
        return rows


def write_faiss(index: faiss.Index, path: Path) -> None:
    """Write a faiss index into a file.

    Raises:
        OSError: If it cannot be written, in place of faiss's own error, which has no details.
    """
    try:
        faiss.write_index(index, str(path))
    except RuntimeError:
        raise OSError(None, "cannot be written", str(path)) from None


def shortlist_kind(count: int, dimensions: int) -> str:
    """Return the type of the shortlist of so many vectors, in faiss's notation."""
    codes = f"PQ{-(-dimensions // 2)}x4fs"
    return codes if count < _MANY else f"IVF{_cells(count)},{codes}"


def _cells(count: int) -> int:
    """Return the number of cells: about four times the square root of the count, as is usual."""
    return int(2 ** np.round(np.log2(4 * np.sqrt(count))))
