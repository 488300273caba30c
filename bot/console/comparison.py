"""Two resolutions compared, as a person reads it in a terminal: side by side where there is room, else in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.inert import inert
from bot.wording import comparison_line, match_line
from retrieval.changes import PartKind
from retrieval.citation import short_place
from retrieval.compare import Comparison, Match, MatchKind

_BESIDE = 100
"""Columns from which on two texts stand side by side."""

_MARKS = {
    PartKind.REMOVED: ("[−", "−]", "red"),
    PartKind.ADDED: ("[+", "+]", "green"),
    PartKind.MOVED_AWAY: ("[↷", "↷]", "yellow"),
    PartKind.MOVED_HERE: ("[↶", "↶]", "cyan"),
}
_STYLES = {MatchKind.KEPT: "dim", MatchKind.CHANGED: "yellow", MatchKind.DROPPED: "red", MatchKind.NEW: "green"}
_LEGEND = "[−removed−]  [+added+]  [↷moved away↷]  [↶moved here↶]"
_GLIMPSE = 70
"""Letters of a paragraph that was kept."""


def comparison_block(comparison: Comparison) -> RenderableType:
    """Return what became of each paragraph; of those that were kept, how they begin."""
    return Group(
        Text(f"{comparison.old} → {comparison.new}", style="bold"),
        Text(comparison_line(comparison)),
        Text(_LEGEND, style="dim"),
        Text(),
        *(_Row(match) for match in comparison.matches),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One paragraph, laid out for the width that there is."""

    match: Match

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield _heading(self.match)
        if self.match.kind is MatchKind.KEPT:
            return
        if self.match.kind is MatchKind.CHANGED and options.max_width >= _BESIDE:
            yield Padding(_beside(self.match), (0, 0, 1, 2))
        else:
            yield Padding(_in_one(self.match), (0, 0, 1, 2))


def _heading(match: Match) -> Text:
    places = dict.fromkeys(short_place(clause.id) for clause in (match.old, match.new) if clause)
    heading = Text(" → ".join(places), style="bold")
    heading.append(f"  {match_line(match)}", style=_STYLES[match.kind])
    if match.kind is MatchKind.KEPT and match.new:
        text = inert(match.new.text)
        glimpse = text if len(text) <= _GLIMPSE else f"{text[:_GLIMPSE].rpartition(' ')[0]} …"
        heading.append(f"  {glimpse}", style="dim")
        heading.no_wrap, heading.overflow = True, "ellipsis"
    return heading


def _beside(match: Match) -> Table:
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(*(Text.assemble(*_marked(match, new=new)) for new in (False, True)))
    return table


def _in_one(match: Match) -> Text:
    """Return one text with all that was removed and added."""
    if match.parts:
        return Text.assemble(*_marked(match))
    alone = match.old or match.new
    return Text(inert(alone.text if alone else ""))


def _marked(match: Match, *, new: bool | None = None) -> Iterator[tuple[str, str]]:
    """Yield words and their style: those of the newer text, of the older one, or of both."""
    old_text, new_text = (clause.text if clause else "" for clause in (match.old, match.new))
    for part in match.parts:
        if new is None or (part.kind.in_new if new else part.kind.in_old):
            before, after, style = _MARKS.get(part.kind, ("", "", ""))
            words = new_text[slice(*part.new)] if new else part.text(old_text, new_text)
            yield f"{before}{inert(words)}{after}", style
