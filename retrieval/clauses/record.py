"""Clauses read from their JSON records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from retrieval.clauses.clause import Clause, ClauseKind, Labeller, Place, Provenance, Span, Symbol, ThemeLabel


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
