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


class DenseIndex:
    """The vectors of every passage, and the clause that each passage is a window of.

    Args:
        vectors: A faiss index over unit rows, searched by inner product.
        owners: For each row, the position of its clause in the corpus, ascending.
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
        index = faiss.read_index(str(folder / VECTORS_FILE))
        owners = np.load(folder / OWNERS_FILE, allow_pickle=False)
        if index.ntotal != len(owners):
            raise ClauseIndexError(f"{folder} has {index.ntotal} vectors for {len(owners)} passages")
        return cls(index, owners)

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        faiss.write_index(self._vectors, str(folder / VECTORS_FILE))
        np.save(folder / OWNERS_FILE, self.owners)

    def nearest(self, query: Vectors, allowed: Rows | None = None) -> tuple[Rows, Vectors]:
        """Rank clauses by their best passage.

        Args:
            query: One unit vector, shape (dim,).
            allowed: Positions of the clauses to rank; None for all.

        Returns:
            Positions of clauses and their scores, best first, equal scores in corpus order.
        """
        # Every allowed row is ranked: faiss cuts ties at k as it likes, and recurring wording ties.
        passages = None if allowed is None else np.flatnonzero(np.isin(self.owners, allowed))
        wanted = self._vectors.ntotal if passages is None else len(passages)
        if not wanted:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        chosen = None if passages is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(passages))  # type: ignore[call-arg] # absent from its stubs
        [scores], [rows] = self._vectors.search(query[np.newaxis], wanted, params=chosen)
        best = np.full(int(self.owners[-1]) + 1, -np.inf, np.float32)
        np.maximum.at(best, self.owners[rows], scores)
        clauses = np.flatnonzero(best > -np.inf)
        order = np.lexsort((clauses, -best[clauses]))
        return clauses[order], best[clauses[order]]

    def of_clauses(self, rows: Rows) -> Vectors:
        """Return a unit vector for each of some clauses, shape (clauses, dim): the mean of its passages.

        Args:
            rows: Positions of clauses; each has a passage at least.
        """
        firsts, ends = np.searchsorted(self.owners, rows), np.searchsorted(self.owners, rows, side="right")
        means = np.stack(
            [
                self._vectors.reconstruct_n(int(first), int(end - first)).mean(axis=0)
                for first, end in zip(firsts, ends, strict=True)
            ]
        )
        unit: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
        return unit
