"""Quoted paragraphs of a file and their JSON, as the subprocess returns them and the cache keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from retrieval.clauses.clause import ClauseKind, Span, Symbol, positions_from_record, spans_from_record
from retrieval.readers.document import Document, DocumentKind, Paragraph, ParsedFile
from retrieval.readers.source import Form, quote


@dataclass(frozen=True, slots=True)
class QuotedFile:
    """Parsed content of a file, with texts.

    Attributes:
        documents: One document; for a table, one for each resolution.
        remarks: Warnings on skipped parts, with reasons.
    """

    form: Form
    encoding: str
    documents: tuple[Document, ...]
    remarks: tuple[str, ...]


def quoted_file(file: ParsedFile) -> QuotedFile:
    """Quote the paragraphs of a parsed file."""
    source = file.source

    def said(spans: tuple[Span, ...]) -> str:
        return quote(source.data, spans, form=source.form, encoding=source.encoding)

    def quoted(document: Document) -> Document:
        paragraphs = (
            replace(one, lead_in=said(one.lead_in_spans), text=said(one.spans)) for one in document.paragraphs
        )
        return replace(document, paragraphs=tuple(paragraphs))

    return QuotedFile(source.form, source.encoding, tuple(map(quoted, file.documents)), file.remarks)


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


def _document_record(document: Document) -> dict[str, Any]:
    return {
        "symbol": [document.symbol.number, document.symbol.year],
        "date": document.date and document.date.isoformat(),
        "kind": document.kind,
        "countries": document.countries,
        "surplus": document.surplus,
        "is_vouched": document.is_vouched,
        "paragraphs": [
            {
                "kind": one.kind,
                "paragraph": one.paragraph,
                "spans": one.spans,
                "lead_in_spans": one.lead_in_spans,
                "themes": one.themes,
                "places": [[place.page, place.box] for place in one.places],
                "lead_in": one.lead_in,
                "text": one.text,
            }
            for one in document.paragraphs
        ],
    }


def _document(record: Mapping[str, Any]) -> Document:
    number, year = record["symbol"]
    return Document(
        symbol=Symbol(number, year),
        date=date.fromisoformat(record["date"]) if record["date"] else None,
        kind=DocumentKind(record["kind"]),
        paragraphs=tuple(map(_paragraph, record["paragraphs"])),
        countries=tuple(record["countries"]),
        surplus=record["surplus"],
        is_vouched=record["is_vouched"],
    )


def _paragraph(record: Mapping[str, Any]) -> Paragraph:
    return Paragraph(
        kind=ClauseKind(record["kind"]),
        paragraph=record["paragraph"],
        spans=spans_from_record(record["spans"]),
        lead_in_spans=spans_from_record(record["lead_in_spans"]),
        themes=tuple(record["themes"]),
        places=positions_from_record(record["places"]),
        lead_in=record["lead_in"],
        text=record["text"],
    )
