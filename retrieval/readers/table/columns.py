"""What the columns of a table are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


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


_SPELLINGS = {
    Column.CITATION: "citation cite clause reference id",
    Column.RESOLUTION: "resolution symbol resolutionnumber document",
    Column.PARAGRAPH: "paragraph para paragraphnumber number no",
    Column.KIND: "kind type clausetype",
    Column.DATE: "date adopted adoptiondate dateofadoption",
    Column.LEAD_IN: "leadin chapeau",
    Column.TEXT: "text clausetext paragraphtext wording quote extract",
    Column.THEMES: "themes theme labels label consolidatedthemes peacewomenconsolidatedthemes",
}
_BY_SPELLING = {spelling: column for column, spellings in _SPELLINGS.items() for spelling in spellings.split()}


def known_columns(names: Iterable[str]) -> dict[Column, str]:
    """Return which of a table's columns tells what; of several that tell the same, the first counts.

    >>> known_columns(["Lead-in", "TEXT", "Remarks"])
    {<Column.LEAD_IN: 'lead_in'>: 'Lead-in', <Column.TEXT: 'text'>: 'TEXT'}
    """
    known: dict[Column, str] = {}
    for name in names:
        column = _BY_SPELLING.get(re.sub(r"[\W_]", "", name.lower()))
        if column:
            known.setdefault(column, name)
    return known
