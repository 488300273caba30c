"""Lists of all paragraphs that mention a topic, their counts, and its first and latest mentions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from retrieval.arrays import Rows
from retrieval.asking.answer import Result
from retrieval.asking.answerability.confidence import judge
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.mentions.topic_mentions import Mentions, find_mentions, with_members
from retrieval.asking.ranking.rarity import encode_query
from retrieval.asking.ranking.search import highlighted, hits_of
from retrieval.asking.understand.finding import Shape
from retrieval.asking.understand.question import Question

_SURELY = 0.8
"""Least probability of the likeliest paragraph for a list without the words of its topic to count as answered, whatever
the confidence."""

_IN_SEVERAL = "Each of these resolutions mentions all of this, though not always in one paragraph."


def list_mentions(
    topic: str, question: Question, encoded: EncodedIndex, *, k: int, marked: range | None = None
) -> Result:
    """List the paragraphs that mention a topic, oldest first; for "latest", newest first.

    Args:
        topic: As typed, without the frame of the question.
        question: The search query of the topic, with its filters; its shape is one of `LISTED` in finding.py.
        encoded: The index to search, with its encoder.
        k: Maximum number of hits.
        marked: Positions, from 0, of the hits to highlight; None for all.
    """
    index, shape = encoded.index, question.shape
    query = encode_query(question, encoded)
    found = find_mentions(topic, question, query, index)
    if shape.name == "list" and found.has_words:
        found = with_members(found, topic, question, query, index)
    order = _in_order(found, shape)[:k]
    rows, scores = found.rows[order].tolist(), found.scores[order].tolist()
    hits = [replace(hit, score=score) for hit, score in zip(hits_of(rows, question, index), scores, strict=True)]
    confidence, answered = _verdict(found, question, encoded)
    return Result(
        highlighted(hits, rows, query.tokens, index, marked),
        confidence,
        answered and bool(hits),
        _total(found, shape),
        found.by_words,
        found.worded if shape.has_total else None,
        other_words=found.other_words,
        nowhere=found.nowhere,
        by_meaning=not found.has_words,
        said=_IN_SEVERAL if found.are_apart else "",
    )


def _verdict(found: Mentions, question: Question, encoded: EncodedIndex) -> tuple[float | None, bool]:
    """Return the confidence that mentions answer a question, and whether that is enough."""
    if found.nowhere:
        return 0.0, False
    if found.has_words:
        return 1.0, True
    confidence, answered = judge(question.text, found.evidence, encoded.calibration)
    if question.shape.name == "list" and found.likeliest and found.likeliest >= _SURELY:
        return max(confidence or 0.0, found.likeliest), True
    return confidence, answered


def _in_order(found: Mentions, shape: Shape) -> Rows:
    """Return the positions of mentions in order of display: as they are for a list or a count.

    For "first" and "latest", by date, and within a resolution the best score first.
    """
    if shape.has_total:
        return np.arange(len(found.rows))
    ranks = found.resolutions if shape.name == "first" else -found.resolutions
    return np.lexsort((-found.scores, ranks))


def _total(found: Mentions, shape: Shape) -> int | None:
    """Return the number of members of a list or a count; None for other shapes."""
    if not shape.has_total:
        return None
    if shape.counts_resolutions:
        return len(np.unique(found.resolutions))
    return len(found.rows)
