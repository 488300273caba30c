"""Terminal rendering of a comparison of two resolutions: side by side on wide terminals, else inline."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.console.difference import LEGEND, difference_text, glimpse, marked
from bot.console.screen import UNWRAPPED
from bot.inert import inert
from bot.terminal import current
from bot.wording import comparison_line, match_line
from retrieval.agreed.compare import Comparison, Match, MatchKind
from retrieval.clauses.citation import short_pinpoint

_BESIDE = 100
"""Minimum terminal width for two texts side by side, in columns."""

_STYLES = {MatchKind.KEPT: "dim", MatchKind.CHANGED: "yellow", MatchKind.DROPPED: "red", MatchKind.NEW: "green"}


def comparison_block(comparison: Comparison) -> RenderableType:
    """Render each matched, added or removed paragraph; of unchanged ones the beginning only."""
    return Group(
        Text(f"{comparison.old} → {comparison.new}", style="bold"),
        Text(comparison_line(comparison)),
        Text(LEGEND, style="dim"),
        Text(),
        *(_Row(match) for match in comparison.matches),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """Row of one paragraph, laid out for the available width."""

    match: Match

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield _heading(self.match)
        if self.match.kind is MatchKind.KEPT:
            return
        beside = _BESIDE <= options.max_width < UNWRAPPED and not current().plain  # a screen reader reads line by line
        if self.match.kind is MatchKind.CHANGED and beside:
            yield Padding(_beside(self.match), (0, 0, 1, 2))
        else:
            yield Padding(_in_one(self.match), (0, 0, 1, 2), expand=False)


def _heading(match: Match) -> Text:
    places = dict.fromkeys(short_pinpoint(clause.id) for clause in (match.old, match.new) if clause)
    heading = Text(" → ".join(places), style="bold")
    heading.append(f"  {match_line(match)}", style=_STYLES[match.kind])
    if match.kind is MatchKind.KEPT and match.new:
        heading.append(f"  {glimpse(inert(match.new.text))}", style="dim")
        heading.no_wrap, heading.overflow = True, "ellipsis"
    return heading


def _beside(match: Match) -> Table:
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(*(Text.assemble(*side) for side in _sides(match)))
    return table


def _sides(match: Match) -> tuple[list[Text], list[Text]]:
    """Return the lines of the older and of the newer text, with changes marked."""
    assert match.old, "a changed paragraph is in both resolutions"
    assert match.new
    old = [marked(part.kind, match.old.text[slice(*part.old)]) for part in match.parts if part.kind.in_old]
    new = [marked(part.kind, match.new.text[slice(*part.new)]) for part in match.parts if part.kind.in_new]
    return old, new


def _in_one(match: Match) -> Text:
    """Return the inline difference of a match; the whole text of an added or removed paragraph."""
    if match.old and match.new:
        return difference_text(match.parts, match.old.text, match.new.text, whole=True)
    alone = match.old or match.new
    return Text(inert(alone.text if alone else ""))
