"""Privacy section of the app home, the news after an upgrade, and the welcome message of a channel."""

from __future__ import annotations

from dataclasses import dataclass

from bot.inert import inert
from bot.slack.exchange import Message
from bot.slack.views import actions
from bot.slack.views.kit import Block, bullets, button, buttons, confirm, header, line, rich_text, words
from bot.slack.views.limits import shortened
from bot.slack.views.notices import fallback
from bot.texts.texts import Texts

_SUPPORT = 200


@dataclass(frozen=True, slots=True)
class Privacy:
    """Facts of the privacy section.

    Attributes:
        keep_days: Days for which words are kept; 0 for none.
        support: Address or name of a person to ask for help; "" for none.
        news: Whether the program was upgraded recently.
    """

    keep_days: int
    support: str = ""
    news: bool = False


def privacy_blocks(privacy: Privacy, say: Texts) -> list[Block]:
    """Return the privacy section of the home."""
    items = [_kept(privacy.keep_days, say), say("privacy.deleting"), say("privacy.owners"), say("privacy.leaves")]
    items += _support(privacy.support, say)
    sure = confirm(
        say("privacy.erase_sure"), say("privacy.erase_means"), yes=say("privacy.erase_yes"), no=say("controls.cancel")
    )
    erase = button(actions.ERASE, say("privacy.erase"), "mine", confirm=sure, style="danger")
    return [
        header("privacy", say("privacy.title")),
        rich_text("private", bullets(map(words, items))),
        *buttons("privacy:buttons", [erase]),
    ]


def news_blocks(privacy: Privacy, say: Texts) -> list[Block]:
    """Return the line about a recent upgrade; no blocks if there was none."""
    if not privacy.news:
        return []
    return [rich_text("news", line(words(f"{say('privacy.new')} ", bold=True), words(say("privacy.news"))))]


def welcome_message(keep_days: int, support: str, say: Texts) -> Message:
    """Build the message that the bot posts when it is invited to a channel."""
    said = " ".join([say("privacy.welcome"), _kept(keep_days, say), *_support(support, say)])
    return Message(fallback(said), (rich_text("welcome", line(words(said))),))


def _kept(days: int, say: Texts) -> str:
    return say("privacy.kept", n=days) if days else say("privacy.not_kept")


def _support(support: str, say: Texts) -> list[str]:
    return [say("privacy.support", whom=shortened(inert(support), _SUPPORT))] if support else []
