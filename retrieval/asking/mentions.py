"""Paragraphs that mention a topic: by its words, in any inflection, where there are such; else by meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from embeddings.encoder import Encoded, Vectors
from retrieval.arrays import Rows
from retrieval.asking.answerable import Evidence
from retrieval.asking.phrased import BETWEEN, is_name, is_verbatim, trimmed
from retrieval.asking.rank import CANDIDATES, rank, scores_of
from retrieval.asking.search import evidence_of
from retrieval.asking.understand.lexicon.word_lists import EMPTY
from retrieval.asking.understand.question import Question
from retrieval.asking.worded import has_phrases, with_words
from retrieval.clauses.clause import Clause
from retrieval.index.chains import adoption_order
from retrieval.index.codec import CodedQuery, code_query
from retrieval.index.protocol import ClauseIndex

_BEHIND = np.float32(0.07)
"""Most that the score of a first or latest mention found by meaning is below the best one's; more in a list."""

_DROP, _DROP_TO, _MOST_BEHIND = np.float32(0.5), 50, np.float32(0.15)
"""Share of the drop from the best score to that of a later rank by which a member of a list may be below the best one,
and the most that it may be; where the scores fall slowly, much is only alike (docs/retrieval.md)."""

_FEW, _MANY_WORDS, _TOGETHER = 3, 3, 1 / 3
"""Most paragraphs with the words, least content words of the topic, and share of the paragraphs with its rarest word: a
topic of so many words that so few paragraphs have is described rather than named, and others say it in other words."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Paragraphs that mention a topic, by adoption; those of one resolution in corpus order.

    Attributes:
        rows: Of the paragraphs, every duplicate of a wording among them.
        resolutions: For each row, the rank of its resolution by adoption.
        scores: Late-interaction score of each row.
        by_words: Whether they were found by words, and so are all there are; else by meaning.
        evidence: Features that predict whether the nearest ones answer; None if found by words, or if there are none.
        other_words: Other words for the topic that some of them have, where everyday words were asked for.
        nowhere: Whether the topic is a name that no paragraph has, so that these are on something else.
    """

    rows: Rows
    resolutions: Rows
    scores: Vectors
    by_words: bool
    evidence: Evidence | None = None
    other_words: tuple[str, ...] = ()
    nowhere: bool = False


def find_mentions(
    topic: str, question: Question, query: Encoded, index: ClauseIndex, *, as_typed: bool = False
) -> Mentions:
    """Return the paragraphs that mention a topic, as far as a question's filters allow.

    Args:
        topic: As typed, with single blanks.
        question: The search query of the topic, with its filters.
        query: The words of the question, encoded.
        index: The index to search.
        as_typed: Whether the words have to be there as typed, but for their number, if they are anywhere.
    """
    asked = code_query(query.tokens[0])
    worded = with_words(topic, question, asked, index, as_typed=as_typed)
    if not len(worded.rows):
        near = _by_meaning(question, query, asked, index, is_listed=not as_typed)
        typed = topic.lower() if question.asked.isupper() else topic
        return replace(near, nowhere=has_phrases(index) and is_name(typed, index.manifest.abbreviations))
    return replace(_by_words(worded.rows, asked, index), other_words=worded.other_words)


def widened(found: Mentions, topic: str, question: Question, query: Encoded, index: ClauseIndex) -> Mentions | None:
    """Return the few paragraphs with the words of a topic and those near in meaning; None where the words are wanted.

    One paragraph has "protection of schools from attack"; those that have "Mandela" all have "Nelson Mandela Rules".
    """
    if is_verbatim(topic, question.asked):
        return None
    phrases = index.for_language().phrases
    words = [word for word in trimmed(topic) if word not in BETWEEN | EMPTY]
    rarest = min((len(phrases.rows_of_any([phrases.number_forms(word)])) for word in words), default=0)
    if len(found.rows) > _FEW or len(words) < _MANY_WORDS or len(found.rows) >= _TOGETHER * rarest:
        return None
    asked = code_query(query.tokens[0])
    near = _by_meaning(question, query, asked, index)
    both = _by_words(np.union1d(found.rows, near.rows), asked, index)
    return replace(both, by_words=False, evidence=near.evidence)


def _by_words(rows: Rows, asked: CodedQuery, index: ClauseIndex) -> Mentions:
    """Return the mentions in some rows that were found by their words, by adoption."""
    chains = index.for_language().chains
    rows = chains.in_order(rows)
    return Mentions(rows, chains.resolutions[rows].astype(np.int64), scores_of(rows, asked, index), by_words=True)


def _by_adoption(found: Mapping[int, Clause]) -> tuple[Rows, Rows]:
    """Return the rank by adoption of the resolution of each clause, and its row, both in that order."""
    places = adoption_order([*found.values()])
    ordered = sorted((places[clause.symbol], row) for row, clause in found.items())
    ranks, in_order = np.array(ordered, np.int64).reshape(-1, 2).T
    return ranks, in_order


def _by_meaning(
    question: Question, query: Encoded, asked: CodedQuery, index: ClauseIndex, *, is_listed: bool = True
) -> Mentions:
    """Return the paragraphs that are nearly as near to a question as the nearest one; to be listed, some more.

    The first or latest mention may be a single one in its resolution, which feedback would put behind others.
    """
    ranking = rank(question, index, query, CANDIDATES, feedback=is_listed)
    best, late = ranking.rows, ranking.scores
    if not len(best):
        return Mentions(best, best, late, by_words=False)
    drop = min(_DROP * (late[0] - late[:_DROP_TO][-1]), _MOST_BEHIND) if is_listed else _BEHIND
    least = late[0] - max(drop, _BEHIND)
    near = sorted({twin for row in best[late >= least].tolist() for twin in index.with_words_of(row)})
    clauses = zip(near, index.clauses_at(near), strict=True)
    ranks, rows = _by_adoption({row: clause for row, clause in clauses if question.scope.allows(clause)})
    evidence = evidence_of(question, ranking, index)
    return Mentions(rows, ranks, scores_of(rows, asked, index), by_words=False, evidence=evidence)
