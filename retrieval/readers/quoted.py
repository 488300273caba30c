"""Quoted paragraphs of a file and their JSON, as the subprocess returns them and the cache keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from retrieval.clauses.clause import ClauseKind, Span, Symbol, positions_from_record, spans_from_record
from retrieval.readers.document import DocumentKind, Paragraph, ParsedFile
from retrieval.readers.source import Form, quote


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
        surplus: Points of evidence above the threshold of an official text; None for extracts and tables.
        is_vouched: Whether only its owner vouches that it is an official text.
    """

    symbol: Symbol
    date: date | None
    kind: DocumentKind
    paragraphs: tuple[QuotedParagraph, ...]
    countries: tuple[str, ...]
    surplus: int | None
    is_vouched: bool


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


def quoted_file(file: ParsedFile) -> QuotedFile:
    """Quote the paragraphs of a parsed file."""
    source = file.source

    def said(spans: tuple[Span, ...]) -> str:
        return quote(source.data, spans, form=source.form, encoding=source.encoding)

    documents = (
        QuotedDocument(
            symbol=document.symbol,
            date=document.date,
            kind=document.kind,
            paragraphs=tuple(
                QuotedParagraph(found, lead_in=said(found.lead_in_spans), text=said(found.spans))
                for found in document.paragraphs
            ),
            countries=document.countries,
            surplus=document.surplus,
            is_vouched=document.is_vouched,
        )
        for document in file.documents
    )
    return QuotedFile(source.form, source.encoding, tuple(documents), file.remarks)


def quoted_to_json(file: QuotedFile) -> bytes:
    """Return a quoted file as JSON, for the process that asked for it and for the cache."""
    record = {
        "form": file.form,
        "encoding": file.encoding,
        "documents": list(map(_document_record, file.documents)),
        "remarks": file.remarks,
    }
    return json.dumps(record).encode()


def quoted_from_json(raw: bytes) -> QuotedFile:
    """Read the JSON of `quoted_to_json`.

    Raises:
        ValueError: If it is malformed; it may also be a KeyError, TypeError or AttributeError.
    """
    record = json.loads(raw)
    return QuotedFile(
        form=Form(record["form"]),
        encoding=record["encoding"],
        documents=tuple(map(_document, record["documents"])),
        remarks=tuple(record["remarks"]),
    )


def _document_record(document: QuotedDocument) -> dict[str, Any]:
    return {
        "symbol": [document.symbol.number, document.symbol.year],
        "date": document.date and document.date.isoformat(),
        "kind": document.kind,
        "countries": document.countries,
        "surplus": document.surplus,
        "is_vouched": document.is_vouched,
        "paragraphs": [
            {
                "kind": quoted.found.kind,
                "paragraph": quoted.found.paragraph,
                "spans": quoted.found.spans,
                "lead_in_spans": quoted.found.lead_in_spans,
                "themes": quoted.found.themes,
                "places": [[place.page, place.box] for place in quoted.found.places],
                "lead_in": quoted.lead_in,
                "text": quoted.text,
            }
            for quoted in document.paragraphs
        ],
    }


def _document(record: Mapping[str, Any]) -> QuotedDocument:
    number, year = record["symbol"]
    return QuotedDocument(
        symbol=Symbol(number, year),
        date=date.fromisoformat(record["date"]) if record["date"] else None,
        kind=DocumentKind(record["kind"]),
        paragraphs=tuple(map(_paragraph, record["paragraphs"])),
        countries=tuple(record["countries"]),
        surplus=record["surplus"],
        is_vouched=record["is_vouched"],
    )


def _paragraph(record: Mapping[str, Any]) -> QuotedParagraph:
    found = Paragraph(
        kind=ClauseKind(record["kind"]),
        paragraph=record["paragraph"],
        spans=spans_from_record(record["spans"]),
        lead_in_spans=spans_from_record(record["lead_in_spans"]),
        themes=tuple(record["themes"]),
        places=positions_from_record(record["places"]),
    )
    return QuotedParagraph(found, lead_in=record["lead_in"], text=record["text"])
