"""Ranking of a question after earlier turns: hits have to cover its own words; those of earlier turns only help.

A follow-up is encoded twice: alone, and behind the words of earlier turns, which give "and for girls?" its meaning. In
the second encoding, tokens of its own words weigh most and tokens of earlier words little. Paragraphs of the
resolutions just quoted get a boost, paragraphs already quoted a penalty. The weights depend on how the question is
worded; they were learned from judged conversations (`tests/benchmarks/follow_ups.py`).

Source:
    Encoding with the history, scoring without it: Krasakis, Yates and Kanoulas, "Zero-shot Query Contextualization for
    Conversational Search" (2022).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoder import Vectors
from retrieval.arrays import Rows
from retrieval.asking.answerability.calibration import probability_of
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.ranking.rank import Ranking, after_feedback, ordered, quoting, score_boosts, scores_of_parts
from retrieval.asking.ranking.rarity import rarity_in, token_weights, weighted
from retrieval.asking.understand.follow_ups.turns import Earlier
from retrieval.asking.understand.question import Question
from retrieval.index.codec import CodedQuery, code_query
from retrieval.library.abbreviations import expanded

Numbers = npt.NDArray[np.float64]

_TABLE = Path(__file__).parent / "conversation.toml"

PARTS = ("own", "earlier", "alone", "same resolution", "quoted before")
"""Parts of the score of a paragraph; the first three are late-interaction scores."""
_SCORES = 3
WORDINGS = ("always", "words", "opens", "refers")
"""Features of the wording that the weights depend on."""
TOPIC = ("always", "words", "alone", "lead")
"""Features that tell a new topic from a follow-up."""
_MANY_WORDS = 8
"""Number of content words from which on more make no difference."""


@dataclass(frozen=True, slots=True)
class ConversationWeights:
    """Learned weights.

    Attributes:
        parts: Shape (wordings, parts).
        topic: Weights of `TOPIC`, of a logistic model.
        new: Least probability of a new topic at which a question without signs of a follow-up is ranked alone.
    """

    parts: Numbers
    topic: Numbers
    new: float


@dataclass(frozen=True, slots=True)
class Parts:
    """Candidates of a question after earlier turns, with the parts of their scores.

    Attributes:
        rows: The candidates.
        parts: Parts of the score of each, shape (rows, parts).
        boosts: Boost of each for a quotation, for a mentioned year, or for a definition.
        cosines: Cosines of the candidates with the vectors of both encodings, greatest first.
        own: Tokens of the question's own words, encoded behind the earlier ones.
        vector: Vector of the question encoded alone.
    """

    rows: Rows
    parts: Vectors
    boosts: Vectors
    cosines: Vectors
    own: CodedQuery
    vector: Vectors


def rank_in_conversation(question: Question, earlier: Earlier, encoded: EncodedIndex, wordings: int) -> Ranking | None:
    """Rank the clauses that a question allows, after earlier turns.

    Returns:
        None if the question opens a new topic, if nothing is allowed, or if the encoder cuts the question off.
    """
    found = gather_parts(question, earlier, encoded, wordings)
    if found is None:
        return None
    weights = learned_weights()
    if not earlier.is_sure and probability_of_new(topic_features(earlier, found), weights.topic) >= weights.new:
        return None
    part_weights = wording_features(earlier) @ weights.parts
    scores = (found.parts @ (part_weights / part_weights[:_SCORES].sum())).astype(np.float32) + found.boosts
    scored = Ranking(found.rows, scores, found.cosines, found.own, found.vector, continues=True)
    scored_alone = replace(scored, scores=found.parts[:, PARTS.index("alone")] + found.boosts)
    ranking, alone = (ordered(after_feedback(one, encoded.index), encoded.index) for one in (scored, scored_alone))
    return replace(ranking, differs=bool(alone.rows[0] != ranking.rows[0]))


def gather_parts(question: Question, earlier: Earlier, encoded: EncodedIndex, wordings: int) -> Parts | None:
    """Collect the candidates of both encodings; None if there are none, or the encoder cuts off the question."""
    index, encoder = encoded.index, encoded.encoder
    before = "".join(f"{expanded(words, index.manifest.abbreviations)}. " for words in earlier.words)
    texts = [question.text, before + question.text]
    both = encoder.encode_queries(texts)
    spans, rarity = [encoder.token_spans(text) for text in texts], rarity_in(index, question.language)
    weights = [
        token_weights(text, len(tokens), of_text, rarity)
        for text, tokens, of_text in zip(texts, both.tokens, spans, strict=True)
    ]
    first_own = _first_own(len(both.tokens[1]), spans[1], len(before))
    parts_of_second = (slice(first_own, None), slice(first_own))
    alone = weighted(both.tokens[0], weights[0])
    own, others = (weighted(both.tokens[1][part], weights[1][part]) for part in parts_of_second)
    found = [index.nearest(vector, question.scope, wordings) for vector in both.vectors]
    if not (len(own) and len(others) and len(found[0][0])):
        return None
    rows = np.union1d(np.union1d(found[0][0], found[1][0]), quoting(question, index))
    late = scores_of_parts(rows, (own, others, alone), index)
    clauses = index.clauses_at(rows.tolist())
    same_resolution = [clause.symbol in earlier.symbols for clause in clauses]
    quoted_rows = rows[[clause.id in earlier.quoted for clause in clauses]]
    quoted = np.isin(index.wordings_at(rows), index.wordings_at(quoted_rows))
    cosines = np.sort(np.concatenate([cosines for _, cosines in found]))[::-1]
    parts = np.column_stack([late, np.array(same_resolution, np.float32), quoted.astype(np.float32)])
    return Parts(rows, parts, score_boosts(rows, question, index), cosines, code_query(own), both.vectors[0])


def wording_features(earlier: Earlier) -> Numbers:
    """Return the values of `WORDINGS`."""
    words = (min(earlier.new_words, _MANY_WORDS) - _MANY_WORDS / 2) / (_MANY_WORDS / 2)
    return np.array([1.0, words, earlier.opens, earlier.refers])


def topic_features(earlier: Earlier, found: Parts) -> Numbers:
    """Return the values of `TOPIC`: a new topic has many words, covered as well without those of earlier turns."""
    own, _, alone, *_ = found.parts.max(axis=0)
    return np.array([1.0, min(earlier.new_words, _MANY_WORDS), alone, alone - own])


def probability_of_new(features: Numbers, weights: Numbers) -> float:
    """Return the probability that a question without signs of a follow-up begins a new topic."""
    return probability_of(float(features @ weights))


def _first_own(count: int, spans: Sequence[tuple[int, int]], start: int) -> int:
    """Return the position of the first of `count` tokens that ends after the character `start`.

    The tokens of a model's prompt come before all others, and have no spans.
    """
    return int(np.searchsorted([end for _, end in spans], start, side="right")) + max(count - len(spans), 0)


@lru_cache(maxsize=1)
def learned_weights() -> ConversationWeights:
    """Return the weights in use."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    parts = [[table["parts"][wording][part] for part in PARTS] for wording in WORDINGS]
    return ConversationWeights(np.array(parts), np.array([table["topic"][name] for name in TOPIC]), table["new"])
