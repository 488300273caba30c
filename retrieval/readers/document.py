"""What every reader returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from retrieval.clauses.clause import ClauseKind, Place, Span, Symbol
from retrieval.readers.source import Source

if TYPE_CHECKING:  # it is of much code, that only an official text needs
    from retrieval.readers.official.evidence import Evidence


class DocumentKind(StrEnum):
    """How much of a resolution a document holds, and how far its wording can be trusted."""

    OFFICIAL = "official"
    EXTRACTS = "extracts"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One clause as a reader found it, before labels and citations are settled.

    Attributes:
        paragraph: "PP4", "2", "2(a)", "10(b)(ii)", "A.1" (where numbering restarts in sections),
            "annex-B.3"; None where the source gives no number.
        spans: Byte ranges of the paragraph, without its number.
        lead_in_spans: Byte ranges of the words above a sub-paragraph that its sentence begins with.
        themes: Theme names as the source prints them.
        places: Where a PDF prints the paragraph.
    """

    kind: ClauseKind
    paragraph: str | None
    spans: tuple[Span, ...]
    lead_in_spans: tuple[Span, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What one file has of a resolution: which it is, and its clauses in the order of the source.

    Attributes:
        evidence: That an official text is what it says it is; None of extracts and tables, which claim no such thing.
    """

    symbol: Symbol
    date: date | None
    kind: DocumentKind
    paragraphs: tuple[Paragraph, ...]
    countries: tuple[str, ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds.

    Attributes:
        documents: One, or of a table one for each resolution.
        remarks: What of the file was left aside, and why.
    """

    source: Source
    documents: tuple[Document, ...]
    remarks: tuple[str, ...] = ()
