"""Evidence that a text is a resolution as adopted: the signs found in it, and their points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from retrieval.clauses.clause import Symbol


class Sign(StrEnum):
    """Sign of a resolution, in words for the owner of a library."""

    TITLE = "a title alone on a line"
    DATE = "a date in the title"
    SYMBOL = "the symbol alone on a line of the head"
    PAGES = "the symbol on its pages"
    ADOPTION = "the line “Adopted by the Security Council at its … meeting”"
    REPORTED = "“The full text of resolution … reads as follows:”"
    OPENING = "“The Security Council,” above the first paragraph"
    BODY = "nothing but paragraphs that open as those of resolutions do"
    PART = "some paragraphs that open as those of resolutions do"


WEIGHTS: Mapping[Sign, int] = {
    Sign.TITLE: 2,
    Sign.DATE: 1,
    Sign.SYMBOL: 3,
    Sign.PAGES: 5,
    Sign.ADOPTION: 4,
    Sign.REPORTED: 3,
    Sign.OPENING: 2,
    Sign.BODY: 10,
    Sign.PART: 4,
}
_RARE = (Sign.DATE, Sign.PAGES, Sign.REPORTED, Sign.PART)
"""Rare signs, whose absence is not reported."""
_SHOWN = 60  # characters of a foreign paragraph that an error quotes


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence that a text is the resolution itself.

    Attributes:
        needed: Minimum points for a resolution of its time.
        strangers: Foreign paragraphs, whose opening is not that of a resolution's paragraph.
        paragraphs: Number of all paragraphs.
    """

    symbol: Symbol
    signs: frozenset[Sign]
    needed: int
    strangers: tuple[str, ...]
    paragraphs: int

    @property
    def points(self) -> int:
        """Sum of the weights of its signs."""
        return sum(WEIGHTS[sign] for sign in self.signs)

    @property
    def surplus(self) -> int:
        """Points above the minimum; below 0 if the evidence does not suffice."""
        return self.points - self.needed

    def __str__(self) -> str:
        """Describe the signs found and missing."""
        found = [sign for sign in Sign if sign in self.signs]
        missing = [sign for sign in Sign if sign not in self.signs and sign not in _RARE]
        said = f"found: {'; '.join(found) or 'nothing'}. Missing: {'; '.join(missing)}"
        if Sign.BODY in self.signs or not self.strangers:
            return said
        others = f"{len(self.strangers)} of {self.paragraphs} paragraphs open otherwise"
        return f"{said} ({others}: “{self.strangers[0][:_SHOWN].rstrip()}…”)"
