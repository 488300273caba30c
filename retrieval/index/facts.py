"""Summary of a library's contents, as needed for query understanding."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind, Symbol, first_and_last_day
from retrieval.clauses.scope import Scope
from retrieval.library.themes import Vocabulary

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
"""Pattern of a word: letters, with one apostrophe inside at most."""


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """Summary of a library: resolutions, themes, countries and word counts.

    Attributes:
        adopted: Day of adoption of each resolution; None if only its year is known.
        kinds: Kinds of clause that occur.
        labelled: Number of clauses with each given label.
        countries: Countries that pages of the library name.
        vocabulary: Theme vocabulary of the library.
        words: Count of each word of the clauses, in lower case.
        suggested: Number of clauses with each suggested theme.
    """

    adopted: Mapping[Symbol, date | None]
    kinds: frozenset[ClauseKind]
    labelled: Mapping[str, int]
    countries: frozenset[str]
    vocabulary: Vocabulary
    words: Mapping[str, int]
    suggested: Mapping[str, int] = field(default_factory=dict)

    @property
    def theme_counts(self) -> list[tuple[str, int]]:
        """Number of clauses with each theme as a given label, for all themes of the vocabulary and any others."""
        return list((dict.fromkeys(self.vocabulary.names, 0) | dict(self.labelled)).items())

    @property
    def newest(self) -> date | None:
        """Day of the newest resolution, the last possible one; None if there are none."""
        return max(map(self.last_day_of, self.adopted), default=None)

    @property
    def oldest_year(self) -> int:
        """Year of the oldest resolution; 1945 if there are none."""
        return min((symbol.year for symbol in self.adopted), default=1945)

    def last_day_of(self, symbol: Symbol) -> date:
        """Return the last possible day of adoption of a resolution, whether or not the library has it."""
        return first_and_last_day(symbol, self.adopted.get(symbol))[1]

    def has_number(self, number: int) -> bool:
        """Return whether the library has a resolution with a number."""
        return any(symbol.number == number for symbol in self.adopted)

    def completed(self, citation: Citation) -> Citation:
        """Add the year to a citation, if the library knows it."""
        years = [symbol.year for symbol in self.adopted if symbol.number == citation.number]
        return replace(citation, year=years[0]) if citation.year is None and len(years) == 1 else citation


def symbols_within(scope: Scope, facts: LibraryFacts) -> list[Symbol]:
    """Return the resolutions that a scope allows by symbol and date."""
    limits = scope.filters
    return sorted(
        symbol
        for symbol, day in facts.adopted.items()
        if (not limits.resolutions or any(one.names(symbol) for one in limits.resolutions))
        and not any(one.names(symbol) for one in scope.outside)
        and (limits.since is None or limits.since <= first_and_last_day(symbol, day)[1])
        and (limits.until is None or limits.until >= first_and_last_day(symbol, day)[0])
    )


def facts_of(clauses: Iterable[Clause], vocabulary: Vocabulary) -> LibraryFacts:
    """Compute the summary of a library."""
    adopted: dict[Symbol, date | None] = {}
    kinds: set[ClauseKind] = set()
    labelled: Counter[str] = Counter()
    suggested: Counter[str] = Counter()
    countries: set[str] = set()
    words: Counter[str] = Counter()
    for clause in clauses:
        adopted[clause.symbol] = clause.date or adopted.get(clause.symbol)
        kinds.add(clause.kind)
        labelled.update({label.name for label in clause.themes if label.is_given})
        suggested.update({label.name for label in clause.themes if not label.is_given})
        countries.update(clause.countries)
        words.update(WORD.findall(clause.text.lower()))
    return LibraryFacts(adopted, frozenset(kinds), labelled, frozenset(countries), vocabulary, words, suggested)


def facts_to_json(facts: LibraryFacts) -> str:
    """Return the summary as JSON, without the vocabulary, which the manifest has."""
    record = {
        "adopted": [[symbol.number, symbol.year, day and day.isoformat()] for symbol, day in facts.adopted.items()],
        "kinds": sorted(facts.kinds),
        "labelled": facts.labelled,
        "suggested": facts.suggested,
        "countries": sorted(facts.countries),
        "words": facts.words,
    }
    return json.dumps(record, ensure_ascii=False)


def facts_from_json(content: bytes, vocabulary: Vocabulary) -> LibraryFacts:
    """Read the summary from the JSON of `facts_to_json`."""
    record = json.loads(content)
    return LibraryFacts(
        adopted={
            Symbol(number, year): date.fromisoformat(day) if day else None for number, year, day in record["adopted"]
        },
        kinds=frozenset(map(ClauseKind, record["kinds"])),
        labelled=record["labelled"],
        countries=frozenset(record["countries"]),
        vocabulary=vocabulary,
        words=record["words"],
        suggested=record["suggested"],
    )
