"""What search asks of an index, wherever that lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from embeddings.encoder import Vectors
from retrieval.arrays import Mask, Rows
from retrieval.clauses.citation import Citation, find_cited, parse_citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.question import Question
from retrieval.clauses.references.citations import Citations
from retrieval.index.facts import LibraryFacts
from retrieval.index.manifest import Manifest
from retrieval.index.tokens import Tokens

if TYPE_CHECKING:
    from retrieval.index.chains import Chains
    from retrieval.index.columns import Columns
    from retrieval.index.dense import DenseIndex
    from retrieval.index.phrases import PhraseIndex
    from retrieval.index.records import ClauseRecords


class ClauseIndex(Protocol):
    """An opened index. A clause goes by its row: its position in the corpus, which is in the order of citations."""

    @property
    def manifest(self) -> Manifest:
        """What the index says of itself."""

    @property
    def facts(self) -> LibraryFacts:
        """What is known of its library before anything is asked."""

    @property
    def citations(self) -> Citations:
        """What its clauses cite."""

    def nearest(self, query: Vectors, question: Question, wordings: int) -> tuple[Rows, Vectors]:
        """Rank the clauses that a question allows by the cosine of their best passage.

        Args:
            query: One unit vector, shape (dim,).
            question: What it may be.
            wordings: Different wordings to rank at least, where there are so many.

        Returns:
            Rows and cosines, best first, equal ones in corpus order.
        """

    def listed(self, question: Question, wordings: int) -> Rows:
        """Return the first clauses that a question allows in corpus order, one for each of so many wordings."""

    def named(self, citation: Citation) -> Rows:
        """Return what a citation names in corpus order: a paragraph comes with its sub-paragraphs."""

    def clauses_at(self, rows: Iterable[int]) -> list[Clause]:
        """Return the clauses of some rows, in that order.

        Raises:
            ClauseIndexError: If one was changed since the index was built.
        """

    def all_clauses(self) -> Iterable[Clause]:
        """Return every clause, in corpus order, read one after the other.

        Raises:
            ClauseIndexError: If one was changed since the index was built.
        """

    def wordings(self, rows: Rows) -> Rows:
        """Return, for each row, the first row that has the same words."""

    def with_words_of(self, row: int) -> list[int]:
        """Return the rows of all clauses with the same words as this one, itself included."""

    def tokens_at(self, rows: Sequence[int]) -> list[list[Tokens]]:
        """Return, for each row, the tokens of its passages.

        Raises:
            ClauseIndexError: If some were changed since the index was built.
        """

    def for_language(self) -> LanguageIndex:
        """Return it with the phrases and chains that agreed language is found by.

        Raises:
            ClauseIndexError: If it lies where these are not; the message says which index has them.
        """


class LanguageIndex(ClauseIndex, Protocol):
    """An index with phrases and chains: for precedents, histories and comparisons. Only a folder has them."""

    @property
    def clauses(self) -> ClauseRecords:
        """The clauses by row, read from disk one by one."""

    @property
    def columns(self) -> Columns:
        """Symbol, date, kind and labels of each clause, for filters."""

    @property
    def twins(self) -> Rows:
        """For each clause, the row of the first that has the same words."""

    @property
    def dense(self) -> DenseIndex:
        """The vectors of the passages."""

    @property
    def phrases(self) -> PhraseIndex:
        """Every run of words, and the clauses with it."""

    @property
    def chains(self) -> Chains:
        """For each clause, the one that it goes on from."""

    def nearest_of(self, query: Vectors, allowed: Mask | None, wordings: int) -> tuple[Rows, Vectors]:
        """Rank clauses by a mask; see `ClauseIndex.nearest`."""


def find_named(citation: Citation, index: ClauseIndex) -> list[Clause]:
    """Return the clauses a citation names, in corpus order: a paragraph comes with its sub-paragraphs.

    Raises:
        CitationError: If there are none; the message says what there is.
    """
    return find_cited(citation, index.clauses_at(index.named(replace(citation, paragraph=None)).tolist()))


def clause_of(clause_id: str, index: ClauseIndex) -> Clause | None:
    """Return the clause of an id; None if there is none."""
    resolution = parse_citation(clause_id.partition("#")[0])
    inside = index.clauses_at(index.named(resolution).tolist())
    return next((clause for clause in inside if clause.id == clause_id), None)
