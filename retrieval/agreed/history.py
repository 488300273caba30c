"""How a clause came to read as it does, and how often something was said in each year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from embeddings.encoder import Encoder
from retrieval.agreed.given import Given
from retrieval.agreed.meaning import rank_by_meaning
from retrieval.agreed.scope import limits
from retrieval.arrays import Rows
from retrieval.asking.answerable import Evidence
from retrieval.clauses.clause import Clause
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.protocol import LanguageIndex
from retrieval.wording.changes import Part, compare_words
from retrieval.wording.fold import fold_words

_BEHIND = 0.13
"""How far a clause may score behind the first one and still be to the point: of the clauses so found for development
questions two in three are, and half of those that are are found (docs/agreed.md)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A clause in a chain.

    Attributes:
        before: The clause that it goes on from; None for the first.
        parts: What makes its words of that one's; nothing for the first.
    """

    clause: Clause
    before: Clause | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """The clauses that say something.

    Attributes:
        said: What.
        by_words: Whether they have its words; else they say it in their own.
        clauses: In the order of adoption.
        span: The first and the last year of the library.
    """

    said: str
    by_words: bool
    clauses: tuple[Clause, ...]
    span: tuple[int, int]

    @property
    def by_year(self) -> dict[int, list[Clause]]:
        """The clauses of each year, from the first to the last that has one."""
        years = [clause.symbol.year for clause in self.clauses]
        found: dict[int, list[Clause]] = {year: [] for year in range(min(years), max(years) + 1)} if years else {}
        for clause in self.clauses:
            found[clause.symbol.year].append(clause)
        return found


def chain_of(given: Given, *, generation: LanguageIndex, filters: Filters = NO_LIMITS) -> tuple[Step, ...]:
    """Return the chain of a clause: what it goes on from, itself, and what goes on from it, in the order of adoption.

    Args:
        given: A clause that was named.
        generation: Where it is.
        filters: What the clauses that are shown must be; each still names the one it goes on from.
    """
    assert given.row is not None, "the chain of a text is that of no clause"
    steps = []
    for row, before in generation.chains.chain(given.row):
        clause = generation.clauses[row]
        if filters.allow(clause):
            earlier = None if before is None else generation.clauses[before]
            steps.append(Step(clause, earlier, compare_words(earlier.text, clause.text) if earlier else ()))
    return tuple(steps)


def uses_of_words(phrase: str, *, generation: LanguageIndex, filters: Filters = NO_LIMITS) -> Uses:
    """Return the clauses that have some words side by side, whatever their case and punctuation."""
    words = generation.phrases.numbers(fold_words(phrase).split())
    rows = generation.phrases.rows(words) if words else np.empty(0, np.int64)
    within = limits(Given(phrase), filters, generation, later=False)
    return _uses(phrase, within.of(rows), generation, by_words=True)


def uses_of_meaning(
    question: str, *, generation: LanguageIndex, encoder: Encoder, filters: Filters = NO_LIMITS
) -> tuple[Uses, Evidence | None]:
    """Return the clauses that come near the best answer to a question, and what tells whether they answer."""
    given = Given(question)
    within = limits(given, filters, generation, later=False)
    ranked = rank_by_meaning(question, within, generation, encoder)
    near = ranked.rows[ranked.scores >= ranked.scores[0] - _BEHIND] if len(ranked.rows) else ranked.rows
    rows = np.flatnonzero(np.isin(generation.twins, generation.twins[near]))
    return _uses(question, within.of(rows), generation, by_words=False), ranked.evidence


def _uses(said: str, rows: Rows, generation: LanguageIndex, *, by_words: bool) -> Uses:
    years = generation.chains.years
    clauses = tuple(generation.clauses[row] for row in generation.chains.in_order(rows).tolist())
    return Uses(said, by_words, clauses, (int(years.min()), int(years.max())))
