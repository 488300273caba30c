"""Topic of a question that is put to a resolution or a period, without the words around it that only ask."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.asking.understand.lexicon import within_words, word_lists
from retrieval.asking.understand.shapes import topic_of
from retrieval.asking.understand.words import plain_word


def topic_within(text: str) -> str:
    """Return the topic of a search text with limits, without the words around it that only ask what is said on it.

    Everything within the limits is of the few texts that they allow, so that the words of asking tell nothing.

    >>> topic_within("how is funding dealt with"), topic_within("does the resolution touch on camps at all?")
    ('funding', 'camps')
    """
    topic = topic_of(text)
    words = list(word_lists.CONTENT_WORD.finditer(topic))
    plain = [plain_word(word[0]) for word in words]
    first, last = 0, len(words)
    while first < last and plain[first] in within_words.BEFORE_A_TOPIC and not _is_of_a_number(plain[first:]):
        first += 1
    while last > first and plain[last - 1] in within_words.BEHIND_A_TOPIC:
        last -= 1
    return topic[words[first].start() : words[last - 1].end()] if first < last else topic


def _is_of_a_number(words: Sequence[str]) -> bool:
    """Return whether words begin with "how many" or the like."""
    return words[0] == "how" and len(words) > 1 and words[1] in within_words.OF_A_NUMBER
