"""Precedents: earlier or later clauses that use the language of a text or clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

import numpy as np

from retrieval.agreed.alike import Alike, alike_wordings
from retrieval.agreed.given import Given
from retrieval.agreed.meaning import Ranked, rank_by_meaning
from retrieval.agreed.scope import SearchScope, search_scope
from retrieval.agreed.traced import TracedPhrase, trace_phrases
from retrieval.arrays import Rows
from retrieval.asking.answerability.confidence import Evidence
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.ranking.diversity import group_alike
from retrieval.clauses.clause import Clause, first_and_last_day
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.protocol import FullIndex
from retrieval.wording.changes import Part, compare_words
from retrieval.wording.fold import fold_words


class Likeness(StrEnum):
    """Degree of similarity between a clause and a given text."""

    IDENTICAL = "identical"
    NEAR = "near-identical"
    PARTLY = "partly identical"  # one has nearly all words of the other
    SUBSTANCE = "same substance"


@dataclass(frozen=True, slots=True)
class Precedent:
    """Clause that uses the language of a given text.

    Attributes:
        score: For the same substance, the semantic score; for all others, the share of the words of
            both texts that are the same and in the same order.
        parts: Word diff from the given text to the clause.
        also: Ids of clauses with the same words, in the order of adoption; none for an identical precedent, as
            its duplicates are precedents themselves.
        alike: Ids of near-duplicates of the same substance, best first.
    """

    clause: Clause
    likeness: Likeness
    score: float
    parts: tuple[Part, ...]
    also: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Precedents:
    """Result of a precedent search.

    Attributes:
        given: The given text or clause.
        filters: Filters that were set, and the day of the given clause as a bound.
        later: Whether later clauses were searched for rather than earlier ones.
        found: Identical precedents in the order of adoption; then the near-identical, the partly identical and
            those of the same substance, the best of each first.
        counts: Number of clauses by likeness; for the same substance, the number shown.
        first: First use of these words, or nearly these, in the whole library, the given clause included.
        phrases: The set phrases of the given text, in its order.
        evidence: Features that predict whether those of the same substance are relevant; None if none was ranked.
    """

    given: Given
    filters: Filters
    later: bool
    found: tuple[Precedent, ...]
    counts: dict[Likeness, int]
    first: Clause | None
    phrases: tuple[TracedPhrase, ...]
    evidence: Evidence | None

    @property
    def limits(self) -> Filters:
        """Filters that were set: `filters` without the bound from the given clause."""
        clause = self.given.clause
        if clause is None:
            return self.filters
        first, last = first_and_last_day(clause.symbol, clause.date)
        if self.later:
            return replace(self.filters, since=None) if self.filters.since == first else self.filters
        return replace(self.filters, until=None) if self.filters.until == last else self.filters


def find_precedents(
    given: Given,
    encoded: EncodedIndex,
    *,
    k: int,
    filters: Filters = NO_LIMITS,
    later: bool = False,
) -> Precedents:
    """Find the clauses that use the language of a text or of a clause.

    Args:
        given: The text or the clause.
        encoded: The index to search, with its encoder.
        k: Maximum precedents of each likeness, and maximum phrases; identical ones are all returned.
        filters: Filters on the precedents.
        later: Whether to search for later clauses rather than earlier ones.

    Raises:
        QuestionError: If `later` is set for a text without a date.
        ClauseIndexError: If the index has no phrases and chains, as in Milvus.
    """
    index = encoded.index.require_full()
    scope = search_scope(given, filters, index, later=later)
    words = index.phrases.numbers(fold_words(given.text).split())
    same = index.phrases.rows_of_exactly(words)
    alike = [one for one in alike_wordings(words, index.phrases, index.wordings) if one.wording not in same]
    near = [_uses_of(one.wording, index) for one in alike if one.is_near]
    known = np.concatenate([same, *(_uses_of(one.wording, index) for one in alike)])
    ranked = rank_by_meaning(given.in_full, scope.without(known), encoded)
    groups = {
        Likeness.IDENTICAL: list(_identical(scope.allowed(same), given, index)),
        Likeness.NEAR: list(_alike((one for one in alike if one.is_near), scope, given, index)),
        Likeness.PARTLY: list(_alike((one for one in alike if not one.is_near), scope, given, index)),
        Likeness.SUBSTANCE: list(_substance(ranked, scope, given, index, k)),
    }
    found = (group if likeness is Likeness.IDENTICAL else group[:k] for likeness, group in groups.items())
    return Precedents(
        given=given,
        filters=scope.filters,
        later=later,
        found=tuple(chain.from_iterable(found)),
        counts={likeness: len(group) for likeness, group in groups.items()},
        first=_earliest(np.concatenate([same, *near]), index),
        phrases=trace_phrases(given.text, scope, index, k),
        evidence=ranked.evidence,
    )


def _identical(rows: Rows, given: Given, index: FullIndex) -> Iterator[Precedent]:
    for row in index.chains.in_order(rows).tolist():
        clause = index.clauses[row]
        yield Precedent(clause, Likeness.IDENTICAL, 1.0, compare_words(given.text, clause.text))


def _alike(alike: Iterable[Alike], scope: SearchScope, given: Given, index: FullIndex) -> Iterator[Precedent]:
    for one in alike:
        rows = scope.allowed(_uses_of(one.wording, index))
        likeness = Likeness.NEAR if one.is_near else Likeness.PARTLY
        if len(rows):
            yield _as_precedent(rows, given, index, likeness=likeness, score=one.score)


def _substance(ranked: Ranked, scope: SearchScope, given: Given, index: FullIndex, k: int) -> Iterator[Precedent]:
    """Yield the first clauses of a ranking, each with its near-duplicates."""
    rows = ranked.rows.tolist()
    for first, *others in group_alike([index.clauses[row].text for row in rows], k):
        users = scope.allowed(_uses_of(rows[first], index))
        alike = tuple(index.clauses[rows[at]].id for at in others)
        score = float(ranked.scores[first])
        yield _as_precedent(users, given, index, likeness=Likeness.SUBSTANCE, score=score, alike=alike)


def _as_precedent(
    rows: Rows,
    given: Given,
    index: FullIndex,
    *,
    likeness: Likeness,
    score: float,
    alike: tuple[str, ...] = (),
) -> Precedent:
    """Fold duplicate clauses into one precedent, the earliest of them."""
    first, *others = (index.clauses[row] for row in index.chains.in_order(rows).tolist())
    parts = compare_words(given.text, first.text)
    return Precedent(first, likeness, score, parts, tuple(other.id for other in others), alike)


def _uses_of(wording: int, index: FullIndex) -> Rows:
    """Return the rows of all clauses with a wording."""
    return np.array(index.duplicates_of(wording), np.int64)


def _earliest(rows: Rows, index: FullIndex) -> Clause | None:
    return index.clauses[int(index.chains.in_order(rows)[0])] if len(rows) else None
