"""Terminal rendering of clauses and answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.style import Style
from rich.text import Text

from bot.answer_wording import (
    beyond_line,
    certainty_line,
    compare_line,
    languages_line,
    near_misses_line,
    nothing_found,
    overruled_line,
    quoted_line,
    reply_line,
    shape_lines,
    standing_line,
    suggestions_line,
    understood_line,
    unknown_line,
)
from bot.clause_wording import highlight_lines, hit_notes, page_note, theme_lines
from bot.hints import completed
from bot.inert import inert, inert_sentence
from bot.terminal import current
from bot.texts.texts import ENGLISH, said_in
from bot.wording import coverage_of
from retrieval.asking.answer import Answer, Hit
from retrieval.clauses.clause import Clause, Span
from retrieval.clauses.months import long_date
from retrieval.clauses.references.reference import Reference
from retrieval.index.protocol import ClauseIndex

BESIDE, BELOW = Text("  │ ", style="cyan"), Text("    ")
"""Margins of quoted words, and of the lines below them."""


@dataclass(frozen=True, slots=True)
class Margin:
    """Text wrapped to the terminal's width, with a left margin and no trailing blanks.

    In plain output, the margin is blank.
    """

    margin: Text
    words: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        margin = Text(" " * len(self.margin)) if current().plain else self.margin
        for line in self.words.wrap(console, max(options.max_width - len(margin), 20)):
            line.rstrip()
            yield Text.assemble(margin, line)  # `+` would apply the margin's style to the line


@dataclass(frozen=True, slots=True)
class Unstyled:
    """Line that replaces bold print where there are no styles: in files, pipes and dumb terminals."""

    line: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if console.color_system is None:
            yield self.line


def clause_heading(clause: Clause, rank: int | None = None) -> Text:
    """Render the rank, the citation and the date of a clause."""
    heading = Text().append(f"{rank}  " if rank else "", style="dim")
    heading.append(clause.citation, style="bold")
    return heading.append(f"  {long_date(clause.date)}" if clause.date else "", style="dim")


def clause_block(
    clause: Clause,
    *,
    rank: int | None = None,
    notes: Sequence[str] = (),
    highlights: Sequence[Span] = (),
    answers: bool = True,
    cites: Sequence[Reference] = (),
    language: str = ENGLISH,
) -> RenderableType:
    """Render a clause with citation, date, lead-in, words, themes, notes and link.

    Where the terminal supports it, highlights are bold and citations are hyperlinks. Elsewhere, a line below names the
    words of each highlight, if `answers`; near misses do not answer. Notes are in the given language; the clause and
    its citation stay as they are.
    """
    words = Text()
    if clause.lead_in:
        words.append(f"{inert(clause.lead_in)}\n", style="italic")
    words.append(_linked(_emphasised(clause.text, highlights), clause.text, cites))
    answering = highlight_lines(clause.text, highlights, language) if answers else []
    marked = [Unstyled(Margin(BELOW, _sentence(line))) for line in answering]
    given, suggested = theme_lines(clause.themes, language)
    below = [_sentence(line, style) for line, style in ((given, "green"), (suggested, "dim italic")) if line]
    below += [_sentence(note, "dim") for note in (*notes, *page_note(clause.source, language))]
    below.append(Text(clause.url, style=Style(dim=True, link=clause.url)))
    return Group(
        clause_heading(clause, rank), Margin(BESIDE, words), *marked, *(Margin(BELOW, line) for line in below), Text()
    )


def hit_blocks(hits: Iterable[Hit], language: str = ENGLISH, *, answers: bool = True) -> Group:
    """Render hits, or near misses if not `answers`, best first, with notes in a language."""
    return Group(
        *(
            clause_block(
                hit.clause,
                rank=hit.rank,
                notes=hit_notes(hit, language),
                highlights=hit.highlights,
                answers=answers,
                language=language,
            )
            for hit in hits
        )
    )


def answer_block(answer: Answer, shown: Sequence[Hit], index: ClauseIndex, *, in_chat: bool = False) -> RenderableType:
    """Render an answer: the interpretation and the hits, or the refusal and the near misses.

    Args:
        answer: The answer.
        shown: Its hits or near misses to show.
        index: The index that it comes from.
        in_chat: Whether hints name commands of the chat, rather than options of the command line.
    """
    languages = [_sentence(line) for line in (languages_line(answer),) if line]
    if answer.reply and not (shown or answer.near_misses):
        return Group(*languages, _sentence(reply_line(answer)), Text())
    understood, ending = answer.reading.understood, "_in_chat" if in_chat else ""
    say = said_in(understood.language)
    limits = (
        understood_line(answer.reading),
        _with_hint(standing_line(understood), say("ways.ignore_in_chat") if in_chat else ""),
        overruled_line(understood),
        certainty_line(answer, say.language),
    )
    above = [_sentence(line, "dim") for line in limits if line]
    above += [_sentence(line, "yellow") for line in (unknown_line(answer),) if line]
    above += [Text()] if above else []
    quoted = [part for line in (quoted_line(answer),) if line for part in (_sentence(line, "dim"), Text())]
    if answer.answered:
        absent = [_sentence(reply_line(answer), "yellow"), Text()] if answer.reply else []
        shape = [_sentence(line, "bold") for line in shape_lines(answer)]
        compared = [_sentence(compare_line(answer), "dim"), Text()] if compare_line(answer) else []
        hits = hit_blocks(shown, understood.language)
        return Group(*above, *absent, *shape, *([Text()] if shape else []), *quoted, hits, *compared)
    outside = (
        _with_hint(beyond_line(answer), say(f"ways.everywhere{ending}")),
        _with_hint(suggestions_line(answer), say(f"ways.suggested{ending}")),
    )
    above += [
        *languages,
        _sentence(nothing_found(answer), "bold"),
        *(_sentence(line) for line in outside if line),
        _sentence(coverage_of(index, understood.language), "dim"),
    ]
    if not shown:
        return Group(*above, Text())
    nearest = _sentence(near_misses_line(answer), "yellow")
    near_misses = hit_blocks(shown, understood.language, answers=False)
    return Group(*above, nearest, Text(), *([] if languages else quoted), near_misses)


def _sentence(line: str, style: str = "") -> Text:
    """Render a sentence of the interface; the commands that it names get the options in force."""
    return Text(inert_sentence(completed(line)), style=style)


def _with_hint(line: str, hint: str) -> str:
    return f"{line} · {hint}" if line and hint else line


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
