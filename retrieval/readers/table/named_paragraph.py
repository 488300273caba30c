"""Resolution and paragraph that a row of a table names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from retrieval.clauses.adopted import year_of
from retrieval.clauses.citation import parse_citation, parse_clause_citation
from retrieval.clauses.clause import ClauseKind, Symbol
from retrieval.errors import CitationError
from retrieval.readers.opening import kind_of_opening
from retrieval.readers.table.columns import Column

_PREFIX = {ClauseKind.PREAMBULAR: "PP", ClauseKind.ANNEX: "annex "}


@dataclass(frozen=True, slots=True)
class NamedParagraph:
    """Paragraph named by a row; `paragraph` is None if it gives no number."""

    symbol: Symbol
    date: date | None
    kind: ClauseKind
    paragraph: str | None


def read_named_paragraph(cells: Mapping[Column, str], years: Mapping[int, int]) -> NamedParagraph:
    """Parse the paragraph that a row names.

    Args:
        cells: Cells of the row.
        years: Years by number, of resolutions newer than the list of `adopted.py`.

    Raises:
        CitationError: If it names none, or its cells contradict each other.
    """
    adopted = _day(cells.get(Column.DATE, ""))
    kind = _kind(cells.get(Column.KIND, ""))
    named = cells.get(Column.CITATION, "")
    cited = parse_clause_citation(named) if named else None
    resolution = cells.get(Column.RESOLUTION, "")
    whole = parse_citation(resolution) if resolution else cited
    if whole is None:
        raise CitationError("it names no resolution")
    number = whole.number
    year = whole.year or (cited and cited.year) or (adopted and adopted.year) or year_of(number) or years.get(number)
    if not year:
        raise CitationError(f"it gives neither year nor date of resolution {number}, and the library has no text of it")
    symbol = Symbol(number, year)
    if (cited and not cited.names(symbol)) or (adopted and adopted.year != year):
        raise CitationError(f"its cells contradict each other: {symbol}, {named}, {cells.get(Column.DATE, '')}")
    paragraphs = {found for found in (_paragraph(cells, kind), cited and cited.paragraph) if found}
    if len(paragraphs) > 1:
        raise CitationError(f"its cells name two paragraphs: {' and '.join(sorted(paragraphs))}")
    paragraph = paragraphs.pop() if paragraphs else None
    said = _kind_of(paragraph) if paragraph else kind or kind_of_opening(cells[Column.TEXT])
    if kind not in (None, said):
        raise CitationError(f"its kind is {kind}, its paragraph {paragraph} is {said}")
    return NamedParagraph(symbol, adopted, said, paragraph)


def _paragraph(cells: Mapping[Column, str], kind: ClauseKind | None) -> str | None:
    """Return the number in the paragraph column in canonical form; its kind may be in another column."""
    written = cells.get(Column.PARAGRAPH, "")
    if not written:
        return None
    says_kind = written.lower().startswith(("pp", "pre", "annex", "op"))
    prefix = _PREFIX.get(kind, "") if kind and not says_kind else ""
    return parse_citation(f"S/RES/1 (1946), {prefix}{written}").paragraph


def _kind_of(paragraph: str) -> ClauseKind:
    if paragraph.startswith("PP"):
        return ClauseKind.PREAMBULAR
    return ClauseKind.ANNEX if paragraph.startswith("annex-") else ClauseKind.OPERATIVE


def _kind(written: str) -> ClauseKind | None:
    short = {"op": ClauseKind.OPERATIVE, "pp": ClauseKind.PREAMBULAR}
    if not written:
        return None
    for kind in ClauseKind:
        if written.lower().startswith(kind.value) or short.get(written.lower()) is kind:
            return kind
    raise CitationError(f"its kind is {written[:40]!r}; expected {', '.join(ClauseKind)}")


def _day(written: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        raise CitationError(f"its date is {written[:40]!r}; expected it as in 2016-12-20") from None
