"""Answers of other shapes than a ranking: lists, counts, first and latest mentions, comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import chain, zip_longest

import numpy as np

from embeddings.encoder import Encoded, Encoder
from retrieval.arrays import Rows
from retrieval.asking.answer import Hit, Result, Side
from retrieval.asking.answerable import judge
from retrieval.asking.mentions import Mentions, find_mentions, with_members
from retrieval.asking.rank import CANDIDATES, rank
from retrieval.asking.rarity import encode_question, rarity_in
from retrieval.asking.search import Found, highlighted, hits_of, search
from retrieval.asking.understand.finding import Shape
from retrieval.asking.understand.question import Question
from retrieval.asking.within import OF_THE_FIELD, likeliest
from retrieval.asking.worded import with_words
from retrieval.clauses.clause import Symbol
from retrieval.index.codec import code_query
from retrieval.index.protocol import ClauseIndex

MOST_LISTED = 1_000
"""Members of a list that are shown, unless more are asked for; its total counts all."""

_SURELY = 0.8
"""Least probability of a member without the words of the topic for a list to answer whatever else is found."""

_OF_A_SIDE = np.float32(0.25)
"""Most that the score of a paragraph is below the best one of its side of a comparison."""

_SILENT = 0.12
"""With an encoder that no probabilities were learned for, least that the best score of a side is below the best one of
all sides if that side says nothing on the topic."""

_SPEAKS, _SIDE_ANSWERS = 0.1, 0.2
"""Least probability that the nearest paragraph of a side is on the topic for the side to say something on it, and for
the comparison to be answered (docs/retrieval.md)."""

_FAR, _CLOSE = 0.65, 0.84
"""With an encoder that no probabilities were learned for, shares of the best score in the library: a side that has less
says nothing; one that has more says it in other words, though another side has those of the topic."""


def list_mentions(
    topic: str,
    shape: Shape,
    question: Question,
    *,
    index: ClauseIndex,
    encoder: Encoder,
    k: int | None,
    marked: range | None = None,
) -> Result:
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
    query = encode_question(question.text, encoder, rarity_in(index, question.language))
    found = find_mentions(topic, question, query, index)
    has_words = bool(found.worded or found.related)
    if shape.name == "list" and has_words:
        found = with_members(found, topic, question, query, index)
    sure, answered = (1.0, True) if has_words else judge(question.text, found.evidence, encoder.fingerprint)
    if shape.name == "list" and found.likeliest and found.likeliest >= _SURELY:
        sure, answered = max(sure or 0.0, found.likeliest), True
    order = _in_order(found, shape)[: k or MOST_LISTED]
    rows, scores = found.rows[order].tolist(), found.scores[order].tolist()
    hits = [replace(hit, score=score) for hit, score in zip(hits_of(rows, question, index), scores, strict=True)]
    if found.nowhere:
        sure, answered = 0.0, False
    return Result(
        highlighted(hits, rows, code_query(query.tokens[0]), index, marked),
        sure,
        answered and bool(hits),
        _total(found, shape),
        found.by_words,
        found.worded if shape.name in ("list", "count") else None,
        other_words=found.other_words,
        nowhere=found.nowhere,
    )


def compare_sides(
    topic: str, question: Question, *, index: ClauseIndex, encoder: Encoder, k: int, marked: range | None = None
) -> Result:
    """Answer with what each resolution that a question is limited to says on its topic, side by side.

    The hits are the first of each side, then the second of each, and so on: one of each at least, so that a side
    without any says nothing on the topic. If that is so of every side, nothing answers, and the hits are what comes
    nearest.

    Args:
        topic: As typed, without the frame of the question.
        question: The search query of the topic, limited to the resolutions.
        index: The index to search.
        encoder: The one that the index was built with.
        k: Most hits, where there are no more sides.
        marked: Positions, from 0, of the hits of each side to highlight; None for all.
    """
    resolutions = question.scope.filters.resolutions
    k = max(k, len(resolutions))
    query = encode_question(question.text, encoder, rarity_in(index, question.language))
    sides = [question.limited_to(replace(question.scope.filters, resolutions=(one,))) for one in resolutions]
    found = [search(one, index=index, encoder=encoder, k=k, marked=marked, query=query) for one in sides]
    coded = code_query(query.tokens[0])
    saying = {clause.id for clause in index.clauses_at(with_words(topic, question, coded, index).every.tolist())}
    likely = [one for one in likeliest(topic, sides, query, index) if one is not None]
    is_told = len(likely) == len(sides)
    if is_told:
        speak = [one >= _SPEAKS for one in likely]
    else:
        least = _least_score(topic, question, found, query, index)
        speak = [_speaks(one, least, saying) for one in found]
    spoken = [_near(one.hits, saying) if speaks else [] for one, speaks in zip(found, speak, strict=True)]
    says_any = any(spoken)
    shown = spoken if says_any else [list(one.hits) for one in found]
    hits = [hit for hit in chain.from_iterable(zip_longest(*shown)) if hit is not None][:k]
    ids = [tuple(hit.clause.id for hit in some if hit in hits) for some in spoken]
    verdicts = [judge(question.text, one.evidence, encoder.fingerprint) for one in found]
    sure = max((sure for sure, _ in verdicts if sure is not None), default=None)
    answered = any(answered for _, answered in verdicts)
    if sure is not None and is_told:
        answered = max(likely) >= _SIDE_ANSWERS and sure >= OF_THE_FIELD
        sure = max(likely) if answered else min(sure, *likely)
    return Result(
        tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)),
        sure,
        answered and says_any,
        sides=tuple(Side(str(one), some) for one, some in zip(resolutions, ids, strict=True)),
    )


def _least_score(topic: str, question: Question, found: Sequence[Found], query: Encoded, index: ClauseIndex) -> float:
    """Return the least score with which a side of a comparison is on its topic in other words than those of the topic.

    Args:
        topic: As typed.
        question: The search query of the topic, limited to the resolutions.
        found: What was found in each.
        query: The words of the question, encoded.
        index: The index to search.
    """
    anywhere = question.limited_to(replace(question.scope.filters, resolutions=()))
    best = float(max(rank(anywhere, index, query, CANDIDATES).scores, default=0.0))
    of_sides = max((one.hits[0].score for one in found if one.hits), default=0.0)
    in_library = len(with_words(topic, anywhere, code_query(query.tokens[0]), index).every)
    return best * _CLOSE if in_library else max(best * _FAR, of_sides - _SILENT)


def _speaks(side: Found, least: float, saying: Iterable[str]) -> bool:
    """Return whether a side of a comparison is on its topic: by the words of its paragraphs, or by how near it comes.

    Args:
        side: The hits in the resolution.
        least: Least score of a paragraph that is on the topic in other words.
        saying: Ids of the paragraphs with the words of the topic, of all sides.
    """
    if not side.hits or side.evidence is None:
        return False
    foremost = side.hits[0]
    return foremost.score >= least or side.evidence.covered or _any_of(foremost.clause.symbol, saying)


def _near(hits: Sequence[Hit], saying: Set[str]) -> list[Hit]:
    """Return the hits of a side of a comparison that are nearly as near as its best, those with the words first."""
    near = [hit for hit in hits if hit.clause.id in saying or hit.score >= hits[0].score - _OF_A_SIDE]
    return sorted(near, key=lambda hit: hit.clause.id not in saying)


def _any_of(symbol: Symbol, ids: Iterable[str]) -> bool:
    """Return whether one of some clauses, by their ids, is of a resolution."""
    return any(one.startswith(f"{symbol.compact}#") for one in ids)


def _in_order(found: Mentions, shape: Shape) -> Rows:
    """Return the positions of mentions by date; for "first" and "latest", the nearest of each resolution first."""
    if shape.name in ("list", "count"):
        return np.arange(len(found.rows))
    ranks = found.resolutions if shape.name == "first" else -found.resolutions
    return np.lexsort((-found.scores, ranks))


def _total(found: Mentions, shape: Shape) -> int | None:
    """Return the number of members of a list or a count; None for other shapes."""
    if shape.name not in ("list", "count"):
        return None
    if shape.counts_resolutions:
        return len(np.unique(found.resolutions))
    return len(found.rows)
