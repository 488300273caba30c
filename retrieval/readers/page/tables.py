"""Cells of a table of a page that stand beside the text of a resolution."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from retrieval.readers.page.elements import Elements
from retrieval.readers.side_columns import number_in, text_column

_CELLS = frozenset({"td", "th"})


def find_side_cells(elements: Elements) -> dict[int, int]:
    """Return the ranges of cells beside the column of the text, by first and last index; numbers of paragraphs stay."""
    found: dict[int, int] = {}
    tables = sorted(n for n in elements.ends if elements.pieces[n].tag == "table")
    for start, following in pairwise([*tables, len(elements.pieces)]):
        end = elements.ends[start]
        if following > end:  # a table with another one in it is a layout
            found.update(_side_cells(elements, _rows(elements, start, end)))
    return found


def _rows(elements: Elements, start: int, end: int) -> list[list[int]]:
    """Return the cells of each row of a table, by the indexes of their tags."""
    rows: list[list[int]] = [[]]
    last = start  # the end of the last cell; a cell in another one has its words
    for n in range(start, end):
        piece = elements.pieces[n]
        if piece.tag == "tr" and piece.opens:
            rows.append([])
        elif piece.tag in _CELLS and n in elements.ends and n > last:
            rows[-1].append(n)
            last = elements.ends[n]
    return [row for row in rows if len(row) > 1]


def _side_cells(elements: Elements, rows: Sequence[Sequence[int]]) -> dict[int, int]:
    said = [[elements.said(n, elements.ends[n]) for n in row] for row in rows]
    column = text_column([[[text] for text in row] for row in said])
    if column is None:
        return {}
    return {
        n: elements.ends[n]
        for row, texts in zip(rows, said, strict=True)
        for place, (n, text) in enumerate(zip(row, texts, strict=True))
        if place != column and not (place < column and number_in(text))
    }
