"""Tables of the terminal: columns side by side, or, where the terminal is too narrow, a block of lines for each row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.inert import inert
from bot.wording import JOINT

_GAP, _INDENT = 2, 2
"""Columns of blanks between two columns of a table, and before the lines of a block."""
_LEAST = 20
"""Width of the column that wraps from which a table is readable."""

Cell = str | Text


@dataclass(frozen=True, slots=True)
class Listing:
    """Table of short cells, and one column of cells that may be long; no other cell is ever wrapped or cut.

    Attributes:
        headings: Headings of the columns.
        rows: Rows of cells; in a block, the first one is the heading.
        wraps: Position of the column that wraps.
        right: Positions of right-aligned columns.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    wraps: int
    right: Collection[int] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        widths = [max(map(_width, column)) for column in zip(self.headings, *self.rows, strict=True)]
        widths[self.wraps] = min(widths[self.wraps], _LEAST)
        if sum(widths) + _GAP * (len(widths) - 1) <= options.max_width:
            yield self._table()
            return
        if self.headings[0]:
            yield Text(self.headings[0], style="dim")
        for row in self.rows:
            yield from self._block(row, options.max_width - _INDENT)

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim")
        for position, heading in enumerate(self.headings):
            wraps, justify = position == self.wraps, "right" if position in self.right else "left"
            table.add_column(heading, justify=justify, no_wrap=not wraps, overflow="fold")  # type: ignore[arg-type]
        for row in self.rows:
            table.add_row(*map(_text, row))
        return table

    def _block(self, row: Sequence[Cell], width: int) -> Iterator[Text | Padding]:
        """Yield a row as its first cell, and lines of "heading cell" below it."""
        first, *others = map(_text, row)
        yield Text.assemble(first, style="bold")
        cells = zip(self.headings[1:], others, strict=True)
        line = Text()
        for cell in (Text.assemble((f"{heading} ", "dim"), cell) for heading, cell in cells if cell.plain):
            if line and line.cell_len + len(JOINT) + cell.cell_len > width:
                yield Padding(line, (0, 0, 0, _INDENT), expand=False)
                line = Text()
            line = Text.assemble(line, JOINT, cell) if line else Text.assemble(cell, overflow="fold")
        if line:
            yield Padding(line, (0, 0, 0, _INDENT), expand=False)


def _text(cell: Cell) -> Text:
    return cell if isinstance(cell, Text) else Text(inert(cell))


def _width(cell: Cell) -> int:
    return cell_len(_text(cell).plain)
