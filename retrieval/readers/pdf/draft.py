"""Drafts as PDFs: paragraphs and footnotes, these behind all paragraphs and with their marks typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from statistics import median

from retrieval.readers.drafts.draft import RAISED, Draft
from retrieval.readers.drafts.plain import read_plain
from retrieval.readers.pdf.layout import lay_out
from retrieval.readers.pdf.page import Glyph, Page, read_pages
from retrieval.readers.pdf.rows import Row, find_notes, note_mark, rows_of, said, without_repeated, words

_MOST_NOTES = 999


def read_draft(data: bytes) -> Draft:
    """Read a draft.

    Raises:
        UnreadableError: If it is damaged, encrypted, far too long, or a scan.
    """
    pages, notes = _parted(read_pages(data))
    return read_plain("\n\n".join([*lay_out(pages).text.splitlines(), *notes]))


def _parted(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """Part the footnotes of pages from the text; a mark is on its line, and numbered through all pages."""
    size = median(glyph.size for page in pages for glyph in page.glyphs)
    numbers = count(1)
    body: list[Page] = []
    notes: list[str] = []
    breaks_off = False
    for page, rows in zip(pages, without_repeated([rows_of(page.glyphs) for page in pages]), strict=True):
        found = find_notes(rows, size, breaks_off)
        breaks_off = found.breaks_off
        in_notes = set(map(id, found.rows))
        first = {id(row): mark for mark, row in found.marks.items() if id(row) in in_notes}
        typed: dict[str, str] = {}
        for row in found.rows:
            mark = first.get(id(row))
            if mark and (number := next(numbers)) <= _MOST_NOTES:
                typed[mark] = str(number).translate(RAISED)
            line = words(_typed(row, [note_mark(row)] if mark in typed else [], typed))
            if mark in typed or not notes:
                notes.append(line)
            else:
                notes[-1] += f" {line}"
        text = [row for row in rows if id(row) not in in_notes]
        glyphs = (glyph for row in text for glyph in _typed(row, row.marks(), typed))
        body.append(replace(page, glyphs=tuple(glyphs)))
    return body, notes


def _typed(row: Row, marks: Iterable[Sequence[Glyph]], typed: Mapping[str, str]) -> list[Glyph]:
    """Return the glyphs of a row, with marks of notes as raised figures on its baseline."""
    marks = list(marks)
    figures = {id(mark[0]): typed[said(mark)] for mark in marks if said(mark) in typed}
    dropped = {id(glyph) for mark in marks if said(mark) in typed for glyph in mark[1:]}
    return [
        replace(glyph, character=figures[id(glyph)], baseline=row.baseline) if id(glyph) in figures else glyph
        for glyph in row.all_glyphs()
        if id(glyph) not in dropped
    ]
