"""Messages that the bot left alone: the section of the app home, the daily digest, and the note to their writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.inert import inert
from bot.slack.exchange import LeftAlone, Message
from bot.slack.views import actions
from bot.slack.views.kit import (
    Block,
    Element,
    bullets,
    button,
    buttons,
    channel,
    header,
    line,
    moment,
    rich_text,
    words,
)
from bot.slack.views.limits import shortened
from bot.slack.views.notices import fallback_sentence, notice
from bot.texts.texts import Texts

LINKED = 20
"""Maximum number of messages that the daily digest links to."""

_LISTED = 20
_LINE = 150


def left_blocks(left: Sequence[LeftAlone], say: Texts, *, daily: bool) -> list[Block]:
    """Return the section on messages left alone, newest first; of private conversations, only their number.

    Args:
        left: Messages.
        say: Texts in the language of the reader.
        daily: Whether the reader gets the daily digest.
    """
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
        *_switch("left:switch", say, on=daily),
    ]


def digest_message(linked: Sequence[tuple[LeftAlone, str]], more: int, mark: str, say: Texts) -> Message:
    """Build the daily digest of messages left alone, without their words.

    Args:
        linked: Messages with their addresses, newest first; at most `LINKED`.
        more: Number of messages that are not among them.
        mark: Prefix of the block ids.
        say: Texts in the language of the reader.
    """
    said = say("left.intro", n=len(linked) + more)
    items = [[channel(one.channel), *words("  "), moment(one.said_at, link)] for one, link in linked]
    items += [words(say("left.more", n=more))] if more else []
    blocks = [
        rich_text(f"{mark}:left", line(words(said)), bullets(items), line(words(say("left.words")))),
        *_switch(f"{mark}:switch", say, on=True),
    ]
    return Message(fallback_sentence(said), tuple(blocks))


def turned_message(say: Texts, *, on: bool) -> Message:
    """Build the confirmation that the daily digest is on or off, with a button for the opposite."""
    told = notice(say("left.turned_on" if on else "left.turned_off"))
    return Message(told.text, (*told.blocks, *_switch("notice:switch", say, on=on)))


def _switch(block_id: str, say: Texts, *, on: bool) -> list[Block]:
    """Return the button that turns the daily digest off if it is on, else on."""
    action, text = (actions.DIGEST_OFF, "left.turn_off") if on else (actions.DIGEST_ON, "left.turn_on")
    return buttons(block_id, [button(action, say(text), "digest")])


def left_note(say: Texts) -> Message:
    """Build the note to the writer of a message that names something of the library and finds nothing."""
    return notice(say("left.note"))
