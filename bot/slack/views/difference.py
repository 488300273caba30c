"""What makes a paragraph's words of given ones, as rich text: removed is struck through, added is bold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from bot.inert import inert
from bot.slack.views.excerpt import excerpt
from bot.slack.views.kit import Element, quote, words
from bot.slack.views.limits import size
from bot.slack.views.paragraph import left_out, opening
from retrieval.clauses.clause import Clause, Span
from retrieval.wording.changes import Part, PartKind

_WORD = 12
"""Letters of what both texts have by accident."""

_HERE = (PartKind.ADDED, PartKind.MOVED_HERE)


def union(parts: Sequence[Part], given: str, text: str) -> str:
    """Return the words of both texts, those that both have once, as they are shown."""
    return "".join(part.text(given, text) for part in parts)


def shared(parts: Sequence[Part]) -> tuple[Span, ...]:
    """Return the ranges of a paragraph's text that the given one has too, as far as they are more than a word."""
    kept = (part for part in parts if part.kind in (PartKind.KEPT, PartKind.MOVED_HERE))
    return tuple(part.new for part in kept if part.old[1] - part.old[0] > 0 and part.new[1] - part.new[0] > _WORD)


def compared(clause: Clause, parts: Sequence[Part], given: str, room: int) -> list[list[Element]]:
    """Return a paragraph compared with a given text and, outside it, what is left out for lack of room.

    Args:
        clause: What is quoted.
        parts: What makes its text of the given one.
        given: The given text.
        room: Bytes that all of it may have.
    """
    both = union(parts, given, clause.text)
    lead_in, cut, taken = opening(clause, room, size(inert(both)))
    start, end = excerpt(both, _first_change(parts, given, clause.text), room - taken)
    return [
        *lead_in,
        *cut,
        left_out(both[:start], "of both texts before this"),
        quote(_marked(parts, given, clause.text, start, end)),
        left_out(both[end:], "of both texts after this"),
    ]


def _first_change(parts: Sequence[Part], given: str, text: str) -> Sequence[Span]:
    """Return where, in the words of both, the first change is; nothing where there is none."""
    at = 0
    for part in parts:
        length = len(part.text(given, text))
        if part.kind is not PartKind.KEPT:
            return [(at, at + length)]
        at += length
    return []


def _marked(parts: Sequence[Part], given: str, text: str, start: int, end: int) -> list[Element]:
    """Return a range of the words of both texts, marked by what becomes of them."""
    elements: list[Element] = []
    at = 0
    for part, after in zip_longest(parts, parts[1:]):
        said = part.text(given, text)
        shown = said[max(start - at, 0) : max(end - at, 0)]
        at += len(said)
        strike = not part.kind.in_new
        if shown and strike and after and after.kind in _HERE and not shown[-1].isspace():
            shown += " "  # what is struck through is none of the paragraph's words, and may stand apart from them
        moved = part.kind in (PartKind.MOVED_AWAY, PartKind.MOVED_HERE)
        elements += words(shown, bold=part.kind in _HERE, italic=moved, strike=strike)
    return elements
