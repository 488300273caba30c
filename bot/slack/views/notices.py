"""One-line messages: replies, queue position, errors and progress."""

from __future__ import annotations

from html import escape

from bot.inert import inert, inert_sentence
from bot.slack.exchange import Message
from bot.slack.views import limits
from bot.slack.views.kit import line, rich_text, sentence
from bot.slack.views.limits import shortened, size
from bot.texts.texts import Texts


def fallback(text: str, limit: int = limits.FALLBACK) -> str:
    """Return the plain text fallback of blocks: mrkdwn escaped, at most `limit` bytes.

    >>> fallback("<!channel> & you")
    '&lt;!channel&gt; &amp; you'
    """
    return _escaped(inert(text), limit)


def fallback_sentence(text: str, limit: int = limits.FALLBACK) -> str:
    """Return the fallback of a sentence of the interface, as `fallback`; isolates of Arabic stay in it."""
    return _escaped(inert_sentence(text), limit)


def _escaped(shown: str, limit: int) -> str:
    short = escape(shortened(shown, limit), quote=False)
    # An escape takes at most five bytes, and must not be split.
    return short if size(short) <= limit else escape(shortened(shown, limit // 5), quote=False)


def notice(text: str, exchange_id: str = "") -> Message:
    """Build a one-line message; with an exchange id, as the answer of that exchange."""
    block_id = f"{exchange_id}:notice" if exchange_id else "notice"
    return Message(fallback_sentence(text), (rich_text(block_id, line(sentence(text, limits.FALLBACK))),))


def waiting_message(position: int, say: Texts) -> Message:
    """Build the message with a question's queue position; it has no exchange id, as it is not the answer."""
    return notice(say("notice.waiting", n=position) if position else say("notice.looking"))


def error_message(what: str, say: Texts, exchange_id: str = "") -> Message:
    """Build the error message of a failed question.

    Args:
        what: Message of the exception, with problem and remedy.
        exchange_id: Exchange id, if this message is its answer.
        say: Texts in the language of the reader.
    """
    return notice(say("notice.failed", why=what), exchange_id)


def expired_message(say: Texts) -> Message:
    """Build the message for a button of an expired exchange."""
    return notice(say("notice.expired"))


def progress_message(doing: str, done: int, total: int, say: Texts) -> Message:
    """Build the progress message of an index rebuild."""
    if not total:
        return notice(say("notice.rebuilding", step=doing))
    return notice(say("notice.rebuilding_of", step=doing, done=done, total=total))
