"""Words of a text: content words and topic words; the characters beside a range; and rewriting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from retrieval.asking.understand.lexicon import showing_words, turn_patterns, word_lists

_NEAR = 120
"""Maximum characters before or behind a range that are searched, so that many ranges take linear time."""

Rewrite = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""Pattern, and what replaces its matches: a template, in which a group without a match is empty, or a function."""


def rewritten(text: str, rewrites: Iterable[Rewrite]) -> str:
    """Apply rewrites to a text, one after the other."""
    for pattern, instead in rewrites:
        text = pattern.sub(instead, text)
    return text


def has_words(text: str) -> bool:
    """Return whether a text has a letter or a digit."""
    return word_lists.WORD_CHARACTER.search(text) is not None


def plain_word(word: str) -> str:
    """Return a word as it is in word lists: in lower case, with a straight apostrophe."""
    return word.lower().replace("’", "'")


def plain_words(text: str) -> list[str]:
    """Return the words of a text as they are in word lists."""
    return list(map(plain_word, word_lists.CONTENT_WORD.findall(text)))


def numbers_in(text: str) -> list[int]:
    """Return the numbers among the words of a text.

    >>> numbers_in("compare 1325 and 2242")
    [1325, 2242]
    """
    return [int(word) for word in turn_patterns.ANY_WORD.findall(text) if word.isdecimal()]


def content_words(text: str) -> list[str]:
    """Return the words of a text, in lower case, without stop words."""
    return [word for word in word_lists.CONTENT_WORD.findall(text.lower()) if word not in word_lists.EMPTY]


def topic_words(text: str) -> list[str]:
    """Return the content words that may name a topic: no numbers, and no words that ask to show or sum up a text.

    >>> topic_words("show me the whole text of 1325 on camps")
    ['camps']
    """
    words = (word for word in content_words(text) if len(word) > 1 and not word.isdigit())
    return [word for word in words if word not in showing_words.KIND_WORDS and word not in showing_words.SHOWING]


def first_match(matches: Iterable[re.Match[str] | None]) -> re.Match[str] | None:
    """Return the first match of those of several patterns; None if none of them matches."""
    return next(filter(None, matches), None)


def search_before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """Search the last 120 characters before a position."""
    return pattern.search(text, max(0, end - _NEAR), end)


def words_beside(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the 120 characters before a range and the 120 behind it."""
    return text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
