"""Clauses and answers as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.style import Style
from rich.text import Text

from bot.answer import Answer
from bot.console.inert import inert
from bot.wording import counted
from retrieval.citation import cite, short
from retrieval.clause import Clause, Hit, Labeller, Span, ThemeLabel
from retrieval.index.generation import Generation, Manifest
from retrieval.question import NO_LIMITS, Filters
from retrieval.understand.followup import FollowUp
from retrieval.understand.understood import describe

_ALSO_SHOWN = 5

_NOTHING_FOUND = "Nothing in this library answers that"
_NEAR_MISSES = "These come nearest, but do not seem to answer:"


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
    clause: Clause, *, rank: int | None = None, also: Sequence[str] = (), highlights: Sequence[Span] = ()
) -> RenderableType:
    """Return a clause with its citation, date, lead-in, words, themes and link; what answers stands out."""
    heading = Text(f"{rank}  " if rank else "", style="dim")
    heading.append(cite(clause.symbol, clause.kind, clause.paragraph), style="bold")
    heading.append(f"  {long_date(clause.date)}" if clause.date else "", style="dim")
    words = Text()
    if clause.lead_in:
        words.append(f"{inert(clause.lead_in)}\n", style="italic")
    words.append(_emphasised(clause.text, highlights))
    below = [_themes(clause.themes)] if clause.themes else []
    if also:
        below.append(Text(f"The same words: {_also(also)}", style="dim"))
    below.append(Text(clause.url, style=Style(dim=True, link=clause.url)))
    bar, indent = Text("  │ ", style="cyan"), Text("    ")
    return Group(heading, _Margin(bar, words), *(_Margin(indent, line) for line in below), Text())


def hit_blocks(hits: Iterable[Hit]) -> Group:
    """Return hits, best first."""
    return Group(*(clause_block(hit.clause, rank=hit.rank, also=hit.also, highlights=hit.highlights) for hit in hits))


def answer_block(answer: Answer, shown: Sequence[Hit], generation: Generation) -> RenderableType:
    """Return an answer: how it was understood and the hits to be shown, or that nothing answers and what is nearest."""
    if answer.reply:
        return Group(Text(answer.reply), Text())
    understood = understood_line(answer.asked)
    above = [Text(understood, style="dim"), Text()] if understood else []
    if answer.answered:
        return Group(*above, hit_blocks(shown))
    limited = answer.asked.understood.filters != NO_LIMITS
    nothing = Text(f"{_NOTHING_FOUND} within these limits." if limited else f"{_NOTHING_FOUND}.", style="bold")
    above += [nothing, Text(coverage_line(generation), style="dim")]
    if not shown:
        return Group(*above, Text())
    return Group(*above, Text(_NEAR_MISSES, style="yellow"), Text(), hit_blocks(shown))


def understood_line(asked: FollowUp) -> str:
    """Say how a question was understood, where that is not plain from its words; "" where it is."""
    understood = asked.understood
    parts = [*([asked.note] if asked.note else []), *describe(understood.filters, understood.outside)]
    parts += [f"“{slip.typed}” read as “{slip.meant}”" for slip in understood.corrections]
    return inert(f"Understood: {' · '.join(parts)}") if parts else ""


def limits_line(filters: Filters) -> str:
    """Say in words what the filters ask for; "" if nothing."""
    stated = describe(filters)
    return inert(f"Limited to: {', '.join(stated)}") if stated else ""


def coverage_line(generation: Generation) -> str:
    """Say what could have been found: which resolutions, under which themes."""
    symbols = sorted({clause.symbol for clause in generation.clauses})
    themes = list(dict.fromkeys(label.name for clause in generation.clauses for label in clause.themes))
    span = f"{symbols[0]}" if len(symbols) == 1 else f"{len(symbols):,} resolutions, {symbols[0]} to {symbols[-1]}"
    return inert(f"It holds {span}{', labelled ' + ', '.join(themes) if themes else ''}.")


def library_line(manifest: Manifest) -> str:
    """Say what is being searched, and with what."""
    held = f"{counted(manifest.clauses, 'clause')} of {counted(manifest.resolutions, 'resolution')}"
    return f"{held} · {manifest.encoder}"


def long_date(day: date) -> str:
    """Return a date as resolutions print it: 31 October 2000."""
    return f"{day.day} {day:%B %Y}"


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
        line.append({Labeller.USER: " (yours)", Labeller.SUGGESTED: " (suggested)"}.get(label.by, ""), style="dim")
    return line


def _also(ids: Sequence[str]) -> str:
    named = [short(clause_id) for clause_id in ids[:_ALSO_SHOWN]]
    more = len(ids) - len(named)
    return "; ".join(named) + (f" and {more} more" if more else "")
