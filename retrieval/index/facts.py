"""What a library holds, as far as understanding a question needs it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind, Symbol
from retrieval.library.themes import Vocabulary

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
"""A word: letters, with an apostrophe inside if need be."""


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """A library, seen by somebody who reads a question put to it.

    Attributes:
        adopted: Each resolution's day of adoption; the last day of its year where only the year is known.
        kinds: The kinds of clause that there are.
        labelled: The themes that somebody gave, each with the number of clauses that have it.
        countries: Those that a page says a resolution is about.
        vocabulary: Every theme and its short forms.
        words: Each word of the clauses, in lower case, with its count.
        suggested: The themes that are suggested, each with the number of clauses that it is suggested for.
    """

    adopted: Mapping[Symbol, date]
    kinds: frozenset[ClauseKind]
    labelled: Mapping[str, int]
    countries: frozenset[str]
    vocabulary: Vocabulary
    words: Mapping[str, int]
    suggested: Mapping[str, int] = field(default_factory=dict)

    @property
    def theme_counts(self) -> list[tuple[str, int]]:
        """Each theme of the vocabulary, and any other that is given, with the number of clauses that were given it."""
        return list((dict.fromkeys(self.vocabulary.names, 0) | dict(self.labelled)).items())

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


def facts_of(clauses: Iterable[Clause], vocabulary: Vocabulary) -> LibraryFacts:
    """Gather the facts of a library."""
    adopted: dict[Symbol, date] = {}
    kinds: set[ClauseKind] = set()
    labelled: Counter[str] = Counter()
    suggested: Counter[str] = Counter()
    countries: set[str] = set()
    words: Counter[str] = Counter()
    for clause in clauses:
        adopted[clause.symbol] = clause.date or adopted.get(clause.symbol) or date(clause.symbol.year, 12, 31)
        kinds.add(clause.kind)
        labelled.update({label.name for label in clause.themes if label.is_given})
        suggested.update({label.name for label in clause.themes if not label.is_given})
        countries.update(clause.countries)
        words.update(WORD.findall(clause.text.lower()))
    return LibraryFacts(adopted, frozenset(kinds), labelled, frozenset(countries), vocabulary, words, suggested)


def facts_to_json(facts: LibraryFacts) -> str:
    """Return facts as `facts_from_json` reads them; what a manifest says of the vocabulary is left to it."""
    record = {
        "adopted": [[symbol.number, symbol.year, day.isoformat()] for symbol, day in facts.adopted.items()],
        "kinds": sorted(facts.kinds),
        "labelled": facts.labelled,
        "suggested": facts.suggested,
        "countries": sorted(facts.countries),
        "words": facts.words,
    }
    return json.dumps(record, ensure_ascii=False)


def facts_from_json(content: bytes, vocabulary: Vocabulary) -> LibraryFacts:
    """Return the facts that `facts_to_json` wrote."""
    record = json.loads(content)
    return LibraryFacts(
        adopted={Symbol(number, year): date.fromisoformat(day) for number, year, day in record["adopted"]},
        kinds=frozenset(map(ClauseKind, record["kinds"])),
        labelled=record["labelled"],
        countries=frozenset(record["countries"]),
        vocabulary=vocabulary,
        words=record["words"],
        suggested=record["suggested"],
    )
