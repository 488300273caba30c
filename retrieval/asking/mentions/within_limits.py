"""Answerability of a question with limits: whether the allowed paragraphs say something on its topic.

The answerability model (`confidence.py`) was learned from questions to a whole library. It fails within limits, as some
paragraph of a resolution or a period is near to any topic of the field: it finds "transitional justice" in resolution
1820, which does not mention it. So the nearest allowed paragraph is compared with the nearest ones of the library: by
the probability that it is a member of the list of all paragraphs on the topic (`members.py`; figures in
docs/measured.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.mentions.topic_mentions import member_probabilities
from retrieval.asking.mentions.topic_words import with_words
from retrieval.asking.ranking.rank import nearest_wordings, scores_of
from retrieval.asking.ranking.rarity import EncodedQuery, encode_query
from retrieval.asking.ranking.search_query import search_query
from retrieval.asking.understand.question import Question
from retrieval.clauses.filters import NO_LIMITS
from retrieval.index.protocol import ClauseIndex

_WORDED = 0.97
"""Probability where a paragraph has the words of the topic: the share of 292 resolutions with the words that say
something on it."""

_SAYS_SOMETHING = 0.3
"""Least probability at which the paragraphs say something on the topic; that of a member of a list is lower, as a list
is to lack nothing."""

OF_THE_FIELD = 0.45
"""Least confidence, as for a question to the whole library, at which resolutions may answer a question at all."""

_WORDED_OF_THE_FIELD = 0.05
"""The same where a paragraph has the words of the topic; lower, as they may be few among the words of the question."""


def judge_within(
    confidence: float | None, topics: Iterable[str], question: Question, encoded: EncodedIndex
) -> tuple[float, bool] | None:
    """Judge whether the paragraphs that a question is limited to say something on its topic.

    Args:
        confidence: Confidence that the hits answer, as for a question to the whole library.
        topics: Readings of the topic: alone, and behind earlier turns. The one with the highest probability counts.
        question: The search query, with its limits.
        encoded: The index that was searched, with its encoder.

    Returns:
        The probability, and whether it is enough to answer; None for an encoder without learned probabilities.
    """
    likely: list[float] = []
    for topic in topics:
        limited = search_query(replace(question, text=topic), encoded.index)
        found = likeliest(topic, [limited], encode_query(limited, encoded), encoded.index)
        likely += [one for one in found if one is not None]
    if confidence is None or not likely:
        return None
    best = max(likely)
    is_of_the_field = confidence >= (_WORDED_OF_THE_FIELD if best == _WORDED else OF_THE_FIELD)
    return (best, best >= _SAYS_SOMETHING) if is_of_the_field else (min(confidence, *likely), False)


def likeliest(topic: str, limited: Sequence[Question], query: EncodedQuery, index: ClauseIndex) -> list[float | None]:
    """Return for each of several limits the probability that the nearest paragraph within them is on a topic.

    Args:
        topic: As typed.
        limited: The search query of the topic, under each of the limits.
        query: The search query, encoded.
        index: The index to search.

    Returns:
        The probabilities; None for limits that allow no paragraph, and for an encoder without learned probabilities.
    """
    having = [len(with_words(topic, one, query.tokens, index).every) > 0 for one in limited]
    if all(having):
        return [_WORDED for _ in limited]
    anywhere = limited[0].limited_to(NO_LIMITS)
    worded = with_words(topic, anywhere, query.tokens, index).every
    ranked = scores_of(nearest_wordings(anywhere, index, query.vector), query.tokens, index)

    def by_meaning(question: Question) -> float | None:
        near = nearest_wordings(question, index, query.vector)
        if not len(near):
            return None
        others, likely = member_probabilities(near, worded, ranked, query, index)
        return None if likely is None or not len(others) else float(likely.max())

    return [_WORDED if has_words else by_meaning(one) for one, has_words in zip(limited, having, strict=True)]
