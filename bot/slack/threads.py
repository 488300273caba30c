"""What a message of Slack says, and whether it is meant for the bot.

A question that mentions the bot, and one in a direct message, is always for it. Anything else is a conversation
between people, and the bot stays out of it unless everything suggests that it is being talked to:

* In a thread, without a mention, a message is for the bot if it has answered there before, and
  the writer is one of those who asked it there, and
  the message reads as a question or as the rest of one ("and for children", "operative only"), and
  it mentions nobody else, no group and not everybody, and
  nobody but the writer has said anything since the bot's last answer.
* Outside of threads, a message is for the bot only where the channel's settings say that everything is answered, and
  it reads as a question of its own, and mentions nobody.

So thanks after an answer, a colleague's remark about it, a question to a colleague by name, and whatever follows the
colleague's reply stay unanswered; a mention brings the bot back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from retrieval.asking.understand import lexicon
from retrieval.asking.understand.edits import edited
from retrieval.asking.understand.finding import filters_of
from retrieval.asking.understand.followup import continues
from retrieval.asking.understand.kinds import find_stated
from retrieval.asking.understand.smalltalk import reply_kind
from retrieval.asking.understand.understood import Understood, beginning
from retrieval.asking.understand.years import find_years
from retrieval.clauses.filters import describe

_MARK = re.compile(r"<(?P<sign>[@#!]?)(?P<target>[^\s<>|][^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_MENTION = re.compile(r"<(?:@([A-Z0-9]+)(?:\|[^<>]*)?|!(?:subteam|here|channel|everyone)\b[^<>]*)>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

_TALKS = re.compile(r"\b(?:i|me|my|we|us|our|you|your|let['’]?s)\b", re.IGNORECASE)
"""Said to somebody: "also, we should tell them" goes on, but asks nothing."""


def plain_words(text: str) -> str:
    """Return what a reader of a message sees, without the people it mentions.

    >>> plain_words("<@U0BOT> what does <https://undocs.org/1325|1325> say on R&amp;D?")
    'what does 1325 say on R&D?'
    """
    words = _MARK.sub(_shown, text)
    for entity, character in _ENTITIES:
        words = words.replace(entity, character)
    return " ".join(words.split())


def _shown(mark: re.Match[str]) -> str:
    label = mark["label"] or ""
    if mark["sign"] == "#":
        return f"#{label}" if label else ""
    if mark["sign"] == "@" or (mark["sign"] == "!" and not mark["target"].startswith("date")):
        return ""
    return label or mark["target"]


def mentions(text: str, user: str) -> bool:
    """Say whether a message mentions one user."""
    return any(match[1] == user for match in _MENTION.finditer(text))


def is_follow_up(text: str, *, writer: str, askers: Collection[str], me: str) -> bool:
    """Say whether a message in a thread is for the bot, as far as the message itself tells.

    Args:
        text: As Slack sends it.
        writer: Who wrote it.
        askers: Who has been answered by the bot in this thread.
        me: The bot's user.
    """
    words = plain_words(text)
    return writer in askers and not _mentions_others(text, me) and (_asks(words) or _continues(words))


def is_between_people(said: Iterable[Mapping[str, Any]], *, writer: str, me: str) -> bool:
    """Say whether anybody but the writer and the bot is among those who said something."""
    return any(message.get("user") not in (writer, me) for message in said)


def is_open_question(text: str, *, me: str) -> bool:
    """Say whether a message by itself asks something, and nobody in particular."""
    return not _mentions_others(text, me) and _asks(plain_words(text))


def _mentions_others(text: str, me: str) -> bool:
    return any(match[1] != me for match in _MENTION.finditer(text))


def _asks(words: str) -> bool:
    return reply_kind(words) is None and lexicon.ASKS_OR_ORDERS.search(words) is not None


def _continues(words: str) -> bool:
    """Say whether words go on from a question before them, as far as can be said without knowing the library."""
    if reply_kind(words) is not None or _TALKS.search(words):
        return False
    head = beginning(words)
    found = [*find_stated(head), *find_years(head, None)]
    return continues(words, Understood(words, edited(words, found), stated=describe(filters_of(found))))
