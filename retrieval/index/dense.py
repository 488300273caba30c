"""Dense vector search: the clauses nearest in meaning, exact or by a shortlist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np

from embeddings.encoder import Vectors
from retrieval.arrays import Mask, Rows, first_of_each, starts_of
from retrieval.errors import ClauseIndexError
from retrieval.index.files import REPAIR, reading
from retrieval.index.mapped import check_within, map_array
from retrieval.index.pieces import Piece, Pieces
from retrieval.index.shortlist import Shortlist, shortlist_kind, write_faiss

VECTORS_FILE = "vectors.faiss"
OWNERS_FILE = "owners.npy"

_FEW = 10_000
"""Maximum passages for brute-force search, which takes a millisecond or two (docs/benchmarks.md)."""

_RECALL_QUERIES, _RECALL_DEPTH = 100, 200
"""Number of query vectors for measuring recall, and of clauses that each searches for: as many as a question does."""

_ROUNDING = 1e-6
"""Tolerance for rounding differences of sums in another order."""

_SPARE = 2
"""Oversampling factor of the shortlist, whose order is approximate."""


class DenseIndex:
    """Vector index over passages, each a window of a clause; memory-mapped.

    Attributes:
        starts: First row of each clause, and at the end the number of rows.

    Args:
        exact: A flat faiss index over unit rows, searched by inner product.
        owners: For each row, its clause, ascending; every clause has one row or more.
        shortlist: Approximate index that selects candidates, if there are too many rows for brute force.
        pieces: Checksums to verify rows as they are read; None if all were verified before.
    """

    def __init__(
        self, exact: faiss.IndexFlat, owners: Rows, shortlist: Shortlist | None = None, pieces: Pieces | None = None
    ) -> None:
        self.owners = owners
        self.starts = starts_of(owners)
        self.vectors: Vectors = faiss.rev_swig_ptr(exact.get_xb(), exact.ntotal * exact.d).reshape(-1, exact.d)
        self._exact = exact
        self._shortlist = shortlist
        self._pieces = pieces

    @classmethod
    def build(cls, vectors: Vectors, owners: Rows) -> DenseIndex:
        """Index unit rows, shape (n, dim), with a shortlist if there are many."""
        exact = faiss.IndexFlatIP(vectors.shape[1])
        exact.add(vectors)
        return cls(exact, owners, Shortlist.build(vectors) if len(vectors) > _FEW else None)

    @classmethod
    def open(cls, folder: Path, pieces: Pieces | None = None) -> DenseIndex:
        """Open the index that `save` wrote.

        Raises:
            ClauseIndexError: If its files are damaged or inconsistent.
        """
        with reading(folder / VECTORS_FILE):
            exact = faiss.read_index(str(folder / VECTORS_FILE), faiss.IO_FLAG_MMAP_IFC)
            if not isinstance(exact, faiss.IndexFlatIP) or exact.codes.size() != exact.ntotal * exact.code_size:
                raise ValueError("not a flat index over inner products")
        owners = map_array(folder / OWNERS_FILE, np.int64, exact.ntotal)
        check_within(folder / OWNERS_FILE, np.diff(owners, prepend=-1), 0, 2)
        shortlist = Shortlist.open(folder, exact.ntotal, exact.d)
        return cls(exact, owners, shortlist, pieces if shortlist else None)

    def save(self, folder: Path) -> None:
        """Write the index into a folder.

        Raises:
            OSError: If it cannot be written.
        """
        write_faiss(self._exact, folder / VECTORS_FILE)
        np.save(folder / OWNERS_FILE, self.owners)
        if self._shortlist:
            self._shortlist.save(folder)

    @property
    def kind(self) -> str:
        """Search method, in faiss's notation."""
        return shortlist_kind(*self.vectors.shape) if self._shortlist else "Flat"

    @property
    def recall(self) -> float:
        """Recall of the ten nearest clauses, over vectors midway between two passages."""
        return self.recall_of(self.nearest) if self._shortlist else 1.0

    def recall_of(self, nearest: Callable[[Vectors, int], tuple[Rows, Vectors]]) -> float:
        """Measure the recall of the ten nearest clauses for a search function.

        Args:
            nearest: Takes a unit vector and a number of clauses; returns rows and cosines, best first.
        """
        places = np.linspace(0, len(self.vectors) - 1, 2 * _RECALL_QUERIES).astype(np.int64)
        queries = self.vectors[places[::2]] + self.vectors[places[::-2]]
        queries /= np.linalg.norm(queries, axis=1, keepdims=True)
        found = 0
        for query in queries:
            best = np.maximum.reduceat(self.vectors @ query, self.starts[:-1])
            tenth = np.partition(best, -10)[-10] - _ROUNDING
            found += int(np.count_nonzero(nearest(query, _RECALL_DEPTH)[1][:10] >= tenth))
        return found / (10 * _RECALL_QUERIES)

    def nearest(self, query: Vectors, wanted: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Rank clauses by their best passage.

        Args:
            query: One unit vector, shape (dim,).
            wanted: Least number of clauses to rank, if there are so many.
            allowed: For each clause, whether it may be ranked; None for all.

        Returns:
            Rows of clauses and their scores, best first, equal scores in corpus order. All other clauses score less;
            with a shortlist, nearly always.

        Raises:
            ClauseIndexError: If a vector was changed since the index was built.
        """
        selected = None if allowed is None else np.asarray(allowed[self.owners])
        total = len(self.owners) if selected is None else int(np.count_nonzero(selected))
        asked = min(2 * wanted, total)
        while True:
            rows, scores = self._best_passages(query, asked, selected, total)
            clauses, best = self._by_clause(rows, scores)
            if len(clauses) >= wanted or asked == total:
                return clauses, best
            asked = min(4 * asked, total)

    def _best_passages(self, query: Vectors, asked: int, selected: Mask | None, total: int) -> tuple[Rows, Vectors]:
        """Return the best of the `total` selected passages."""
        if not asked:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        candidates = _SPARE * asked * len(self.owners) // total
        if self._shortlist is None or total <= max(_FEW, candidates):
            return self._search_exactly(query, asked, selected, total)
        rows = self._shortlist.likeliest(query, candidates)
        return self._score(query, rows if selected is None else rows[selected[rows]], asked)

    def _search_exactly(self, query: Vectors, asked: int, selected: Mask | None, total: int) -> tuple[Rows, Vectors]:
        """Search by brute force; if there are more rows than asked for, rows with the last score are dropped."""
        # faiss's stubs lack these arguments.
        bits = None if selected is None else np.packbits(selected, bitorder="little")
        selector = None if bits is None else faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        parameters = None if selector is None else faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        [scores], [rows] = self._exact.search(query[np.newaxis], asked, params=parameters)
        if not np.isfinite(scores).all():  # faiss leaves out NaN
            raise ClauseIndexError(f"{VECTORS_FILE} has vectors with NaN or infinity; {REPAIR}")
        self._check(rows)
        # faiss cuts ties arbitrarily, and recurring wording ties: some rows with the last score may be missing.
        whole = scores > scores[-1] if asked < total else slice(None)
        return rows[whole], scores[whole]

    def _score(self, query: Vectors, rows: Rows, asked: int) -> tuple[Rows, Vectors]:
        self._check(rows)
        scores: Vectors = self.vectors[rows] @ query
        first = np.lexsort((rows, -scores))[:asked]
        return rows[first], scores[first]

    def _check(self, rows: Rows) -> None:
        if self._pieces is None:
            return
        for clause in self._pieces.unchecked(np.unique(self.owners[rows]), Piece.VECTORS):
            of_clause = self.vectors[self.starts[clause] : self.starts[clause + 1]]
            self._pieces.check(clause, Piece.VECTORS, of_clause.data, VECTORS_FILE)

    def _by_clause(self, passages: Rows, scores: Vectors) -> tuple[Rows, Vectors]:
        clauses = self.owners[passages]
        order = np.lexsort((clauses, -scores))
        best = order[first_of_each(clauses[order])]
        return clauses[best], scores[best]

    def clause_vectors(self, rows: Rows) -> Vectors:
        """Return a unit vector for each clause, shape (clauses, dim): the mean of the vectors of its passages.

        Args:
            rows: Rows of clauses, one at least.

        Raises:
            ClauseIndexError: If a vector was changed since the index was built.
        """
        passages = [np.arange(self.starts[row], self.starts[row + 1]) for row in rows.tolist()]
        self._check(np.concatenate(passages))
        return np.stack([pool(self.vectors[some]) for some in passages])


def pool(passages: Vectors) -> Vectors:
    """Pool the vectors of a clause's passages, shape (passages, dim), into a unit vector: their mean."""
    mean = passages.mean(axis=0)
    unit: Vectors = mean / np.linalg.norm(mean)
    return unit
