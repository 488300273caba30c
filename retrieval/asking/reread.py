"""Order and judgement of doubtful hits by a cross-encoder, which reads the question together with each paragraph.

A cross-encoder tells better than the vectors which of two near paragraphs answers, and whether any does, but takes some
65 ms per paragraph. So it reads only where the confidence leaves doubt: the first paragraph and, if that does not
answer, the second (figures in docs/retrieval.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from embeddings.encoder import CrossEncoder, Encoder
from retrieval.asking.answer import Hit, Result
from retrieval.asking.calibration import calibration_for, probability_of
from retrieval.asking.understand.finding import ANSWER
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.question import Question

LEAST, MOST = 0.2, 0.95
"""Range of confidences that leave doubt; a wider range was measured to judge no better."""

READ = 2
"""Maximum number of hits that are read."""

_ANSWERS = 0.0
"""Least score of a paragraph that answers, so that the next one need not be read."""

_AHEAD = 1.0
"""Lead in score over the first hit that puts the second hit before it."""


def is_read(question: Question) -> bool:
    """Return whether a question is of the kind that reading was measured to help: in English, and without limits."""
    return question.shape == ANSWER and not question.scope.described and question.language == ENGLISH


def reread(question: str, found: Result, encoder: Encoder, compiled_as: str) -> Result:
    """Order and judge the first hits by reading them with the question, if the confidence leaves doubt.

    Args:
        question: Search text of the question, without limits and wrapping.
        found: Result of the search, with its confidence.
        encoder: The one that the index was built with. If it has no cross-encoder, nothing changes.
        compiled_as: Name of the compiled form of the encoder and its cross-encoder, from the index's manifest. If the
            calibration has no weights for it, only the order changes.
    """
    before = found.confidence
    cross_encoder = encoder.cross_encoder if found.hits and before is not None and LEAST < before < MOST else None
    if before is None or cross_encoder is None:
        return found
    scores = read_hits(question, found.hits, cross_encoder)
    ordered = replace(found, hits=_in_order(found.hits, scores))
    calibration = calibration_for(encoder.fingerprint)
    weights = calibration.reading if calibration else None
    if weights is None or weights.compiled_as != compiled_as:
        return ordered
    odds = weights.intercept + weights.confidence * math.log(before / (1 - before)) + weights.score * max(scores)
    confidence = probability_of(odds)
    return replace(ordered, confidence=confidence, answered=confidence >= weights.enough)


def read_hits(question: str, hits: Sequence[Hit], cross_encoder: CrossEncoder) -> list[float]:
    """Score the first hits, each read behind its lead-in, until one answers; at most `READ` of them.

    Args:
        question: Search text of the question.
        hits: One or more.
        cross_encoder: The cross-encoder that reads them.
    """
    scores: list[float] = []
    for hit in hits[:READ]:
        scores.append(cross_encoder.score(question, hit.clause.text_with_lead_in))
        if scores[-1] >= _ANSWERS:
            break
    return scores


def _in_order(hits: Sequence[Hit], scores: Sequence[float]) -> tuple[Hit, ...]:
    """Return the hits, the second one first if it answers much better."""
    if len(scores) < READ or scores[1] <= scores[0] + _AHEAD:
        return tuple(hits)
    first, second, *others = hits
    return (replace(second, rank=first.rank), replace(first, rank=second.rank), *others)
