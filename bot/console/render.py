"""Clauses and answers as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.style import Style
from rich.text import Text

from bot.answer import Answer
from bot.inert import inert
from bot.wording import MARKS, NEAR_MISSES, coverage_line, hit_notes, long_date, nothing_found, understood_line
from retrieval.citation import cite
from retrieval.clause import Clause, Hit, Span, ThemeLabel
from retrieval.index.protocol import ClauseIndex


@dataclass(frozen=True, slots=True)
class _Margin:
    """Words wrapped to the width of the terminal, the same margin before every line and no blanks after."""

    margin: Text
    words: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.words.wrap(console, max(options.max_width - len(self.margin), 20)):
            line.rstrip()
            yield self.margin + line


def clause_block(
    clause: Clause,
    *,
    rank: int | None = None,
    notes: Sequence[str] = (),
    highlights: Sequence[Span] = (),
) -> RenderableType:
    """Return a clause with its citation, date, lead-in, words, themes, notes and link; what answers stands out."""
    heading = Text(f"{rank}  " if rank else "", style="dim")
    heading.append(cite(clause.symbol, clause.kind, clause.paragraph), style="bold")
    heading.append(f"  {long_date(clause.date)}" if clause.date else "", style="dim")
    words = Text()
    if clause.lead_in:
        words.append(f"{inert(clause.lead_in)}\n", style="italic")
    words.append(_emphasised(clause.text, highlights))
    below = [_themes(clause.themes)] if clause.themes else []
    below += [Text(inert(note), style="dim") for note in notes]
    below.append(Text(clause.url, style=Style(dim=True, link=clause.url)))
    bar, indent = Text("  │ ", style="cyan"), Text("    ")
    return Group(heading, _Margin(bar, words), *(_Margin(indent, line) for line in below), Text())


def hit_blocks(hits: Iterable[Hit]) -> Group:
    """Return hits, best first."""
    return Group(
        *(clause_block(hit.clause, rank=hit.rank, notes=hit_notes(hit), highlights=hit.highlights) for hit in hits)
    )


def answer_block(answer: Answer, shown: Sequence[Hit], index: ClauseIndex) -> RenderableType:
    """Return an answer: how it was understood and the hits to be shown, or that nothing answers and what is nearest."""
    if answer.reply:
        return Group(Text(answer.reply), Text())
    understood = inert(understood_line(answer.asked))
    above = [Text(understood, style="dim"), Text()] if understood else []
    if answer.answered:
        return Group(*above, hit_blocks(shown))
    nothing = Text(nothing_found(answer), style="bold")
    above += [nothing, Text(inert(coverage_line(index)), style="dim")]
    if not shown:
        return Group(*above, Text())
    return Group(*above, Text(NEAR_MISSES, style="yellow"), Text(), hit_blocks(shown))


def _emphasised(text: str, highlights: Sequence[Span]) -> Text:
    words = Text()
    done = 0
    for start, end in highlights:
        words.append(inert(text[done:start]))
        words.append(inert(text[start:end]), style="bold")
        done = end
    return words.append(inert(text[done:]))


def _themes(labels: Iterable[ThemeLabel]) -> Text:
    line = Text()
    for label in labels:
        line.append(" · " if line else "")
        line.append(inert(label.name), style="green")
        line.append(MARKS.get(label.by, ""), style="dim")
    return line
