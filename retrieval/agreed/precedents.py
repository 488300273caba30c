"""Precedents: earlier or later clauses that use the language of a text or clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

import numpy as np

from embeddings.encoder import Encoder
from retrieval.agreed.alike import Alike, alike_wordings
from retrieval.agreed.given import Given
from retrieval.agreed.meaning import Ranked, rank_by_meaning
from retrieval.agreed.scope import Limits, limits
from retrieval.agreed.traced import TracedPhrase, trace_phrases
from retrieval.arrays import Rows
from retrieval.asking.answerable import Evidence
from retrieval.asking.variety import group_alike
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
            both that they have in the same order.
        parts: Word diff from the given text to the clause.
        also: Ids of duplicates, in the order of adoption; none for an identical one, as all of these
            are precedents themselves.
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
        found: Identical ones in the order of adoption; then near-identical, partly identical and those of
            the same substance, the best first.
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
        first, last = first_and_last_day(clause)
        if self.later:
            return replace(self.filters, since=None) if self.filters.since == first else self.filters
        return replace(self.filters, until=None) if self.filters.until == last else self.filters


def find_precedents(
    given: Given,
    *,
    generation: FullIndex,
    encoder: Encoder,
    k: int,
    filters: Filters = NO_LIMITS,
    later: bool = False,
) -> Precedents:
    """Find the clauses that use the language of a text or of a clause.

    Args:
        given: The text or the clause.
        generation: The index to search.
        encoder: The one that the generation was built with.
        k: Maximum precedents of each likeness, and maximum phrases; identical ones are all returned.
        filters: Filters on the precedents.
        later: Whether to search for later clauses rather than earlier ones.

    Raises:
        QuestionError: If `later` is set for a text without a date.
    """
    within = limits(given, filters, generation, later=later)
    words = generation.phrases.numbers(fold_words(given.text).split())
    same = generation.phrases.with_words(words)
    alike = [one for one in alike_wordings(words, generation.phrases, generation.twins) if one.wording not in same]
    near = [_users(one.wording, generation) for one in alike if one.is_near]
    known = np.concatenate([same, *(_users(one.wording, generation) for one in alike)])
    ranked = rank_by_meaning(given.in_full, within.without(known), generation, encoder)
    groups = {
        Likeness.IDENTICAL: list(_identical(within.of(same), given, generation)),
        Likeness.NEAR: list(_alike((one for one in alike if one.is_near), within, given, generation)),
        Likeness.PARTLY: list(_alike((one for one in alike if not one.is_near), within, given, generation)),
        Likeness.SUBSTANCE: list(_substance(ranked, within, given, generation, k)),
    }
    found = (group if likeness is Likeness.IDENTICAL else group[:k] for likeness, group in groups.items())
    return Precedents(
        given=given,
        filters=within.filters,
        later=later,
        found=tuple(chain.from_iterable(found)),
        counts={likeness: len(group) for likeness, group in groups.items()},
        first=_first(np.concatenate([same, *near]), generation),
        phrases=trace_phrases(given.text, within, generation, k),
        evidence=ranked.evidence,
    )


def _identical(rows: Rows, given: Given, generation: FullIndex) -> Iterator[Precedent]:
    for row in generation.chains.in_order(rows).tolist():
        clause = generation.clauses[row]
        yield Precedent(clause, Likeness.IDENTICAL, 1.0, compare_words(given.text, clause.text))


def _alike(alike: Iterable[Alike], within: Limits, given: Given, generation: FullIndex) -> Iterator[Precedent]:
    for one in alike:
        rows = within.of(_users(one.wording, generation))
        likeness = Likeness.NEAR if one.is_near else Likeness.PARTLY
        if len(rows):
            yield _folded(rows, given, generation, likeness=likeness, score=one.score)


def _substance(ranked: Ranked, within: Limits, given: Given, generation: FullIndex, k: int) -> Iterator[Precedent]:
    """Yield the first clauses of a ranking, each with its near-duplicates."""
    rows = ranked.rows.tolist()
    for first, *others in group_alike([generation.clauses[row].text for row in rows], k):
        users = within.of(_users(rows[first], generation))
        alike = tuple(generation.clauses[rows[at]].id for at in others)
        score = float(ranked.scores[first])
        yield _folded(users, given, generation, likeness=Likeness.SUBSTANCE, score=score, alike=alike)


def _folded(
    rows: Rows,
    given: Given,
    generation: FullIndex,
    *,
    likeness: Likeness,
    score: float,
    alike: tuple[str, ...] = (),
) -> Precedent:
    """Fold duplicate clauses into one precedent, the earliest of them."""
    first, *others = (generation.clauses[row] for row in generation.chains.in_order(rows).tolist())
    parts = compare_words(given.text, first.text)
    return Precedent(first, likeness, score, parts, tuple(other.id for other in others), alike)


def _users(wording: int, generation: FullIndex) -> Rows:
    """Return the rows of all clauses with the words of a given one."""
    return np.array(generation.with_words_of(wording), np.int64)


def _first(rows: Rows, generation: FullIndex) -> Clause | None:
    return generation.clauses[int(generation.chains.in_order(rows)[0])] if len(rows) else None
