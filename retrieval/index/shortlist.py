"""Which passages are likeliest to be nearest, where there are too many to look at each.

Vectors are coded in a quarter of a byte a dimension, and the codes are scanned with tables that fit into registers. Of
the kinds of index that faiss has, this one missed least in the time it took, on vectors of paragraphs
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
"""Vectors from which on only the cells around a question are scanned, a twelfth of them."""

_PROBED = 12

_LEARNED_FROM = 64
"""Vectors for each cell that are looked at in building."""


class Shortlist:
    """A faiss index over unit rows whose order is nearly right."""

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
        """Open what `save` wrote of so many vectors; None where nothing was.

        Raises:
            ClauseIndexError: If the file is damaged, or of other vectors.
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
        """Return about so many rows that are likely to be nearest to a unit vector, shape (dim,)."""
        _, [found] = self._index.search(query[np.newaxis], count)
        rows: Rows = found[found >= 0]
        return rows


def write_faiss(index: faiss.Index, path: Path) -> None:
    """Write an index of faiss into a file.

    Raises:
        OSError: If it cannot be written; faiss itself says so by an error of its own that tells no more.
    """
    try:
        faiss.write_index(index, str(path))
    except RuntimeError:
        raise OSError(None, "cannot be written", str(path)) from None


def shortlist_kind(count: int, dimensions: int) -> str:
    """Return, in faiss's notation, what the shortlist of so many vectors is."""
    codes = f"PQ{-(-dimensions // 2)}x4fs"
    return codes if count < _MANY else f"IVF{_cells(count)},{codes}"


def _cells(count: int) -> int:
    """Return how many cells there are: about four times the root, which is usual."""
    return int(2 ** np.round(np.log2(4 * np.sqrt(count))))
