"""Markdown drafts: the text as displayed, each character with its position in the file.

Only markup that occurs in drafts is parsed: headings, emphasis, links, block quotations, lists, footnotes, comments,
tags, entities and tables. Code blocks are left out.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.readers.drafts.draft import RAISED, Block, Cell, Draft, Mark, Paragraph, trimmed
from retrieval.readers.drafts.plain import has_long_lines

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FENCE = re.compile(r" {0,3}(?:`{3}|~{3})")
_QUOTED = re.compile(r"(?: {0,3}>){1,8} ?")
_HEADING = re.compile(r" {0,3}#{1,6}(?=\s)")
_ITEM = re.compile(r"\s{0,12}(?:[-+*]|(?P<number>\d{1,3})[.)])\s")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,40})\]:")
_ROW = re.compile(r" {0,3}\|.*\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:]*-[\s|:-]*")
"""Line below the first row of a table."""
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<mark>\[\^(?P<name>[^\]\s]{1,40})\])"
    r"|(?P<comment><!--(?:[^-<]|-(?!->)|<(?!!--)){0,5000}+-->)"
    r"|(?P<tag></?[a-zA-Z][^<>]{0,500}>)"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});)"
    r"|(?P<link>!?\[(?P<words>[^\[\]\n]{0,500})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\))"
    r"|(?P<typed>``(?=(?:(?!'')[^`])*+''))"
    r"|(?P<emphasis>\*{1,3}|~~|`{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,;:!?”\"’)])_{1,3}(?!\w))"
)
_RAISING = re.compile(r"<(/?)sup[\s>]", re.IGNORECASE)


def read_markdown(text: str) -> Draft:
    """Read a Markdown text."""
    return _Reader(text).read()


class _Reader:
    """Reader that goes through a text once, line by line.

    Args:
        text: The text of the file.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._shown: list[str] = []
        self._offsets = array("I")
        self._ranges: list[Paragraph] = []
        self._marks: list[Mark] = []
        self._before: tuple[Block, str] | None = None
        self._place = Cell(-1, 0, 0)  # of the next row
        self._in_table = self._is_raised = False

    def read(self) -> Draft:
        lines = [(match.start(), match[0]) for match in _LINE.finditer(self._text)]
        joins = not has_long_lines([line for _, line in lines])
        body, notes = _parted(lines)
        for start, line in [*body, (len(self._text), ""), *notes]:
            self._read_line(start, line, joins=joins)
        self._offsets.append(len(self._text))
        shown = "".join(self._shown)
        return Draft(shown, trimmed(shown, self._ranges), tuple(self._marks), self._offsets)

    def _read_line(self, start: int, line: str, *, joins: bool) -> None:
        """Read a line: begin a paragraph with it, or append it to the last one."""
        self._is_raised = False
        if _ROW.match(line):
            self._read_row(start, line)
            return
        self._in_table = False
        at, block, note = 0, Block.TEXT, ""
        if found := _NOTE.match(line):
            at, block, note = found.end(), Block.NOTE, found[1]
        elif found := _QUOTED.match(line):
            at, block = found.end(), Block.QUOTE
        elif self._before and self._before[0] is Block.NOTE:
            block, note = self._before
        heading = _HEADING.match(line, at)
        item = None if heading else _ITEM.match(line, at)
        if found := heading or item:
            at = found.end()
        if not line[at:].strip():
            self._before = None
            return
        begin = len(self._shown)
        self._show(start + at, start + len(line))
        if joins and not found and self._before == (block, note):
            self._ranges[-1] = replace(self._ranges[-1], end=len(self._shown))
        else:
            number = int(item["number"]) if item and item["number"] else None
            self._ranges.append(Paragraph(begin, len(self._shown), block, note, number))
        self._before = None if _HEADING.match(line) else (block, note)

    def _read_row(self, start: int, line: str) -> None:
        """Read a row of a table; each cell is a paragraph."""
        if not self._in_table:
            self._place = Cell(self._place.table + 1, 0, 0)
        self._before, self._in_table = None, True
        if _RULE.fullmatch(line):
            return
        bars = [match.start() for match in _BETWEEN_CELLS.finditer(line)]
        for column, (left, right) in enumerate(pairwise(bars)):
            begin = len(self._shown)
            self._show(start + left + 1, start + right)
            cell = self._place._replace(column=column)
            self._ranges.append(Paragraph(begin, len(self._shown), cell=cell))
            self._put("\n", start + right)
        self._place = self._place._replace(row=self._place.row + 1)

    def _show(self, at: int, end: int) -> None:
        """Show a range of the file's text without its markup."""
        while at < end:
            if found := _TOKEN.match(self._text, at, end):
                self._show_token(found)
                at = found.end()
            else:
                self._put(self._text[at], at)
                at += 1

    def _show_token(self, found: re.Match[str]) -> None:
        """Show the text of a markup token, if it has any; record a reference to a note."""
        if found["escape"]:
            self._put(found[0][1], found.start() + 1)
        elif found["mark"]:
            self._marks.append(Mark(len(self._shown), found["name"]))
        elif found["tag"] and (raising := _RAISING.match(found[0])):
            self._is_raised = not raising[1]
        elif found["typed"]:  # a quotation mark
            for at in range(*found.span()):
                self._put("`", at)
        elif found["entity"]:
            for character in html.unescape(found[0])[:1]:
                self._put(character, found.start())
        elif found["link"]:
            self._show(found.start("words"), found.end("words"))

    def _put(self, character: str, at: int) -> None:
        self._shown.append(character.translate(RAISED) if self._is_raised else character)
        self._offsets.append(at)


def _parted(lines: Sequence[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Separate the lines of the body from those of notes, wherever the notes stand; code blocks are left out."""
    body: list[tuple[int, str]] = []
    notes: list[tuple[int, str]] = []
    fenced = in_note = False
    for start, line in lines:
        if _FENCE.match(line):
            fenced, in_note = not fenced, False
            body.append((start, "\n"))
        elif not fenced:
            in_note = _NOTE.match(line) is not None or (in_note and bool(line.strip()))
            (notes if in_note else body).append((start, line))
    return body, notes
