"""Paragraphs that mention a topic: those with its words, in any inflection; if none has them, those near in meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from embeddings.encoder import Vectors
from retrieval.arrays import NO_ROWS, Rows
from retrieval.asking.answerability.confidence import Evidence
from retrieval.asking.lookup.quotations import is_nowhere, is_passage
from retrieval.asking.mentions.members import LIKELY, SURELY, features, probabilities
from retrieval.asking.mentions.topic_parts import is_name, joined_topics
from retrieval.asking.mentions.topic_words import is_word_for_word, with_words
from retrieval.asking.ranking.rank import CANDIDATES, nearest_wordings, rank, scores_of
from retrieval.asking.ranking.rarity import EncodedQuery
from retrieval.asking.ranking.search import evidence_of
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.quoted import is_verbatim
from retrieval.clauses.filters import NO_LIMITS
from retrieval.index.chains import adoption_order
from retrieval.index.codec import CodedQuery
from retrieval.index.protocol import ClauseIndex, allowed_rows, full_or_none

_DROP, _DROP_TO = np.float32(0.5), 50
"""How far a paragraph found by meaning may score below the best one, with an encoder that `members.py` has no weights
for: this share of the drop in score from the first rank to this rank."""

_BEHIND, _MOST_BEHIND = np.float32(0.07), np.float32(0.15)
"""Bounds of that distance: its minimum and maximum."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Paragraphs that mention a topic, by adoption; those of one resolution in corpus order.

    Those with the words of the topic come before any that were found by meaning.

    Attributes:
        rows: Rows of the paragraphs, including all duplicates of a wording.
        resolutions: For each row, the rank of its resolution by adoption.
        scores: Late-interaction score of each row.
        worded: Number of rows with the words of the topic; the others have related words or were found by meaning.
        evidence: Features that predict whether the nearest ones answer; None if some have the words, or there are none.
        likeliest: Probability that the likeliest row is on the topic; None where `evidence` is None, or for an encoder
            without learned weights.
        other_words: Terms that some rows have in place of everyday words of the topic.
        nowhere: Whether no paragraph has the topic, and nothing but its own words stands for it, as for a name, so that
            the rows are on something else.
        related: Number of rows with only a related noun or verb for an action of the topic: "protection" for "protect".
        are_apart: Whether some rows have only one of several topics, as in `Worded`.
    """

    rows: Rows
    resolutions: Rows
    scores: Vectors
    worded: int = 0
    evidence: Evidence | None = None
    likeliest: float | None = None
    other_words: tuple[str, ...] = ()
    nowhere: bool = False
    related: int = 0
    are_apart: bool = False

    @property
    def has_words(self) -> bool:
        """Whether some rows have the words of the topic, or a related noun or verb."""
        return bool(self.worded or self.related)

    @property
    def by_words(self) -> bool:
        """Whether all rows have the words of the topic, so that the list is complete."""
        return 0 < self.worded == len(self.rows)


def find_mentions(topic: str, question: Question, query: EncodedQuery, index: ClauseIndex) -> Mentions:
    """Return the paragraphs that mention a topic, as far as a question's filters allow.

    Args:
        topic: As typed, with single blanks.
        question: The search query of the topic, with its filters.
        query: The search query, encoded.
        index: The index to search.
    """
    coded = query.tokens
    worded = with_words(topic, question, coded, index)
    if not len(worded.rows) and not len(worded.related):
        near = _by_meaning(question, query, index)
        return replace(near, nowhere=full_or_none(index) is not None and _is_literal(topic, question, index))
    found = replace(
        _by_adoption(worded.rows, coded, index),
        worded=len(worded.rows),
        other_words=worded.other_words,
        are_apart=worded.are_apart,
    )
    if not len(worded.related):
        return found
    return replace(_followed_by(found, worded.related, coded, index), related=len(worded.related))


def with_members(found: Mentions, topic: str, question: Question, query: EncodedQuery, index: ClauseIndex) -> Mentions:
    """Add the paragraphs that are probably on a topic in other words, behind those with its words.

    None are added if the topic is a name, if its words are wanted literally, or if it is several topics that have to be
    together. If some paragraph has the words side by side, the probability has to be higher (`SURELY`).

    Args:
        found: Paragraphs with the words, as `find_mentions` returns them for the other arguments.
        topic: As typed.
        question: The search query of the topic, with its filters.
        query: The search query, encoded.
        index: The index to search.
    """
    is_of_words = is_verbatim(topic, question.asked) or joined_topics(topic, question.asked) is not None
    if is_of_words or _is_name(topic, question, index):
        return found
    near = nearest_wordings(question, index, query.vector)
    ranked = _scores_anywhere(question, query, near, index)
    others, likely = member_probabilities(near, found.rows, ranked, query, index)
    if likely is None:
        return found
    members = others[likely >= (SURELY if is_word_for_word(topic, index) else LIKELY)]
    if not len(members):
        return found
    return _followed_by(found, np.setdiff1d(_with_twins(members, question, index), found.rows), query.tokens, index)


def _followed_by(found: Mentions, rows: Rows, coded: CodedQuery, index: ClauseIndex) -> Mentions:
    """Append rows, by adoption, that were not found by the words of the topic."""
    others = _by_adoption(rows, coded, index)
    return replace(
        found,
        rows=np.concatenate([found.rows, others.rows]),
        resolutions=np.concatenate([found.resolutions, others.resolutions]),
        scores=np.concatenate([found.scores, others.scores]),
    )


def _is_literal(topic: str, question: Question, index: ClauseIndex) -> bool:
    """Return whether only its own words stand for a topic: a name, words wanted literally, or several topics together.

    A passage that is spread over several paragraphs of a resolution, a lead-in and its sub-paragraph, does not count.
    """
    if is_verbatim(topic, question.asked):
        return not is_passage(topic) or is_nowhere(topic, index)
    return joined_topics(topic, question.asked) is not None or _is_name(topic, question, index)


def _is_name(topic: str, question: Question, index: ClauseIndex) -> bool:
    """Return whether a topic is a name. Capitals are ignored in a question that is all in capitals."""
    typed = topic.lower() if question.asked.isupper() else topic
    return is_name(typed, index.manifest.abbreviations)


def _by_meaning(question: Question, query: EncodedQuery, index: ClauseIndex) -> Mentions:
    """Return the paragraphs that are probably on a topic; without probabilities, those that score near the best."""
    ranking = rank(question, index, query, CANDIDATES)
    best, late = ranking.rows, ranking.scores
    if not len(best):
        return Mentions(best, best, late)
    ranked = _scores_anywhere(question, query, best, index)
    candidates, likely = member_probabilities(best, NO_ROWS, ranked, query, index)
    if likely is not None:
        members = candidates[likely >= LIKELY]
    else:
        drop = min(_DROP * (late[0] - late[:_DROP_TO][-1]), _MOST_BEHIND)
        members = best[late >= late[0] - max(drop, _BEHIND)]
    near = _with_twins(np.union1d(members, best[:1]), question, index)
    return replace(
        _by_adoption(near, query.tokens, index),
        evidence=evidence_of(question, ranking, index),
        likeliest=None if likely is None else float(likely.max()),
    )


def _scores_anywhere(question: Question, query: EncodedQuery, near: Rows, index: ClauseIndex) -> Vectors:
    """Return the scores of the candidates in the whole library; `near` are those that the filters allow."""
    anywhere = question.limited_to(NO_LIMITS)
    ranked = near if anywhere == question else nearest_wordings(anywhere, index, query.vector)
    return scores_of(ranked, query.tokens, index)


def member_probabilities(
    near: Rows, worded: Rows, ranked: Vectors, query: EncodedQuery, index: ClauseIndex
) -> tuple[Rows, Vectors | None]:
    """Return the candidates without the words of a topic, and the probability that each is on it.

    The probabilities are None for an encoder without learned weights; see `member_features` for the arguments.
    """
    others, values = member_features(near, worded, ranked, query.tokens, index)
    return others, probabilities(values, index.manifest.fingerprint)


def member_features(
    near: Rows, worded: Rows, ranked: Vectors, coded: CodedQuery, index: ClauseIndex
) -> tuple[Rows, Vectors]:
    """Return the candidates without the words of a topic, and the features of each; see `features` in members.py.

    Args:
        near: Rows of the candidates that the filters allow.
        worded: Rows with the words of the topic.
        ranked: Scores of the candidates in the whole library.
        coded: Tokens of the search query.
        index: The index to search.
    """
    others = np.setdiff1d(near, worded)
    return others, features(scores_of(others, coded, index), ranked, len(worded))


def _with_twins(rows: Rows, question: Question, index: ClauseIndex) -> Rows:
    """Add all duplicates of some rows, and return those that a question's filters allow."""
    twins = sorted({twin for row in rows.tolist() for twin in index.duplicates_of(row)})
    return allowed_rows(twins, question.scope, index)


def _by_adoption(rows: Rows, coded: CodedQuery, index: ClauseIndex) -> Mentions:
    """Return rows as mentions, in order of adoption."""
    if full := full_or_none(index):  # its chains give the order without reading any text
        chains = full.chains
        in_order = chains.in_order(rows)
        return Mentions(in_order, chains.resolutions[in_order].astype(np.int64), scores_of(in_order, coded, index))
    clauses = index.clauses_at(rows.tolist())
    places = adoption_order(clauses)
    ordered = sorted((places[clause.symbol], row) for clause, row in zip(clauses, rows.tolist(), strict=True))
    ranks, in_order = np.array(ordered, np.int64).reshape(-1, 2).T
    return Mentions(in_order, ranks, scores_of(in_order, coded, index))
