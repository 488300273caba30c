"""The values that everything passes around: a symbol, a clause, its labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

Span = tuple[int, int]
"""A range of bytes in a source file; the end is exclusive."""

NOT_NUMBERED = "paragraph not numbered in this source"


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

    def as_record(self) -> dict[str, Any]:
        """Return a JSON object; the probability is there where it is known."""
        record = {"name": self.name, "by": self.by.value}
        return record if self.probability is None else {**record, "probability": self.probability}


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

    def as_record(self) -> dict[str, Any]:
        """Return a JSON object: spans in bytes, and of a PDF the page and the box of each line."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "spans": [list(span) for span in self.spans],
            "lead_in_spans": [list(span) for span in self.lead_in_spans],
            **({"pages": [[place.page, list(place.box)] for place in self.places]} if self.places else {}),
        }


@dataclass(frozen=True, slots=True)
class Clause:
    """One quotable unit: a paragraph or sub-paragraph of a resolution.

    Attributes:
        id: The canonical citation: "S/RES/2331(2016)#2(a)"; the identity of the clause.
        paragraph: "PP4", "2(a)", "annex-B.3"; None where the source gives no number.
        lead_in: The words its sentence begins with, for a sub-paragraph; else "".
        text: The source's words with white space folded and page furniture left out, nothing else changed.
        source: The bytes that it was read from.
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
    source: Provenance
    countries: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        """The citation in full, for people: "S/RES/2331 (2016), operative paragraph 2 (a)"."""
        return cite(self.symbol, self.kind, self.paragraph)

    @property
    def url(self) -> str:
        """Where a reader can check the quote."""
        return self.symbol.url

    def as_record(self) -> dict[str, Any]:
        """Return the JSON object that the command line prints and the index stores."""
        return {
            "id": self.id,
            "symbol": str(self.symbol),
            "date": self.date.isoformat() if self.date else None,
            "kind": self.kind.value,
            "paragraph": self.paragraph,
            "citation": self.citation,
            "lead_in": self.lead_in,
            "text": self.text,
            "themes": [label.as_record() for label in self.themes],
            "countries": list(self.countries),
            "source": self.source.as_record(),
            "url": self.url,
        }


def cite(symbol: Symbol, kind: ClauseKind, paragraph: str | None) -> str:
    """Return the citation of a paragraph in full, for people.

    >>> cite(Symbol(2331, 2016), ClauseKind.OPERATIVE, "2(a)")
    'S/RES/2331 (2016), operative paragraph 2 (a)'
    """
    return f"{symbol}, {place_in_full(kind, paragraph)}"


def place_in_full(kind: ClauseKind, paragraph: str | None) -> str:
    """Return the place of a paragraph in its resolution: "operative paragraph 2 (a)"."""
    if paragraph is None:
        return NOT_NUMBERED if kind is not ClauseKind.ANNEX else f"annex, {NOT_NUMBERED}"
    if kind is ClauseKind.PREAMBULAR:
        return f"preambular paragraph {paragraph.removeprefix('PP')}"
    if kind is ClauseKind.ANNEX:
        return f"annex, paragraph {spaced(paragraph.removeprefix('annex-'))}"
    return f"operative paragraph {spaced(paragraph)}"


def spaced(paragraph: str) -> str:
    """Write a paragraph's number with blanks, as people do: "2 (a)"."""
    return paragraph.replace("(", " (")


def first_and_last_day(clause: Clause) -> tuple[date, date]:
    """Return the days between which a clause was adopted: one day, or its year where only that is known."""
    year = clause.symbol.year
    return clause.date or date(year, 1, 1), clause.date or date(year, 12, 31)


def clause_from_record(record: Mapping[str, Any]) -> Clause:
    """Return the clause that `Clause.as_record` described."""
    source = record["source"]
    return Clause(
        id=record["id"],
        symbol=symbol_from_record(record["symbol"]),
        date=date.fromisoformat(record["date"]) if record["date"] else None,
        kind=ClauseKind(record["kind"]),
        paragraph=record["paragraph"],
        lead_in=record["lead_in"],
        text=record["text"],
        themes=tuple(
            ThemeLabel(label["name"], Labeller(label["by"]), label.get("probability")) for label in record["themes"]
        ),
        source=Provenance(
            source["file"],
            source["sha256"],
            _spans(source["spans"]),
            _spans(source["lead_in_spans"]),
            tuple(
                Place(page, (left, bottom, right, top)) for page, (left, bottom, right, top) in source.get("pages", ())
            ),
        ),
        countries=tuple(record["countries"]),
    )


def symbol_from_record(written: str) -> Symbol:
    """Return the symbol that a record states: "S/RES/1325 (2000)"."""
    number, year = written.removeprefix("S/RES/").rstrip(")").split(" (")
    return Symbol(int(number), int(year))


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs)
