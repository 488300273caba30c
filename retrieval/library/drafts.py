"""Clauses of one file and one resolution, before the files of a library are merged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from retrieval.clauses.clause import Clause, Labeller, Provenance, Symbol, ThemeLabel
from retrieval.library.themes import Vocabulary
from retrieval.readers.document import DocumentKind
from retrieval.readers.quoted import QuotedDocument, QuotedFile
from retrieval.readers.source import Form


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file of the library has of one resolution.

    Attributes:
        name: Path relative to the library.
        clauses: In source order, with the labels of this file only and `id` still "".
        surplus: Points of evidence above what an official text needs; below 0 if its owner vouches for it.
    """

    name: str
    sha256: str
    form: Form
    encoding: str
    symbol: Symbol
    date: date | None
    kind: DocumentKind
    clauses: tuple[Clause, ...]
    countries: tuple[str, ...]
    surplus: int = 0

    @property
    def is_vouched(self) -> bool:
        """Whether it is an official text at its owner's word only."""
        return self.surplus < 0


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a file that its owner should know: what was refused or left aside, and why.

    Attributes:
        unaligned: Whether it is on an extract that belongs to no paragraph of the official text.
    """

    file: str
    text: str
    unaligned: bool = False

    def __str__(self) -> str:
        return f"{self.file}: {self.text}"


def draft_clauses(
    name: str, sha256: str, file: QuotedFile, document: QuotedDocument, vocabulary: Vocabulary
) -> ReadFile:
    """Turn what a reader found of one resolution into clauses."""
    # A page's labels are PeaceWomen's; a table is the user's own.
    labeller = Labeller.USER if document.kind is DocumentKind.TABLE else Labeller.PEACEWOMEN
    clauses = tuple(
        Clause(
            id="",
            symbol=document.symbol,
            date=document.date,
            kind=quoted.found.kind,
            paragraph=quoted.found.paragraph,
            lead_in=quoted.lead_in,
            text=quoted.text,
            # A page may use a theme of its own: it stays as printed, for its owner to be told of.
            themes=tuple(
                ThemeLabel(theme, labeller)
                for theme in dict.fromkeys(vocabulary.find(form) or form for form in quoted.found.themes)
            ),
            source=Provenance(name, sha256, quoted.found.spans, quoted.found.lead_in_spans, quoted.found.places),
        )
        for quoted in document.paragraphs
    )
    return ReadFile(
        name,
        sha256,
        file.form,
        file.encoding,
        document.symbol,
        document.date,
        document.kind,
        clauses,
        document.countries,
        document.surplus,
    )
