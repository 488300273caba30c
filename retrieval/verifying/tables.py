"""Tables of a draft: the resolution that a column or a row is about, and the cells that may have a source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property

from retrieval.readers.drafts.draft import Cell, Draft, Paragraph
from retrieval.verifying.cited_documents import CitedDocument, documents_in, is_like_year
from retrieval.verifying.pinpoints import pinpoints_in
from retrieval.verifying.translated import in_english

_ONLY = re.compile(
    r"[\s*_]*(?P<kind>(?:(?:UN|Security Council|UNSC|SC|resolution|UNSCR|SCR|Res\.?)\s){0,3})(?:No\.?\s)?"
    r"(?P<number>\d{3,4})(?:\s?[(/](?P<year>(?:19|20)\d\d)\)?)?[\s*_:]*",
    re.IGNORECASE,
)
"""Whole cell that names a resolution, perhaps of a wrong year: "1325", "2106 (2012)"."""
_OF_RESOLUTIONS = re.compile(
    r"\W*+(?:(?!(?:number|of|in)\b)[\w’'/-]++\s){0,4}"
    r"(?:resolutions?|UNSCRs?|SCRs?|source|instrument|document|text|S/RES)(?:\W++(?:no|nr|number|year)\b)?\W*+",
    re.IGNORECASE,
)
"""First cell of a column that has numbers of resolutions."""
_OF_NUMBERS = re.compile(r"\W*(?:(?:no|nr|number)\b)?\W*", re.IGNORECASE)
"""First cell of a first column that may have numbers of resolutions: empty, or "No."."""
_OF_DRAFT = re.compile(
    r"\b(?:draft|zero|proposed|proposals?|penholder|amendments?|suggested|suggestions?|additions?|revised|amended"
    r"|edits?|edited|bridging|compromise|rev|options?|changes"
    r"|(?:our|own|new|current)\s(?:text|language|wording|version|words?|formulation|position"
    r"|paragraphs?|paras?|OPs?|clauses?))\b"
    r"|\A\W*(?:ours?|own|new|current|change)\W*\Z",
    re.IGNORECASE,
)
"""Words of the first cell of a column on a text in the making, whose paragraphs the other columns may cite."""
_OF_DRAFTER = re.compile(r"\b(?:comments?|remarks?|notes?|summary)\b", re.IGNORECASE)
"""Words of the first cell of a column in the drafter's words."""
_LONGEST_LABEL = 80
"""Maximum characters of a cell that says which resolution its column or row is about."""
_WIDEST = 20
"""Columns on either side of a cell that are looked at."""
_MOST_REPEATED = 50
"""Maximum rows that a cell is left empty below the one that it repeats."""


