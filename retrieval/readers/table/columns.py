"""Column names of a table, and their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

_NOT_OF_WORDS = re.compile(r"[\W_]")


class Column(StrEnum):
    """Meaning of a column."""

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


ColumnMapping = Mapping[str, Column]
"""Column mapping: folded heading to column."""


def known_columns(names: Iterable[str], own: ColumnMapping | None = None) -> dict[Column, str]:
    """Map the meaning of columns to a table's headings; if several headings have one meaning, the first counts.

    Args:
        names: The headings.
        own: The owner's column mapping, which overrides the usual spellings.

    >>> known_columns(["Lead-in", "TEXT", "Remarks"])
    {<Column.LEAD_IN: 'lead_in'>: 'Lead-in', <Column.TEXT: 'text'>: 'TEXT'}
    """
    own, names = own or {}, list(names)
    known: dict[Column, str] = {}
    for spellings, some in ((own, names), (_BY_SPELLING, [name for name in names if fold_heading(name) not in own])):
        for name in some:
            if column := spellings.get(fold_heading(name)):
                known.setdefault(column, name)
    return known


def fold_heading(name: str) -> str:
    """Normalise a heading for comparison: lower case, without blanks and marks."""
    return _NOT_OF_WORDS.sub("", name.lower())
