"""A question's limits, as Milvus is asked for them: `Question.allows` in its own language, of numbers alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from retrieval.clauses.citation import Citation
from retrieval.clauses.filters import Filters
from retrieval.clauses.question import Question
from retrieval.index.columns import kind_number
from retrieval.index.milvus.layout import Names

_NOTHING = "id < 0"


def limits(question: Question, names: Names) -> str:
    """Return what a passage must be for its clause to be a hit; "" if any may be."""
    outside = (f"not ({of(citation)})" for citation in question.outside)
    return " and ".join([*_within(question.filters, names), *outside])


def of(citation: Citation) -> str:
    """Return what a passage is that is of the resolution which a citation names."""
    number = f"number == {int(citation.number)}"
    return number if citation.year is None else f"({number} and year == {int(citation.year)})"


def _within(filters: Filters, names: Names) -> Iterator[str]:
    if filters.resolutions:
        yield f"({' or '.join(map(of, filters.resolutions))})"
    if filters.since is not None:
        yield f"last >= {filters.since.toordinal()}"
    if filters.until is not None:
        yield f"first <= {filters.until.toordinal()}"
    if filters.kinds:
        yield f"kind in {sorted(map(kind_number, filters.kinds))}"
    if filters.themes:
        under = _among("themes", filters.themes, names.themes)
        or_suggested = f" or {_among('suggested', filters.themes, names.themes)}" if filters.suggested else ""
        yield f"({under}{or_suggested})"
    if filters.countries:
        yield _among("countries", filters.countries, names.countries)


def _among(field: str, asked: Iterable[str], there: Sequence[str]) -> str:
    numbers = sorted(there.index(name) for name in set(asked) if name in there)
    return f"array_contains_any({field}, {numbers})" if numbers else _NOTHING
