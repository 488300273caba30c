"""The values that everything passes around: a symbol, a clause, its labels, a hit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Span = tuple[int, int]
"""A range of bytes in a source file; the end is exclusive."""


class ClauseKind(StrEnum):
    """Where in its resolution a clause stands."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    ANNEX = "annex"


class Labeller(StrEnum):
    """Who gave a theme label."""

    PEACEWOMEN = "peacewomen"
    USER = "user"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """The name of a resolution: S/RES/1325 (2000)."""

    number: int
    year: int

    def __str__(self) -> str:
        return f"S/RES/{self.number} ({self.year})"

    @property
    def compact(self) -> str:
        """The symbol without blanks, as in clause ids and addresses."""
        return f"S/RES/{self.number}({self.year})"

    @property
    def url(self) -> str:
        """Where the official document is published."""
        return f"https://undocs.org/{self.compact}"


@dataclass(frozen=True, slots=True)
class ThemeLabel:
    """One theme of one clause, and who says so.

    Attributes:
        probability: That somebody who labels would give it, from 0 to 1; None where somebody did.
    """

    name: str
    by: Labeller
    probability: float | None = None

    @property
    def is_given(self) -> bool:
        """Whether somebody gave it, rather than it being suggested."""
        return self.by is not Labeller.SUGGESTED


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of a quote is printed.

    Attributes:
        page: Counted from 1.
        box: Left, bottom, right and top, in points from the lower left corner of the page as it is shown.
    """

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Provenance:
    """The bytes a clause was read from.

    Attributes:
        file: Path of the source, relative to the library, with "/" between folders.
        sha256: Of the whole file.
        spans: The clause, in order; what lies between two spans is page furniture or a sub-paragraph.
        lead_in_spans: The words above a sub-paragraph that its sentence begins with.
        places: Where a PDF prints the clause, a place for each line; () for other files.
    """

    file: str
    sha256: str
    spans: tuple[Span, ...]
    lead_in_spans: tuple[Span, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages of a PDF that the clause stands on, in order."""
        return tuple(dict.fromkeys(place.page for place in self.places))


@dataclass(frozen=True, slots=True)
class Clause:
    """One quotable unit: a paragraph or sub-paragraph of a resolution.

    Attributes:
        id: The canonical citation: "S/RES/2331(2016)#2(a)"; the identity of the clause.
        paragraph: "PP4", "2(a)", "annex-B.3"; None where the source gives no number.
        lead_in: The words its sentence begins with, for a sub-paragraph; else "".
        text: The source's words with white space folded and page furniture left out, nothing else changed.
        countries: What its resolution is about, as far as a page of the library says.
    """

    id: str
    symbol: Symbol
    date: date | None
    kind: ClauseKind
    paragraph: str | None
    lead_in: str
    text: str
    themes: tuple[ThemeLabel, ...]
    provenance: Provenance
    countries: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Where a reader can check the quote."""
        return self.symbol.url


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found.

    Attributes:
        rank: Counted from 1.
        score: How well it covers the question: the mean over its tokens of the best cosine, and a little more for a
            year that is mentioned; higher is closer.
        also: Ids of clauses with the same words, folded into this hit, in corpus order.
        alike: Ids of clauses with nearly the same words, grouped with this hit, best first.
        parts: Ids of the sub-paragraphs that a clause goes on in which ends with a colon.
        highlights: Ranges of `clause.text` that answer, in code points; the end is exclusive.
    """

    clause: Clause
    rank: int
    score: float
    also: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    highlights: tuple[Span, ...] = ()


def first_and_last_day(clause: Clause) -> tuple[date, date]:
    """Return the days between which a clause was adopted: one day, or its year where only that is known."""
    year = clause.symbol.year
    return clause.date or date(year, 1, 1), clause.date or date(year, 12, 31)
