"""Dense search: which clauses are nearest in meaning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np

from embeddings.encoder import Vectors
from retrieval.arrays import Mask, Rows, first_of_each, starts_of
from retrieval.errors import ClauseIndexError
from retrieval.index.files import REPAIR, reading
from retrieval.index.mapped import check_within, mapped
from retrieval.index.pieces import Piece, Pieces
from retrieval.index.shortlist import Shortlist, shortlist_kind, write_faiss

VECTORS_FILE = "vectors.faiss"
OWNERS_FILE = "owners.npy"

_FEW = 10_000
"""Passages among which the nearest are looked for one by one: it takes a millisecond or two (docs/benchmarks.md)."""

_MEASURED, _ASKED = 100, 200
"""Vectors that recall is measured with, and how many clauses each asks for: as many as a question does."""

_ROUNDING = 1e-6
"""By which sums of the same products differ that are added up in another order."""

_SPARE = 2
"""How many times as many as wanted are taken from a shortlist, whose order is not quite right."""


class DenseIndex:
    """The vectors of every passage, and the clause that each passage is a window of, mapped from disk.

    Attributes:
        starts: For each clause, its first row; and at the end, their number.

    Args:
        exact: A flat faiss index over unit rows, searched by inner product.
        owners: For each row, the position of its clause in the corpus, ascending; every clause has one row or more.
        shortlist: What names the likeliest rows where there are too many to look at each.
        pieces: Digests to hold rows against as they are read; None where they were all checked before.
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
        """Index unit rows, shape (n, dim), in the way that suits their number."""
        exact = faiss.IndexFlatIP(vectors.shape[1])
        exact.add(vectors)
        return cls(exact, owners, Shortlist.build(vectors) if len(vectors) > _FEW else None)

    @classmethod
    def open(cls, folder: Path, pieces: Pieces | None = None) -> DenseIndex:
        """Open what `save` wrote.

        Raises:
            ClauseIndexError: If its files are damaged, or do not fit each other.
        """
        with reading(folder / VECTORS_FILE):
            exact = faiss.read_index(str(folder / VECTORS_FILE), faiss.IO_FLAG_MMAP_IFC)
            if not isinstance(exact, faiss.IndexFlatIP) or exact.codes.size() != exact.ntotal * exact.code_size:
                raise ValueError("no flat index over inner products")
        owners = mapped(folder / OWNERS_FILE, np.int64, exact.ntotal)
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
        """How it searches, in faiss's notation."""
        return shortlist_kind(*self.vectors.shape) if self._shortlist else "Flat"

    @property
    def recall(self) -> float:
        """Of the ten clauses nearest to a vector, the share that is found, over vectors midway between two passages."""
        return self.recall_of(self.nearest) if self._shortlist else 1.0

    def recall_of(self, nearest: Callable[[Vectors, int], tuple[Rows, Vectors]]) -> float:
        """Return the share of the ten nearest clauses that some way to look for so many of them finds."""
        places = np.linspace(0, len(self.vectors) - 1, 2 * _MEASURED).astype(np.int64)
        queries = self.vectors[places[::2]] + self.vectors[places[::-2]]
        queries /= np.linalg.norm(queries, axis=1, keepdims=True)
        found = 0
        for query in queries:
            best = np.maximum.reduceat(self.vectors @ query, self.starts[:-1])
            tenth = np.partition(best, -10)[-10] - _ROUNDING
            found += int(np.count_nonzero(nearest(query, _ASKED)[1][:10] >= tenth))
        return found / (10 * _MEASURED)

    def nearest(self, query: Vectors, wanted: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Rank clauses by their best passage.

        Args:
            query: One unit vector, shape (dim,).
            wanted: Clauses to rank at least, where there are so many.
            allowed: For each clause, whether it may be ranked; None for all.

        Returns:
            Positions of clauses and their scores, best first, equal scores in corpus order. What is left out scores
            less than all of them, or, where a shortlist is used, nearly always does.

        Raises:
            ClauseIndexError: If a vector was changed since the index was built.
        """
        chosen = None if allowed is None else np.asarray(allowed[self.owners])
        most = len(self.owners) if chosen is None else int(np.count_nonzero(chosen))
        asked = min(2 * wanted, most)
        while True:
            rows, scores = self._first(query, asked, chosen, most)
            clauses, best = self._by_clause(rows, scores)
            if len(clauses) >= wanted or asked == most:
                return clauses, best
            asked = min(4 * asked, most)

    def _first(self, query: Vectors, asked: int, chosen: Mask | None, most: int) -> tuple[Rows, Vectors]:
        """Return the best of the passages that are chosen, `most` in number."""
        if not asked:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        listed = _SPARE * asked * len(self.owners) // most
        if self._shortlist is None or most <= max(_FEW, listed):
            return self._among_all(query, asked, chosen, most)
        rows = self._shortlist.likeliest(query, listed)
        return self._scored(query, rows if chosen is None else rows[chosen[rows]], asked)

    def _among_all(self, query: Vectors, asked: int, chosen: Mask | None, most: int) -> tuple[Rows, Vectors]:
        # faiss's stubs lack these arguments.
        bits = None if chosen is None else np.packbits(chosen, bitorder="little")
        selector = None if bits is None else faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        parameters = None if selector is None else faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        [scores], [rows] = self._exact.search(query[np.newaxis], asked, params=parameters)
        if not np.isfinite(scores).all():  # faiss ranks what is no number nowhere
            raise ClauseIndexError(f"{VECTORS_FILE} has vectors that are no numbers; {REPAIR}")
        self._check(rows)
        # It cuts ties as it likes, and recurring wording ties: of the last score some may be missing.
        whole = scores > scores[-1] if asked < most else slice(None)
        return rows[whole], scores[whole]

    def _scored(self, query: Vectors, rows: Rows, asked: int) -> tuple[Rows, Vectors]:
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

    def of_clauses(self, rows: Rows) -> Vectors:
        """Return a unit vector for each of some clauses, shape (clauses, dim): the mean of its passages.

        Args:
            rows: Positions of clauses; one at least.

        Raises:
            ClauseIndexError: If a vector was changed since the index was built.
        """
        passages = [np.arange(self.starts[row], self.starts[row + 1]) for row in rows.tolist()]
        self._check(np.concatenate(passages))
        means = np.stack([self.vectors[some].mean(axis=0) for some in passages])
        unit: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
        return unit
