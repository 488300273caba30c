"""Blocks of one paragraph: citation, quote, notes and buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.inert import inert
from bot.slack.views import actions, limits
from bot.slack.views.excerpt import excerpt, pieces
from bot.slack.views.kit import Block, Element, button, buttons, line, link, quote, rich_text, words
from bot.slack.views.limits import shortened, size
from bot.texts.texts import Texts
from bot.wording import hit_notes, mark_of
from retrieval.asking.answer import Hit
from retrieval.clauses.clause import Clause, Span

_NOTE = 300
"""Size limit of a line under a quote in bytes."""


def room_wanted(clause: Clause) -> int:
    """Return the size of a paragraph shown in full, in bytes."""
    return size(inert(clause.lead_in)) + size(inert(clause.text))


def paragraph_blocks(hit: Hit, room: int, say: Texts, *, exchange_id: str, name: str) -> list[Block]:
    """Return the blocks of a hit.

    Args:
        hit: The hit.
        room: Size limit of the quote in bytes; omitted text is noted, and a button shows it.
        say: Texts of controls and notes.
        exchange_id: Exchange id in the buttons' values.
        name: Prefix of the block ids.
    """
    clause = hit.clause
    shown = (heading(clause, say), *quoted(clause, hit.highlights, room, say), *_notes(hit))
    below = paragraph_buttons(clause, say, exchange_id, f"{name}:buttons", cut=room_wanted(clause) > room)
    return [rich_text(f"{name}:words", *shown), *below]


def paragraph_buttons(clause: Clause, say: Texts, exchange_id: str, block_id: str, *, cut: bool) -> list[Block]:
    """Return the buttons of a paragraph; for a cut one, also a button for the full text."""
    value = actions.carry(exchange_id, clause.id)
    offered = {
        actions.CITE: say("controls.copy"),
        actions.KEEP: say("controls.keep"),
        actions.ELSEWHERE: say("controls.elsewhere"),
    }
    if cut:
        offered[actions.WHOLE] = say("controls.whole")
    return buttons(block_id, [button(action_id, text, value) for action_id, text in offered.items()])


def whole_blocks(clause: Clause, highlights: Sequence[Span], room: int, say: Texts) -> list[Block]:
    """Return a paragraph in as many blocks as needed, cut at `room` bytes."""
    blocks = [rich_text("heading", heading(clause, say))]
    left = room - limits.weight(blocks) - _NOTE
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
            left_here = say("answer.left_out_here", n=len(text) - done, where=say("answer.the_link"))
            blocks.append(rich_text(f"{name}:cut", line(words(left_here, italic=True))))
    return [block for block in blocks if block["elements"]]


def heading(clause: Clause, say: Texts) -> list[Element]:
    """Heading line: citation, linked to the source, and date."""
    dated = words(f"  {say.date(clause.date)}") if clause.date else []
    return line(link(clause.url, clause.citation), dated)


def quoted(clause: Clause, answering: Sequence[Span], room: int, say: Texts) -> list[list[Element]]:
    """Return the quote, with notes on omitted text outside of it.

    Args:
        clause: The quoted clause.
        answering: Answering spans of its text, shown in bold.
        room: Size limit of its words in bytes.
        say: Texts of the notes.
    """
    text = clause.text
    opened, cut, taken = opening(clause, room, size(inert(text)), say)
    start, end = excerpt(text, answering, room - taken)
    return [
        *opened,
        *cut,
        left_out(text[:start], say("answer.before"), say),
        quote(_emphasised(text, answering, start, end)),
        left_out(text[end:], say("answer.after"), say),
    ]


def opening(clause: Clause, room: int, rest: int, say: Texts) -> tuple[list[list[Element]], list[list[Element]], int]:
    """Return the lead-in of a paragraph, the note on its omitted part, and its size in bytes.

    The text after the lead-in, of `rest` bytes, keeps up to two thirds of the room, however long the lead-in.
    """
    lead_in = clause.lead_in
    end = excerpt(lead_in, (), max(room // 3, room - rest))[1]
    cut = left_out(lead_in[end:], say("answer.opening"), say)
    return [quote(words(lead_in[:end], italic=True))], [cut], size(inert(lead_in[:end]))


def left_out(text: str, where: str, say: Texts) -> list[Element]:
    """Return the note on omitted text; nothing if none is omitted."""
    return line(words(say("answer.left_out", n=len(text), where=where), italic=True)) if text else []


def _emphasised(text: str, answering: Sequence[Span], start: int, end: int, *, italic: bool = False) -> list[Element]:
    """Return a range of a text, with answering spans in bold."""
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
