"""Second judgement of doubtful answers: a cross-encoder reads the question and the first paragraphs together.

The confidence weighs the ranking as a whole, and whether a question is of the field; the cross-encoder reads what a
paragraph says. It takes some 65 ms for each, so it reads only where the confidence leaves doubt: the first paragraph
and, if that does not answer, the second (figures in docs/retrieval.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from embeddings.encoder import CrossEncoder, Encoder
from retrieval.asking.answer import Hit, Result
from retrieval.asking.calibration import calibration_for

LEAST, MOST = 0.2, 0.95
"""Confidences that leave doubt: of 476 questions of five authors 56 % lie between, and 40 of 42 wrong judgements."""

READ = 2
"""Maximum number of hits that are read."""

_ANSWERS = 0.0
"""Score from which on a paragraph answers, and the next one need not be read."""

_AHEAD = 0.5
"""Score that the second hit has to be ahead of the first one, to come before it."""


def judge_by_reading(sure: float | None, question: str, hits: Sequence[Hit], encoder: Encoder) -> Result | None:
    """Judge and order a doubtful answer by what its first paragraphs say.

    Args:
        sure: Confidence that the first hits answer.
        question: Words that were searched for.
        hits: What was found, best first.
        encoder: The one that the index was built with.

    Returns:
        The hits, of which the second may have become the first, with the confidence in them; None if there was no
        doubt, or nothing to read with.
    """
    calibration = calibration_for(encoder.fingerprint)
    reading = calibration.reading if calibration else None
    if not hits or reading is None or sure is None or not LEAST < sure < MOST:
        return None
    cross_encoder = encoder.cross_encoder
    if cross_encoder is None or cross_encoder.fingerprint != reading.cross_encoder:
        return None
    scores = read_hits(question, hits, cross_encoder)
    logit = reading.intercept + reading.confidence * math.log(sure / (1 - sure)) + reading.score * max(scores)
    confidence = 1 / (1 + math.exp(-logit))
    return Result(_in_order(hits, scores), confidence, confidence >= reading.enough)


def read_hits(question: str, hits: Sequence[Hit], cross_encoder: CrossEncoder) -> list[float]:
    """Return the scores of the first hits, each behind the lead-in of its sentence: until one answers, `READ` at most.

    Args:
        question: Words that were searched for.
        hits: One or more.
        cross_encoder: The reader.
    """
    scores: list[float] = []
    for hit in hits[:READ]:
        scores.append(cross_encoder.score(question, f"{hit.clause.lead_in} {hit.clause.text}".strip()))
        if scores[-1] >= _ANSWERS:
            break
    return scores


def _in_order(hits: Sequence[Hit], scores: Sequence[float]) -> tuple[Hit, ...]:
    """Return the hits, the second one first if it answers much better."""
    if len(scores) < READ or scores[1] <= scores[0] + _AHEAD:
        return tuple(hits)
    first, second, *others = hits
    return (replace(second, rank=first.rank), replace(first, rank=second.rank), *others)
