"""Columns of all clauses, as an index holds them, and the conditions of filters for all clauses at once."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.arrays import Mask, Rows
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind
from retrieval.clauses.conditions import AllOf, AnyOf, Compared, Condition, Named, Not, of_resolution
from retrieval.clauses.filters import NAMES, NUMBERS
from retrieval.clauses.scope import Scope
from retrieval.index.files import reading
from retrieval.index.mapped import check_within, map_array

COLUMNS_FILE = "columns.npy"
POSTINGS_FILE = "postings.npy"
NAMES_FILE = "postings.json"

_NUMBER = "<i4"
_TABLE = np.dtype([(name, _NUMBER) for name in NUMBERS])
_SIGNS = {"==": np.equal, ">=": np.greater_equal, "<=": np.less_equal}
_FIRST_DIGEST = "d8f8ff28"
"""Digest of the columns of version 0.1.0, with which a format version is the number alone."""


def columns_digest(numbers: Iterable[str], names: Iterable[str], kinds: Iterable[str]) -> str:
    """Return a short digest of column definitions; a column whose meaning changes needs another name.

    Args:
        numbers: Names of the columns of numbers, in order.
        names: Names of the columns of names.
        kinds: Kinds of clauses, in the order of their numbers.
    """
    defined = [_NUMBER, *map(list, (numbers, names, kinds))]
    return hashlib.sha256(json.dumps(defined).encode()).hexdigest()[:8]


def format_version(number: int, columns: str) -> int | str:
    """Return the version of a format with these columns, so that an index with other columns is of another version.

    Args:
        number: Version of the rest of the format, raised by hand.
        columns: Digest of the columns.
    """
    return number if columns == _FIRST_DIGEST else f"{number}c{columns}"


COLUMNS = columns_digest(NUMBERS, NAMES, ClauseKind)
"""Digest of the columns of this version."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a generation, mapped from disk.

    Attributes:
        table: For each clause, its `NUMBERS`.
        postings: For each of `NAMES`, the positions of the clauses that have a name there, by name.
    """

    table: npt.NDArray[np.void]
    postings: Mapping[str, Mapping[str, Rows]]

    @classmethod
    def open(cls, folder: Path) -> Columns:
        """Open the columns that `write_columns` wrote.

        Raises:
            ClauseIndexError: If its files are damaged or inconsistent.
        """
        table, rows = map_array(folder / COLUMNS_FILE, _TABLE), map_array(folder / POSTINGS_FILE, np.int64)
        check_within(folder / POSTINGS_FILE, rows, 0, len(table))
        with reading(folder / NAMES_FILE):
            names = json.loads((folder / NAMES_FILE).read_bytes())
            ranges = {column: names[column] for column in NAMES}
            postings = {
                column: {name: rows[slice(*edges)] for name, edges in some.items()} for column, some in ranges.items()
            }
            if sum(end - start for some in ranges.values() for start, end in some.values()) != len(rows):
                raise ValueError(f"names that do not cover the {len(rows)} postings")
        return cls(table, postings)

    def allowed(self, scope: Scope) -> Mask | None:
        """Return the mask of clauses that `Scope.allows`; None if it allows all."""
        conditions = tuple(scope.conditions)
        return self._meeting(AllOf(conditions)) if conditions else None

    def of(self, citation: Citation) -> Mask:
        """Return the mask of the clauses of a cited resolution."""
        return self._meeting(of_resolution(citation))

    def _meeting(self, condition: Condition) -> Mask:
        mask: Mask
        match condition:
            case Compared(column, sign, value):
                mask = _SIGNS[sign](self.table[column.name], value)
            case Named(column, names):
                mask = np.zeros(len(self.table), bool)
                for name in names:
                    mask[self.postings[column.name].get(name, [])] = True
            case AllOf(parts):
                mask = np.logical_and.reduce([self._meeting(part) for part in parts])
            case AnyOf(parts):
                mask = np.logical_or.reduce([self._meeting(part) for part in parts])
            case Not(part):
                mask = ~self._meeting(part)
        return mask


def write_columns(folder: Path, clauses: Sequence[Clause]) -> None:
    """Write the columns of clauses, in corpus order."""
    table = np.array([tuple(column.of(clause) for column in NUMBERS.values()) for clause in clauses], _TABLE)
    np.save(folder / COLUMNS_FILE, table)
    postings: dict[str, dict[str, list[int]]] = {column: defaultdict(list) for column in NAMES}
    for row, clause in enumerate(clauses):
        for column_name, column in NAMES.items():
            for name in set(column.of(clause)):
                postings[column_name][name].append(row)
    ranges: dict[str, dict[str, tuple[int, int]]] = {}
    rows: list[int] = []
    for column_name, by_name in postings.items():
        ranges[column_name] = {}
        for name, some in sorted(by_name.items()):
            ranges[column_name][name] = (len(rows), len(rows) + len(some))
            rows += some
    np.save(folder / POSTINGS_FILE, np.array(rows, np.int64))
    (folder / NAMES_FILE).write_text(json.dumps(ranges, ensure_ascii=False), encoding="utf-8")
