"""Drafts as web pages: the text as displayed, each character with its position in the file."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping

from retrieval.readers.drafts.draft import RAISED, Block, Cell, Draft, Mark, Paragraph, trimmed
from retrieval.readers.markup import BLOCKS, Piece
from retrieval.readers.page.elements import Elements, read_elements

_DELETED = frozenset({"del", "s", "strike"})
_QUOTES = {True: "“", False: "”"}
_NOTE = re.compile(r"(?<![a-z])(?:fn|ftn|edn|foot-?note|end-?note|note|cite_note)(?![a-z])", re.IGNORECASE)
"""Id of a note: "fn1", "_ftn1", "cite_note-1", "footnote-2"."""
_BACK = re.compile(r"ref", re.IGNORECASE)
"""Part of the id of a reference to a note: "fnref1", "_ftnref1"."""
_DIGITS = re.compile(r"[0-9]{1,6}")
_HOLDERS = frozenset({"li", "p", "div", "aside", "dd", "section", "td"})
_MOST_COLUMNS = 100
"""Maximum columns of a table whose cells may reach into the rows below."""
_MOST_ROWS = 65_534
"""Rows that a cell of `rowspan="0"` reaches down, which is to the end of its table; browsers have the same maximum."""


def read_page(markup: str) -> Draft:
    """Read a web page; deleted words are left out.

    Raises:
        UnreadableError: If it has far too many tags.
    """
    return _Reader(read_elements(markup)).read()


class _Reader:
    """Reader that goes through the pieces of a page once, in order.

    Args:
        elements: The page.
    """

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._notes = _notes(elements)
        self._shown: list[str] = []
        self._offsets = array("I")
        self._ranges: list[Paragraph] = []
        self._marks: list[Mark] = []
        self._begin = 0
        self._quotes = self._depth = 0  # block quotations and tables that are open
        self._place = Cell(-1, -1, -1)
        self._next = 0  # column behind the last cell
        self._covered: dict[int, int] = {}  # last row that a cell above reaches into, by column
        self._cell: Cell | None = None
        self._is_raised = False
        self._lists: list[int | None] = []  # last number of each open list; None for bullets
        self._number: int | None = None
        self._note, self._note_end = "", -1

    def read(self) -> Draft:
        pieces = self._elements.pieces
        n = 0
        while n < len(pieces):
            n = self._read_piece(n, pieces[n]) + 1
        end = pieces[-1].end if pieces else 0
        self._end_paragraph(end)
        self._offsets.append(end)
        text = "".join(self._shown)
        return Draft(text, trimmed(text, self._ranges), tuple(self._marks), self._offsets)

    def _read_piece(self, n: int, piece: Piece) -> int:
        """Read a piece; return the number of the last one that it is read with."""
        if not piece.tag:
            self._show(piece)
            return n
        end = self._elements.ends.get(n, n)
        if piece.opens and piece.tag in _DELETED:
            return end
        if piece.opens and piece.tag == "a" and (note := self._target(n)) and n > self._note_end:
            self._marks.append(Mark(len(self._shown), note))
            return end
        if piece.tag == "q":
            self._put(_QUOTES[piece.opens], piece.start)
        elif piece.tag == "sup":
            self._is_raised = piece.opens
        elif piece.tag == "br":
            self._put("\n", piece.start)
        elif piece.tag in BLOCKS:
            self._end_paragraph(piece.start)
            self._open_or_close(n, piece)
        return n

    def _open_or_close(self, n: int, piece: Piece) -> None:
        """Follow the blocks that the next paragraph stands in."""
        tag, opens = piece.tag, piece.opens
        name = self._elements.attributes.get(n, {}).get("id", "")
        if opens and name in self._notes and self._notes[name] == n:
            self._note, self._note_end = name, self._elements.ends.get(n, n)
        elif n > self._note_end:
            self._note = ""
        step = 1 if opens else -1
        if tag == "blockquote":
            self._quotes = max(0, self._quotes + step)
        elif tag in ("ol", "ul") and opens:
            self._lists.append(_above_first(self._elements.attributes.get(n, {})) if tag == "ol" else None)
        elif tag in ("ol", "ul"):
            self._lists, self._number = self._lists[:-1], None
        elif tag == "li" and opens and self._lists and (last := self._lists[-1]) is not None:
            value = self._elements.attributes.get(n, {}).get("value", "")
            self._lists[-1] = self._number = int(value) if _DIGITS.fullmatch(value) else last + 1
        elif tag == "li":
            self._number = None
        elif tag == "table":
            if opens and not self._depth:
                self._place = Cell(self._place.table + 1, -1, -1)
                self._covered = {}
            self._depth = max(0, self._depth + step)
            self._cell = self._cell if self._depth else None
        elif self._depth == 1 and tag == "tr" and opens:
            self._place = Cell(self._place.table, self._place.row + 1, -1)
            self._next = 0
        elif self._depth == 1 and tag in ("td", "th"):
            if opens:
                self._open_cell(self._elements.attributes.get(n, {}))
            self._cell = self._place if opens else None

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        """Place a cell in the next column of its row that no cell above reaches into."""
        row = self._place.row
        while self._covered.get(self._next, -1) >= row:
            self._next += 1
        self._place = self._place._replace(column=self._next)
        self._next += max(1, _count(attributes.get("colspan", "")))
        if rows := (_count(attributes.get("rowspan", "")) or _MOST_ROWS) - 1:
            for column in range(self._place.column, min(self._next, _MOST_COLUMNS)):
                self._covered[column] = row + rows

    def _target(self, n: int) -> str | None:
        """Return the note that a link leads to."""
        name = self._elements.attributes.get(n, {}).get("href", "")[1:]
        return name if name in self._notes else None

    def _end_paragraph(self, at: int) -> None:
        """End the paragraph before a tag."""
        self._is_raised = False
        if "".join(self._shown[self._begin :]).strip():
            block = Block.NOTE if self._note else Block.QUOTE if self._quotes and not self._cell else Block.TEXT
            number, self._number = self._number, None
            self._ranges.append(Paragraph(self._begin, len(self._shown), block, self._note, number, self._cell))
            self._put("\n", at)
        self._begin = len(self._shown)

    def _show(self, piece: Piece) -> None:
        """Show a text, with each run of white space as one blank."""
        for place, character in enumerate(piece.text):
            blank = character in " \t\n\f\r\v"
            if not blank or (self._shown and not self._shown[-1].isspace()):
                self._put(" " if blank else character, piece.start + place if piece.is_literal else piece.start)

    def _put(self, character: str, at: int) -> None:
        self._shown.append(character.translate(RAISED) if self._is_raised else character)
        self._offsets.append(at)


def _count(said: str) -> int:
    """Return the number of columns or rows that a cell says it has; 1 if it says none."""
    said = said.strip()
    return int(said) if said.isdecimal() and len(said) <= len(str(_MOST_ROWS)) else 1


def _notes(elements: Elements) -> Mapping[str, int]:
    """Return the notes that links lead to: the block of each, by its id."""
    linked = {said["href"][1:] for said in elements.attributes.values() if said.get("href", "").startswith("#")}
    return {
        name: n
        for n, said in elements.attributes.items()
        if elements.pieces[n].tag in _HOLDERS
        and (name := said.get("id", "")) in linked
        and _NOTE.search(name)
        and not _BACK.search(name)
    }


def _above_first(attributes: Mapping[str, str]) -> int | None:
    """Return the number before that of a list's first item; None if it counts down or with letters."""
    if "reversed" in attributes or attributes.get("type", "1") != "1":
        return None
    first = attributes.get("start", "")
    return int(first) - 1 if _DIGITS.fullmatch(first) else 0
