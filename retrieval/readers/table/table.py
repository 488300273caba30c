"""Table parser: each row is a clause, each resolution a document.

The bytes of a table cannot be quoted: quotation marks are doubled, letters escaped, strings compressed. Quotes are
therefore ranges of a derived text: its cells in order, a line for each row. The same bytes always derive the same text,
so that a quote can be verified.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from retrieval.clauses.clause import Span, Symbol
from retrieval.errors import CitationError, UnreadableError
from retrieval.readers.document import Document, DocumentKind, Paragraph, ParsedFile
from retrieval.readers.source import ACCEPTED, COLUMNS_FILE, Form, Source, derived_source
from retrieval.readers.table.cells import Row, read_cells
from retrieval.readers.table.columns import Column, ColumnMapping, known_columns
from retrieval.readers.table.markup import has_paragraphs, shown_cell
from retrieval.readers.table.named_paragraph import NamedParagraph, read_named_paragraph

Countries = dict[Symbol, dict[str, None]]
"""Countries of each resolution, in the order of the table."""

_GUARDED = tuple("=+-@＝＋－＠")


def read_table(
    name: str, data: bytes, form: Form, own: ColumnMapping | None = None, years: Mapping[int, int] | None = None
) -> ParsedFile:
    """Parse a table: a document for each resolution, in its order; remarks name refused rows and unused columns.

    Args:
        name: The file's name.
        data: The whole file.
        form: Format of the table.
        own: The owner's column mapping.
        years: Years of recent resolutions, by number, for rows that state no year; those of older ones are built in.

    Raises:
        UnreadableError: If no row of it can be used.
    """
    rows = _shown_rows(data, form)
    names = list(dict.fromkeys(name for row in rows for name in row.cells))
    columns = known_columns(names, own)
    if Column.TEXT not in columns or not columns.keys() & {Column.CITATION, Column.RESOLUTION}:
        shown = ", ".join(names[:20])[:200] or "none"
        raise UnreadableError(
            f"its columns are {shown}; a table needs text, and citation or resolution, or a {COLUMNS_FILE} in the "
            f"library that says which column is which; {ACCEPTED}"
        )
    text, places = _derive(rows)
    source = derived_source(name, text, form)
    found, countries, refused = _paragraphs(rows, columns, places, source, years or {})
    if not found:
        raise UnreadableError(f"none of its rows can be used ({refused[0]}); {ACCEPTED}")
    ignored = [name for name in names if name and name not in columns.values()]
    remarks = [*refused, *([f"columns left aside: {', '.join(ignored)}"] if ignored else [])]
    return ParsedFile(source, _documents(found, countries), tuple(remarks))


def derived_text(data: bytes, form: Form) -> str:
    """Derive the text that spans of a table refer to.

    Raises:
        UnreadableError: If it is no table.
    """
    return _derive(_shown_rows(data, form))[0]


def _shown_rows(data: bytes, form: Form) -> list[Row]:
    """Return the rows, their cells without markup."""
    rows = read_cells(data, form)
    return [replace(row, cells={name: shown_cell(cell) for name, cell in row.cells.items()}) for row in rows]


def _derive(rows: Sequence[Row]) -> tuple[str, list[Mapping[str, int]]]:
    """Join the cells into one text; return it, and the offset of each cell by row."""
    pieces: list[str] = []
    places: list[Mapping[str, int]] = []
    at = 0
    for row in rows:
        starts = {}
        for name, cell in row.cells.items():
            starts[name] = at
            pieces.append(f"{cell}\t")
            at += len(cell) + 1
        pieces.append("\n")
        at += 1
        places.append(starts)
    return "".join(pieces), places


def _paragraphs(
    rows: Sequence[Row],
    columns: Mapping[Column, str],
    places: Sequence[Mapping[str, int]],
    source: Source,
    years: Mapping[int, int],
) -> tuple[list[tuple[NamedParagraph, Paragraph]], Countries, list[str]]:
    """Convert rows into paragraphs; also return the countries of each resolution, and the refused rows."""
    found: list[tuple[NamedParagraph, Paragraph]] = []
    countries: Countries = defaultdict(dict)
    refused: list[str] = []
    taken: dict[tuple[Symbol, str], tuple[int, str]] = {}
    for row, starts in zip(rows, places, strict=True):
        cells = {column: row.cells.get(name, "") for column, name in columns.items()}
        try:
            place = _checked(row, cells, years)
        except CitationError as error:
            refused.append(f"row {row.number}: {error}")
            continue
        if place.paragraph:
            first, known = taken.setdefault((place.symbol, place.paragraph), (row.number, cells[Column.TEXT]))
            if known != cells[Column.TEXT]:
                refused.append(f"row {row.number}: row {first} is the same paragraph in other words")
                continue
        themes = tuple(_several(cells.get(Column.THEMES, "")))
        countries[place.symbol].update(dict.fromkeys(_several(cells.get(Column.COUNTRIES, ""))))
        words, lead_in = (
            _spans(source, cells.get(column, ""), starts.get(columns.get(column, ""), 0))
            for column in (Column.TEXT, Column.LEAD_IN)
        )
        paragraph = Paragraph(place.kind, place.paragraph, words, lead_in, themes)
        found.append((place, paragraph))
    return found, countries, refused


def _several(cell: str) -> list[str]:
    names = map(str.strip, cell.split(";"))
    return [name[_is_guarded(name) :] for name in names if name]


def _spans(source: Source, cell: str, start: int) -> tuple[Span, ...]:
    return source.spans([(start + _is_guarded(cell), start + len(cell))]) if cell else ()


def _is_guarded(cell: str) -> bool:
    """Return whether a cell begins with an apostrophe that guards against formulas and is no part of its words."""
    return cell.startswith("'") and cell[1:].startswith(_GUARDED)


def _checked(row: Row, cells: Mapping[Column, str], years: Mapping[int, int]) -> NamedParagraph:
    if row.problem:
        raise CitationError(row.problem)
    if not cells[Column.TEXT].strip("'"):
        raise CitationError("it has no text")
    if has_paragraphs(cells[Column.TEXT]):
        raise CitationError("it has several numbered paragraphs; give each a row, or add the resolution as a text")
    return read_named_paragraph(cells, years)


def _documents(found: Sequence[tuple[NamedParagraph, Paragraph]], countries: Countries) -> tuple[Document, ...]:
    by_symbol: dict[Symbol, list[tuple[NamedParagraph, Paragraph]]] = defaultdict(list)
    for place, paragraph in found:
        by_symbol[place.symbol].append((place, paragraph))
    return tuple(
        Document(
            symbol,
            next((place.date for place, _ in some if place.date), None),
            DocumentKind.TABLE,
            tuple(paragraph for _, paragraph in some),
            tuple(countries[symbol]),
        )
        for symbol, some in by_symbol.items()
    )
