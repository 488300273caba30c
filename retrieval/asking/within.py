"""Whether the paragraphs that a question is limited to say something on its topic.

Some paragraph of a resolution or a period is near to any topic of the field, so that the judgement of answerability,
learned from questions to a whole library, finds "transitional justice" in resolution 1820, which does not speak of it.
What tells is how far the nearest paragraph is behind the nearest ones of the library: how likely it is a member of the
list of all paragraphs on the topic (`members.py`; figures in docs/retrieval.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from embeddings.encoder import Encoded, Encoder
from retrieval.asking.members import LIKELY, probabilities
from retrieval.asking.mentions import member_features
from retrieval.asking.query import search_query
from retrieval.asking.rank import nearest_wordings
from retrieval.asking.rarity import encode_question, rarity_in
from retrieval.asking.understand.question import Question
from retrieval.asking.worded import with_words
from retrieval.clauses.filters import NO_LIMITS
from retrieval.index.codec import code_query
from retrieval.index.protocol import ClauseIndex

_WORDED = 0.97
"""Share of 292 resolutions with the words of a topic that say something on it."""

OF_THE_FIELD = 0.45
"""Least confidence in what was found for a question to be one that resolutions may answer at all."""


def judge_within(
    sure: float | None, topics: Iterable[str], question: Question, index: ClauseIndex, encoder: Encoder
) -> tuple[float, bool] | None:
    """Judge whether the paragraphs that a question is limited to say something on its topic.

    Args:
        sure: Confidence that what was found answers, as for a question to the whole library.
        topics: Readings of the topic, of which the likelier one counts: alone, and behind earlier turns.
        question: The search query, with its limits.
        index: The index that was searched.
        encoder: The one that the index was built with.

    Returns:
        The probability, and whether it is enough to answer; None for an encoder that none was learned for.
    """
    encoded = (_encoded(topic, question, index, encoder) for topic in topics)
    found = (likeliest(topic, limited, query, index) for topic, limited, query in encoded)
    likely = [one for one in found if one is not None]
    if sure is None or not likely:
        return None
    return (max(likely), max(likely) >= LIKELY) if sure >= OF_THE_FIELD else (min(sure, *likely), False)


def _encoded(topic: str, question: Question, index: ClauseIndex, encoder: Encoder) -> tuple[str, Question, Encoded]:
    """Return a topic, the search query of it within the limits of a question, and its words, encoded."""
    limited = search_query(replace(question, text=topic), index)
    return topic, limited, encode_question(limited.text, encoder, rarity_in(index, question.language))


def likeliest(topic: str, question: Question, query: Encoded, index: ClauseIndex) -> float | None:
    """Return the probability that the paragraph nearest to a topic, of those that the limits allow, is on it.

    Args:
        topic: As typed.
        question: The search query of the topic, with its limits.
        query: Its words, encoded.
        index: The index to search.

    Returns:
        None for an encoder that no probabilities were learned for, and where the limits allow no paragraph.
    """
    asked = code_query(query.tokens[0])
    if len(with_words(topic, question, asked, index).every):
        return _WORDED
    worded = with_words(topic, question.limited_to(NO_LIMITS), asked, index).every
    near = nearest_wordings(question, index, query.vectors[0])
    if not len(near):
        return None
    others, values = member_features(question, query, near, worded, index)
    likely = probabilities(values, index.manifest.fingerprint) if len(others) else None
    return None if likely is None else float(likely.max())
