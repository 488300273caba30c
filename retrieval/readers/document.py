"""Result types of all readers: documents and their paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retrieval.clauses.clause import ClauseKind, LinePosition, Span, Symbol
from retrieval.readers.source import Source


class DocumentKind(StrEnum):
    """Kind of a document: how much of a resolution it holds, and how far its wording can be trusted."""

    OFFICIAL = "official"
    EXTRACTS = "extracts"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Parsed paragraph, before labels and citations are settled.

    Attributes:
        paragraph: "PP4", "2", "2(a)", "10(b)(ii)", "A.1" (where numbering restarts in sections),
            "annex-B.3"; None where the source gives no number.
        spans: Byte ranges of the paragraph, without its number.
        lead_in_spans: Byte ranges of the lead-in, the words above a sub-paragraph that begin its sentence.
        themes: Names of themes as printed in the source.
        places: Position of each line in a PDF.
        lead_in: Text of the lead-in; "" before `quoted_file`.
        text: Text of the paragraph; "" before `quoted_file`.
    """

    kind: ClauseKind
    paragraph: str | None
    spans: tuple[Span, ...]
    lead_in_spans: tuple[Span, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[LinePosition, ...] = ()
    lead_in: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Parsed content of one resolution in a file: its symbol, date and paragraphs, in the order of the source.

    Attributes:
        surplus: Points of evidence above the threshold of an official text; None for extracts and tables.
        is_vouched: Whether it is accepted at its owner's word, as its evidence is below the threshold.
        remarks: Warnings on what may have been misread, with reasons.
    """

    symbol: Symbol
    date: date | None
    kind: DocumentKind
    paragraphs: tuple[Paragraph, ...]
    countries: tuple[str, ...] = ()
    surplus: int | None = None
    is_vouched: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """Parsed content of a file.

    Attributes:
        documents: One document; for a table, one for each resolution.
        remarks: Warnings on skipped parts, with reasons.
    """

    source: Source
    documents: tuple[Document, ...]
    remarks: tuple[str, ...] = ()
