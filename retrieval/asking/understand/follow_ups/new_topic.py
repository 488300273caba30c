"""New topics of a conversation: "another topic, disability" builds on no earlier turn."""

from __future__ import annotations

from retrieval.asking.understand.follow_ups.another_topic import without_retracting
from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.signs import signs_of


def announced_topic(typed: str, words: str) -> str | None:
    """Return the topic that a question announces as new; None if it announces none.

    A question that only says that its topic is new is its own topic.

    Args:
        typed: The question as typed.
        words: The question without thanks and greetings.

    >>> announced_topic("thanks. Now small arms", "Now small arms"), announced_topic("thanks. Mines?", "Mines?")
    ('small arms', None)
    >>> announced_topic("another topic", "another topic")
    'another topic'
    """
    said, words = " ".join(typed.split()), without_retracting(words)
    if moved := turn_patterns.MOVES_ON.match(said):
        return moved["topic"]
    if behind := turn_patterns.SAID_NEW_BEHIND.match(words):
        return behind["topic"]
    if turn_patterns.A_NEW_TOPIC.match(words):
        new = turn_patterns.NEW_TOPIC.match(words)
        return new["topic"] if new else words
    # Thanks and greetings may have taken the announcement along: "another question: who reports?"
    is_left_out = turn_patterns.A_NEW_TOPIC.match(said) and turn_patterns.NEW_TOPIC.match(said)
    return words if is_left_out and not signs_of(words) & {"opens", "refers"} else None
