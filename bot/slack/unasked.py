"""Rule that decides, by its search result, whether a message that does not mention the bot is answered.

`bot.slack.threads` decides which messages are searched for. Read as follow-ups, most remarks between people find
something. So the message must also meet one of four conditions: it names a resolution, a year or another limit; or as a
whole it refers to the last answer ("the second one please"); or it finds something without the earlier questions; or it
refers to a quote ("does it say how?"). In the last two cases it must have no words of personal conversation.
"""

from __future__ import annotations

from bot.slack.threads import is_personal, refers_to_answer, with_english
from retrieval.asking.answer import Answer
from retrieval.asking.understand.finding import Sign
from retrieval.asking.understand.noise import without_noise
from retrieval.asking.understand.signs import signs_of

_REFERS: frozenset[Sign] = frozenset({"refers", "it says", "same text", "newer", "older", "outside it"})
"""Signs in the wording of a message that it refers to an earlier quote."""

_AMONG_PEOPLE = frozenset({"aside", "complaint", "drafting", "form", "judging", "reasons", "voting"})
"""Kinds of small talk that may be meant for other people: "one sec", "which is better?", "can you draft it?"."""


def is_called_for(text: str, answer: Answer, alone: Answer) -> bool:
    """Return whether to answer a message that does not mention the bot.

    Args:
        text: The message.
        answer: Its answer in its thread.
        alone: Its answer without the questions before it.
    """
    if answer.small_talk:
        return answer.small_talk not in _AMONG_PEOPLE  # the other kinds are about the bot
    if not answer.answered:
        return False
    words = without_noise(text)
    if names_something(alone) or any(map(refers_to_answer, with_english(words))):
        return True
    return not is_personal(words) and (alone.answered or bool(signs_of(words) & _REFERS))


def names_something(alone: Answer) -> bool:
    """Return whether a message itself names something of the library: a resolution, a paragraph, a year, a theme."""
    understood = alone.reading.understood
    # Words that no paragraph has, such as “lunch”, do not count.
    return bool(understood.stated or understood.cited or alone.absent_names)
