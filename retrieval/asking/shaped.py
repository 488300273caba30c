"""Answers of other shapes than a ranking: lists, counts, first and latest mentions, comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

import numpy as np

from embeddings.encoder import Encoder
from retrieval.arrays import Rows
from retrieval.asking.answer import Hit, Side
from retrieval.asking.answerable import judge
from retrieval.asking.mentions import Mentions, find_mentions, rows_with_words, widened
from retrieval.asking.rarity import encode_question, rarity_in
from retrieval.asking.search import highlighted, hit_of, search
from retrieval.asking.understand.finding import Shape
from retrieval.asking.understand.question import Question
from retrieval.clauses.clause import Symbol
from retrieval.index.codec import code_query
from retrieval.index.protocol import ClauseIndex

MOST_LISTED = 1_000
"""Members of a list that are shown, unless more are asked for; its total counts all."""

_OF_A_SIDE = np.float32(0.15)
"""Most that the score of a paragraph is below the best one of its side of a comparison."""

_SILENT = np.float32(0.12)
"""Least that the best score of a side is below the best one of all sides if that side says nothing on the topic."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """Answer of another shape than a ranking.

    Attributes:
        hits: In the order shown.
        confidence: Probability that they answer; None if the encoder is not calibrated.
        answered: Whether they do.
        total: Number of what is listed or counted; None for other shapes.
        by_words: Whether they are all the paragraphs with the words of the topic.
        sides: Sides of a comparison.
    """

    hits: tuple[Hit, ...]
    confidence: float | None
    answered: bool
    total: int | None = None
    by_words: bool = False
    sides: tuple[Side, ...] = ()


def list_mentions(
    topic: str,
    shape: Shape,
    question: Question,
    *,
    index: ClauseIndex,
    encoder: Encoder,
    k: int | None,
    marked: range | None = None,
) -> Shaped:
    """Answer with the paragraphs that mention a topic: by date, for "latest" the newest first.

    Args:
        topic: As typed, without the frame of the question.
        shape: One of `LISTED` in finding.py.
        question: The search query of the topic, with its filters.
        index: The index to search.
        encoder: The one that the index was built with.
        k: Most hits; None for `MOST_LISTED`.
        marked: Positions, from 0, of the hits to highlight; None for all.
    """
    as_typed = shape.name in ("first", "latest")
    query = encode_question(question.text, encoder, rarity_in(index, question.language))
    found = find_mentions(topic, question, query, index, as_typed=as_typed, apart=shape.name == "list")
    if shape.name == "list" and found.by_words:
        found = _wider(found, widened(found, topic, question, query, index), question, encoder)
    sure, answered = (1.0, True) if found.by_words else judge(question.text, found.evidence, encoder.fingerprint)
    order = _in_order(found, shape)[: k or MOST_LISTED]
    rows, scores = found.rows[order].tolist(), found.scores[order].tolist()
    hits = [
        replace(hit_of(row, clause, rank, question, index), score=score)
        for rank, (row, score, clause) in enumerate(zip(rows, scores, index.clauses_at(rows), strict=True), start=1)
    ]
    return Shaped(
        highlighted(hits, rows, code_query(query.tokens[0]), index, marked),
        sure,
        answered and bool(hits),
        _total(found, shape),
        found.by_words,
    )


def _wider(found: Mentions, wide: Mentions | None, question: Question, encoder: Encoder) -> Mentions:
    """Return the mentions by words and by meaning, if the latter are sure to answer; else those by words."""
    return wide if wide and judge(question.text, wide.evidence, encoder.fingerprint)[1] else found


def compare_sides(
    topic: str, question: Question, *, index: ClauseIndex, encoder: Encoder, k: int, marked: range | None = None
) -> Shaped:
    """Answer with what each resolution that a question is limited to says on its topic, side by side.

    The hits are the first of each side, then the second of each, and so on. A side that says nothing on the topic is
    empty: if the words of the topic are in another one, its paragraphs have to have them, too.

    Args:
        topic: As typed, without the frame of the question.
        question: The search query of the topic, limited to the resolutions.
        index: The index to search.
        encoder: The one that the index was built with.
        k: Most hits.
        marked: Positions, from 0, of the hits of each side to highlight; None for all.
    """
    resolutions = question.scope.filters.resolutions
    query = encode_question(question.text, encoder, rarity_in(index, question.language))
    found = [
        search(
            question.limited_to(replace(question.scope.filters, resolutions=(one,))),
            index=index,
            encoder=encoder,
            k=max(-(-k // len(resolutions)), 1),
            marked=marked,
            query=query,
        )
        for one in resolutions
    ]
    worded = rows_with_words(topic, question, code_query(query.tokens[0]), index)
    saying = {clause.id for clause in index.clauses_at(worded.tolist())} or None
    best = max((one.hits[0].score for one in found if one.hits), default=0.0)
    spoken = [_of_side(one.hits, best, saying) for one in found]
    hits = [hit for hit in chain.from_iterable(zip_longest(*spoken)) if hit is not None][:k]
    ids = [tuple(hit.clause.id for hit in some if hit in hits) for some in spoken]
    verdicts = [judge(question.text, one.evidence, encoder.fingerprint) for one in found]
    return Shaped(
        tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)),
        max((sure for sure, _ in verdicts if sure is not None), default=None),
        any(answered for _, answered in verdicts) and bool(hits),
        sides=tuple(Side(str(one), some) for one, some in zip(resolutions, ids, strict=True)),
    )


def _of_side(hits: Sequence[Hit], best: float, saying: Set[str] | None) -> list[Hit]:
    """Return the hits of a side that are on the topic, those with its words first.

    Args:
        hits: Of the side, best first.
        best: Score of the best hit of all sides.
        saying: Ids of the clauses with the words of the topic; None if no side has them.
    """
    if not hits or (hits[0].score < best - _SILENT if saying is None else not _any_of(hits[0].clause.symbol, saying)):
        return []
    near = [hit for hit in hits if hit.score >= hits[0].score - _OF_A_SIDE]
    return sorted(near, key=lambda hit: saying is not None and hit.clause.id not in saying)


def _any_of(symbol: Symbol, ids: Iterable[str]) -> bool:
    return any(one.startswith(f"{symbol.compact}#") for one in ids)


def _in_order(found: Mentions, shape: Shape) -> Rows:
    """Return the positions of mentions by date; for "first" and "latest", the nearest of each resolution first."""
    if shape.name in ("list", "count"):
        return np.arange(len(found.rows))
    ranks = found.resolutions if shape.name == "first" else -found.resolutions
    return np.lexsort((-found.scores, ranks))


def _total(found: Mentions, shape: Shape) -> int | None:
    if shape.name not in ("list", "count"):
        return None
    if shape.name == "count" and shape.unit == "resolutions":
        return len(np.unique(found.resolutions))
    return len(found.rows)
