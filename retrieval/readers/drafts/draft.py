"""Draft: the text that a person wrote, its paragraphs and notes, and where each stands in the file."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from retrieval.wording.fold import Range

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Figures as they are shown where they are raised: "OP 9" with the mark of a note is "OP 9²", and not "OP 92"."""


class Block(StrEnum):
    """Kind of a paragraph of a draft.

    Attributes:
        TEXT: Running text.
        QUOTE: Marked as a quotation: ">" in Markdown, a style in Word.
        INDENTED: Indented, and so perhaps a quotation.
        NOTE: Of a footnote or endnote.
    """

    TEXT = "text"
    QUOTE = "quote"
    INDENTED = "indented"
    NOTE = "note"

    @property
    def is_set_apart(self) -> bool:
        """Whether its look sets it apart from running text, as a block quotation is."""
        return self in (Block.QUOTE, Block.INDENTED)


class Cell(NamedTuple):
    """Place of a cell, each number from 0: of its table in the draft, of its row, and of its column."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Paragraph of a draft, as a range of its text.

    Attributes:
        note: Name of its note; "" for a paragraph of the body.
        number: Number in its list, if that is no part of its text: of "2. …" in Markdown, of any item in Word.
        cell: Its cell; None outside of tables.
    """

    start: int
    end: int
    block: Block = Block.TEXT
    note: str = ""
    number: int | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Reference to a note.

    Attributes:
        at: Position in the text.
        note: Name of the note.
        run: Run of a Word document that holds the mark; None elsewhere.
    """

    at: int
    note: str
    run: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Text of a draft as displayed, without markup; paragraphs of the body first, then those of notes.

    Attributes:
        paragraphs: In order, none empty; between two of them there is white space alone.
        marks: In order of their positions.
        offsets: Position in the file's text of each character of `text`, and at the end the length; () if they are the
            same, or the file has no text.
        lines: Positions in the file's text at which its lines begin; () for a Word document or a PDF.
        runs: For a Word document, the position of each run's text and the run's number, counted in document order.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    marks: tuple[Mark, ...] = ()
    offsets: Sequence[int] = field(default=(), repr=False)
    lines: Sequence[int] = field(default=(), repr=False)
    runs: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def in_file(self, span: Range) -> Range:
        """Map a range of the text to the file's text; a Word document has no text but this one."""
        if not self.offsets:
            return span
        return self.offsets[span[0]], self.offsets[span[1] - 1] + 1

    def line_of(self, position: int) -> int | None:
        """Return the line of the file, from 1, with a character of the text; None for a Word document."""
        return bisect_right(self.lines, self.in_file((position, position + 1))[0]) or None

    def paragraph_at(self, position: int) -> int:
        """Return the number, from 0, of the last paragraph that starts at or before a position."""
        return max(0, bisect_right(self.paragraphs, position, key=lambda one: one.start) - 1)

    def to_json(self) -> bytes:
        """Return the draft of a Word document as JSON."""
        record = {
            "text": self.text,
            "paragraphs": [
                [one.start, one.end, one.block.value, one.note, one.number, one.cell] for one in self.paragraphs
            ],
            "marks": [[mark.at, mark.note, mark.run] for mark in self.marks],
            "runs": [list(run) for run in self.runs],
        }
        return json.dumps(record).encode()


def draft_from_json(data: bytes) -> Draft:
    """Return the draft that `Draft.to_json` described."""
    record = json.loads(data)
    return Draft(
        record["text"],
        tuple(
            Paragraph(start, end, Block(block), note, number, Cell(*cell) if cell else None)
            for start, end, block, note, number, cell in record["paragraphs"]
        ),
        tuple(Mark(at, note, run) for at, note, run in record["marks"]),
        runs=tuple((start, run) for start, run in record["runs"]),
    )


def trimmed(text: str, paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return paragraphs of a text without white space at their ends; empty ones are left out."""
    found = []
    for paragraph in paragraphs:
        words = text[paragraph.start : paragraph.end]
        bare = words.strip()
        if bare:
            first = paragraph.start + len(words) - len(words.lstrip())
            found.append(replace(paragraph, start=first, end=first + len(bare)))
    return tuple(found)
