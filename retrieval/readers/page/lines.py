"""Lines of a web page, as displayed by a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from retrieval.readers.markup import BLOCKS, LINE_ENDS
from retrieval.readers.official.enumerators import read_mark
from retrieval.readers.page.elements import Elements
from retrieval.readers.page.lists import Lists
from retrieval.readers.side_columns import number_in

_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLANKS = re.compile(r"[ \t\n\f\r]+")
_UNSEEN = re.compile("[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}]")


@dataclass(frozen=True, slots=True)
class PageLine:
    """Displayed line of a page.

    Attributes:
        text: Text, with the list number if it has one.
        first: Index of its first piece; `last` is that of the last.
        is_link: Whether all its text is in links.
        is_heading: Whether it is marked up as a heading.
    """

    text: str
    first: int
    last: int
    is_link: bool
    is_heading: bool


def read_lines(elements: Elements, left_out: Mapping[int, int]) -> list[PageLine]:
    """Return the lines of a page, without skipped ranges, given as first and last index."""
    styled = any(piece.tag in ("style", "link") for piece in elements.pieces)
    reader = _Reader(elements, Lists(styled, elements.level_forms))
    n = 0
    while n < len(elements.pieces):
        if n in left_out:
            if elements.pieces[n].tag in BLOCKS:
                reader.end_line()
            n = max(left_out[n], n)
        else:
            reader.take(n)
        n += 1
    return reader.finish()


class _Reader:
    """Builder of the lines of a page, from its pieces in order."""

    def __init__(self, elements: Elements, lists: Lists) -> None:
        self.lines: list[PageLine] = []
        self._elements = elements
        self._lists = lists
        self._mark = ""  # list number; dropped if the text has one of its own
        self._cell: PageLine | None = None  # a cell with only a mark, which is put before the words of the next cell
        self._words: list[str] = []
        self._places: list[int] = []
        self._links = self._headings = self._pre = 0
        self._linked = True

    def take(self, n: int) -> None:
        """Process the next piece."""
        piece = self._elements.pieces[n]
        if not piece.tag:
            self._take_text(n, piece.text)
            return
        step = 1 if piece.opens else -1
        if piece.tag in BLOCKS:
            self.end_line(in_cell=piece.tag in _CELLS)
        if piece.tag == "a":
            if n in self._elements.ends and "href" in self._elements.attributes.get(n, ()):
                self._links = self._elements.ends[n]
            elif not piece.opens:
                self._links = 0
        elif piece.tag in _HEADINGS:
            self._headings = max(self._headings + step, 0)
        elif piece.tag == "pre":
            self._pre = max(self._pre + step, 0)
        elif piece.tag in _LISTS:
            if piece.opens:
                self._lists.start(piece.tag, self._elements.attributes.get(n, {}))
            else:
                self._lists.end(piece.tag)
        elif piece.tag == "li" and piece.opens:
            self._mark = self._lists.next_mark(self._elements.attributes.get(n, {}))

    def _take_text(self, n: int, text: str) -> None:
        if self._pre:
            first, *more = LINE_ENDS.split(text)
            self._say(n, first)
            for line in more:
                self.end_line()
                self._say(n, line)
        else:
            self._say(n, text)

    def _say(self, n: int, text: str) -> None:
        self._words.append(text)
        if text.strip():
            self._places.append(n)
            self._linked = self._linked and self._links > n

    def end_line(self, *, in_cell: bool = False) -> None:
        """End a line, if there is one; `in_cell` is set at the end or start of a table cell."""
        text = _UNSEEN.sub("", _BLANKS.sub(" ", LINE_ENDS.sub(" ", "".join(self._words)))).strip()
        if text and self._places:
            text = (in_cell and number_in(text)) or text
            own = read_mark(text)
            text = text if own or not self._mark else f"{self._mark} {text}"
            self._mark = ""
            line = PageLine(text, self._places[0], self._places[-1], self._linked, self._headings > 0)
            if self._cell and own is None:
                line = replace(line, text=f"{self._cell.text} {text}", first=self._cell.first)
            elif self._cell:
                self.lines.append(self._cell)
            is_mark = in_cell and own is not None and own.end >= len(text)
            self._cell = line if is_mark else None
            if not is_mark:
                self.lines.append(line)
        self._words, self._places, self._linked = [], [], True

    def finish(self) -> list[PageLine]:
        """Return the lines."""
        self.end_line()
        return [*self.lines, *([self._cell] if self._cell else [])]
