"""Resolutions by number at the beginning or the end of keywords: "attacks on schools 2143", "HIV 2467"."""

from __future__ import annotations

from retrieval.asking.understand.lexicon import reference_patterns, scrap_words, turn_patterns
from retrieval.asking.understand.words import has_words, plain_words, topic_words

_LONGEST = 8
"""Maximum keywords beside the number; more words are likely a sentence."""


def limits_scrap(text: str, start: int, end: int) -> bool:
    """Return whether a number of three or four digits may be the resolution to which keywords are limited.

    A round number is likely an amount, and a number from 1945 on is a year if it may be one. "1325 agenda" and "women
    and 1325" are about the resolution. A sentence is no list of keywords.

    >>> limits_scrap("attacks on schools 2143", 19, 23), limits_scrap("plans for 1325", 10, 14)
    (True, False)
    """
    before, after = text[:start], scrap_words.POLITE.sub("", text[end:])
    at_start, at_end = not has_words(before), not has_words(after)
    number = int(text[start:end])
    if at_start == at_end or number % 100 == 0 or number in scrap_words.YEARS:
        return False
    words = plain_words(before + after)
    if len(words) > _LONGEST or scrap_words.OF_NO_SCRAP.intersection(words):
        return False
    if scrap_words.NO_TOPIC.issuperset(topic_words(before + after)):
        return False
    if scrap_words.ANOTHER_NUMBER.search(before + after):
        return False
    if at_start:
        return scrap_words.BLANK_AFTER.match(after) is not None and words[0] not in scrap_words.AFTER_NO_RESOLUTION
    return scrap_words.BLANK_BEFORE.search(before) is not None and words[-1] not in scrap_words.BEFORE_NO_RESOLUTION


def is_pair_at_end(text: str, start: int, end: int) -> bool:
    """Return whether keywords end in two resolutions: "online recruitment 2250/2396"."""
    return (
        reference_patterns.PAIR.fullmatch(text, start, end) is not None
        and not has_words(text[end:])
        and not reference_patterns.TOPIC_BEFORE.search(text[:start])
        and not turn_patterns.ASKS_OR_ORDERS.search(text)
    )
