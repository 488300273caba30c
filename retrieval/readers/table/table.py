"""A table to documents: each row a clause, each resolution a document.

The bytes of a table are no text to quote from: quotation marks are doubled, letters escaped, strings packed. Quotes are
therefore ranges of a text derived from it, which is nothing but its cells in order, a line for each row, and which the
same bytes give again whenever a quote is to be proved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.clauses.clause import Span, Symbol
from retrieval.errors import CitationError, UnreadableError
from retrieval.readers.document import Document, DocumentKind, Paragraph
from retrieval.readers.source import ACCEPTED, COLUMNS_FILE, Form, Source, derived_source
from retrieval.readers.table.cells import Row, read_cells
from retrieval.readers.table.columns import Column, Names, known_columns
from retrieval.readers.table.named_paragraph import NamedParagraph, read_named_paragraph

Countries = dict[Symbol, dict[str, None]]
"""What each resolution is about, in the order of the table."""

_GUARDED = tuple("=+-@＝＋－＠")


@dataclass(frozen=True, slots=True)
class Table:
    """A table, read.

    Attributes:
        source: The derived text.
        documents: One for each resolution, in the order of the table.
        remarks: Rows that were refused, by number and reason, and columns that tell nothing of a clause.
    """

    source: Source
    documents: tuple[Document, ...]
    remarks: tuple[str, ...]


def read_table(
    name: str, data: bytes, form: Form, own: Names | None = None, years: Mapping[int, int] | None = None
) -> Table:
    """Read a table.

    Args:
        name: The file's name.
        data: The whole file.
        form: What kind of table it is.
        own: What its owner says of its columns.
        years: Of resolutions that it may name by their number alone, by number; older ones are known anyway.

    Raises:
        UnreadableError: If no row of it can be used.
    """
    rows = read_cells(data, form)
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
        raise UnreadableError(f"no row of it can be used ({refused[0]}); {ACCEPTED}")
    ignored = [name for name in names if name and name not in columns.values()]
    remarks = [*refused, *([f"columns left aside: {', '.join(ignored)}"] if ignored else [])]
    return Table(source, _documents(found, countries), tuple(remarks))


def derived_text(data: bytes, form: Form) -> str:
    """Return the text that quotes from a table are ranges of.

    Raises:
        UnreadableError: If it is no table.
    """
    return _derive(read_cells(data, form))[0]


def _derive(rows: Sequence[Row]) -> tuple[str, list[Mapping[str, int]]]:
    """Return the cells as one text, and for each row where each of its cells begins."""
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
    """Tell whether a cell begins with what keeps it from being a formula, which is no part of its words."""
    return cell.startswith("'") and cell[1:].startswith(_GUARDED)


def _checked(row: Row, cells: Mapping[Column, str], years: Mapping[int, int]) -> NamedParagraph:
    if row.problem:
        raise CitationError(row.problem)
    if not cells[Column.TEXT].strip("'"):
        raise CitationError("it has no text")
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
