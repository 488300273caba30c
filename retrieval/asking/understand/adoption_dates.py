"""Questions for the date of adoption of resolutions: "when was 1325 adopted?", "is 2467 newer than 2493?"."""

from __future__ import annotations

import re

from retrieval.asking.understand.finding import Edit, Finding, Limit, Shape
from retrieval.asking.understand.lexicon import adoption_date_patterns
from retrieval.asking.understand.numbers import is_year
from retrieval.asking.understand.words import first_match
from retrieval.clauses.citation import Citation
from retrieval.index.facts import LibraryFacts


def find_adoption_dates(text: str, facts: LibraryFacts) -> list[Finding]:
    """Find a question when resolutions were adopted, or which of them is older; none for any other question.

    The resolutions become limits.

    Args:
        text: The question, whitespace-normalised.
        facts: Facts of the library.
    """
    match = first_match(pattern.fullmatch(text) for pattern in adoption_date_patterns.DATED)
    if not match:
        return []
    ranges = [match.span(name) for name in ("some", "other") if match.groupdict().get(name)]
    named = [one for start, end in ranges for one in adoption_date_patterns.ONE.finditer(text, start, end)]
    if any(_may_be_year(one, facts) for one in named):
        return []
    limits = [Finding(*one.span(), Limit("resolutions", _citation(one, facts))) for one in named]
    return [
        *limits,
        Finding(0, len(text), Edit()),
        Finding(0, 0, Shape("resolution", by_turns=len(limits) > 1, asks_date=True)),
    ]


def _may_be_year(one: re.Match[str], facts: LibraryFacts) -> bool:
    """Return whether a bare number may be a year, and is no resolution of the library: "how old is 2009?"."""
    number = int(one["number"])
    return not (one["name"] or facts.has_number(number)) and is_year(number, facts)


def _citation(one: re.Match[str], facts: LibraryFacts) -> Citation:
    return facts.completed(Citation(int(one["number"]), int(one["year"]) if one["year"] else None, None))
