"""PDF layout analysis: from glyphs to a line of text for each paragraph, in reading order, without footnotes.

Running heads, page numbers and barcodes are kept: they separate pages, and the parser of official texts recognises
them. This module handles only what needs positions and sizes: columns, footnotes and their marks, lines repeated at the
same position of most pages, lines wrapped at the column's edge, and hyphenated words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median

from retrieval.readers.official.enumerators import read_mark
from retrieval.readers.official.furniture import is_furniture
from retrieval.readers.official.lines import is_ended
from retrieval.readers.pdf.mending import PrintedLine, mend_words
from retrieval.readers.pdf.page import Glyph, Page
from retrieval.readers.pdf.rows import BLANK, Row, rows_of, runs, without_line_numbers, without_notes, without_repeated

# In units of the font size.
_COLUMNS_APART = 1.0
_TEXTS_APART = 3.0  # two texts on one line: "United Nations        S/RES/2331 (2016)"
_NUMBER_APART = 0.5

_NUMBER = 8  # characters; a longer text before a gap is no paragraph number
_COLUMN = 0.25  # share of the page; a narrower text is no column
_COLUMN_LINES = 3
_NEAR = 1.15  # times the usual line spacing; paragraphs are further apart

Texts = list[list[Glyph]]


@dataclass(frozen=True, slots=True)
class Text:
    """Text of a document, with the glyph of every character.

    Attributes:
        glyphs: Glyph of each character of `text`; None for blanks and line ends between words.
    """

    text: str
    glyphs: tuple[Glyph | None, ...]


class _Side(Enum):
    """Column of a page."""

    LEFT = 0
    RIGHT = 1
    ACROSS = 2


def lay_out(pages: Sequence[Page]) -> Text:
    """Lay out the text of pages."""
    paged = without_repeated(without_line_numbers([rows_of(page.glyphs) for page in pages]))
    body = median(glyph.size for page in pages for glyph in page.glyphs)
    gutters = [_gutter(rows, page.width) for page, rows in zip(pages, paged, strict=True)]
    usual = next((gutter for gutter in gutters if gutter), None)
    columns: list[tuple[_Side, Texts]] = []
    breaks_off = False
    for rows, gutter in zip(paged, gutters, strict=True):
        kept, breaks_off = without_notes(rows, body, breaks_off)
        for side, column in _columns(kept, gutter or _same_gutter(kept, usual)):
            columns.append((side, [text for line in column if line for text in _texts(line)]))
    leading, edges = _leading(columns), _right_edges(columns)
    return _joined(mend_words([line for side, texts in columns for line in _lines_of(texts, leading, edges[side])]))


def _columns(rows: list[Row], gutter: float | None) -> Iterator[tuple[_Side, Texts]]:
    """Yield the lines of a page by column; a line across the gutter ends both columns."""
    columns: dict[_Side, Texts] = {side: [] for side in _Side}
    for row in rows:
        glyphs = row.all_glyphs()
        parted = gutter is not None and not _crosses(glyphs, gutter)
        if columns[_Side.ACROSS if parted else _Side.LEFT]:
            yield from columns.items()
            columns = {side: [] for side in _Side}
        if gutter is not None and parted:
            columns[_Side.LEFT].append([glyph for glyph in glyphs if glyph.right <= gutter])
            columns[_Side.RIGHT].append([glyph for glyph in glyphs if glyph.right > gutter])
        else:
            columns[_Side.ACROSS].append(glyphs)
    yield from columns.items()


def _gutter(rows: list[Row], width: float) -> float | None:
    """Return the position of the gutter between two columns; None if there is one column."""
    texts = [text for row in rows for text in runs(row.glyphs, _COLUMNS_APART)]
    wide = [text for text in texts if text[-1].right - text[0].left > _COLUMN * width]
    best = 0
    found: list[float] = []
    for step in range(35, 66):
        at = width * step / 100
        columns = min(sum(run[-1].right <= at for run in wide), sum(run[0].left >= at for run in wide))
        crossing = sum(run[0].left < at < run[-1].right for run in wide)
        if columns >= _COLUMN_LINES and columns - crossing >= max(best, 1):
            found = [*(found if columns - crossing == best else ()), at]
            best = columns - crossing
    return found[len(found) // 2] if found else None


def _same_gutter(rows: list[Row], usual: float | None) -> float | None:
    """Return the gutter of the other pages if this page fits it: its columns may be too short to tell."""
    if usual is None or any(_crosses(row.glyphs, usual) for row in rows):
        return None
    return usual


def _crosses(glyphs: list[Glyph], at: float) -> bool:
    return any(run[0].left < at < run[-1].right for run in runs(glyphs, _COLUMNS_APART))


def _texts(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Split texts that are far apart on one line, but not a paragraph from its number."""
    waiting: list[Glyph] = []
    for run in runs(glyphs, _TEXTS_APART):
        waiting += run
        if len(waiting) > _NUMBER:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _leading(columns: Sequence[tuple[_Side, Texts]]) -> float:
    """Return the line spacing inside of paragraphs."""
    distances = (round(a[0].baseline - b[0].baseline, 1) for _, texts in columns for a, b in pairwise(texts))
    usual = Counter(distance for distance in distances if distance > 0).most_common(1)
    return usual[0][0] if usual else 0.0


def _right_edges(columns: Sequence[tuple[_Side, Texts]]) -> dict[_Side, float]:
    """Return the right edge of each column, which one line in twenty may exceed."""
    edges = {}
    for side in _Side:
        rights = sorted(text[-1].right for where, texts in columns if where is side for text in texts)
        edges[side] = rights[len(rights) * 19 // 20] if rights else 0.0
    return edges


def _lines_of(texts: Texts, leading: float, edge: float) -> list[PrintedLine]:
    """Return the lines of one column, with marks on those that continue the line before.

    A line continues if the one before is full (its first word had no room there), if it is as near as lines of a
    paragraph are, and if it is not indented further.
    """
    lines = [_line(text) for text in texts]
    for (last, text), (before, line) in zip(pairwise(texts), pairwise(lines), strict=True):
        word = next(runs(text, BLANK))
        is_near = 0 < last[0].baseline - text[0].baseline <= _NEAR * leading
        is_full = last[-1].right + BLANK * text[0].size + word[-1].right - word[0].left > edge
        is_item = read_mark(line.characters) is not None and is_ended(before.characters)
        is_apart = is_item or is_furniture(line.characters) or is_furniture(before.characters)
        line.goes_on = is_near and is_full and text[0].left <= _words_left(last) + 1 and not is_apart
    return lines


def _words_left(text: list[Glyph]) -> float:
    """Return the left edge of the words of a line, behind its number if it has one."""
    mark = next(runs(text, _NUMBER_APART))
    return text[len(mark)].left if len(mark) < min(len(text), _NUMBER) else text[0].left


def _line(glyphs: Sequence[Glyph]) -> PrintedLine:
    """Return a line of words, with blanks at gaps between glyphs."""
    line: list[Glyph | None] = []
    for run in runs(glyphs, BLANK):
        line += [None, *run] if line else run
    return PrintedLine("".join(glyph.character if glyph else " " for glyph in line), line)


def _joined(lines: list[PrintedLine]) -> Text:
    glyphs: list[Glyph | None] = []
    text: list[str] = []
    for line in lines:
        if text:
            text.append(" " if line.goes_on else "\n")
            glyphs.append(None)
        text.append(line.characters)
        glyphs += line.glyphs
    return Text("".join(text), tuple(glyphs))
