"""Plain text drafts: paragraphs between blank lines, or a line each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from retrieval.readers.drafts.draft import Block, Draft, Paragraph, trimmed

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_QUOTED = re.compile(r"\s{0,3}>")
_INDENTED = re.compile(r"\t| {4}")
_LONG = 120
"""Median length of lines from which each line is a paragraph: no editor wraps so late."""


def read_plain(text: str) -> Draft:
    """Read a plain text; indented paragraphs may be quotations, and lines that begin with ">" are."""
    ranges: list[Paragraph] = []
    lines = [(match.start(), match.end(), match[0]) for match in _LINE.finditer(text)]
    joins = not has_long_lines([line for _, _, line in lines])
    before: Block | None = None
    marks = []
    for start, end, line in lines:
        if not line.strip():
            before = None
            continue
        quoted = _QUOTED.match(line)
        block = Block.QUOTE if quoted else Block.INDENTED if _INDENTED.match(line) else Block.TEXT
        if quoted:
            marks.append(start + quoted.end() - 1)
        if joins and block is before:
            ranges[-1] = Paragraph(ranges[-1].start, end, block)
        else:
            ranges.append(Paragraph(start + (quoted.end() if quoted else 0), end, block))
        before = block
    # The marks of quoted lines are no part of their words.
    shown = list(text)
    for at in marks:
        shown[at] = " "
    plain = "".join(shown)
    return Draft(plain, trimmed(plain, ranges))


def has_long_lines(lines: Sequence[str]) -> bool:
    """Return whether lines are too long to have been wrapped, so that each is a paragraph."""
    lengths = [len(line) for line in lines if line.strip()]
    return bool(lengths) and median(lengths) > _LONG
