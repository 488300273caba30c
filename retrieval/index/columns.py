"""What filters ask of a clause, for all clauses at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.arrays import Mask, Rows
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind, first_and_last_day
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.clauses.question import Question
from retrieval.index.files import reading
from retrieval.index.mapped import check_within, mapped

COLUMNS_FILE = "columns.npy"
POSTINGS_FILE = "postings.npy"
NAMES_FILE = "postings.json"

SCALARS = ("number", "year", "first", "last", "kind")
"""What has one value for each clause; see `Columns`."""

_TABLE = np.dtype([(name, "<i4") for name in SCALARS])
_KINDS = list(ClauseKind)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a generation, mapped from disk.

    Attributes:
        table: For each clause, number and year of its resolution, the first and the last day it may have been adopted
            on, as ordinals of the calendar, and its kind.
        themes: For each theme, the positions of the clauses that were given it.
        suggested: The same for those that it is suggested for.
        countries: For each country, those of the clauses whose resolution is about it.
    """

    table: npt.NDArray[np.void]
    themes: Mapping[str, Rows]
    suggested: Mapping[str, Rows]
    countries: Mapping[str, Rows]

    @classmethod
    def open(cls, folder: Path) -> Columns:
        """Open what `write_columns` wrote.

        Raises:
            ClauseIndexError: If its files are damaged, or do not fit each other.
        """
        table, rows = mapped(folder / COLUMNS_FILE, _TABLE), mapped(folder / POSTINGS_FILE, np.int64)
        check_within(folder / POSTINGS_FILE, rows, 0, len(table))
        with reading(folder / NAMES_FILE):
            names = json.loads((folder / NAMES_FILE).read_bytes())
            sorts = [names[sort] for sort in ("themes", "suggested", "countries")]
            postings = [{name: rows[slice(*edges)] for name, edges in sort.items()} for sort in sorts]
            if sum(end - start for sort in sorts for start, end in sort.values()) != len(rows):
                raise ValueError(f"names of other postings than the {len(rows)} that there are")
        return cls(table, *postings)

    def allowed(self, question: Question) -> Mask | None:
        """Return which clauses may be hits, as `Question.allows` says of one; None for all."""
        if question.filters == NO_LIMITS and not question.outside:
            return None
        mask = self._within(question.filters)
        for citation in question.outside:
            mask &= ~self.of(citation)
        return mask

    def of(self, citation: Citation) -> Mask:
        """Return which clauses are of the resolution that a citation names."""
        same: Mask = self.table["number"] == citation.number
        return same if citation.year is None else same & (self.table["year"] == citation.year)

    def _within(self, filters: Filters) -> Mask:
        mask = np.ones(len(self.table), bool)
        if filters.resolutions:
            mask &= np.logical_or.reduce([self.of(citation) for citation in filters.resolutions])
        if filters.since is not None:
            mask &= self.table["last"] >= filters.since.toordinal()
        if filters.until is not None:
            mask &= self.table["first"] <= filters.until.toordinal()
        if filters.kinds:
            mask &= np.isin(self.table["kind"], [kind_number(kind) for kind in filters.kinds])
        if filters.themes:
            under = self._among(self.themes, filters.themes)
            mask &= under | self._among(self.suggested, filters.themes) if filters.suggested else under
        if filters.countries:
            mask &= self._among(self.countries, filters.countries)
        return mask

    def _among(self, postings: Mapping[str, Rows], names: Iterable[str]) -> Mask:
        mask = np.zeros(len(self.table), bool)
        for name in names:
            mask[postings.get(name, [])] = True
        return mask


def write_columns(folder: Path, clauses: Sequence[Clause]) -> None:
    """Write the columns of clauses, in corpus order."""
    np.save(folder / COLUMNS_FILE, np.array([scalars(clause) for clause in clauses], _TABLE))
    sorts: dict[str, dict[str, list[int]]] = {sort: defaultdict(list) for sort in ("themes", "suggested", "countries")}
    for row, clause in enumerate(clauses):
        for name, is_given in {(label.name, label.is_given) for label in clause.themes}:
            sorts["themes" if is_given else "suggested"][name].append(row)
        for name in set(clause.countries):
            sorts["countries"][name].append(row)
    names: dict[str, dict[str, tuple[int, int]]] = {}
    rows: list[int] = []
    for sort, postings in sorts.items():
        names[sort] = {}
        for name, some in sorted(postings.items()):
            names[sort][name] = (len(rows), len(rows) + len(some))
            rows += some
    np.save(folder / POSTINGS_FILE, np.array(rows, np.int64))
    (folder / NAMES_FILE).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


def scalars(clause: Clause) -> tuple[int, int, int, int, int]:
    """Return what filters compare of a clause, in the order of `SCALARS`."""
    first, last = first_and_last_day(clause)
    return clause.symbol.number, clause.symbol.year, first.toordinal(), last.toordinal(), kind_number(clause.kind)


def kind_number(kind: ClauseKind) -> int:
    """Return the number that a kind of clause goes by."""
    return _KINDS.index(kind)
