"""Clauses of single documents, before those of a library are merged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from retrieval.clauses.clause import Clause, Labeller, Provenance, Symbol, ThemeLabel
from retrieval.library.themes import Vocabulary
from retrieval.readers.document import Document, DocumentKind
from retrieval.readers.quoted import QuotedFile
from retrieval.readers.source import Form


@dataclass(frozen=True, slots=True)
class DocumentClauses:
    """Clauses of one resolution in one file of a library.

    Attributes:
        name: Path relative to the library.
        clauses: Clauses in source order, with the labels of this file only and `id` still "".
        surplus: Points of evidence above the threshold of an official text; None for extracts and tables.
        is_vouched: As in `Document`.
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
    surplus: int | None
    is_vouched: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """Warning about a file: refused or unused parts, and why.

    Attributes:
        unaligned: Whether it is about an extract that matches no paragraph of the official text.
    """

    file: str
    text: str
    unaligned: bool = False

    def __str__(self) -> str:
        return f"{self.file}: {self.text}"


def clauses_of(name: str, sha256: str, file: QuotedFile, vocabulary: Vocabulary) -> tuple[DocumentClauses, ...]:
    """Convert the paragraphs of a file into clauses: a document for each resolution.

    Args:
        name: Path of the file, relative to the library.
        sha256: Checksum of the file.
        file: Its paragraphs, as its reader quoted them.
        vocabulary: Themes of the library, whose names the labels take.
    """
    return tuple(_document(name, sha256, file, document, vocabulary) for document in file.documents)


def _document(name: str, sha256: str, file: QuotedFile, document: Document, vocabulary: Vocabulary) -> DocumentClauses:
    # Labels of a page are PeaceWomen's; those of a table are the user's.
    labeller = Labeller.USER if document.kind is DocumentKind.TABLE else Labeller.PEACEWOMEN
    clauses = tuple(
        Clause(
            id="",
            symbol=document.symbol,
            date=document.date,
            kind=one.kind,
            paragraph=one.paragraph,
            lead_in=one.lead_in,
            text=one.text,
            # An unknown theme of a page stays as printed, for a remark to its owner.
            themes=tuple(
                ThemeLabel(theme, labeller)
                for theme in dict.fromkeys(vocabulary.find(form) or form for form in one.themes)
            ),
            source=Provenance(name, sha256, one.spans, one.lead_in_spans, one.places),
        )
        for one in document.paragraphs
    )
    return DocumentClauses(
        name=name,
        sha256=sha256,
        form=file.form,
        encoding=file.encoding,
        symbol=document.symbol,
        date=document.date,
        kind=document.kind,
        clauses=clauses,
        countries=document.countries,
        surplus=document.surplus,
        is_vouched=document.is_vouched,
    )
