"""Terminal rendering of precedents and histories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.bar import Bar
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.agreed_wording import (
    FIRST_APPEARANCE,
    LIKENESS_HEADINGS,
    NOT_THE_SAME,
    first_line,
    nothing_agreed,
    nothing_said,
    phrase_line,
    precedent_notes,
    steps_line,
    uses_line,
)
from bot.console.difference import LEGEND, difference_text, shared_line, shared_text
from bot.console.render import BELOW, BESIDE, Margin, clause_heading
from bot.inert import inert
from bot.terminal import current
from bot.wording import named_shortly
from retrieval.agreed.history import Step, Uses
from retrieval.agreed.language import AgreedLanguage, History
from retrieval.agreed.precedents import Likeness, Precedent
from retrieval.clauses.citation import short_citation
from retrieval.clauses.clause import Clause
from retrieval.wording.changes import is_unchanged

_BAR, _LEAST_WITH_BARS = 28, 70
"""Width of the longest bar, and of a terminal with room for bars beside citations, in columns."""
_GAP = 3
"""Maximum number of consecutive years without a clause shown line by line; longer gaps are folded."""


def precedents_block(language: AgreedLanguage) -> RenderableType:
    """Render precedents, grouped by likeness, and their set phrases."""
    blocks: list[RenderableType] = []
    clause = language.found.given.clause
    if clause:
        blocks += [clause_heading(clause), Margin(BESIDE, Text(inert(clause.text))), Text()]
    if not language.precedents:
        blocks.append(Text(nothing_agreed(language.found), style="bold"))
    rank = 0
    for likeness, some in groupby(language.precedents, key=lambda one: one.likeness):
        found = list(some)
        blocks.append(_group_heading(likeness, len(found), language.found.counts[likeness]))
        for n, one in enumerate(found):
            rank += 1
            words_are_shown = likeness is Likeness.IDENTICAL and (n > 0 or clause is not None)
            block = _precedent_heading if words_are_shown else _precedent_block
            blocks.append(block(one, rank, language))
        if likeness is Likeness.IDENTICAL:
            blocks.append(Text())
    if language.near_misses and not language.precedents:
        blocks += [Text(NOT_THE_SAME, style="yellow"), Text()]
        blocks += [_precedent_block(one, n, language) for n, one in enumerate(language.near_misses[:3], start=1)]
    first = language.found.first
    if first and not any(language.is_first(one.clause) for one in language.precedents):
        blocks += [Text(first_line(first, clause), style="bold"), Text()]
    return Group(*blocks, *_phrases(language))


def history_block(history: History) -> RenderableType:
    """Render the versions of a clause, or the clauses with a phrase or its meaning, with counts per year."""
    if history.uses is None:
        legend = Text(LEGEND, style="dim")
        return Group(Text(steps_line(history.chain), style="bold"), legend, Text(), *_steps(history.chain))
    if not history.answered:
        return Text(nothing_said(history.filters), style="bold")
    return Group(Text(inert(uses_line(history.uses)), style="bold"), Text(), _Chart(history.uses), Text())


def _group_heading(likeness: Likeness, shown: int, there: int) -> Text:
    heading = Text(LIKENESS_HEADINGS[likeness], style="bold underline")
    number = f"{shown} of {there:,}" if shown < there else f"{there:,}"
    return heading.append(f"  ({number})\n", style="not bold not underline dim")


def _precedent_heading(one: Precedent, rank: int, language: AgreedLanguage) -> Text:
    """Render the citation of a precedent."""
    heading = clause_heading(one.clause, rank)
    if language.is_first(one.clause):
        heading.append(f"  {FIRST_APPEARANCE}", style="magenta")
    return heading


def _precedent_block(one: Precedent, rank: int, language: AgreedLanguage) -> RenderableType:
    given, text = language.found.given.text, one.clause.text
    words = Text().append(f"{inert(one.clause.lead_in)}\n" if one.clause.lead_in else "", style="italic")
    if one.likeness is Likeness.NEAR:
        words.append_text(difference_text(one.parts, given, text, whole=True))
    elif one.likeness is Likeness.IDENTICAL:
        words.append(inert(text))
    else:
        words.append_text(shared_text(one.parts, text))
    in_common = (
        shared_line(one.parts, text)
        if current().plain and one.likeness in (Likeness.PARTLY, Likeness.SUBSTANCE)
        else ""
    )
    below = [Text(note, style="dim") for note in (*filter(None, [in_common]), *precedent_notes(one))]
    below.append(Text(one.clause.url, style=Style(dim=True, link=one.clause.url)))
    heading = _precedent_heading(one, rank, language)
    return Group(heading, Margin(BESIDE, words), *(Margin(BELOW, line) for line in below), Text())


def _phrases(language: AgreedLanguage) -> Iterator[RenderableType]:
    phrases = language.found.phrases
    if not phrases:
        return
    yield Text("Phrases\n", style="bold underline")
    for phrase in phrases:
        said = inert(language.found.given.text[slice(*phrase.at)])
        line = Text(f"“{said}”").append(f"  {phrase_line(phrase, language.found)}", style="dim")
        yield Margin(Text("  "), line)
    yield Text()


def _steps(steps: Sequence[Step]) -> Iterator[RenderableType]:
    """Yield a block for each step that changes the wording; it names the later steps with the same wording."""
    leader: dict[str, str] = {}
    followers: dict[str, list[str]] = {}
    for step in steps:
        name, before = step.clause.id, step.before.id if step.before else ""
        led_by = leader.get(before) if is_unchanged(step.parts) else None
        leader[name] = led_by or name
        followers.setdefault(leader[name], []).extend([name] if led_by else [])
    above = ""
    for step in steps:
        if step.clause.id in followers:
            same = followers[step.clause.id]
            yield _step(step, above, same)
            above = [step.clause.id, *same][-1]


def _step(step: Step, above: str, same: Sequence[str]) -> RenderableType:
    """Render a version of a clause.

    Args:
        step: The version, and its difference from the one before.
        above: Id of the clause that was shown last; "" for none.
        same: Ids of later versions with unchanged words.
    """
    heading, below = clause_heading(step.clause), []
    if step.before is None:
        heading.append(f"  {FIRST_APPEARANCE}", style="magenta")
        words = Text(inert(step.clause.text))
    else:
        words = difference_text(step.parts, step.before.text, step.clause.text, whole=False)
        below += [f"goes on from {short_citation(step.before.id)}"] if step.before.id != above else []
    below += [f"unchanged in {named_shortly(same)}"] if same else []
    lines = (Margin(BELOW, Text(line, style="dim")) for line in below)
    return Group(heading, Margin(BESIDE, words), *lines, Text())


@dataclass(frozen=True, slots=True)
class _Chart:
    """Bar chart of years, long gaps folded into one line; in plain output and on narrow terminals, without bars."""

    uses: Uses

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        plain, by_year = current().plain, self.uses.by_year
        bars = not plain and options.max_width >= _LEAST_WITH_BARS
        table = Table.grid(padding=(0, 1))
        table.add_column(justify="right", style="bold", no_wrap=True)
        table.add_column(width=_BAR if bars else None)
        table.add_column(justify="right", no_wrap=True)
        table.add_column(overflow="fold", style="dim")
        most = max(map(len, by_year.values()))
        for empty, some in groupby(by_year.items(), key=lambda year: not year[1]):
            years = list(some)
            if empty and len(years) > _GAP:
                table.add_row("" if plain else "⋮", "", "", f"none from {years[0][0]} to {years[-1][0]}")
                continue
            for year, clauses in years:
                bar = Bar(size=most, begin=0, end=len(clauses), color="cyan") if clauses and bars else ""
                table.add_row(str(year), bar, str(len(clauses)), named_shortly(_ids(clauses)) if clauses else "")
        yield table


def _ids(clauses: Iterable[Clause]) -> list[str]:
    return [clause.id for clause in clauses]
