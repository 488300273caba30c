"""Protocols of an index, as search and agreed language use it, and look-ups of clauses in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from embeddings.encoder import Vectors
from retrieval.arrays import Mask, Rows
from retrieval.clauses.citation import Citation, find_cited, parse_citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.references.citations import CitationGraph
from retrieval.clauses.scope import Scope
from retrieval.errors import ClauseIndexError
from retrieval.index.facts import LibraryFacts, symbols_within
from retrieval.index.manifest import Manifest
from retrieval.index.tokens import Tokens

if TYPE_CHECKING:
    from retrieval.index.chains import Chains
    from retrieval.index.columns import Columns
    from retrieval.index.dense import DenseIndex
    from retrieval.index.phrases import PhraseIndex
    from retrieval.index.records import ClauseRecords


class ClauseIndex(Protocol):
    """Opened index. A clause is identified by its row: its position in the corpus, which is sorted by citation."""

    @property
    def manifest(self) -> Manifest:
        """Manifest of the index."""

    @property
    def facts(self) -> LibraryFacts:
        """Summary of its library, for query understanding."""

    @property
    def citations(self) -> CitationGraph:
        """Citation graph of its clauses."""

    def nearest(self, query: Vectors, scope: Scope, count: int) -> tuple[Rows, Vectors]:
        """Rank the clauses that a scope allows by the cosine of their best passage.

        Args:
            query: One unit vector, shape (dim,).
            scope: The clauses to rank.
            count: Least distinct wordings to rank, if there are so many.

        Returns:
            Rows and cosines, best first, equal ones in corpus order.
        """

    def first_allowed(self, scope: Scope, count: int) -> Rows:
        """Return the first clauses that a scope allows in corpus order, one for each of `count` distinct wordings."""

    def rows_of(self, citation: Citation) -> Rows:
        """Return the clauses that a citation names, in corpus order: a paragraph with its sub-paragraphs."""

    def clauses_at(self, rows: Iterable[int]) -> list[Clause]:
        """Return the clauses of some rows, in that order.

        Raises:
            ClauseIndexError: If one was changed since the index was built.
        """

    def all_clauses(self) -> Iterable[Clause]:
        """Iterate over every clause, in corpus order, read on demand.

        Raises:
            ClauseIndexError: If one was changed since the index was built.
        """

    def wordings_at(self, rows: Rows) -> Rows:
        """Return the wordings of some rows: for each, the first row with the same words."""

    def duplicates_of(self, row: int) -> list[int]:
        """Return the rows of all clauses with the same words as one, itself included."""

    def later(self, row: int, many: int) -> list[int]:
        """Return the rows of at most `many` clauses of later resolutions that continue one, the latest first.

        An index without revision chains returns none.
        """

    def tokens_at(self, rows: Sequence[int]) -> list[list[Tokens]]:
        """Return, for each row, the tokens of its passages.

        Raises:
            ClauseIndexError: If some were changed since the index was built.
        """

    def vectors_at(self, rows: Rows) -> Vectors:
        """Return a unit vector for each row, the mean of its passages' vectors, shape (rows, dim).

        Args:
            rows: One at least.

        Raises:
            ClauseIndexError: If some were changed since the index was built.
        """

    def require_full(self) -> FullIndex:
        """Return the index as one with phrases and chains, which precedents and histories need.

        Raises:
            ClauseIndexError: If it has none, as in Milvus; the message says which index has them.
        """


class FullIndex(ClauseIndex, Protocol):
    """Index with phrases and revision chains, too; only an index in a folder has them."""

    @property
    def clauses(self) -> ClauseRecords:
        """Clauses by row, read from disk on demand."""

    @property
    def columns(self) -> Columns:
        """Symbol, date, kind and labels of each clause, for filters."""

    @property
    def wordings(self) -> Rows:
        """Wording of each clause: the row of the first clause with the same words."""

    @property
    def dense(self) -> DenseIndex:
        """Vector index of the passages."""

    @property
    def phrases(self) -> PhraseIndex:
        """Phrase index of the clauses."""

    @property
    def chains(self) -> Chains:
        """Revision chains of the clauses."""

    def nearest_of(self, query: Vectors, allowed: Mask | None, count: int) -> tuple[Rows, Vectors]:
        """Rank the clauses of a mask; see `ClauseIndex.nearest`."""


def full_or_none(index: ClauseIndex) -> FullIndex | None:
    """Return an index as one with phrases and chains; None if it has none, as in Milvus."""
    try:
        return index.require_full()
    except ClauseIndexError:
        return None


def require_cited(citation: Citation, index: ClauseIndex) -> list[Clause]:
    """Return the clauses that a citation names, in corpus order: a paragraph with its sub-paragraphs.

    Raises:
        CitationError: If there are none; the message lists the alternatives.
    """
    return find_cited(citation, cited_clauses(citation.resolution, index))


def cited_clauses(citation: Citation, index: ClauseIndex) -> Sequence[Clause]:
    """Return the clauses that a citation names, as `require_cited` does; none if the library lacks them."""
    return index.clauses_at(index.rows_of(citation).tolist())


def clause_with_id(clause_id: str, index: ClauseIndex) -> Clause | None:
    """Return the clause with an id; None if there is none."""
    resolution = parse_citation(clause_id.partition("#")[0])
    return next((clause for clause in cited_clauses(resolution, index) if clause.id == clause_id), None)


def allowed_rows(rows: Sequence[int], scope: Scope, index: ClauseIndex) -> Rows:
    """Return those of some rows whose clauses a scope allows, in that order."""
    clauses = zip(rows, index.clauses_at(rows), strict=True)
    return np.array([row for row, clause in clauses if scope.allows(clause)], np.int64)


def clauses_within(scope: Scope, index: ClauseIndex) -> Iterator[tuple[int, Clause]]:
    """Yield the clauses that a scope allows, each with its row, resolution by resolution."""
    for symbol in symbols_within(scope, index.facts):
        rows = index.rows_of(Citation.of(symbol)).tolist()
        yield from (one for one in zip(rows, index.clauses_at(rows), strict=True) if scope.allows(one[1]))


def clauses_with_ids(ids: Iterable[str], scope: Scope, index: ClauseIndex) -> dict[int, Clause]:
    """Return the clauses with some ids that a scope allows, by row."""
    wanted = set(ids)
    found: dict[int, Clause] = {}
    for resolution in sorted({clause_id.partition("#")[0] for clause_id in wanted}):
        rows = index.rows_of(parse_citation(resolution)).tolist()
        clauses = zip(rows, index.clauses_at(rows), strict=True)
        found |= {row: clause for row, clause in clauses if clause.id in wanted and scope.allows(clause)}
    return found
