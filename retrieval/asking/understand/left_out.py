"""Topics that a question excludes: "paragraphs on camps that do not mention children"."""

from __future__ import annotations

import re

from retrieval.asking.understand.frames import words_of_topic
from retrieval.asking.understand.lexicon import left_out_patterns, word_lists
from retrieval.asking.understand.words import topic_words


def find_left_out(text: str) -> str:
    """Return the excluded topic at the end of a whitespace-normalised question; "" if it excludes none.

    >>> find_left_out("paragraphs on camps that do not mention children")
    'children'
    >>> find_left_out("peace agreements that do not mention women")
    ''
    """
    for pattern in left_out_patterns.LEFT_OUT:
        if match := pattern.search(text):
            return match["left_out"].strip('"“”')
    return ""


def find_negated(text: str) -> str:
    """Return the excluded topic at the end of keywords; "" if they exclude none, or for a sentence.

    >>> find_negated("protection of schools, not hospitals"), find_negated("victims, not criminals")
    ('hospitals', '')
    """
    return _left_out_of_keywords(left_out_patterns.NEGATED.search(text), text)


def find_listed_without(topic: str) -> str:
    """Return the excluded topic at the end of the topic of a list; "" if it excludes none.

    >>> find_listed_without("girls but not boys"), find_listed_without("treaties signed but not ratified")
    ('boys', '')
    """
    return _left_out_of_keywords(left_out_patterns.LISTED_WITHOUT.search(topic), topic)


def _left_out_of_keywords(match: re.Match[str] | None, text: str) -> str:
    """Return the excluded topic of a match; "" without a match, or if the text is a sentence."""
    around = f"{text[: match.start()]} {match['left_out']}".lower().split() if match else []
    is_said = not word_lists.OF_A_SENTENCE.isdisjoint(around) or "to" in around
    return match["left_out"] if match and not is_said else ""


def without_left_out(text: str) -> str:
    """Remove an excluded topic at the end of a search text; return a text without another topic unchanged.

    >>> without_left_out("protection of schools, not hospitals"), without_left_out("not about children")
    ('protection of schools', 'not about children')
    """
    for pattern in (*left_out_patterns.EXCEPTED, left_out_patterns.NEGATED):
        match = pattern.search(text)
        if match and topic_words(text[: match.start()]):
            return text[: match.start()].rstrip(" ,")
    return text


def has_topic_beside(asked: str, left_out: str) -> bool:
    """Return whether a question has a topic beside the excluded one.

    >>> has_topic_beside("paragraphs on camps that do not mention children", "children")
    True
    >>> has_topic_beside("resolutions that do not mention children", "children")
    False
    """
    return bool(words_of_topic(asked.rpartition(left_out)[0]))
