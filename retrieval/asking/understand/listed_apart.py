"""Requests for a list in a part of a question that does not have the topic: "are drones mentioned? list all"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from retrieval.asking.understand.lexicon import list_words


def topic_apart(words: Sequence[str], marks: Set[int]) -> range | None:
    """Return the positions of the topic beside a request for a list that marks set apart; None without such a request.

    Args:
        words: The words of the question, in lower case.
        marks: Positions of the words that a punctuation mark precedes.

    >>> topic_apart("soldiers who desert all the places where this is said".split(), {3})
    range(0, 3)
    """
    bounds = [0, *sorted(marks), len(words)]
    first, last = 0, len(bounds) - 1
    is_asked = False
    while first < last - 1 and _only_asks(words[bounds[last - 1] : bounds[last]]):
        is_asked = is_asked or _asks_for_all(words[bounds[last - 1] : bounds[last]])
        last -= 1
    while first < last - 1 and _only_asks(words[bounds[first] : bounds[first + 1]]):
        is_asked = is_asked or _asks_for_all(words[bounds[first] : bounds[first + 1]])
        first += 1
    return range(bounds[first], bounds[last]) if is_asked else None


def _only_asks(words: Sequence[str]) -> bool:
    return list_words.ASKING.issuperset(words)


def _asks_for_all(words: Sequence[str]) -> bool:
    """Return whether words ask for all items: "list where", "which paragraphs"; not "list", "which paragraph"."""
    every, several = list_words.EVERY.intersection(words), list_words.SEVERAL_ITEMS.intersection(words)
    items = several | list_words.ITEM.intersection(words)
    of_texts = several - list_words.OF_THE_WORLD_TOO
    return bool(("which" in words and of_texts) or (every and items and len(every | items) > 1))