class Tables:
    """Tables of a draft, and the resolution that each cell is about.

    Args:
        draft: The draft.
        text: Its text, with its quotations masked.
        held: Numbers of the resolutions of the library.
    """

    def __init__(self, draft: Draft, text: str, held: Collection[int]) -> None:
        self._text = in_english(text)  # as citations are read
        self._held = held
        self._paragraphs: dict[Cell, list[Paragraph]] = defaultdict(list)
        self._columns: dict[tuple[int, int], dict[int, None]] = defaultdict(dict)  # of each row
        for paragraph in draft.paragraphs:
            if paragraph.cell:
                self._paragraphs[paragraph.cell].append(paragraph)
                self._columns[paragraph.cell[:2]][paragraph.cell.column] = None
        # Each cell is looked up for all of its paragraphs, and for those of the cells beside it.
        self._labels: dict[Cell, CitedDocument | None] = {}
        self._owners: dict[Cell, CitedDocument | None] = {}
        self._said: dict[Cell, str] = {}
        self._citing: dict[Cell, bool] = {}
        self._quoting: dict[Cell, bool] = {}

    @cached_property
    def _naming(self) -> frozenset[int]:
        """Tables that name a document."""
        return frozenset(
            one.table for one in self._paragraphs if self.label(one) or documents_in(self._words(one), self._held)
        )

    def label(self, cell: Cell) -> CitedDocument | None:
        """Return the resolution that a cell names, at its place in the draft, if it does little else."""
        if cell not in self._labels:
            self._labels[cell] = self._find_label(cell)
        return self._labels[cell]

    def owner(self, cell: Cell) -> CitedDocument | None:
        """Return the resolution that the column of a cell is about, or else its row; None if the table says none."""
        if cell not in self._owners:
            top = self._top(cell)
            row = [top, *self.row_of(top)] if top else []
            silent = self.is_proposed(cell) or any(self._says(_OF_DRAFT, one) for one in row)
            self._owners[cell] = self.of_column(cell) or (None if silent else self._owner_of_row(cell))
        return self._owners[cell]

    def of_column(self, cell: Cell) -> CitedDocument | None:
        """Return the resolution that the first cell of a column names, unless its words are others."""
        top = self._top(cell)
        return self.label(top) if top and not self.is_proposed(cell) else None

    def is_proposed(self, cell: Cell) -> bool:
        """Return whether the column of a cell has a text in the making, or the drafter's words."""
        top = self._top(cell)
        return top is not None and (self._says(_OF_DRAFT, top) or self._says(_OF_DRAFTER, top))

    def is_quoting(self, cell: Cell) -> bool:
        """Return whether the words of a cell may be those of a resolution that its column or row cites."""
        if cell not in self._quoting:
            may_quote = self._top(cell) is not None and not self.is_proposed(cell)
            self._quoting[cell] = may_quote and (
                self.owner(cell) is not None or any(map(self._is_citing, self.row_of(cell)))
            )
        return self._quoting[cell]

    def is_on_some(self, cell: Cell) -> bool:
        """Return whether the table of a cell names any document."""
        return cell.table in self._naming

    def row_of(self, cell: Cell) -> list[Cell]:
        """Return the other cells of a row: those to the left from the nearest on, then those to the right."""
        columns = self._columns[cell[:2]]
        left = [one for one in range(cell.column - 1, cell.column - _WIDEST, -1) if one in columns]
        right = [one for one in range(cell.column + 1, cell.column + _WIDEST) if one in columns]
        return [cell._replace(column=column) for column in (*left, *right)]

    def paragraphs_of(self, cell: Cell) -> list[Paragraph]:
        """Return the paragraphs of a cell."""
        return self._paragraphs.get(cell, [])

    def _owner_of_row(self, cell: Cell) -> CitedDocument | None:
        """Return the one resolution that the other cells of a row name; a cell that is left empty repeats another."""
        found = {one.number: one for other in self.row_of(cell) if (one := self.label(other))}
        if not found:
            found = {one.number: one for one in self._repeated(cell)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _repeated(self, cell: Cell) -> Iterator[CitedDocument]:
        """Yield the resolution named in the first cell of the last row that has one, if this row's first is empty."""
        for row in range(cell.row, max(cell.row - _MOST_REPEATED, -1), -1):
            at = Cell(cell.table, row, 0)
            if self.paragraphs_of(at):
                if row < cell.row and (label := self.label(at)):
                    yield label
                return

    def _top(self, cell: Cell) -> Cell | None:
        """Return the first cell of a column, below a title of the table; None if it is that cell."""
        has_title = [*self._columns[cell.table, 0]] == [0] and len(self._columns[cell.table, 1]) > 1
        row = 1 if has_title else 0
        return cell._replace(row=row) if row < cell.row else None

    def _says(self, pattern: re.Pattern[str], cell: Cell) -> bool:
        return pattern.search(self._words(cell)) is not None

    def _is_citing(self, cell: Cell) -> bool:
        """Return whether a cell names a document and a paragraph."""
        if cell not in self._citing:
            words = self._words(cell)
            self._citing[cell] = bool(pinpoints_in(words) and documents_in(words))
        return self._citing[cell]

    def _words(self, cell: Cell) -> str:
        if cell not in self._said:
            self._said[cell] = " ".join(self._text[one.start : one.end] for one in self.paragraphs_of(cell))
        return self._said[cell]

    def _find_label(self, cell: Cell) -> CitedDocument | None:
        paragraphs = self.paragraphs_of(cell)
        if len(paragraphs) != 1 or paragraphs[0].end - paragraphs[0].start > _LONGEST_LABEL:
            return None
        start, words = paragraphs[0].start, self._words(cell)
        named = documents_in(words, self._held)
        if not named and (only := _ONLY.fullmatch(words)):
            number, year = int(only["number"]), int(only["year"]) if only["year"] else None
            sure = year or (only["kind"] and not is_like_year(number)) or self._is_number(cell, number)
            if number in self._held and sure:
                named = [CitedDocument(*only.span("number"), number, year)]
        if len({one.number for one in named}) != 1 or named[0].number is None or pinpoints_in(words):
            return None
        return replace(named[0], start=named[0].start + start, end=named[0].end + start)

    def _is_number(self, cell: Cell, number: int) -> bool:
        """Return whether a number alone is of a resolution, and no count, page or year: by the title of its column.

        In a title itself, it is one beside others: "1325 | 1820".
        """
        top = self._top(cell)
        if top is None:
            others = (_ONLY.fullmatch(self._words(other)) for other in self.row_of(cell))
            return not is_like_year(number) and any(int(one["number"]) in self._held for one in others if one)
        title = self._words(top)
        is_plain = cell.column == 0 and not is_like_year(number) and _OF_NUMBERS.fullmatch(title) is not None
        return is_plain or _OF_RESOLUTIONS.fullmatch(title) is not None
