"""Whether the paragraphs that a question is limited to say something on its topic.

Some paragraph of a resolution or a period is near to any topic of the field, so that the judgement of answerability,
learned from questions to a whole library, finds "transitional justice" in resolution 1820, which does not speak of it.
What tells is how far the nearest paragraph is behind the nearest ones of the library: how likely it is a member of the
list of all paragraphs on the topic (`members.py`; figures in docs/retrieval.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from embeddings.encoder import Encoded, Encoder
from retrieval.asking.members import LIKELY, probabilities
from retrieval.asking.mentions import member_features
from retrieval.asking.query import search_query
from retrieval.asking.rank import nearest_wordings, scores_of
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

_WORDED_OF_THE_FIELD = 0.05
"""Least confidence where a paragraph has the words of the topic, which may be few among those that ask for it."""


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
    likely = [
        one
        for topic, limited, query in (_encoded(topic, question, index, encoder) for topic in topics)
        for one in likeliest(topic, [limited], query, index)
        if one is not None
    ]
    if sure is None or not likely:
        return None
    best = max(likely)
    is_of_the_field = sure >= (_WORDED_OF_THE_FIELD if best == _WORDED else OF_THE_FIELD)
    return (best, best >= LIKELY) if is_of_the_field else (min(sure, *likely), False)


def _encoded(topic: str, question: Question, index: ClauseIndex, encoder: Encoder) -> tuple[str, Question, Encoded]:
    """Return a topic, the search query of it within the limits of a question, and its words, encoded."""
    limited = search_query(replace(question, text=topic), index)
    return topic, limited, encode_question(limited.text, encoder, rarity_in(index, question.language))


def likeliest(topic: str, limited: Sequence[Question], query: Encoded, index: ClauseIndex) -> list[float | None]:
    """Return the probability, for each of several limits, that the paragraph nearest to a topic within them is on it.

    Args:
        topic: As typed.
        limited: The search query of the topic, under each of the limits.
        query: Its words, encoded.
        index: The index to search.

    Returns:
        None for an encoder that no probabilities were learned for, and where limits allow no paragraph.
    """
    coded = code_query(query.tokens[0])
    having = [len(with_words(topic, one, coded, index).every) > 0 for one in limited]
    if all(having):
        return [_WORDED for _ in limited]
    anywhere = limited[0].limited_to(NO_LIMITS)
    worded = with_words(topic, anywhere, coded, index).every
    ranked = scores_of(nearest_wordings(anywhere, index, query.vectors[0]), coded, index)

    def by_meaning(question: Question) -> float | None:
        near = nearest_wordings(question, index, query.vectors[0])
        if not len(near):
            return None
        others, values = member_features(near, worded, ranked, coded, index)
        likely = probabilities(values, index.manifest.fingerprint) if len(others) else None
        return None if likely is None else float(likely.max())

    return [_WORDED if has_words else by_meaning(one) for one, has_words in zip(limited, having, strict=True)]
