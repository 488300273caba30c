"""What the columns of a table are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from retrieval.documents import COLUMNS_FILE
from retrieval.errors import LibraryError
from retrieval.owned import read_toml

_NOT_OF_WORDS = re.compile(r"[\W_]")


class Column(StrEnum):
    """What a column can tell of a clause."""

    CITATION = "citation"
    RESOLUTION = "resolution"
    PARAGRAPH = "paragraph"
    KIND = "kind"
    DATE = "date"
    LEAD_IN = "lead_in"
    TEXT = "text"
    THEMES = "themes"
    COUNTRIES = "countries"


_SPELLINGS = {
    Column.CITATION: "citation cite clause reference id",
    Column.RESOLUTION: "resolution symbol resolutionnumber document",
    Column.PARAGRAPH: "paragraph para paragraphnumber number no",
    Column.KIND: "kind type clausetype",
    Column.DATE: "date adopted adoptiondate dateofadoption",
    Column.LEAD_IN: "leadin chapeau",
    Column.TEXT: "text clausetext paragraphtext wording quote extract",
    Column.THEMES: "themes theme labels label consolidatedthemes peacewomenconsolidatedthemes",
    Column.COUNTRIES: "countries country",
}
_BY_SPELLING = {spelling: column for column, spellings in _SPELLINGS.items() for spelling in spellings.split()}


_EXPECTED = (
    'expected lines such as text = ["Wording"], for one file under its name in brackets, ["table.xlsx"]; the columns '
    f"are {', '.join(Column)}"
)

Names = Mapping[str, Column]
"""What columns are called, folded, with what they tell."""


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
        names.update((_fold(heading), Column(key)) for heading in headings)
    return names


def known_columns(names: Iterable[str], own: Names | None = None) -> dict[Column, str]:
    """Return which of a table's columns tells what; of several that tell the same, the first counts.

    Args:
        names: The headings.
        own: What its owner says, which goes before the usual spellings.

    >>> known_columns(["Lead-in", "TEXT", "Remarks"])
    {<Column.LEAD_IN: 'lead_in'>: 'Lead-in', <Column.TEXT: 'text'>: 'TEXT'}
    """
    own, names = own or {}, list(names)
    known: dict[Column, str] = {}
    for spellings, some in ((own, names), (_BY_SPELLING, [name for name in names if _fold(name) not in own])):
        for name in some:
            if column := spellings.get(_fold(name)):
                known.setdefault(column, name)
    return known


def _fold(name: str) -> str:
    return _NOT_OF_WORDS.sub("", name.lower())
