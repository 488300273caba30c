"""Order of the first two hits by a cross-encoder, which reads the question together with each paragraph.

It tells better than the vectors which of two near paragraphs answers, but takes some 65 ms for each. So it reads only
where the confidence leaves doubt: the first paragraph and, if that does not answer, the second (figures in
docs/retrieval.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from embeddings.encoder import CrossEncoder, Encoder
from retrieval.asking.answer import Hit

READ = 2
"""Maximum number of hits that are read."""

_LEAST, _MOST = 0.2, 0.95
"""Confidences that leave doubt: beyond, of 210 questions of five authors, 2 are judged wrongly."""

_ANSWERS = 0.0
"""Score from which on a paragraph answers, and the next one need not be read."""

_AHEAD = 0.5
"""Score that the second hit has to be ahead of the first one, to come before it."""


def in_order_of_reading(
    question: str, hits: Sequence[Hit], confidence: float | None, encoder: Encoder
) -> tuple[Hit, ...]:
    """Return hits, the second one first if it is in doubt that they answer, and it answers better by reading.

    Args:
        question: Words that were searched for.
        hits: What was found, best first.
        confidence: Probability that the first of them answer; None if nothing is known of it.
        encoder: The one that the index was built with, whose cross-encoder reads; without one the order stays.
    """
    is_doubtful = len(hits) >= READ and confidence is not None and _LEAST < confidence < _MOST
    cross_encoder = encoder.cross_encoder if is_doubtful else None
    if cross_encoder is None:
        return tuple(hits)
    first, second, *others = hits
    score = _score(question, first, cross_encoder)
    if score >= _ANSWERS or _score(question, second, cross_encoder) <= score + _AHEAD:
        return tuple(hits)
    return (replace(second, rank=first.rank), replace(first, rank=second.rank), *others)


def _score(question: str, hit: Hit, cross_encoder: CrossEncoder) -> float:
    """Return the score of a paragraph, behind the lead-in of its sentence."""
    return cross_encoder.score(question, f"{hit.clause.lead_in} {hit.clause.text}".strip())
