"""Text difference as rich text: removed words struck through, added words bold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from bot.inert import inert
from bot.slack.views.excerpt import excerpt
from bot.slack.views.kit import Element, quote, words
from bot.slack.views.limits import size
from bot.slack.views.paragraph import left_out, opening
from bot.texts.texts import Texts
from retrieval.clauses.clause import Clause, Span
from retrieval.wording.changes import Part, PartKind

_WORD = 12
"""Maximum length of a coincidental match, in characters."""

_HERE = (PartKind.ADDED, PartKind.MOVED_HERE)


def union(parts: Sequence[Part], given: str, text: str) -> str:
    """Return the merged text of a difference: removed, added and shared words in display order."""
    return "".join(part.text(given, text) for part in parts)


def shared(parts: Sequence[Part]) -> tuple[Span, ...]:
    """Return the ranges of a paragraph's text shared with the given one, of more than one word."""
    kept = (part for part in parts if part.kind in (PartKind.KEPT, PartKind.MOVED_HERE))
    return tuple(part.new for part in kept if part.old[1] - part.old[0] > 0 and part.new[1] - part.new[0] > _WORD)


def compared(clause: Clause, parts: Sequence[Part], given: str, room: int, say: Texts) -> list[list[Element]]:
    """Return the difference of a paragraph from a given text, with notes on omitted parts outside the quote.

    Args:
        clause: The quoted clause.
        parts: Difference from the given text.
        given: The given text.
        room: Size limit in bytes.
        say: Texts of the notes.
    """
    both = union(parts, given, clause.text)
    lead_in, cut, taken = opening(clause, room, size(inert(both)), say)
    start, end = excerpt(both, _first_change(parts, given, clause.text), room - taken)
    return [
        *lead_in,
        *cut,
        left_out(both[:start], say("answer.before_both"), say),
        quote(_marked(parts, given, clause.text, start, end)),
        left_out(both[end:], say("answer.after_both"), say),
    ]


def _first_change(parts: Sequence[Part], given: str, text: str) -> Sequence[Span]:
    """Return the range of the first change in the merged text; none without changes."""
    at = 0
    for part in parts:
        length = len(part.text(given, text))
        if part.kind is not PartKind.KEPT:
            return [(at, at + length)]
        at += length
    return []


def _marked(parts: Sequence[Part], given: str, text: str, start: int, end: int) -> list[Element]:
    """Return a range of the merged text with change marks."""
    elements: list[Element] = []
    at = 0
    for part, after in zip_longest(parts, parts[1:]):
        said = part.text(given, text)
        shown = said[max(start - at, 0) : max(end - at, 0)]
        at += len(said)
        strike = not part.kind.in_new
        if shown and strike and after and after.kind in _HERE and not shown[-1].isspace():
            shown += " "  # struck-through words are no part of the paragraph, so a blank may be added after them
        moved = part.kind in (PartKind.MOVED_AWAY, PartKind.MOVED_HERE)
        elements += words(shown, bold=part.kind in _HERE, italic=moved, strike=strike)
    return elements
