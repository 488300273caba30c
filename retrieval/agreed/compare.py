"""Two resolutions, paragraph by paragraph: what was kept, changed, dropped, moved, and what is new.

Paragraphs are matched one to one, such that all pairs together are as much alike as can be: by the words they share, in
their order, and by what they mean.
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
from retrieval.index.protocol import LanguageIndex
from retrieval.wording.changes import Part, compare_words
from retrieval.wording.fold import fold_words

_ENOUGH = 0.53
"""How much alike two paragraphs are that are one, changed; of 60 pairs that were read, 56 are (docs/citations.md)."""

_LEAST_WORDS = 0.3
"""Words, in their order, that one paragraph shares with what it was; below, only the topic is the same."""

_OTHER_KIND = 0.05
"""What a preambular paragraph and an operative one lack to be as much alike."""


class MatchKind(StrEnum):
    """What became of a paragraph; one was kept that has the same words, whatever its case and punctuation."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Match:
    """A paragraph of the older resolution, of the newer one, or of both.

    Attributes:
        old: None for one that is new.
        new: None for one that was dropped.
        parts: What makes the newer text of the older one, of a paragraph that was changed.
        moved: Whether it stands elsewhere among those that both have.
        likeness: From 0 to 1; 1 for the same words, 0 where there is no other.
    """

    kind: MatchKind
    old: Clause | None
    new: Clause | None
    parts: tuple[Part, ...] = ()
    moved: bool = False
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """An older resolution and a newer one.

    Attributes:
        matches: In the order of the newer one; what was dropped follows the paragraph that it followed.
    """

    old: Symbol
    new: Symbol
    old_date: date | None
    new_date: date | None
    matches: tuple[Match, ...]

    @property
    def counts(self) -> Mapping[MatchKind, int]:
        """How many paragraphs became what."""
        return {kind: sum(match.kind is kind for match in self.matches) for kind in MatchKind}

    @property
    def moved(self) -> int:
        """How many paragraphs stand elsewhere."""
        return sum(match.moved for match in self.matches)


def compare_resolutions(one: Citation, other: Citation, generation: LanguageIndex) -> Comparison:
    """Compare two resolutions, named in any order.

    Raises:
        ClauseIndexError: If a clause was changed since the index was built.
        CitationError: If one is not in the library, or a paragraph is named, or both are the same.
    """
    found = sorted(
        (_rows(citation, generation) for citation in (one, other)),
        key=lambda rows: (generation.clauses[rows[0]].symbol.year, generation.clauses[rows[0]].symbol.number),
    )
    old, new = (generation.clauses_at(rows.tolist()) for rows in found)
    if old[0].symbol == new[0].symbol:
        raise CitationError(f"both are {old[0].symbol}; name two resolutions, as in '1325' and '2242'")
    vectors = map(generation.dense.of_clauses, found)
    return Comparison(old[0].symbol, new[0].symbol, old[0].date, new[0].date, match_clauses(old, new, *vectors))


def _rows(citation: Citation, generation: LanguageIndex) -> Rows:
    """Return the positions of the clauses of a resolution."""
    if citation.paragraph is not None:
        raise CitationError(f"{citation} is a paragraph; resolutions are compared as a whole, as in '1325' and '2242'")
    rows = generation.named(citation)
    if not len(rows):
        raise CitationError(f"no resolution {citation} in this library")
    return rows


def match_clauses(
    old: Sequence[Clause], new: Sequence[Clause], old_vectors: Vectors, new_vectors: Vectors
) -> tuple[Match, ...]:
    """Return what became of each paragraph, in the order of the newer resolution.

    Args:
        old: The clauses of the older resolution, in order; one at least.
        new: Those of the newer one.
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
    """Return how much alike each two paragraphs are, shape (old, new)."""
    words = [[fold_words(clause.text).split() for clause in some] for some in (old, new)]
    shared = np.array([[Indel.normalized_similarity(one, other) for other in words[1]] for one in words[0]])
    kinds = np.array([[one.kind is not other.kind for other in new] for one in old])
    meant = np.clip(old_vectors @ new_vectors.T, 0, 1)
    likeness: Vectors = np.where(shared >= _LEAST_WORDS, (shared + meant) / 2 - _OTHER_KIND * kinds, 0)
    return likeness


def _pairs(likeness: Vectors) -> dict[int, int]:
    """Match rows and columns one to one, by the greatest sum of likeness; return the row of each matched column.

    >>> sorted(_pairs(np.array([[0.9, 0.8], [0.8, 0.6], [0.2, 0.3]])).items())
    [(0, 1), (1, 0)]
    """
    graph = networkx.Graph()
    for row, column in np.argwhere(likeness >= _ENOUGH).tolist():
        graph.add_edge(row, ~column, weight=float(likeness[row, column]))  # columns are the negative nodes
    return {~min(pair): max(pair) for pair in networkx.max_weight_matching(graph)}


def _longest_ascent(numbers: Sequence[int]) -> set[int]:
    """Return as many different numbers as possible that stand in ascending order.

    >>> sorted(_longest_ascent([0, 4, 1, 2, 3]))
    [0, 1, 2, 3]

    Source:
        Schensted, "Longest increasing and decreasing subsequences" (1961), by piles of cards.
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
    """Put each paragraph that was dropped behind the one that it followed in the older resolution."""
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
