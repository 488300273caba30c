"""Messages of one line: replies, and how it stands with a question that has no answer yet."""

from __future__ import annotations

from html import escape

from bot.inert import inert
from bot.slack.exchange import Message
from bot.slack.views import limits
from bot.slack.views.kit import line, rich_text, words
from bot.slack.views.limits import shortened, size
from bot.wording import counted


def fallback(text: str, limit: int = limits.FALLBACK) -> str:
    """Return plain words for where blocks are not shown, escaped, in at most so many bytes.

    >>> fallback("<!channel> & you")
    '&lt;!channel&gt; &amp; you'
    """
    shown = inert(text)
    short = escape(shortened(shown, limit), quote=False)
    # An escaped character takes five bytes at most; half an escape would be none.
    return short if size(short) <= limit else escape(shortened(shown, limit // 5), quote=False)


def notice(text: str, exchange_id: str = "") -> Message:
    """Return a message that says one thing; with an exchange's id, as its answer."""
    shown = shortened(inert(text), limits.FALLBACK)
    return Message(
        fallback(text), (rich_text(f"{exchange_id}:notice" if exchange_id else "notice", line(words(shown))),)
    )


def waiting_message(position: int) -> Message:
    """Say that a question waits, and how many are before it. Carries no exchange's id: it answers nothing."""
    if position < 1:
        return notice("Looking in the library …")
    return notice(f"Waiting: {counted(position, 'question')} before yours.")


def error_message(what: str, exchange_id: str = "") -> Message:
    """Say that a question was not answered.

    Args:
        what: What was wrong and what to do, as our errors say it.
        exchange_id: The question's, if this is its answer.
    """
    return notice(f"This could not be answered: {what}", exchange_id)


def expired_message() -> Message:
    """Say that a button is of an answer whose question is no longer known."""
    return notice("This question is no longer kept, so its answer cannot be changed. Ask it again.")


def progress_message(doing: str, done: int, total: int) -> Message:
    """Say how far a rebuild is."""
    return notice(f"Rebuilding the index: {doing}" + (f", {done:,} of {total:,}" if total else ""))
