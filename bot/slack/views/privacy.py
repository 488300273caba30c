"""Privacy section of the app home, the news after an upgrade, and the welcome message of a channel."""

from __future__ import annotations

from dataclasses import dataclass

from bot.inert import inert
from bot.slack.exchange import Message
from bot.slack.views import actions
from bot.slack.views.kit import Block, bullets, button, buttons, confirm, header, line, rich_text, words
from bot.slack.views.limits import shortened
from bot.slack.views.notices import fallback
from bot.wording import counted

NEWS = "“Erase what I asked” on this page; who reads what, below; a welcome message in channels."
"""What people notice of this version, in one line."""

_SUPPORT = 200
_OWNERS = (
    "Owners of the library, whom the bot's administrator names, can read questions that nothing was found for, verdicts"
    " and their reasons: also of questions that only you saw the answer of."
)
_ELSE = "Deleting a question, or its answer with the bin, erases it at once. Clauses you keep stay until removed."
_LEAVES = "Questions are understood and answered by a program on the bot's own machine; no outside model reads them."
_WELCOME = (
    "Hello. Mention me with a question about Security Council resolutions, and I quote the paragraphs that answer, word"
    " for word. Other messages are not kept. /clauses settings limits questions in this channel."
)


@dataclass(frozen=True, slots=True)
class Privacy:
    """Facts of the privacy section.

    Attributes:
        keep_days: Days for which words are kept; 0 for none.
        support: Whom people may ask; "" for nobody.
        news: Whether the program was upgraded lately.
    """

    keep_days: int
    support: str = ""
    news: bool = False


def privacy_blocks(privacy: Privacy) -> list[Block]:
    """Return the privacy section of the home."""
    items = [_kept(privacy.keep_days), _ELSE, _OWNERS, _LEAVES]
    if privacy.support:
        items.append(f"Questions about the bot: {_shown(privacy.support)}")
    sure = confirm("Erase what you asked?", "Your questions, verdicts and kept clauses, for good.", "Erase")
    erase = button(actions.ERASE, "Erase what I asked", "mine", confirm=sure, style="danger")
    return [
        header("privacy", "Privacy"),
        rich_text("private", bullets(map(words, items))),
        *buttons("privacy:buttons", [erase]),
    ]


def news_blocks(privacy: Privacy) -> list[Block]:
    """Return the line about an upgrade; none if there was none lately."""
    return [rich_text("news", line(words("New: ", bold=True), words(NEWS)))] if privacy.news else []


def welcome_message(keep_days: int, support: str) -> Message:
    """Build the message that the bot says when it is invited to a channel."""
    asked = f" Questions about the bot: {_shown(support)}" if support else ""
    said = f"{_WELCOME} {_kept(keep_days)}{asked}"
    return Message(fallback(said), (rich_text("welcome", line(words(said))),))


def _kept(days: int) -> str:
    if not days:
        return "The words of a question are erased with its answer."
    return f"Your questions are kept with your user ID for {counted(days, 'day')}, and erased then."


def _shown(support: str) -> str:
    return shortened(inert(support), _SUPPORT)
