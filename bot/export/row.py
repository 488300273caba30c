"""Table rows of clauses for CSV and XLSX, safe against formula injection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.export.formats import Entry
from bot.inert import without_controls
from retrieval.clauses.citation import footnote_citation
from retrieval.clauses.clause import Clause

_SEPARATOR = ";"
STARTS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""Characters that start a formula in a spreadsheet, with full-width forms.

Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
"""

_COLUMNS: Mapping[str, Callable[[Clause], str]] = {
    "id": lambda clause: clause.id,
    "citation": lambda clause: clause.citation,
    "resolution": lambda clause: str(clause.symbol),
    "date": lambda clause: clause.date.isoformat() if clause.date else "",
    "kind": lambda clause: clause.kind.value,
    "paragraph": lambda clause: clause.paragraph or "",
    "lead_in": lambda clause: clause.lead_in,
    "text": lambda clause: clause.text,
    "themes": lambda clause: _several(label.name for label in clause.themes if label.is_given),
    # Suggested themes have their own column, as a cell does not say who assigned a theme.
    "suggested_themes": lambda clause: _several(label.name for label in clause.themes if not label.is_given),
    "countries": lambda clause: _several(clause.countries),
    "source": lambda clause: clause.source.file,
    "url": lambda clause: clause.url,
    "cite_as": lambda clause: footnote_citation(clause.symbol, clause.kind, clause.paragraph),
}
HEADER = tuple(_COLUMNS)
_KEPT_COLUMNS: Mapping[str, Callable[[Entry], str]] = {
    "kept": lambda entry: entry.kept.isoformat() if entry.kept else "",
    "note": lambda entry: entry.note,
}


def table_of(entries: Sequence[Entry]) -> list[list[str]]:
    """Return a table of clauses with a header row; for a collection, with columns for date and note."""
    kept_columns = _KEPT_COLUMNS if any(entry.kept for entry in entries) else {}
    rows = ([*row_of(entry.clause), *(cell(column(entry)) for column in kept_columns.values())] for entry in entries)
    return [[*HEADER, *kept_columns], *rows]


def row_of(clause: Clause) -> list[str]:
    """Return the cells of one clause, in the order of `HEADER`."""
    return [cell(column(clause)) for column in _COLUMNS.values()]


def _several(names: Iterable[str]) -> str:
    """Join names with semicolons, each escaped as a cell: a spreadsheet may split cells at semicolons."""
    return _SEPARATOR.join(map(cell, names))


def cell(text: str) -> str:
    """Escape a cell against formula injection, by a leading apostrophe.

    >>> cell("=HYPERLINK(A1)"), cell("- and")
    ("'=HYPERLINK(A1)", "'- and")
    """
    shown = without_controls(text)
    return f"'{shown}" if text.startswith(STARTS_FORMULA) else shown
