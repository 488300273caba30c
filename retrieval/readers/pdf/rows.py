"""Rows of a PDF page: group glyphs by baseline, remove repeated rows and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from retrieval.readers.official.furniture import is_furniture
from retrieval.readers.official.line_numbers import MarginLine, find_line_numbers, split_number
from retrieval.readers.pdf.page import Glyph

# In units of the font size.
BLANK = 0.17  # least gap between words
_SPACED = 0.05  # least gap if the file has a blank there
_SAME_LINE = 0.2
_RAISED = 0.7  # maximum height of a raised mark

_SMALL = 0.93  # size of footnotes, relative to the text
_TINY = 0.85  # size of raised marks, relative to their line
_NUMBER = re.compile(r"\d+")
_MARGIN = 0.5  # least gap between a line and its number
_MARK = re.compile(r"(?:\d{1,3}|\*{1,3}|[a-z¹²³⁴-⁹]{1,2})")


@dataclass(slots=True)
class Row:
    """Glyphs of one baseline from left to right, with raised glyphs above it."""

    glyphs: list[Glyph]
    raised: list[Glyph] = field(default_factory=list)

    @property
    def size(self) -> float:
        """Median font size."""
        return median(glyph.size for glyph in self.glyphs)

    @property
    def baseline(self) -> float:
        """Height above the foot of the page, in points."""
        return self.glyphs[0].baseline

    def all_glyphs(self) -> list[Glyph]:
        """Return all glyphs, raised ones included, from left to right."""
        return sorted((*self.glyphs, *self.raised), key=lambda glyph: glyph.left)

    def marks(self) -> list[list[Glyph]]:
        """Return the raised words, which may be footnote marks."""
        return [run for run in runs(self.raised, BLANK) if _MARK.fullmatch(said(run))]

    def without(self, marks: Iterable[str]) -> Row:
        """Return the row without raised words that are these marks."""
        dropped = {id(glyph) for run in self.marks() if said(run) in marks for glyph in run}
        return Row(self.glyphs, [glyph for glyph in self.raised if id(glyph) not in dropped])


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """Group the glyphs of a page into rows, from top to bottom; raised glyphs go to the row they belong to."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.baseline, glyph.left)):
        if rows and rows[-1][0].baseline - glyph.baseline <= _SAME_LINE * max(glyph.size, 1):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return _with_raised([Row(sorted(row, key=lambda glyph: glyph.left)) for row in rows])


def _with_raised(rows: list[Row]) -> list[Row]:
    """Merge rows of small glyphs directly above a row into that row."""
    kept: list[Row] = []
    waiting: list[Row] = []
    for row in rows:
        size, top = row.size, row.baseline
        for above in waiting:
            near = above.baseline - top <= _RAISED * size and above.size <= _TINY * size
            if near and all(row.glyphs[0].left - size <= g.left <= row.glyphs[-1].right + size for g in above.glyphs):
                row.raised += above.glyphs
            else:
                kept.append(above)
        waiting = [row]
        if row.raised:
            kept.append(row)
            waiting = []
    return kept + waiting


def without_repeated(pages: list[list[Row]]) -> list[list[Row]]:
    """Remove running heads: first and last rows at the same position of most pages, equal except for numbers."""

    def key(row: Row) -> tuple[str, int]:
        return _NUMBER.sub("0", said(row.glyphs)), round(row.baseline / 4)

    def edges(rows: list[Row]) -> set[tuple[str, int]]:
        return {key(row) for row in (*rows[:2], *rows[-2:])}

    counts = Counter(found for rows in pages for found in edges(rows))
    common = {found for found, count in counts.items() if count >= max(3, 0.6 * len(pages))}
    return [[row for row in rows if key(row) not in common or is_furniture(words(row.glyphs))] for rows in pages]


