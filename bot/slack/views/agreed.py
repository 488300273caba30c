"""Message with the precedents of a wording: verbatim, near-verbatim and in substance."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.agreed_wording import (
    FIRST_APPEARANCE,
    LIKENESS_HEADINGS,
    NOT_THE_SAME,
    first_line,
    nothing_agreed,
    phrase_line,
    precedent_notes,
)
from bot.inert import inert
from bot.slack.exchange import Exchange, Message
from bot.slack.views import actions, limits
from bot.slack.views.difference import compared, shared, union
from bot.slack.views.frame import LINE, private_blocks, question_blocks, verdict_block
from bot.slack.views.kit import (
    Block,
    Element,
    bullets,
    button,
    buttons,
    context,
    line,
    link,
    rich_text,
    rich_text_if_any,
    words,
)
from bot.slack.views.limits import allot, shortened, size, weight
from bot.slack.views.notices import fallback
from bot.slack.views.paragraph import quoted, title_block
from bot.texts.texts import Texts
from bot.wording import limits_line
from retrieval.agreed.language import AgreedLanguage
from retrieval.agreed.precedents import Likeness, Precedent
from retrieval.clauses.citation import short_citation
from retrieval.clauses.clause import Clause
from retrieval.wording.changes import PartKind

WANTED = 3
"""Maximum number of clauses of each likeness, and of phrases; identical clauses are listed as far as there is room."""

_NAMED = 12
"""Maximum number of identical clauses listed; the others are counted."""

_NOTES = (LINE, LINE // 2, LINE // 4)
"""Size limits of a note below a quote in bytes; the first one that leaves room for the quotes is used."""

_LEAST = limits.MESSAGE // 4
"""Minimum room for all quotes in bytes, unless they need less."""

_PHRASE = 200
"""Size limit of a phrase in bytes."""

_FALLBACK_LINE = limits.FALLBACK // 6


@dataclass(frozen=True, slots=True)
class FoundLanguage:
    """Content of a precedents message.

    Attributes:
        language: Search result.
        itself: The paragraph whose other uses are searched for, excluded from the precedents; None for a text.
        history: Whether that paragraph has a history.
        draws: Whether the history can be plotted.
    """

    language: AgreedLanguage
    itself: Clause | None = None
    history: bool = False
    draws: bool = False

    @property
    def precedents(self) -> tuple[Precedent, ...]:
        """Precedents, without the given paragraph."""
        return self._elsewhere(self.language.precedents)

    @property
    def near_misses(self) -> tuple[Precedent, ...]:
        """Nearest clauses, if there are no precedents."""
        return () if self.precedents else self._elsewhere(self.language.near_misses)[:WANTED]

    def there_are(self, likeness: Likeness) -> int:
        """Count the precedents of a likeness, shown or not."""
        with_itself = sum(one.likeness is likeness for one in self.language.precedents)
        without_itself = sum(one.likeness is likeness for one in self.precedents)
        return self.language.found.counts[likeness] - (with_itself - without_itself)

    def _elsewhere(self, found: Sequence[Precedent]) -> tuple[Precedent, ...]:
        return tuple(one for one in found if self.itself is None or one.clause.id != self.itself.id)


def agreed_message(exchange: Exchange, found: FoundLanguage, say: Texts) -> Message:
    """Build the precedents message: grouped by likeness, differences marked, phrases traced."""
    name = f"{exchange.id}:{hashlib.sha256(exchange.subject.encode()).hexdigest()[:8]}"
    quoted_ones = [one for one in (*found.precedents, *found.near_misses) if _is_quoted(one, found)]
    given = found.language.found.given.text

    wanted = [_wanted(one, given) for one in quoted_ones]

    def laid_out(rooms: Sequence[int], note: int) -> list[Block]:
        room_of = {one.clause.id: room for one, room in zip(quoted_ones, rooms, strict=True)}
        return [
            *_above(exchange, found, name, say),
            *_groups(found, room_of, name, say, note=note),
            *_phrases(found, name, say),
            *_below(exchange, found, name, say),
        ]

    for note in _NOTES:
        rest = limits.MESSAGE - weight(laid_out([0] * len(quoted_ones), note))
        if rest >= min(sum(wanted), _LEAST):
            break
    return Message(_fallback_text(found), tuple(laid_out(allot(wanted, rest), note)))


def _is_quoted(one: Precedent, found: FoundLanguage) -> bool:
    """Check whether to quote a precedent: of identical ones, the first if a text was given, none if a paragraph was."""
    if one.likeness is not Likeness.IDENTICAL:
        return True
    return found.itself is None and one is found.precedents[0]


def _wanted(one: Precedent, given: str) -> int:
    text = union(one.parts, given, one.clause.text) if one.likeness is Likeness.NEAR else one.clause.text
    return size(inert(one.clause.lead_in)) + size(inert(text))


def _above(exchange: Exchange, found: FoundLanguage, name: str, say: Texts) -> list[Block]:
    if found.itself is None:
        blocks = question_blocks(exchange, name, say)
    else:
        cited = short_citation(found.itself.id)
        before, after = say("language.where_else_before"), say("language.where_else_after")
        asked = line(words(before), link(found.itself.url, cited), words(after))
        blocks = [rich_text(f"{name}:question", asked)]
    if not found.precedents:
        blocks.append(rich_text(f"{name}:nothing", line(words(nothing_agreed(found.language.found), bold=True))))
    first = found.language.found.first
    if first and not any(found.language.is_first(one.clause) for one in found.precedents):
        blocks.append(rich_text(f"{name}:first", line(words(first_line(first, found.itself), bold=True))))
    return blocks


def _groups(found: FoundLanguage, room_of: dict[str, int], name: str, say: Texts, *, note: int) -> list[Block]:
    blocks: list[Block] = []
    for likeness, some in groupby(found.precedents, key=lambda one: one.likeness):
        group = list(some)
        blocks.append(rich_text(f"{name}:{likeness.name}", *_group_heading(likeness, group, found, say)))
        if likeness is Likeness.IDENTICAL:
            blocks += _named(group, found, f"{name}:named", say)
        for one in group:
            if one.clause.id in room_of:
                blocks += _entry(one, found, room_of[one.clause.id], name=name, say=say, note=note)
    if found.near_misses:
        blocks.append(rich_text(f"{name}:misses", line(words(NOT_THE_SAME, bold=True))))
        for one in found.near_misses:
            blocks += _entry(one, found, room_of[one.clause.id], name=name, say=say, note=note)
    return blocks


def _group_heading(
    likeness: Likeness, group: Sequence[Precedent], found: FoundLanguage, say: Texts
) -> list[list[Element]]:
    there = found.there_are(likeness)
    number = say("language.shown_of", shown=len(group), n=there) if len(group) < there else f"({there})"
    said = line(words(LIKENESS_HEADINGS[likeness], bold=True), words(f"  {number}"))
    if likeness is not Likeness.NEAR:
        return [said]
    moved = any(part.kind is PartKind.MOVED_HERE for one in group for part in one.parts)
    how = f"{say('language.how')} {say('language.moved')}" if moved else say("language.how")
    return [said, line(words(how, italic=True))]


def _named(group: Sequence[Precedent], found: FoundLanguage, name: str, say: Texts) -> list[Block]:
    """List citations of identical clauses that are not quoted, in order of adoption."""
    rest = [one.clause for one in group if not _is_quoted(one, found)]
    if not rest:
        return []
    items = [_citation(clause, found, say) for clause in rest[:_NAMED]]
    more = line(words(say("language.and_more", n=len(rest) - _NAMED))) if len(rest) > _NAMED else []
    return [rich_text(name, bullets(items), more)]


def _citation(clause: Clause, found: FoundLanguage, say: Texts) -> list[Element]:
    dated = f"  {say.date(clause.date)}" if clause.date else ""
    first = words(f"  {FIRST_APPEARANCE}", italic=True) if found.language.is_first(clause) else []
    return [*link(clause.url, short_citation(clause.id)), *words(dated), *first]


def _entry(one: Precedent, found: FoundLanguage, room: int, *, name: str, say: Texts, note: int) -> list[Block]:
    """Return the blocks of one precedent: citation with its menu, quote with the differences, and notes."""
    clause, given = one.clause, found.language.found.given.text
    if one.likeness is Likeness.NEAR:
        shown = compared(clause, one.parts, given, room, say)
    else:
        shown = quoted(clause, shared(one.parts) if one.likeness is not Likeness.IDENTICAL else (), room, say)
    first = line(words(FIRST_APPEARANCE, italic=True)) if found.language.is_first(clause) else []
    notes = [line(words(shortened(inert(said), note))) for said in precedent_notes(one)]
    place = f"{name}:{clause.id}"
    return [
        title_block(clause, say, f"{place}:title"),
        *rich_text_if_any(f"{place}:words", first, *shown, *notes),
    ]


def _phrases(found: FoundLanguage, name: str, say: Texts) -> list[Block]:
    held = found.language.found
    items = [
        words(shortened(inert(f"“{held.given.text[slice(*phrase.at)]}”"), _PHRASE), bold=True)
        + words(f"  {phrase_line(phrase, held)}")
        for phrase in held.phrases
        if not (found.itself and phrase.clauses == 1 and phrase.first.id == found.itself.id)  # no use elsewhere
    ]
    return (
        [rich_text(f"{name}:phrases", line(words(say("language.phrases"), bold=True)), bullets(items))] if items else []
    )


def _below(exchange: Exchange, found: FoundLanguage, name: str, say: Texts) -> list[Block]:
    limited = shortened(inert(limits_line(found.language.found.filters)), LINE)
    value = actions.carry(exchange.id, found.itself.id if found.itself else "")
    steps = [button(actions.STEPS, say("controls.steps"), value)] if found.history else []
    draw = [button(actions.HISTORY, say("controls.draw"), value)] if found.history and found.draws else []
    return [
        *context(f"{name}:context", limited),
        *buttons(f"{name}:ways", [*steps, *draw]),
        *private_blocks(exchange, name, say),
        verdict_block(exchange, name, say),
    ]


def _fallback_text(found: FoundLanguage) -> str:
    shown = found.precedents or found.near_misses
    named = [f"{one.clause.citation}: {one.clause.text}" for one in shown]
    nothing = [] if found.precedents else [nothing_agreed(found.language.found), *([NOT_THE_SAME] if shown else [])]
    return "\n".join(fallback(said, _FALLBACK_LINE) for said in [*nothing, *named][:6])
