"""Messages that the bot left alone: the section of the app home that tells of them, and the note to their writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.inert import inert
from bot.slack.exchange import LeftAlone, Message
from bot.slack.views.kit import Block, Element, bullets, channel, header, line, rich_text, words
from bot.slack.views.limits import shortened
from bot.slack.views.notices import notice
from bot.texts.texts import ENGLISH, Texts, texts_in

_LISTED = 20
_LINE = 150


def left_blocks(left: Sequence[LeftAlone], say: Texts) -> list[Block]:
    """Return the section on what was left alone lately, newest first; of private conversations, how many messages."""
    if not left:
        return []
    shown = [one for one in left if one.words][:_LISTED]
    private = Counter(one.channel for one in left if not one.words)
    items: list[list[Element]] = [
        [channel(one.channel), *words(f"  “{shortened(inert(one.words), _LINE)}”")] for one in shown
    ]
    items += [[channel(where), *words(f"  {say('left.private', n=n)}")] for where, n in private.items()]
    return [
        header("left", say("left.heading")),
        rich_text("alone", line(words(say("left.intro", n=len(left)))), bullets(items)),
    ]


def left_note(language: str = ENGLISH) -> Message:
    """Build the note to the writer of a message that names something of the library and finds nothing."""
    return notice(texts_in(language)("left.note"))
