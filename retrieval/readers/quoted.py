"""Quoted clauses of a file and their JSON, as the subprocess returns them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from retrieval.clauses.clause import ClauseKind, Span, Symbol, positions_from_record, spans_from_record
from retrieval.readers.document import Document, DocumentKind, Paragraph, ParsedFile
from retrieval.readers.source import Form, Source, quote


@dataclass(frozen=True, slots=True)
class QuotedParagraph:
    """Parsed paragraph, with its text."""

    found: Paragraph
    lead_in: str
    text: str


@dataclass(frozen=True, slots=True)
class QuotedDocument:
    """Parsed content of one resolution in a file, with texts, in the order of the source.

    Attributes:
        surplus: Points of evidence above the threshold of an official text; below 0 if its owner vouches for it.
    """

    symbol: Symbol
    date: date | None
    kind: DocumentKind
    paragraphs: tuple[QuotedParagraph, ...]
    countries: tuple[str, ...]
    surplus: int


@dataclass(frozen=True, slots=True)
class QuotedFile:
    """Parsed content of a file, with texts.

    Attributes:
        documents: One document; for a table, one for each resolution.
        remarks: Warnings on skipped parts, with reasons.
    """

    form: Form
    encoding: str
    documents: tuple[QuotedDocument, ...]
    remarks: tuple[str, ...]


def quoted_json(file: ParsedFile) -> bytes:
    """Quote the paragraphs of a file, as JSON."""
    source = file.source
    record = {
        "form": source.form,
        "encoding": source.encoding,
        "documents": [_document_record(document, source) for document in file.documents],
        "remarks": file.remarks,
    }
    return json.dumps(record).encode()


def quoted_from_json(raw: bytes) -> QuotedFile:
    """Read the JSON of `quoted_json`.

    Raises:
        ValueError: If it is malformed; it may also be a KeyError, TypeError or AttributeError.
    """
    record = json.loads(raw)
    return QuotedFile(
        Form(record["form"]),
        record["encoding"],
        tuple(map(_document, record["documents"])),
        tuple(record["remarks"]),
    )


def _document_record(document: Document, source: Source) -> dict[str, Any]:
    def said(spans: tuple[Span, ...]) -> str:
        return quote(source.data, spans, form=source.form, encoding=source.encoding)

    return {
        "symbol": [document.symbol.number, document.symbol.year],
        "date": document.date and document.date.isoformat(),
        "kind": document.kind,
        "countries": document.countries,
        "surplus": document.evidence.surplus if document.evidence else 0,
        "paragraphs": [
            {
                "kind": found.kind,
                "paragraph": found.paragraph,
                "spans": found.spans,
                "lead_in_spans": found.lead_in_spans,
                "themes": found.themes,
                "places": [[place.page, place.box] for place in found.places],
                "lead_in": said(found.lead_in_spans),
                "text": said(found.spans),
            }
            for found in document.paragraphs
        ],
    }


def _document(record: Mapping[str, Any]) -> QuotedDocument:
    number, year = record["symbol"]
    return QuotedDocument(
        Symbol(number, year),
        date.fromisoformat(record["date"]) if record["date"] else None,
        DocumentKind(record["kind"]),
        tuple(map(_paragraph, record["paragraphs"])),
        tuple(record["countries"]),
        record["surplus"],
    )


def _paragraph(record: Mapping[str, Any]) -> QuotedParagraph:
    found = Paragraph(
        ClauseKind(record["kind"]),
        record["paragraph"],
        spans_from_record(record["spans"]),
        spans_from_record(record["lead_in_spans"]),
        tuple(record["themes"]),
        positions_from_record(record["places"]),
    )
    return QuotedParagraph(found, record["lead_in"], record["text"])
