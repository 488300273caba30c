"""Input of a precedent search: a pasted text, or a cited clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from retrieval.asking.understand.question import checked
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.clauses.clause import Clause
from retrieval.errors import CitationError
from retrieval.index.protocol import FullIndex

_NUMBER = re.compile(
    r"(?:(?:(?:OP|PP)\s?\d{1,3}(?:\s?(?:bis|ter))?[.:)]?"  # "OP3 bis."
    r"|\d{1,3}\.|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})\))\s++)+(?=\S++\s++\S)"
)
"""Number that a paragraph is pasted with: "5.", "(a)", "12. (a)", "OP5 bis."; its words follow."""


@dataclass(frozen=True, slots=True)
class CitedClause:
    """Clause of an index, and its row."""

    row: int
    clause: Clause


@dataclass(frozen=True, slots=True)
class Given:
    """Text or clause whose precedents are searched for.

    Attributes:
        text: Its words.
        cited: The cited clause; None for a pasted text.
    """

    text: str
    cited: CitedClause | None = None

    @property
    def clause(self) -> Clause | None:
        """The cited clause; None for a pasted text."""
        return self.cited.clause if self.cited else None

    @property
    def in_full(self) -> str:
        """Text with its lead-in."""
        return f"{self.clause.lead_in} {self.text}".strip() if self.clause else self.text


def read_given(text: str, index: FullIndex) -> Given:
    """Parse a typed or pasted text: a citation gives its clause, anything else its words.

    A paragraph number at the beginning of a pasted text is removed.

    Raises:
        QuestionError: If it has no words, or too many.
        CitationError: If it cites no single paragraph of the library; the message lists the alternatives.
    """
    words = checked(text)
    try:
        citation = parse_citation(words)
    except CitationError:
        number = _NUMBER.match(words)
        return Given(words[number.end() :] if number else words)
    row = _cited_row(citation, index)
    clause = index.clauses[row]
    return Given(clause.text, CitedClause(row, clause))


def _cited_row(citation: Citation, index: FullIndex) -> int:
    """Return the row of the paragraph that a citation names; raise an error if it names none, or a resolution."""
    inside = np.flatnonzero(index.columns.of(citation)).tolist()
    rows = {index.clauses[row].paragraph: row for row in inside}
    if not rows:
        raise CitationError(f"no resolution {citation.resolution} in this library")
    if citation.paragraph is not None and citation.paragraph in rows:
        return rows[citation.paragraph]
    there = ", ".join(paragraph for paragraph in rows if paragraph)
    symbol = index.clauses[inside[0]].symbol
    raise CitationError(
        f"{citation} is a whole resolution; name a paragraph of it: {there}"
        if citation.paragraph is None
        else f"no paragraph {citation.paragraph} of {symbol} in this library; it has {there}"
    )
