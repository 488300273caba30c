"""Column mapping of tables: the library's `columns.toml`, from headings to columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import LibraryError
from retrieval.library.owned import read_toml
from retrieval.readers.source import COLUMNS_FILE
from retrieval.readers.table.columns import Column, ColumnMapping, fold_heading

_EXPECTED = (
    'expected lines such as text = ["Wording"], for one file under its name in brackets, ["table.xlsx"]; the columns '
    f"are {', '.join(Column)}"
)


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Column mapping that the library's owner configured.

    Attributes:
        general: Mapping for every table.
        by_file: Mapping for one table, by path in the library.
    """

    general: ColumnMapping
    by_file: Mapping[str, ColumnMapping]

    def of(self, file: str) -> ColumnMapping:
        """Return the column mapping of one table."""
        return {**self.general, **self.by_file.get(file, {})}


def load_columns(library: Path) -> ColumnNames:
    """Load the column mapping from a library's `columns.toml`.

    A key lists the headings of a column, `text = ["Wording", "Paragraph"]`; a table named after a file, `["a.xlsx"]`,
    maps those of that file alone.

    Raises:
        LibraryError: If the file does not have the expected form.
    """
    path = library / COLUMNS_FILE
    raw = read_toml(path, _EXPECTED)
    try:
        general = {key: value for key, value in raw.items() if not isinstance(value, dict)}
        by_file = {key: _names(value) for key, value in raw.items() if isinstance(value, dict)}
        return ColumnNames(_names(general), by_file)
    except ValueError as error:
        raise LibraryError(f"{path}: {error}; {_EXPECTED}") from None


def _names(table: Mapping[str, object]) -> dict[str, Column]:
    names: dict[str, Column] = {}
    for key, value in table.items():
        headings = [value] if isinstance(value, str) else value
        if not isinstance(headings, list) or not all(isinstance(heading, str) for heading in headings):
            raise ValueError(f"{key!r} has no list of headings")
        names.update((fold_heading(heading), Column(key)) for heading in headings)
    return names
