"""Reference: a range of a clause's text and the document or paragraph that it cites."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.clauses.citation import short_citation
from retrieval.clauses.clause import Symbol

_RESOLUTION = re.compile(r"S/RES/(\d+)\((\d{4})\)")
"""Compact symbol of a resolution, with its number and year."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Reference of a clause to a resolution, to a paragraph of one, or to another document.

    Attributes:
        start: First character of the citation in the clause's text; each item of a list is a reference of its own.
        end: Exclusive. A paragraph between the ends of a range (9 in "8 to 10") has the characters of the whole range.
        document: "S/RES/1907(2009)", "S/PRST/2015/25", "A/RES/60/1".
        paragraph: Of a resolution: "7", "8(a)", "PP3", "annex-2"; None for the whole document.
        held: Whether the library has the target.
    """

    start: int
    end: int
    document: str
    paragraph: str | None = None
    held: bool = False

    @property
    def target(self) -> str:
        """Target in the form of clause ids: "S/RES/1907(2009)#7"; the symbol for a whole document."""
        return f"{self.document}#{self.paragraph}" if self.paragraph else self.document

    @property
    def name(self) -> str:
        """Target as drafters write it: "S/RES/1907 (2009), OP 7"."""
        return short_citation(self.target) if self.paragraph else str(self.resolution or self.document)

    @property
    def resolution(self) -> Symbol | None:
        """Symbol of the cited resolution; None for another document."""
        match = _RESOLUTION.fullmatch(self.document)
        return Symbol(int(match[1]), int(match[2])) if match else None

    @property
    def url(self) -> str:
        """Web address of the cited document."""
        return f"https://undocs.org/{self.document}"
