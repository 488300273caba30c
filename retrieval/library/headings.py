"""The library's `columns.toml`: which heading of its tables is which column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import LibraryError
from retrieval.library.owned import read_toml
from retrieval.readers.source import COLUMNS_FILE
from retrieval.readers.table.columns import Column, Names, fold_heading

_EXPECTED = (
    'expected lines such as text = ["Wording"], for one file under its name in brackets, ["table.xlsx"]; the columns '
    f"are {', '.join(Column)}"
)


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """What a library's owner says of the columns of its tables.

    Attributes:
        general: For every table.
        by_file: For one table, by path in the library.
    """

    general: Names
    by_file: Mapping[str, Names]

    def of(self, file: str) -> Names:
        """Return what is said of the columns of one table."""
        return {**self.general, **self.by_file.get(file, {})}


def load_columns(library: Path) -> ColumnNames:
    """Return what a library's `columns.toml` says.

    The file names the headings of a column, `text = ["Wording", "Paragraph"]`; in a table with the name of a file,
    `["a.xlsx"]`, those of that file alone.

    Raises:
        LibraryError: If the file is not as described.
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
