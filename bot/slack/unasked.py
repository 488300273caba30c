"""Rule that decides whether a message that does not mention the bot is answered, judging by the result of its search.

`bot.slack.threads` decides which messages are searched for. In a thread with a question, most remarks between people
find something, too. So a reply needs more evidence than one to a mention: the message names a resolution, a year or
another limit itself, or it finds something by its own words, or it refers to a quote ("does it say how?"). Unless it
names something, it must have no words of personal conversation.
"""

from __future__ import annotations

from bot.slack.threads import is_personal
from retrieval.asking.answer import Answer
from retrieval.asking.understand.finding import Sign
from retrieval.asking.understand.noise import without_noise
from retrieval.asking.understand.signs import signs_of

_REFERS: frozenset[Sign] = frozenset({"refers", "it says", "same text", "newer", "older", "outside it"})
"""Signs in the wording of a message that it refers to an earlier quote."""

_AMONG_PEOPLE = frozenset({"aside", "form", "judging", "reasons"})
"""Small talk that people have among themselves, too: "one sec", "which is better?", "why?"."""


def is_called_for(text: str, answer: Answer, alone: Answer) -> bool:
    """Return whether to answer a message that does not mention the bot.

    Args:
        text: The message.
        answer: Its answer in its thread.
        alone: Its answer without the questions before it.
    """
    if answer.small_talk:
        return answer.small_talk not in _AMONG_PEOPLE  # else it is about the bot
    if not answer.answered:
        return False
    if names_something(alone):
        return True
    words = without_noise(text)
    return not is_personal(words) and (alone.answered or bool(signs_of(words) & _REFERS))


def names_something(alone: Answer) -> bool:
    """Return whether a message itself names something of the library: a resolution, a paragraph, a year, a theme."""
    understood = alone.reading.understood
    # Words that are said to be in no paragraph name nothing: “lunch”.
    lacks = any("“" not in name for name in alone.absent)
    return bool(understood.stated or understood.cited or lacks)
