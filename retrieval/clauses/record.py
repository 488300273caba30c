"""A clause as JSON: the form that the command line prints and the index stores."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from retrieval.clauses.citation import cite
from retrieval.clauses.clause import Clause, ClauseKind, Labeller, Place, Provenance, Span, Symbol, ThemeLabel


def clause_record(clause: Clause) -> dict[str, Any]:
    """Return a clause as a JSON object; spans are bytes of the source file, ends exclusive.

    Of a PDF, `pages` has the page and the box of each line, as in `Place`.
    """
    source = clause.provenance
    return {
        "id": clause.id,
        "symbol": str(clause.symbol),
        "date": clause.date.isoformat() if clause.date else None,
        "kind": clause.kind.value,
        "paragraph": clause.paragraph,
        "citation": cite(clause.symbol, clause.kind, clause.paragraph),
        "lead_in": clause.lead_in,
        "text": clause.text,
        "themes": [_label_record(label) for label in clause.themes],
        "countries": list(clause.countries),
        "source": {
            "file": source.file,
            "sha256": source.sha256,
            "spans": [list(span) for span in source.spans],
            "lead_in_spans": [list(span) for span in source.lead_in_spans],
            **({"pages": [[place.page, list(place.box)] for place in source.places]} if source.places else {}),
        },
        "url": clause.url,
    }


def clause_from_record(record: Mapping[str, Any]) -> Clause:
    """Return the clause that `clause_record` described."""
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
        provenance=Provenance(
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


def _label_record(label: ThemeLabel) -> dict[str, Any]:
    record = {"name": label.name, "by": label.by.value}
    return record if label.probability is None else {**record, "probability": label.probability}


def symbol_from_record(written: str) -> Symbol:
    """Return the symbol that a record states: "S/RES/1325 (2000)"."""
    number, year = written.removeprefix("S/RES/").rstrip(")").split(" (")
    return Symbol(int(number), int(year))


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs)
