"""One-line messages: replies, queue position, errors and progress."""

from __future__ import annotations

from html import escape

from bot.inert import inert
from bot.slack.exchange import Message
from bot.slack.views import limits
from bot.slack.views.kit import line, rich_text, words
from bot.slack.views.limits import shortened, size
from bot.wording import counted


def fallback(text: str, limit: int = limits.FALLBACK) -> str:
    """Return the plain text fallback of blocks: mrkdwn escaped, at most `limit` bytes.

    >>> fallback("<!channel> & you")
    '&lt;!channel&gt; &amp; you'
    """
    shown = inert(text)
    short = escape(shortened(shown, limit), quote=False)
    # An escape takes at most five bytes, and must not be split.
    return short if size(short) <= limit else escape(shortened(shown, limit // 5), quote=False)


def notice(text: str, exchange_id: str = "") -> Message:
    """Build a one-line message; with an exchange id, as the answer of that exchange."""
    shown = shortened(inert(text), limits.FALLBACK)
    return Message(
        fallback(text), (rich_text(f"{exchange_id}:notice" if exchange_id else "notice", line(words(shown))),)
    )


def waiting_message(position: int) -> Message:
    """Build the message with a question's queue position. Without an exchange id, as it is no answer."""
    if position < 1:
        return notice("Looking in the library …")
    return notice(f"Waiting: {counted(position, 'question')} before yours.")


def error_message(what: str, exchange_id: str = "") -> Message:
    """Build the error message of a failed question.

    Args:
        what: Problem and remedy: the message of the exception.
        exchange_id: Exchange id, if this message is its answer.
    """
    return notice(f"This could not be answered: {what}", exchange_id)


def expired_message() -> Message:
    """Build the message for a button of an expired exchange."""
    return notice("This question has expired or was deleted, so its answer cannot be changed. Ask it again.")


def progress_message(doing: str, done: int, total: int) -> Message:
    """Build the progress message of an index rebuild."""
    return notice(f"Rebuilding the index: {doing}" + (f", {done:,} of {total:,}" if total else ""))
