"""Paragraphs of a view, packed into as few blocks as possible, within the size limit of a view."""

from __future__ import annotations

from collections.abc import Sequence

from bot.inert import inert
from bot.slack.views import limits
from bot.slack.views.excerpt import pieces
from bot.slack.views.kit import Block, Element, line, link, quote, rich_text, words
from bot.texts.texts import Texts
from retrieval.clauses.clause import Clause


def packed(name: str, paragraphs: Sequence[Sequence[Element]], say: Texts) -> list[Block]:
    """Return paragraphs in as few blocks as possible; a note at the end counts those that a view has no room for.

    Args:
        name: Prefix of the block ids.
        paragraphs: Lines and quotes of each, none of which exceeds the size of a block.
        say: Texts of the note.
    """
    blocks: list[list[Element]] = [[]]
    left, filled = limits.VIEW, 0
    for place, paragraph in enumerate(paragraphs):
        left -= limits.weight(paragraph)
        if left < 0:
            blocks.append(line(words(say("paragraph.more", n=len(paragraphs) - place), italic=True)))
            break
        for element in paragraph:
            weight = limits.weight([element])
            if filled + weight > limits.RICH_TEXT and blocks[-1]:
                blocks.append([])
                filled = 0
            blocks[-1].append(element)
            filled += weight
    return [rich_text(f"{name}:{place}", elements) for place, elements in enumerate(blocks) if elements]


def clause_elements(clause: Clause, title: str, after: str = "", *, lead_in: bool = True) -> list[Element]:
    """Return a clause in full: a title linked to its source, text after it, and its words as quotes."""
    opening = clause.lead_in if lead_in else ""
    return [
        *line(link(clause.url, title), words(after)),
        *(
            part
            for text, italic in ((opening, True), (clause.text, False))
            for start, end in pieces(text, limits.RICH_TEXT)
            for part in quote(words(inert(text[start:end]), italic=italic))
        ),
    ]
