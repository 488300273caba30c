"""What the columns of a table are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

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


Names = Mapping[str, Column]
"""What columns are called, folded, with what they tell."""


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
    for spellings, some in ((own, names), (_BY_SPELLING, [name for name in names if fold_heading(name) not in own])):
        for name in some:
            if column := spellings.get(fold_heading(name)):
                known.setdefault(column, name)
    return known


def fold_heading(name: str) -> str:
    """Return a heading as it is compared: in lower case, without blanks and marks."""
    return _NOT_OF_WORDS.sub("", name.lower())
