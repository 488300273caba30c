"""Words of a text: content words and topic words; the characters beside a range; and rewriting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from retrieval.asking.understand.lexicon import quotation_patterns, word_lists
from retrieval.clauses.citation import parse_citation
from retrieval.errors import CitationError

_NEAR = 120
"""Maximum characters before or behind a range that are searched, so that many ranges take linear time."""

Rewrite = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""Pattern, and what replaces its matches: a template, in which a group without a match is empty, or a function."""


def rewritten(text: str, rewrites: Iterable[Rewrite]) -> str:
    """Apply rewrites to a text, one after the other."""
    for pattern, instead in rewrites:
        text = pattern.sub(instead, text)
    return text


def without_quotations(text: str) -> str:
    """Replace the words of each quotation by the letter "x": what is quoted states no limit, and cites nothing.

    A single word in quotation marks, a citation ("1325 OP 2"), the name of a theme or a country, and a claim to be
    checked ("“1325 never mentions camps”, is that true?") stay.

    >>> without_quotations("where is “operative paragraph” used in 2242?")
    'where is “xxxxxxxxx xxxxxxxxx” used in 2242?'
    """

    def masked(quoted: re.Match[str]) -> str:
        words = quoted["topic"]
        stays = " " not in words or _is_citation(words) or word_lists.NAMED_BEFORE.search(text, 0, quoted.start())
        return quoted[0] if stays else quoted[0].replace(words, word_lists.WORD_CHARACTER.sub("x", words))

    is_claim = word_lists.CHECKED.search(word_lists.QUOTED.sub(" ", text)) is not None
    return text if is_claim else word_lists.QUOTED.sub(masked, text)


def _is_citation(text: str) -> bool:
    try:
        parse_citation(text)
    except CitationError:
        return False
    return True


def has_words(text: str) -> bool:
    """Return whether a text has a letter or a digit."""
    return word_lists.WORD_CHARACTER.search(text) is not None


def plain_word(word: str) -> str:
    """Return a word as it is in word lists: in lower case, with a straight apostrophe."""
    return word.lower().replace("’", "'")


def plain_words(text: str) -> list[str]:
    """Return the words of a text as they are in word lists."""
    return list(map(plain_word, word_lists.CONTENT_WORD.findall(text)))


def content_words(text: str) -> list[str]:
    """Return the words of a text, in lower case, without stop words."""
    return [word for word in word_lists.CONTENT_WORD.findall(text.lower()) if word not in word_lists.EMPTY]


def topic_words(text: str) -> list[str]:
    """Return the content words that may name a topic: no numbers, and no words that ask to show or sum up a text.

    >>> topic_words("show me the whole text of 1325 on camps")
    ['camps']
    """
    words = (word for word in content_words(text) if len(word) > 1 and not word.isdigit())
    return [word for word in words if word not in word_lists.KIND_WORDS and word not in word_lists.SHOWING]


def first_match(matches: Iterable[re.Match[str] | None]) -> re.Match[str] | None:
    """Return the first match of those of several patterns; None if none of them matches."""
    return next(filter(None, matches), None)


def search_before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """Search the last 120 characters before a position."""
    return pattern.search(text, max(0, end - _NEAR), end)


def words_beside(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the 120 characters before a range and the 120 behind it."""
    return text[max(0, start - _NEAR) : start], text[end : end + _NEAR]


def words_before(topic: str, asked: str) -> str:
    """Return the words of a question before its topic."""
    return asked[: max(asked.find(topic.strip(" ?!.")), 0)]


def without_marks(text: str) -> str:
    """Return the words of a quotation, or of several that are joined; any other text as it is.

    >>> without_marks('"camps"?'), without_marks('"camps" and "schools"'), without_marks('"camps" in "schools"')
    ('camps', 'camps" and "schools', '"camps" in "schools"')
    """
    quoted = list(word_lists.QUOTED.finditer(text))
    if not word_lists.BETWEEN_QUOTATIONS.issuperset(plain_words(word_lists.QUOTED.sub(" ", text))):
        return text
    return text[quoted[0].start("topic") : quoted[-1].end("topic")] if quoted else text


def is_verbatim(topic: str, asked: str) -> bool:
    """Return whether a question wants the words of its topic literally: it quotes them, or says "the word", "the term".

    >>> [is_verbatim("sustaining peace", asked) for asked in ("the term sustaining peace", "on sustaining peace")]
    [True, False]

    Args:
        topic: The topic; in quotation marks if the question only repeats another one, and so may not have its words.
        asked: The question.
    """
    is_asked_for = search_before(quotation_patterns.VERBATIM, asked, len(words_before(topic, asked))) is not None
    return is_asked_for or without_marks(topic) != topic
