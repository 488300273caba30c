"""Blocks of one paragraph: citation with its menu, quote and notes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.clause_wording import hit_notes
from bot.inert import inert
from bot.slack.views import actions, limits
from bot.slack.views.excerpt import excerpt, pieces
from bot.slack.views.kit import (
    Block,
    Element,
    line,
    link,
    option,
    overflow,
    quote,
    rich_text,
    rich_text_if_any,
    sentence,
    titled,
    words,
)
from bot.slack.views.limits import size
from bot.texts.texts import Texts, said_in
from retrieval.asking.answer import Hit
from retrieval.clauses.citation import short_citation, short_pinpoint
from retrieval.clauses.clause import Clause, Labeller, Span, ThemeLabel

_NOTE = 300
"""Size limit of a line under a quote in bytes."""

_MENU = {
    actions.CITE: "controls.copy",
    actions.KEEP: "controls.keep",
    actions.ELSEWHERE: "controls.elsewhere",
    actions.WHOLE: "controls.whole",
    actions.RESOLUTION: "controls.resolution",
}
"""Actions in the menu of a paragraph, with the keys of their texts, which name the paragraph for screen readers."""


def room_wanted(clause: Clause, before: Clause | None = None) -> int:
    """Return the size of a paragraph shown in full below another one, in bytes."""
    lead_in = "" if shares_lead_in(clause, before) else clause.lead_in
    return size(inert(lead_in)) + size(inert(clause.text))


def shares_lead_in(clause: Clause, before: Clause | None) -> bool:
    """Return whether the paragraph above has the same lead-in, which is then not repeated."""
    return before is not None and (clause.symbol, clause.lead_in) == (before.symbol, before.lead_in)


def paragraph_blocks(
    hit: Hit, room: int, say: Texts, noted: Texts, *, language: str, name: str, before: Clause | None = None
) -> list[Block]:
    """Return the blocks of a hit.

    Args:
        hit: The hit.
        room: Size limit of the quote in bytes; omitted text is noted, and the menu shows it.
        say: Texts of the title and its menu.
        noted: Texts of notes that only Slack shows, in the language of the answer.
        language: Language of the question, for notes that the console shows, too.
        name: Prefix of the block ids.
        before: The paragraph shown above it, if any.
    """
    clause = hit.clause
    shown = quoted(clause, hit.highlights, room, noted, lead_in=not shares_lead_in(clause, before))
    said = rich_text_if_any(f"{name}:words", *shown, *_notes(hit, noted, language))
    return [title_block(clause, say, f"{name}:title"), *said]


def title_block(clause: Clause, say: Texts, block_id: str) -> Block:
    """Title of a paragraph: short citation, linked to the source, date, and menu of actions.

    Notes and menus use the short citation, too; copies and exports use the full one.
    """
    pinpoint = short_pinpoint(clause.id)
    named = {action: str(clause.symbol) if action == actions.RESOLUTION else pinpoint for action in _MENU}
    options = [
        option(say(key, cited=named[action]), actions.chosen_for(action, clause.id)) for action, key in _MENU.items()
    ]
    dated = f"  {say.date(clause.date)}" if clause.date else ""
    return titled(block_id, clause.url, short_citation(clause.id), dated, overflow(actions.PARAGRAPH, options))


def whole_blocks(clause: Clause, room: int, say: Texts) -> list[Block]:
    """Return a paragraph in as many blocks as needed, cut at `room` bytes."""
    blocks = [rich_text("heading", heading(clause, say))]
    left = room - limits.weight(blocks) - _NOTE
    for name, text, italic in (("lead-in", clause.lead_in, True), ("text", clause.text, False)):
        done = 0
        for start, end in pieces(text, limits.RICH_TEXT):
            block = rich_text(f"{name}:{start}", quote(words(text[start:end], italic=italic)))
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


def quoted(
    clause: Clause, answering: Sequence[Span], room: int, say: Texts, *, lead_in: bool = True
) -> list[list[Element]]:
    """Return the quote, with notes on omitted text outside of it.

    Args:
        clause: The quoted clause.
        answering: Answering spans of its text, shown in bold.
        room: Size limit of its words in bytes.
        say: Texts of the notes.
        lead_in: Whether to show the lead-in, too.
    """
    text = clause.text
    opened, cut, taken = opening(clause, room, size(inert(text)), say) if lead_in else ([], [], 0)
    start, end = excerpt(text, answering, room - taken)
    return [
        *opened,
        *cut,
        left_out(text[:start], say("answer.before"), say),
        quote(_emphasised(text, answering, start, end)),
        left_out(text[end:], say("answer.after"), say),
    ]


def opening(clause: Clause, room: int, rest: int, say: Texts) -> tuple[list[list[Element]], list[list[Element]], int]:
    """Return the lead-in of a paragraph, the note on its omitted part, and the size of its shown part in bytes.

    The text after the lead-in, of `rest` bytes, keeps up to two thirds of the room, however long the lead-in.
    """
    lead_in = clause.lead_in
    end = excerpt(lead_in, (), max(room // 3, room - rest))[1]
    cut = left_out(lead_in[end:], say("answer.opening"), say)
    return [quote(words(lead_in[:end], italic=True))], [cut], size(inert(lead_in[:end]))


def left_out(text: str, where: str, say: Texts) -> list[Element]:
    """Return the note on omitted text; nothing if none is omitted."""
    said = say("answer.left_out", n=len(text), where=where)
    return line(sentence(said, _NOTE, italic=True)) if text else []


def _emphasised(text: str, answering: Sequence[Span], start: int, end: int) -> list[Element]:
    """Return a range of a text, with answering spans in bold."""
    elements: list[Element] = []
    done = start
    for span in answering:
        first, last = max(span[0], done), min(span[1], end)
        if first < last:
            elements += words(text[done:first]) + words(text[first:last], bold=True)
            done = last
    return elements + words(text[done:end])


def _notes(hit: Hit, say: Texts, language: str) -> list[list[Element]]:
    notes = [_themes(hit.clause.themes, said_in(say.language)), *hit_notes(hit, language)]
    return [line(sentence(note, _NOTE)) for note in notes if note]


def _themes(labels: Sequence[ThemeLabel], said: Texts) -> str:
    """Return the themes in words: labels, with a mark on the library's own ones, then suggestions."""
    given = [
        said("themes.yours", name=label.name) if label.by is Labeller.USER else label.name
        for label in labels
        if label.is_given
    ]
    names = [label.name for label in labels if not label.is_given]
    suggested = [said("themes.suggested", n=len(names), names=", ".join(names))] if names else []
    return " · ".join([*given, *suggested])
