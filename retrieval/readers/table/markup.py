"""Markup in the cells of a table: tags, character references, signs of emphasis."""

from __future__ import annotations

import re

from retrieval.readers.markup import show
from retrieval.readers.official.enumerators import Style, read_mark
from retrieval.readers.official.lines import text_lines
from retrieval.readers.opening import opens_operative
from retrieval.readers.source import Form, derived_source

_TAG = re.compile(r"</(?:p|em|i|b|strong|u|span|div|li|td|a|font)>|<br\s{0,9}/?>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,31}\d{0,2});", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\S)\d{1,3}\.\s+[A-Z]")
_FEWEST = 2
_EMPHASIS = re.compile(
    r"(?<![\w*'])(?P<sign>\*{1,3}|_{1,3}|'{2,3})(?P<words>[^\W\d_][^*_'\r\n]{0,60})(?<!\s)(?P=sign)(?![\w*'])"
)


def shown_cell(cell: str) -> str:
    """Return the words that a cell displays, without tags and signs of emphasis.

    >>> shown_cell("<p><em>Urges</em> States &amp; others</p>"), shown_cell("1. **Urges** *all* States")
    ('Urges States & others', '1. Urges all States')
    """
    if _TAG.search(cell) or _REFERENCE.search(cell):
        cell = " ".join(show(cell).text.split())
    return _EMPHASIS.sub(r"\g<words>", cell)


def has_paragraphs(cell: str) -> bool:
    """Return whether a cell has several numbered paragraphs, as where it holds a whole resolution."""
    if len(_NUMBER.findall(cell)) < _FEWEST:
        return False
    marks = ((read_mark(line.text), line.text) for line in text_lines(derived_source("", cell, Form.CSV)))
    opening = (mark for mark, text in marks if mark and opens_operative(text[mark.end :]))
    return sum(mark.value(Style.NUMBER) is not None for mark in opening) >= _FEWEST
