"""Terminal rendering of clauses and answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.style import Style
from rich.text import Text

from bot.inert import inert
from bot.terminal import current
from bot.wording import (
    beyond_line,
    compare_line,
    coverage_line,
    highlight_lines,
    hit_notes,
    long_date,
    near_misses_line,
    nothing_found,
    overruled_line,
    page_note,
    shape_lines,
    standing_line,
    suggestions_line,
    theme_lines,
    understood_line,
)
from retrieval.asking.answer import Answer, Hit
from retrieval.clauses.clause import Clause, Span
from retrieval.clauses.references.reference import Reference
from retrieval.index.protocol import ClauseIndex

PAGE = 3
"""Paragraphs per page, as many as a reader takes in at once."""


BESIDE, BELOW = Text("  │ ", style="cyan"), Text("    ")
"""Margins of quoted words, and of the lines below them."""


@dataclass(frozen=True, slots=True)
class Margin:
    """Text wrapped to the terminal's width, with a left margin, blank where all is plain, and no trailing blanks."""

    margin: Text
    words: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        margin = Text(" " * len(self.margin)) if current().plain else self.margin
        for line in self.words.wrap(console, max(options.max_width - len(margin), 20)):
            line.rstrip()
            yield Text.assemble(margin, line)  # `+` would apply the margin's style to the line


@dataclass(frozen=True, slots=True)
class Unstyled:
    """Line that is shown only where there is no bold print to say the same: in files, pipes and dumb terminals."""

    line: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if console.color_system is None:
            yield self.line


def clause_block(
    clause: Clause,
    *,
    rank: int | None = None,
    notes: Sequence[str] = (),
    highlights: Sequence[Span] = (),
    cites: Sequence[Reference] = (),
) -> RenderableType:
    """Render a clause with citation, date, lead-in, words, themes, notes and link.

    Answering spans are bold, and citations are hyperlinks, where the terminal supports them; where it does not, the
    words of an answering span are named below.
    """
    heading = Text().append(f"{rank}  " if rank else "", style="dim")
    heading.append(clause.citation, style="bold")
    heading.append(f"  {long_date(clause.date)}" if clause.date else "", style="dim")
    words = Text()
    if clause.lead_in:
        words.append(f"{inert(clause.lead_in)}\n", style="italic")
    words.append(_linked(_emphasised(clause.text, highlights), clause.text, cites))
    marked = [Unstyled(Margin(BELOW, Text(inert(line)))) for line in highlight_lines(clause.text, highlights)]
    given, suggested = (inert(line) for line in theme_lines(clause.themes))
    below = [Text(line, style=style) for line, style in ((given, "green"), (suggested, "dim italic")) if line]
    below += [Text(inert(note), style="dim") for note in notes]
    below += [Text(inert(note), style="dim") for note in page_note(clause.source)]
    below.append(Text(clause.url, style=Style(dim=True, link=clause.url)))
    return Group(heading, Margin(BESIDE, words), *marked, *(Margin(BELOW, line) for line in below), Text())


def hit_blocks(hits: Iterable[Hit]) -> Group:
    """Render hits, best first."""
    return Group(
        *(clause_block(hit.clause, rank=hit.rank, notes=hit_notes(hit), highlights=hit.highlights) for hit in hits)
    )


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways around limits, as they are said after a line that names them: "/everywhere asks without them"."""

    ignore: str = ""
    everywhere: str = "leave them out to ask there"
    suggested: str = "--suggested shows them"


IN_CHAT = Ways("/everywhere asks without limits", "/everywhere shows it", "/suggested on shows them")
ON_COMMAND_LINE = Ways()


def answer_block(
    answer: Answer, shown: Sequence[Hit], index: ClauseIndex, ways: Ways = ON_COMMAND_LINE
) -> RenderableType:
    """Render an answer: the interpretation and the hits, or the refusal and the near misses."""
    if answer.reply and not (shown or answer.near_misses):
        return Group(Text(inert(answer.reply)), Text())
    understood = answer.asked.understood
    limits = (
        understood_line(answer.asked),
        _with_way(standing_line(understood, "this chat"), ways.ignore),
        overruled_line(understood),
    )
    above = [Text(inert(line), style="dim") for line in limits if line]
    above += [Text()] if above else []
    if answer.answered:
        absent = [Text(inert(answer.reply), style="yellow"), Text()] if answer.reply else []
        shape = [Text(inert(line), style="bold") for line in shape_lines(answer)]
        compared = [Text(compare_line(answer), style="dim"), Text()] if compare_line(answer) else []
        return Group(*above, *absent, *shape, *([Text()] if shape else []), hit_blocks(shown), *compared)
    nothing = Text(inert(nothing_found(answer)), style="bold")
    outside = (
        _with_way(beyond_line(answer), ways.everywhere),
        _with_way(suggestions_line(answer), ways.suggested),
    )
    above += [nothing, *(Text(inert(line)) for line in outside if line), Text(inert(coverage_line(index)), style="dim")]
    if not shown:
        return Group(*above, Text())
    return Group(*above, Text(near_misses_line(answer), style="yellow"), Text(), hit_blocks(shown))


def _with_way(line: str, way: str) -> str:
    return f"{line} · {way}" if line and way else line


def _emphasised(text: str, highlights: Sequence[Span]) -> Text:
    words = Text()
    done = 0
    for start, end in highlights:
        words.append(inert(text[done:start]))
        words.append(inert(text[start:end]), style="bold")
        done = end
    return words.append(inert(text[done:]))


def _linked(words: Text, text: str, cites: Sequence[Reference]) -> Text:
    """Add hyperlinks to the citations of a clause; `words` is its displayed text, without soft hyphens."""
    for reference in cites:
        start, end = (len(inert(text[:edge])) for edge in (reference.start, reference.end))
        words.stylize(Style(link=reference.url), start, end)
    return words
