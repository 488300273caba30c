"""Topic of a question that is limited to a resolution or a period, without the words around it that only ask."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.asking.understand.lexicon import within_words, word_lists
from retrieval.asking.understand.shapes import topic_of
from retrieval.asking.understand.words import plain_words


def topic_within(text: str) -> str:
    """Return the topic of a search text with limits, without the words around it that only ask.

    The limits allow few texts, in which words of asking do not help the search.

    >>> topic_within("how is funding dealt with"), topic_within("does the resolution touch on camps at all?")
    ('funding', 'camps')
    """
    topic = topic_of(text)
    words = list(word_lists.CONTENT_WORD.finditer(topic))
    first, last = _span(plain_words(topic))
    return topic[words[first].start() : words[last - 1].end()] if first < last else topic


def asks_what_is_said(text: str) -> bool:
    """Return whether a search text with limits asks what the texts within them say on a topic.

    >>> asks_what_is_said("does the text mention camps?"), asks_what_is_said("does the text set a deadline?")
    (True, False)
    """
    words = plain_words(text)
    first, last = _span(words)
    if within_words.NO_TOPIC.issuperset(words[first:last]):
        return False
    if words[0] in within_words.IS and "there" not in words:
        return True
    before = [at for at, word in enumerate(words[:first]) if word in within_words.SAYING]
    asks_on = bool(before) and not within_words.ASKING.isdisjoint(words[before[-1] : first])
    return not asks_on and (bool(before) or not within_words.SAYING.isdisjoint(words[last:]))


def _span(words: Sequence[str]) -> tuple[int, int]:
    """Return the start and end of the topic among the words of a text, end exclusive; equal without a topic."""
    first, last = 0, len(words)
    while first < last and _only_asks(words, first):
        first += 1
    while last > first and words[last - 1] in within_words.BEHIND_A_TOPIC:
        last -= 1
    return first, last


def _only_asks(words: Sequence[str], at: int) -> bool:
    """Return whether a word before the topic only asks: "does the resolution demand | reparations"."""
    is_of_a_text = at > 0 and words[at - 1] in within_words.TEXT and words[at] in within_words.DECIDING
    return is_of_a_text or (words[at] in within_words.BEFORE_A_TOPIC and not _is_of_a_number(words[at:]))


def _is_of_a_number(words: Sequence[str]) -> bool:
    """Return whether words begin with "how" of an amount, as in "how many"."""
    return words[0] == "how" and len(words) > 1 and words[1] in within_words.OF_A_NUMBER