def without_line_numbers(pages: list[list[Row]]) -> list[list[Row]]:
    """Remove the numbers of lines in the left margin, also those that stand there below some that count lines."""
    numbers = {id(row): run for page in pages for row in page if (run := _number_before(row))}
    rows = [row for page in pages for row in page]
    lines = [_margin_line(row, numbers.get(id(row), [])) for row in rows]
    found = [numbers[id(rows[n])] for n in find_line_numbers(lines).found if id(rows[n]) in numbers]
    if not found:
        return pages
    left, right = min(run[0].left for run in found), max(run[-1].right for run in found)
    numbered = {one: len(run) for one, run in numbers.items() if left <= run[0].left and run[-1].right <= right}
    return [[Row(row.glyphs[numbered.get(id(row), 0) :], row.raised) for row in page] for page in pages]


def _number_before(row: Row) -> list[Glyph]:
    """Return the glyphs of a number that stands apart from the words behind it; [] if there is none."""
    first = next(runs(row.glyphs, _MARGIN), [])
    return first if len(first) < len(row.glyphs) and split_number(said(first))[0] else []


def _margin_line(row: Row, number: Sequence[Glyph]) -> MarginLine:
    return MarginLine(split_number(said(number))[0], words(row.glyphs[len(number) :]))


@dataclass(frozen=True, slots=True)
class Notes:
    """Footnotes of a page.

    Attributes:
        rows: Their rows, from top to bottom.
        marks: The row that each note begins with, by its mark.
        breaks_off: Whether the last one is unfinished.
    """

    rows: Sequence[Row] = ()
    marks: Mapping[str, Row] = field(default_factory=dict)
    breaks_off: bool = False


def find_notes(rows: Sequence[Row], body: float, breaks_off: bool) -> Notes:
    """Find a page's footnotes.

    Footnotes are set smaller than the text, below all of it, and the first begins with a mark that is raised in the
    text. Weaker evidence does not count.

    Args:
        rows: Rows of the page, from top to bottom.
        body: Font size of the text.
        breaks_off: Whether the last footnote of the page before is unfinished.
    """
    foot = len(rows)
    while foot and not rows[foot - 1].raised and is_furniture(words(rows[foot - 1].glyphs)):
        foot -= 1
    start = foot
    while start and rows[start - 1].size < _SMALL * body:
        start -= 1
    referred = {said(run) for row in rows[:start] for run in row.marks()}
    marks = {mark: n for n in range(foot - 1, start - 1, -1) if (mark := said(note_mark(rows[n]))) in referred}
    found = {mark: rows[n] for mark, n in marks.items()}
    if start == foot or not (marks or breaks_off):
        return Notes((), found, breaks_off)
    notes = rows[start if breaks_off else min(marks.values()) : foot]
    return Notes(notes, found, not said(notes[-1].glyphs).endswith((".", ";", ")")))


def without_notes(rows: list[Row], body: float, breaks_off: bool) -> tuple[list[Row], bool]:
    """Remove a page's footnotes and their marks, as `find_notes` finds them.

    Returns:
        The other rows, and whether the last footnote is unfinished.
    """
    notes = find_notes(rows, body, breaks_off)
    dropped = set(map(id, notes.rows))
    kept = [row for row in rows if id(row) not in dropped]
    return [row.without(notes.marks) if row.raised else row for row in kept], notes.breaks_off


def note_mark(row: Row) -> list[Glyph]:
    """Return the glyphs of the first word of a footnote, a possible mark."""
    first = next(runs(row.all_glyphs(), BLANK))
    raised = {id(glyph) for glyph in row.raised}
    if id(first[0]) in raised:
        first = [glyph for glyph in first if id(glyph) in raised]
    return first


def runs(glyphs: Sequence[Glyph], gap: float) -> Iterator[list[Glyph]]:
    """Split the glyphs of a line at gaps wider than `gap`, in units of their size."""
    run: list[Glyph] = []
    for glyph in glyphs:
        least = _SPACED if gap == BLANK and glyph.spaced else gap
        if run and glyph.left - run[-1].right > least * max(glyph.size, run[-1].size):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def said(glyphs: Iterable[Glyph]) -> str:
    """Join the characters of glyphs, without blanks."""
    return "".join(glyph.character for glyph in glyphs)


def words(glyphs: Sequence[Glyph]) -> str:
    """Join the characters of glyphs on one line, with blanks at gaps."""
    return " ".join(said(run) for run in runs(glyphs, BLANK))
