"""Comparison of two resolutions, paragraph by paragraph: kept, changed, dropped, moved, new.

Paragraphs are matched one to one by the assignment of greatest total similarity: of words in the same order, and of
meaning.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import networkx
import numpy as np
from rapidfuzz.distance import Indel

from embeddings.encoder import Vectors
from retrieval.arrays import Rows
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, Symbol
from retrieval.errors import CitationError
from retrieval.index.protocol import FullIndex
from retrieval.wording.changes import Part, compare_words
from retrieval.wording.fold import fold_words

_ENOUGH = 0.53
"""Least similarity of a paragraph and its changed version. Of 60 such pairs that were read, 56 are right
(docs/citations.md).
"""

_LEAST_WORDS = 0.3
"""Least share of words in the same order; below, two paragraphs have only their topic in common."""

_OTHER_KIND = 0.05
"""Penalty on the similarity of a preambular and an operative paragraph."""


class MatchKind(StrEnum):
    """Change of a paragraph; "kept" has the same words, whatever its case and punctuation."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Match:
    """Matched pair of paragraphs of an older and a newer resolution, or a paragraph of one of them.

    Attributes:
        old: None for a new paragraph.
        new: None for a dropped paragraph.
        parts: Word diff from the older text to the newer one, for a changed paragraph.
        moved: Whether its order among the matched paragraphs changed.
        likeness: Similarity from 0 to 1; 1 for the same words, 0 without a partner.
    """

    kind: MatchKind
    old: Clause | None
    new: Clause | None
    parts: tuple[Part, ...] = ()
    moved: bool = False
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Comparison of an older resolution with a newer one.

    Attributes:
        matches: In the order of the newer one; a dropped paragraph follows its former predecessor.
    """

    old: Symbol
    new: Symbol
    old_date: date | None
    new_date: date | None
    matches: tuple[Match, ...]

    @property
    def counts(self) -> Mapping[MatchKind, int]:
        """Number of paragraphs by kind of change."""
        return {kind: sum(match.kind is kind for match in self.matches) for kind in MatchKind}

    @property
    def moved(self) -> int:
        """Number of moved paragraphs."""
        return sum(match.moved for match in self.matches)


def compare_resolutions(one: Citation, other: Citation, index: FullIndex) -> Comparison:
    """Compare the older of two resolutions with the newer one; they may be named in any order.

    Raises:
        ClauseIndexError: If a clause was changed since the index was built.
        CitationError: If one is not in the library, or a paragraph is named, or both are the same.
    """
    found = sorted(
        (_rows(citation, index) for citation in (one, other)),
        key=lambda rows: (index.clauses[rows[0]].symbol.year, index.clauses[rows[0]].symbol.number),
    )
    old, new = (index.clauses_at(rows.tolist()) for rows in found)
    if old[0].symbol == new[0].symbol:
        raise CitationError(f"both are {old[0].symbol}; name two resolutions, as in '1325' and '2242'")
    vectors = map(index.dense.clause_vectors, found)
    return Comparison(old[0].symbol, new[0].symbol, old[0].date, new[0].date, match_clauses(old, new, *vectors))


def _rows(citation: Citation, index: FullIndex) -> Rows:
    """Return the rows of the clauses of a resolution."""
    if citation.paragraph is not None:
        raise CitationError(f"{citation} is a paragraph; resolutions are compared as a whole, as in '1325' and '2242'")
    rows = index.rows_of(citation)
    if not len(rows):
        raise CitationError(f"no resolution {citation} in this library")
    return rows


def match_clauses(
    old: Sequence[Clause], new: Sequence[Clause], old_vectors: Vectors, new_vectors: Vectors
) -> tuple[Match, ...]:
    """Match the paragraphs of two resolutions, in the order of the newer one.

    Args:
        old: The clauses of the older resolution, in order; one at least.
        new: The clauses of the newer one.
        old_vectors: Unit rows, one for each of `old`.
        new_vectors: Unit rows, one for each of `new`.
    """
    likeness = _likeness(old, new, old_vectors, new_vectors)
    came_from = _pairs(likeness)
    in_place = _longest_ascent([came_from[column] for column in sorted(came_from)])
    matches: list[Match] = []
    for column, clause in enumerate(new):
        if column not in came_from:
            matches.append(Match(MatchKind.NEW, None, clause))
            continue
        row = came_from[column]
        same = fold_words(old[row].text) == fold_words(clause.text)
        matches.append(
            Match(
                MatchKind.KEPT if same else MatchKind.CHANGED,
                old[row],
                clause,
                () if same else compare_words(old[row].text, clause.text),
                moved=row not in in_place,
                likeness=1.0 if same else float(likeness[row, column]),
            )
        )
    return tuple(_with_dropped(matches, old))


def _likeness(old: Sequence[Clause], new: Sequence[Clause], old_vectors: Vectors, new_vectors: Vectors) -> Vectors:
    """Compute the similarity of all pairs of paragraphs, shape (old, new)."""
    words = [[fold_words(clause.text).split() for clause in some] for some in (old, new)]
    shared = np.array([[Indel.normalized_similarity(one, other) for other in words[1]] for one in words[0]])
    kinds = np.array([[one.kind is not other.kind for other in new] for one in old])
    meant = np.clip(old_vectors @ new_vectors.T, 0, 1)
    likeness: Vectors = np.where(shared >= _LEAST_WORDS, (shared + meant) / 2 - _OTHER_KIND * kinds, 0)
    return likeness


def _pairs(likeness: Vectors) -> dict[int, int]:
    """Solve the assignment problem: match rows to columns for the greatest total; return each matched column's row.

    >>> sorted(_pairs(np.array([[0.9, 0.8], [0.8, 0.6], [0.2, 0.3]])).items())
    [(0, 1), (1, 0)]
    """
    graph = networkx.Graph()
    for row, column in np.argwhere(likeness >= _ENOUGH).tolist():
        graph.add_edge(row, ~column, weight=float(likeness[row, column]))  # columns are the negative nodes
    return {~min(pair): max(pair) for pair in networkx.max_weight_matching(graph)}


def _longest_ascent(numbers: Sequence[int]) -> set[int]:
    """Return a longest ascending subsequence, as a set.

    >>> sorted(_longest_ascent([0, 4, 1, 2, 3]))
    [0, 1, 2, 3]

    Source:
        Schensted, "Longest increasing and decreasing subsequences" (1961), by patience sorting.
    """
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tops, number)
        before[number] = tops[place - 1] if place else None
        tops[place : place + 1] = [number]
    found: set[int] = set()
    last: int | None = tops[-1] if tops else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def _with_dropped(matches: Sequence[Match], old: Sequence[Clause]) -> list[Match]:
    """Insert each dropped paragraph after its predecessor in the older resolution."""
    ordered = list(matches)
    kept = {match.old.id for match in matches if match.old}
    place = 0
    for clause in old:
        if clause.id in kept:
            place = 1 + next(n for n, match in enumerate(ordered) if match.old and match.old.id == clause.id)
        else:
            ordered.insert(place, Match(MatchKind.DROPPED, clause, None))
            place += 1
    return ordered
