"""Re-ranking of doubtful hits by a cross-encoder, which encodes the question together with each paragraph.

A cross-encoder tells better than the vectors which of two near paragraphs answers, and whether any does, but takes some
65 ms per paragraph. So it scores the first paragraph and, if that does not answer, the second; of questions without
limits only where the confidence leaves doubt (figures in docs/measured.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from embeddings.encoder import CrossEncoder, Encoder
from retrieval.asking.answer import Hit, Result
from retrieval.asking.answerability.calibration import Calibration, CrossEncoderWeights, probability_of
from retrieval.asking.understand.finding import ANSWER
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.question import Question

LEAST, MOST = 0.2, 0.95
"""Range of confidences that leave doubt; a wider range was measured to judge no better."""

MOST_RERANKED = 2
"""Maximum number of hits that the cross-encoder scores."""

_ANSWERS = 0.0
"""Least score of a paragraph that answers, so that the next one need not be scored."""

CERTAIN = 0.001
"""Least distance of a confidence from 0 and 1; nearer ones are set to it, as the model learned from no greater odds."""

_AHEAD = 1.0
"""Lead in score over the first hit that puts the second hit before it."""


def is_reranked_without_limits(question: Question) -> bool:
    """Return whether hits may be reranked and the question has no limits: done only if the confidence leaves doubt."""
    return may_be_reranked(question) and not question.scope.described


def may_be_reranked(question: Question) -> bool:
    """Return whether a question is of the kind that reranking was measured to help: in English, to be ranked."""
    return question.shape == ANSWER and question.language == ENGLISH


def rerank(
    question: Question, found: Result, encoder: Encoder, calibration: Calibration | None, *, follows: bool = False
) -> Result:
    """Judge the first hits by the scores of a cross-encoder; order those of a question without limits, too.

    Hits of questions without limits are scored if the confidence leaves doubt. The confidence of a question with limits
    is how likely the nearest paragraph is on its topic (`within_limits.py`), which never says whether it answers.

    Args:
        question: The search query; its `text` is scored, without limits and wrapping.
        found: Result of the search, with its confidence.
        encoder: The one that the index was built with. If it has no cross-encoder, nothing changes.
        calibration: Calibration of the encoder. If it has no weights for the cross-encoder, only the order changes, and
            of a follow-up or a question with limits nothing.
        follows: Whether the question is a follow-up. Its own words tell whether it is answered, but not in which order:
            the ranking knows the topic before.
    """
    before, is_limited = found.confidence, bool(question.scope.described)
    is_ordered = not (is_limited or follows)
    weights = None if calibration is None else _weights_in(calibration, is_limited=is_limited, follows=follows)
    least, most = (0.0, 1.0) if is_limited else (LEAST, MOST)
    if before is None or not (found.hits and least < before < most) or not (is_ordered or weights):
        return found
    cross_encoder = encoder.cross_encoder
    if cross_encoder is None:
        return found
    scores = score_by_cross_encoder(question.text, found.hits, cross_encoder)
    ordered = replace(found, hits=_in_order(found.hits, scores)) if is_ordered else found
    if weights is None:
        return ordered
    before = min(max(before, CERTAIN), 1 - CERTAIN)
    odds = weights.intercept + weights.confidence * math.log(before / (1 - before)) + weights.score * max(scores)
    confidence = probability_of(odds)
    return replace(ordered, confidence=confidence, answered=confidence >= weights.enough)


def _weights_in(calibration: Calibration, *, is_limited: bool, follows: bool) -> CrossEncoderWeights | None:
    """Return the weights for a kind of question; None if there are none."""
    if is_limited:
        return None if follows else calibration.cross_encoder_within
    return calibration.cross_encoder_follow_up if follows else calibration.cross_encoder


def score_by_cross_encoder(question: str, hits: Sequence[Hit], cross_encoder: CrossEncoder) -> list[float]:
    """Score the first hits, each behind its lead-in, until one answers; at most `MOST_RERANKED` of them.

    Args:
        question: Search text of the question.
        hits: One or more.
        cross_encoder: The cross-encoder that scores them.
    """
    scores: list[float] = []
    for hit in hits[:MOST_RERANKED]:
        scores.append(cross_encoder.score(question, hit.clause.text_with_lead_in))
        if scores[-1] >= _ANSWERS:
            break
    return scores


def _in_order(hits: Sequence[Hit], scores: Sequence[float]) -> tuple[Hit, ...]:
    """Return the hits, the second one first if it answers much better."""
    if len(scores) < MOST_RERANKED or scores[1] <= scores[0] + _AHEAD:
        return tuple(hits)
    first, second, *others = hits
    return (replace(second, rank=first.rank), replace(first, rank=second.rank), *others)
