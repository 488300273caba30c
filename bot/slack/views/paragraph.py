"""One paragraph: where it is from, its words, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.inert import inert
from bot.slack.views import actions, limits
from bot.slack.views.excerpt import excerpt, pieces
from bot.slack.views.kit import Block, Element, button, buttons, line, link, quote, rich_text, words
from bot.slack.views.limits import shortened, size
from bot.wording import counted, hit_notes, long_date, mark_of
from retrieval.citation import cite
from retrieval.clause import Clause, Hit, Span

_NOTE = 300
"""Bytes of each line under a quote."""


def room_wanted(clause: Clause) -> int:
    """Return the bytes of a paragraph that is shown whole."""
    return size(inert(clause.lead_in)) + size(inert(clause.text))


def paragraph_blocks(hit: Hit, room: int, *, exchange_id: str, name: str) -> list[Block]:
    """Return a hit as blocks.

    Args:
        hit: What was found.
        room: Bytes that its words may have; what is left out for lack of it is said, and can be asked for.
        exchange_id: What the buttons carry.
        name: What the blocks' ids begin with.
    """
    clause = hit.clause
    value = actions.carry(exchange_id, clause.id)
    offered = [button(actions.CITE, "Copy as citation", value)]
    if room_wanted(clause) > room:
        offered.append(button(actions.WHOLE, "Show whole paragraph", value))
    shown = (heading(clause), *_fitted(hit, room), *_notes(hit))
    return [rich_text(f"{name}:words", *shown), *buttons(f"{name}:buttons", offered)]


def whole_blocks(clause: Clause, highlights: Sequence[Span]) -> list[Block]:
    """Return a paragraph in as many blocks as it needs, as far as a view goes."""
    blocks = [rich_text("heading", heading(clause))]
    left = limits.VIEW - limits.weight(blocks) - _NOTE
    for name, text, answering, italic in (
        ("lead-in", clause.lead_in, (), True),
        ("text", clause.text, highlights, False),
    ):
        done = 0
        for start, end in pieces(text, limits.RICH_TEXT):
            block = rich_text(f"{name}:{start}", quote(_emphasised(text, answering, start, end, italic=italic)))
            left -= limits.weight([block])
            if left < 0:
                break
            blocks.append(block)
            done = end
        if done < len(text):
            blocks.append(
                rich_text(f"{name}:cut", _left_out(f"{_characters(text[done:])} are not shown; see the link"))
            )
    return [block for block in blocks if block["elements"]]


def heading(clause: Clause) -> list[Element]:
    """Return the citation, linked to the source, and the date."""
    dated = words(f"  {long_date(clause.date)}") if clause.date else []
    return line(link(clause.url, cite(clause.symbol, clause.kind, clause.paragraph)), dated)


def _fitted(hit: Hit, room: int) -> list[list[Element]]:
    """Return the quote and, outside it, what of the paragraph is left out."""
    lead_in, text = hit.clause.lead_in, hit.clause.text
    # However long the words it begins with, a paragraph keeps two thirds if it needs them.
    opened = excerpt(lead_in, (), max(room // 3, room - size(inert(text))))[1]
    start, end = excerpt(text, hit.highlights, room - size(inert(lead_in[:opened])))
    return [
        quote(words(lead_in[:opened], italic=True)),
        _left_out(f"{_characters(lead_in[opened:])} of these opening words are not shown")
        if opened < len(lead_in)
        else [],
        _left_out(f"{_characters(text[:start])} of the paragraph before this are not shown") if start else [],
        quote(_emphasised(text, hit.highlights, start, end)),
        _left_out(f"{_characters(text[end:])} of the paragraph after this are not shown") if end < len(text) else [],
    ]


def _left_out(what: str) -> list[Element]:
    return line(words(f"[…] {what}", italic=True))


def _characters(text: str) -> str:
    return counted(len(text), "character")


def _emphasised(text: str, answering: Sequence[Span], start: int, end: int, *, italic: bool = False) -> list[Element]:
    """Return a range of a text, the answering parts of it bold."""
    elements: list[Element] = []
    done = start
    for span in answering:
        first, last = max(span[0], done), min(span[1], end)
        if first < last:
            elements += words(text[done:first], italic=italic) + words(text[first:last], bold=True, italic=italic)
            done = last
    return elements + words(text[done:end], italic=italic)


def _notes(hit: Hit) -> list[list[Element]]:
    themes = " · ".join(f"{label.name}{mark_of(label)}" for label in hit.clause.themes)
    notes = [themes, *hit_notes(hit)]
    return [line(words(shortened(inert(note), _NOTE))) for note in notes if note]
