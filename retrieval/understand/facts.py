"""What a library holds, as far as understanding a question needs it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from retrieval.citation import Citation
from retrieval.clause import Clause, ClauseKind, Symbol
from retrieval.themes import Vocabulary

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
"""A word: letters, with an apostrophe inside if need be."""


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """A library, seen by somebody who reads a question put to it.

    Attributes:
        adopted: Each resolution's day of adoption; the last day of its year where only the year is known.
        kinds: The kinds of clause that there are.
        labelled: The themes that somebody gave at least one clause.
        countries: Those that a page says a resolution is about.
        vocabulary: Every theme and its short forms.
        words: Each word of the clauses, in lower case, with its count.
        suggested: The themes that are suggested for at least one clause.
    """

    adopted: Mapping[Symbol, date]
    kinds: frozenset[ClauseKind]
    labelled: frozenset[str]
    countries: frozenset[str]
    vocabulary: Vocabulary
    words: Mapping[str, int]
    suggested: frozenset[str] = frozenset()

    @property
    def newest(self) -> date | None:
        """The day of the newest resolution; None if there are none."""
        return max(self.adopted.values(), default=None)

    @property
    def oldest_year(self) -> int:
        """The year of the oldest resolution; 1945 if there are none."""
        return min((symbol.year for symbol in self.adopted), default=1945)

    def has_number(self, number: int) -> bool:
        """Say whether a resolution of that number is here."""
        return any(symbol.number == number for symbol in self.adopted)

    def completed(self, citation: Citation) -> Citation:
        """Return a citation with its year, where the library knows it."""
        years = [symbol.year for symbol in self.adopted if symbol.number == citation.number]
        return replace(citation, year=years[0]) if citation.year is None and len(years) == 1 else citation


def count_words(clauses: Iterable[Clause]) -> Counter[str]:
    """Count the words of clauses, in lower case."""
    return Counter(WORD.findall("\n".join(clause.text for clause in clauses).lower()))


def facts_of(clauses: Iterable[Clause], vocabulary: Vocabulary, words: Mapping[str, int]) -> LibraryFacts:
    """Gather the facts of a library, whose words were counted before: that takes longer than all the rest."""
    adopted: dict[Symbol, date] = {}
    kinds: set[ClauseKind] = set()
    labelled: set[str] = set()
    suggested: set[str] = set()
    countries: set[str] = set()
    for clause in clauses:
        adopted[clause.symbol] = clause.date or adopted.get(clause.symbol) or date(clause.symbol.year, 12, 31)
        kinds.add(clause.kind)
        for label in clause.themes:
            (labelled if label.is_given else suggested).add(label.name)
        countries.update(clause.countries)
    return LibraryFacts(
        adopted, frozenset(kinds), frozenset(labelled), frozenset(countries), vocabulary, words, frozenset(suggested)
    )
