"""Clauses, symbols of resolutions, and theme labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from retrieval.clauses.articles import article_pinpoint

Span = tuple[int, int]
"""Range of bytes in a source file, end exclusive."""

NOT_NUMBERED = "paragraph not numbered in this source"

LIKELY = 0.5
"""Minimum probability of a suggested theme to be shown (see `ThemeLabel.probability`)."""


class ClauseKind(StrEnum):
    """Kind of a clause, by the part of the resolution that it stands in: preamble, operative part or annex."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    ANNEX = "annex"


class Labeller(StrEnum):
    """Source of a theme label."""

    PEACEWOMEN = "peacewomen"
    USER = "user"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """Symbol of a resolution: S/RES/1325 (2000)."""

    number: int
    year: int

    def __str__(self) -> str:
        return f"S/RES/{self.number} ({self.year})"

    @property
    def compact(self) -> str:
        """Symbol without blanks, as in clause ids and addresses."""
        return f"S/RES/{self.number}({self.year})"

    @property
    def url(self) -> str:
        """Web address of the official document."""
        return f"https://undocs.org/{self.compact}"


@dataclass(frozen=True, slots=True)
class ThemeLabel:
    """Theme label of a clause, with its labeller.

    Attributes:
        probability: For a suggested label, the probability that an annotator would give it, from 0 to 1; else None.
    """

    name: str
    by: Labeller
    probability: float | None = None

    @property
    def is_given(self) -> bool:
        """Whether the label was given rather than suggested."""
        return self.by is not Labeller.SUGGESTED

    def as_record(self) -> dict[str, Any]:
        """Return the label as a JSON object; the probability is included if known."""
        record = {"name": self.name, "by": self.by.value}
        return record if self.probability is None else {**record, "probability": self.probability}


@dataclass(frozen=True, slots=True)
class LinePosition:
    """Position of one line of a quote on a PDF page.

    Attributes:
        page: Counted from 1.
        box: Left, bottom, right and top, in points from the lower left corner of the page as it is shown.
    """

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Provenance:
    """File and byte ranges that a clause was read from.

    Attributes:
        file: Path of the source, relative to the library, with "/" between folders.
        sha256: Checksum of the whole file.
        spans: Byte ranges of the clause, in order; gaps are page furniture or sub-paragraphs.
        lead_in_spans: Byte ranges of the lead-in, the words above a sub-paragraph that begin its sentence.
        places: Position of each line of the clause in a PDF; () for other files.
    """

    file: str
    sha256: str
    spans: tuple[Span, ...]
    lead_in_spans: tuple[Span, ...] = ()
    places: tuple[LinePosition, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """Pages of a PDF that the clause stands on, in order."""
        return tuple(dict.fromkeys(place.page for place in self.places))

    def as_record(self) -> dict[str, Any]:
        """Return the provenance as a JSON object: spans in bytes; for a PDF the page and the box of each line."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "spans": [list(span) for span in self.spans],
            "lead_in_spans": [list(span) for span in self.lead_in_spans],
            **({"pages": [[place.page, list(place.box)] for place in self.places]} if self.places else {}),
        }


@dataclass(frozen=True, slots=True)
class Clause:
    """Paragraph or sub-paragraph of a resolution: the unit that is indexed and quoted.

    Attributes:
        id: Canonical citation, which identifies the clause: "S/RES/2331(2016)#2(a)".
        paragraph: "PP4", "2(a)", "annex-B.3"; None if the source gives no number.
        lead_in: For a sub-paragraph, the words above it that begin its sentence; else "".
        text: Verbatim words of the source; white space is folded and page furniture left out.
        source: File and byte ranges that it was read from.
        countries: Countries of its resolution, as named by pages of the library.
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
        """Full citation, for people: "S/RES/2331 (2016), operative paragraph 2 (a)"."""
        return full_citation(self.symbol, self.kind, self.paragraph)

    @property
    def text_with_lead_in(self) -> str:
        """The text behind its lead-in, if it has one."""
        return f"{self.lead_in} {self.text}".strip()

    @property
    def url(self) -> str:
        """Web address at which to check the quote."""
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


def with_shared_facts(clauses: Iterable[Clause], adopted: date | None, countries: tuple[str, ...]) -> list[Clause]:
    """Set the facts that all clauses of a resolution share.

    Args:
        clauses: All clauses of the resolution. A clause that has a date keeps it.
        adopted: Date of adoption in any source of the resolution; None if no source gives it.
        countries: Countries in any source of the resolution.
    """
    return [replace(clause, date=clause.date or adopted, countries=countries) for clause in clauses]


def full_citation(symbol: Symbol, kind: ClauseKind, paragraph: str | None) -> str:
    """Format the full citation of a paragraph, for people.

    >>> full_citation(Symbol(2331, 2016), ClauseKind.OPERATIVE, "2(a)")
    'S/RES/2331 (2016), operative paragraph 2 (a)'
    """
    return f"{symbol}, {full_pinpoint(kind, paragraph)}"


def full_pinpoint(kind: ClauseKind, paragraph: str | None) -> str:
    """Format the place of a paragraph in its resolution: "operative paragraph 2 (a)"."""
    if paragraph is None:
        return NOT_NUMBERED if kind is not ClauseKind.ANNEX else f"annex, {NOT_NUMBERED}"
    if kind is ClauseKind.PREAMBULAR:
        return f"preambular paragraph {paragraph.removeprefix('PP')}"
    if kind is ClauseKind.ANNEX:
        place = article_pinpoint(paragraph, ("article", "paragraph"))
        return place or f"annex, paragraph {spaced(paragraph.removeprefix('annex-'))}"
    return f"operative paragraph {spaced(paragraph)}"


def spaced(paragraph: str) -> str:
    """Format a paragraph's number with blanks: "2 (a)"."""
    return paragraph.replace("(", " (")


def first_and_last_day(symbol: Symbol, day: date | None) -> tuple[date, date]:
    """Return the earliest and the latest possible day of adoption: one day, or the whole year if only that is known.

    >>> first_and_last_day(Symbol(461, 1979), None)
    (datetime.date(1979, 1, 1), datetime.date(1979, 12, 31))
    """
    return day or date(symbol.year, 1, 1), day or date(symbol.year, 12, 31)


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
            spans_from_record(source["spans"]),
            spans_from_record(source["lead_in_spans"]),
            positions_from_record(source.get("pages", ())),
        ),
        countries=tuple(record["countries"]),
    )


def without_unlikely_themes(clause: Clause) -> Clause:
    """Drop the suggested themes below `LIKELY`, which an index holds for review."""
    likely = tuple(label for label in clause.themes if label.probability is None or label.probability >= LIKELY)
    return clause if len(likely) == len(clause.themes) else replace(clause, themes=likely)


def symbol_from_record(written: str) -> Symbol:
    """Return the symbol that a record states: "S/RES/1325 (2000)"."""
    number, year = written.removeprefix("S/RES/").rstrip(")").split(" (")
    return Symbol(int(number), int(year))


def spans_from_record(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    """Return the spans that a record states."""
    return tuple((start, end) for start, end in pairs)


def positions_from_record(pairs: Iterable[tuple[int, tuple[float, float, float, float]]]) -> tuple[LinePosition, ...]:
    """Return the positions of lines that a record states, each as page and box."""
    return tuple(LinePosition(page, (left, bottom, right, top)) for page, (left, bottom, right, top) in pairs)
