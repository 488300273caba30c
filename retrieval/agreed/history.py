"""History of language: the revision chain of a clause, and uses of words or meaning by year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retrieval.agreed.given import CitedClause
from retrieval.agreed.meaning import rank_by_meaning
from retrieval.agreed.scope import unbounded_scope
from retrieval.arrays import Rows
from retrieval.asking.answerability.confidence import Evidence
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.clauses.clause import Clause
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.protocol import FullIndex
from retrieval.wording.changes import Part, compare_words
from retrieval.wording.fold import fold_words

_BEHIND = 0.13
"""Maximum difference in score between the best clause and a relevant one. On development questions, precision is two
thirds and recall one half (docs/agreed.md).
"""


@dataclass(frozen=True, slots=True)
class Step:
    """Clause in a revision chain.

    Attributes:
        before: The clause that it continues; None for the first.
        parts: Word diff from that clause to this one; empty for the first.
    """

    clause: Clause
    before: Clause | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """Clauses that use some words, or answer a question.

    Attributes:
        said: The words or the question.
        by_words: Whether they were found by exact words; else by meaning.
        clauses: In the order of adoption.
        span: The first and the last year of the library.
    """

    said: str
    by_words: bool
    clauses: tuple[Clause, ...]
    span: tuple[int, int]

    @property
    def by_year(self) -> dict[int, list[Clause]]:
        """Clauses by year, from the first year with one to the last."""
        years = [clause.symbol.year for clause in self.clauses]
        found: dict[int, list[Clause]] = {year: [] for year in range(min(years), max(years) + 1)} if years else {}
        for clause in self.clauses:
            found[clause.symbol.year].append(clause)
        return found


def chain_of(cited: CitedClause, *, index: FullIndex, filters: Filters = NO_LIMITS) -> tuple[Step, ...]:
    """Return the revision chain of a clause: the clauses it continues, itself, and those that continue it, by adoption.

    Args:
        cited: The clause.
        index: The index that has it.
        filters: Filters on the clauses shown; each still names the one it continues.
    """
    steps = []
    for row, before in index.chains.chain(cited.row):
        clause = index.clauses[row]
        if filters.allow(clause):
            earlier = None if before is None else index.clauses[before]
            steps.append(Step(clause, earlier, compare_words(earlier.text, clause.text) if earlier else ()))
    return tuple(steps)


def uses_of_words(phrase: str, *, index: FullIndex, filters: Filters = NO_LIMITS) -> Uses:
    """Return the clauses that contain a phrase, whatever their case and punctuation."""
    words = index.phrases.numbers(fold_words(phrase).split())
    rows = index.phrases.rows(words) if words else np.empty(0, np.int64)
    return _uses(phrase, unbounded_scope(filters, index).allowed(rows), index, by_words=True)


def uses_of_meaning(
    question: str, encoded: EncodedIndex, *, filters: Filters = NO_LIMITS
) -> tuple[Uses, Evidence | None]:
    """Return the clauses whose score is near that of the best answer to a question, and the features of the ranking."""
    index = encoded.index.require_full()
    scope = unbounded_scope(filters, index)
    ranked = rank_by_meaning(question, scope, encoded)
    near = ranked.rows[ranked.scores >= ranked.scores[0] - _BEHIND] if len(ranked.rows) else ranked.rows
    rows = np.flatnonzero(np.isin(index.wordings, index.wordings[near]))
    return _uses(question, scope.allowed(rows), index, by_words=False), ranked.evidence


def _uses(said: str, rows: Rows, index: FullIndex, *, by_words: bool) -> Uses:
    years = index.chains.years
    clauses = tuple(index.clauses[row] for row in index.chains.in_order(rows).tolist())
    return Uses(said, by_words, clauses, (int(years.min()), int(years.max())))
