"""Dense search: which clauses are nearest in meaning. The only user of faiss."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from embeddings.encoder import Vectors
from retrieval.errors import ClauseIndexError

VECTORS_FILE = "vectors.faiss"
OWNERS_FILE = "owners.npy"

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
"""For each of some things, whether it is meant."""


class DenseIndex:
    """The vectors of every passage, and the clause that each passage is a window of, mapped from disk.

    Args:
        vectors: A faiss index over unit rows, searched by inner product.
        owners: For each row, the position of its clause in the corpus, ascending; every clause has one row or more.
    """

    def __init__(self, vectors: faiss.Index, owners: Rows) -> None:
        self._vectors = vectors
        self.owners = owners

    @classmethod
    def build(cls, vectors: Vectors, owners: Rows) -> DenseIndex:
        """Index unit rows, shape (n, dim), exactly."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        return cls(index, owners)

    @classmethod
    def open(cls, folder: Path) -> DenseIndex:
        """Open what `save` wrote.

        Raises:
            ClauseIndexError: If the two files do not fit each other.
        """
        index = faiss.read_index(str(folder / VECTORS_FILE), faiss.IO_FLAG_MMAP_IFC)
        owners = np.load(folder / OWNERS_FILE, mmap_mode="r", allow_pickle=False)
        if index.ntotal != len(owners):
            raise ClauseIndexError(f"{folder} has {index.ntotal} vectors for {len(owners)} passages")
        return cls(index, owners)

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        faiss.write_index(self._vectors, str(folder / VECTORS_FILE))
        np.save(folder / OWNERS_FILE, self.owners)

    def passages(self, clause: int) -> Rows:
        """Return the positions of a clause's passages."""
        first, after = np.searchsorted(self.owners, [clause, clause + 1])
        return np.arange(first, after)

    def nearest(self, query: Vectors, wanted: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Rank clauses by their best passage.

        Args:
            query: One unit vector, shape (dim,).
            wanted: Clauses to rank at least, where there are so many.
            allowed: For each clause, whether it may be ranked; None for all.

        Returns:
            Positions of clauses and their scores, best first, equal scores in corpus order. What is left out scores
            less than all of them.
        """
        chosen = None if allowed is None else np.asarray(allowed[self.owners])
        most = self._vectors.ntotal if chosen is None else int(np.count_nonzero(chosen))
        asked = min(2 * wanted, most)
        while True:
            rows, scores = self._first(query, asked, chosen)
            clauses, best = self._by_clause(rows, scores)
            if len(clauses) >= wanted or asked == most:
                return clauses, best
            asked = min(4 * asked, most)

    def _first(self, query: Vectors, asked: int, chosen: Mask | None) -> tuple[Rows, Vectors]:
        """Return the best passages, all of those that score as much as the last."""
        if not asked:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        # faiss's stubs lack these arguments.
        bits = None if chosen is None else np.packbits(chosen, bitorder="little")
        selector = None if bits is None else faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        parameters = None if selector is None else faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        [scores], [rows] = self._vectors.search(query[np.newaxis], asked, params=parameters)
        # It cuts ties as it likes, and recurring wording ties: of the last score some may be missing.
        whole = scores > scores[-1] if asked < (len(self.owners) if chosen is None else chosen.sum()) else slice(None)
        return rows[whole], scores[whole]

    def _by_clause(self, passages: Rows, scores: Vectors) -> tuple[Rows, Vectors]:
        clauses, places = np.unique(self.owners[passages], return_inverse=True)
        best = np.full(len(clauses), -np.inf, np.float32)
        np.maximum.at(best, places, scores)
        order = np.lexsort((clauses, -best))
        return clauses[order], best[order]

    def of_clauses(self, rows: Rows) -> Vectors:
        """Return a unit vector for each of some clauses, shape (clauses, dim): the mean of its passages.

        Args:
            rows: Positions of clauses; each has a passage at least.
        """
        passages = (self.passages(int(row)) for row in rows)
        means = np.stack([self._vectors.reconstruct_n(int(some[0]), len(some)).mean(axis=0) for some in passages])
        unit: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
        return unit
