"""Comparisons: of resolutions, by their paragraphs on a topic and which are silent on it; of two subjects, by turns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

import numpy as np

from retrieval.asking.answer import Hit, Result, Side, ranked
from retrieval.asking.answerability.confidence import judge
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.mentions.topic_words import with_words
from retrieval.asking.mentions.within_limits import OF_THE_FIELD, likeliest
from retrieval.asking.ranking.rank import CANDIDATES, rank
from retrieval.asking.ranking.rarity import EncodedQuery, encode_query
from retrieval.asking.ranking.search import Found, interleaved, search
from retrieval.asking.understand.question import Question
from retrieval.clauses.clause import Symbol
from retrieval.index.protocol import ClauseIndex

_OF_A_SIDE = np.float32(0.25)
"""Maximum score by which a shown paragraph is below the best one of its side of a comparison."""

_SILENT = 0.12
"""Score by which a side may be behind the best side and still be on the topic, with an encoder without learned
probabilities."""

_SPEAKS, _SIDE_ANSWERS = 0.1, 0.2
"""Least probability that the nearest paragraph of a side is on the topic: for the side to count as on the topic, and
for the comparison to be answered (docs/measured.md)."""

_FAR, _CLOSE = 0.65, 0.84
"""Least score of a side that is on the topic in other words, as a share of the best score in the library, with an
encoder without learned probabilities: if no paragraph of the library has the words of the topic, and if some has."""


def compare_sides(
    topic: str,
    question: Question,
    encoded: EncodedIndex,
    *,
    k: int,
    marked: range | None = None,
) -> Result:
    """Compare resolutions: find the paragraphs of each on the topic of a question that is limited to them.

    The hits take turns: the first of each side, then the second of each, and so on. Each side that is on the topic has
    one hit or more. If no side is on it, nothing answers, and the hits are the nearest paragraphs of each.

    Args:
        topic: As typed, without the frame of the question.
        question: The search query of the topic, limited to the resolutions.
        encoded: The index to search, with its encoder.
        k: Maximum number of hits; raised to the number of sides if that is greater.
        marked: Positions, from 0, of the hits of each side to highlight; None for all.
    """
    index, resolutions = encoded.index, question.scope.filters.resolutions
    k = max(k, len(resolutions))
    query = encode_query(question, encoded)
    sides = [question.limited_to(replace(question.scope.filters, resolutions=(one,))) for one in resolutions]
    found = [search(one, encoded, k=k, marked=marked, query=query) for one in sides]
    with_topic_words = {
        clause.id for clause in index.clauses_at(with_words(topic, question, query.tokens, index).every.tolist())
    }
    likely = [one for one in likeliest(topic, sides, query, index) if one is not None]
    has_probabilities = len(likely) == len(sides)
    if has_probabilities:
        on_topic = [one >= _SPEAKS for one in likely]
    else:
        least = _least_score(topic, question, found, query, index)
        on_topic = [_is_on_topic(one, least, with_topic_words) for one in found]
    of_sides = [_near(one.hits, with_topic_words) if is_on else [] for one, is_on in zip(found, on_topic, strict=True)]
    any_on_topic = any(of_sides)
    shown = of_sides if any_on_topic else [list(one.hits) for one in found]
    hits = list(interleaved(shown))[:k]
    ids = [tuple(hit.clause.id for hit in own if hit in hits) for own in of_sides]
    verdicts = [judge(question.text, one.evidence, encoded.calibration) for one in found]
    confidence = max((confidence for confidence, _ in verdicts if confidence is not None), default=None)
    answered = any(answered for _, answered in verdicts)
    if confidence is not None and has_probabilities:
        answered = max(likely) >= _SIDE_ANSWERS and confidence >= OF_THE_FIELD
        confidence = max(likely) if answered else min(confidence, *likely)
    return Result(
        ranked(hits),
        confidence,
        answered and any_on_topic,
        sides=tuple(Side(str(one), own) for one, own in zip(resolutions, ids, strict=True)),
    )


def compare_subjects(subjects: Sequence[str], found: Sequence[Result], k: int) -> Result:
    """Compare subjects that were searched for separately: their hits take turns, as in `compare_sides`.

    Each paragraph appears once. Only answered subjects have hits, and the message names the others. If none is
    answered, the hits of all are near misses, and there is no message.

    Args:
        subjects: The subjects.
        found: The result of each.
        k: Maximum number of hits.
    """
    answered = [result for result in found if result.answered]
    shown = answered or found
    unique = {hit.clause.id: hit for hit in interleaved([result.hits for result in shown])}
    unanswered = [f"“{name}”" for name, result in zip(subjects, found, strict=True) if not result.answered]
    said = f"By turns, these are on {' and on '.join(f'“{name}”' for name in subjects)}."
    if unanswered:
        said = f"Nothing here seems to answer {' or '.join(unanswered)}." if answered else ""
    confidences = [result.confidence for result in shown if result.confidence is not None]
    return Result(ranked([*unique.values()][:k]), min(confidences, default=None), bool(answered), said=said)


def _least_score(
    topic: str, question: Question, found: Sequence[Found], query: EncodedQuery, index: ClauseIndex
) -> float:
    """Return the least score of a side of a comparison that is on the topic, but without its words.

    Args:
        topic: As typed.
        question: The search query of the topic, limited to the resolutions.
        found: Result of the search in each resolution.
        query: The search query, encoded.
        index: The index to search.
    """
    anywhere = question.limited_to(replace(question.scope.filters, resolutions=()))
    best = float(max(rank(anywhere, index, query, CANDIDATES).scores, default=0.0))
    of_sides = max((one.hits[0].score for one in found if one.hits), default=0.0)
    in_library = len(with_words(topic, anywhere, query.tokens, index).every)
    return best * _CLOSE if in_library else max(best * _FAR, of_sides - _SILENT)


def _is_on_topic(side: Found, least: float, with_topic_words: Iterable[str]) -> bool:
    """Return whether a side of a comparison is on the topic: by its best score, or by the words of its paragraphs.

    Args:
        side: The hits in the resolution.
        least: Least score of a paragraph that is on the topic in other words.
        with_topic_words: Ids of the paragraphs with the words of the topic, of all sides.
    """
    if not side.hits or side.evidence is None:
        return False
    foremost = side.hits[0]
    return foremost.score >= least or side.evidence.covered or _any_of(foremost.clause.symbol, with_topic_words)


def _near(hits: Sequence[Hit], with_topic_words: Set[str]) -> list[Hit]:
    """Return the hits of a side that have the words of the topic, then the others that score near its best one."""
    near = [hit for hit in hits if hit.clause.id in with_topic_words or hit.score >= hits[0].score - _OF_A_SIDE]
    return sorted(near, key=lambda hit: hit.clause.id not in with_topic_words)


def _any_of(symbol: Symbol, ids: Iterable[str]) -> bool:
    """Return whether one of the clause ids is of a resolution."""
    return any(one.startswith(f"{symbol.compact}#") for one in ids)
