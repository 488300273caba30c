"""Ranking of clauses: candidates by vector, re-ranked by late interaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from embeddings.encoder import Vectors
from retrieval.arrays import NO_ROWS, Rows, first_of_each
from retrieval.asking.lookup.definitions import definition_sign, establishes, forms_of, heads_of, mentions
from retrieval.asking.lookup.quotations import quotations_in, rows_with_quotation
from retrieval.asking.ranking.feedback import losses
from retrieval.asking.ranking.rarity import EncodedQuery
from retrieval.asking.understand.question import Question
from retrieval.clauses.clause import Clause
from retrieval.index.chains import adoption_order
from retrieval.index.codec import CodedQuery, Codes, code_query
from retrieval.index.protocol import ClauseIndex, allowed_rows
from retrieval.index.tokens import late_scores, part_scores

CANDIDATES = 100
"""Distinct wordings that late interaction re-ranks; more find no further answers (docs/tried.md)."""

_YEAR = np.float32(0.08)
"""Score boost for a clause of a mentioned year. Of 503 requests that mention one, 85 % mean the year of the wanted
paragraph."""

_DEFINES = np.float32(0.06)
"""Score boost, where a definition is asked for, of a paragraph that establishes something; the penalty of one that only
refers back (docs/measured.md)."""

_QUOTED, _QUOTED_PHRASE = np.float32(0.15), np.float32(0.5)
"""Score boost for a clause with two words that a question has in quotation marks, and with three or more."""

_ESTABLISHES_TERM, _FIRST_TO_SAY = np.float32(0.12), np.float32(0.07)
"""Further boosts for a paragraph that establishes or defines the term, and for the first resolution that names it."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ranked clauses, one for each wording.

    Attributes:
        rows: Best first.
        scores: Scores of the rows.
        cosines: Cosines of the candidates' vectors, greatest first.
        coded: Query tokens that the clauses have to cover, coded.
        vector: Vector of the question by itself, shape (dimensions,).
        continues: Whether the words of earlier turns counted.
        differs: Whether another clause would come first without these words.
    """

    rows: Rows
    scores: Vectors
    cosines: Vectors
    coded: CodedQuery
    vector: Vectors
    continues: bool = False
    differs: bool = False


def rank(question: Question, index: ClauseIndex, query: EncodedQuery, wordings: int) -> Ranking:
    """Rank the clauses that a question's filters allow.

    Args:
        question: The search query.
        index: The index to search.
        query: The search query, encoded.
        wordings: Minimum number of distinct wordings to rank, if so many are allowed.
    """
    nearest, cosines = index.nearest(query.vector, question.scope, wordings)
    if not len(nearest):
        return Ranking(nearest, cosines, cosines, query.tokens, query.vector)
    words, boosts = index.wordings_at(nearest), score_boosts(nearest, question, index)
    # Clauses with equal words and equal cosines have the same lead-in, so the first one is scored for all of them.
    distinct = first_of_each(words, cosines, boosts)
    rows, boosts = nearest[distinct], boosts[distinct]
    if len(others := np.setdiff1d(quoting(question, index), rows)):
        rows, boosts = np.concatenate([rows, others]), np.concatenate([boosts, score_boosts(others, question, index)])
    scores = scores_of(rows, query.tokens, index) + boosts
    scored = Ranking(rows, scores, cosines, query.tokens, query.vector)
    return ordered(after_feedback(scored, index), index)


def quoting(question: Question, index: ClauseIndex) -> Rows:
    """Return the clauses with a quotation of a question that its filters allow; none if more than `CANDIDATES` have it.

    If more have it, some of them are among the nearest anyway.
    """
    rows = rows_with_quotation(question, index)
    if not 0 < len(rows) <= CANDIDATES:
        return NO_ROWS
    return allowed_rows(rows.tolist(), question.scope, index)


def nearest_wordings(question: Question, index: ClauseIndex, vector: Vectors) -> Rows:
    """Return the nearest clauses by vector that a question's filters allow, one for each of `CANDIDATES` wordings.

    Args:
        question: Supplies the filters.
        index: The index to search.
        vector: Vector of the query, shape (dimensions,).
    """
    rows, _ = index.nearest(vector, question.scope, CANDIDATES)
    return rows[first_of_each(index.wordings_at(rows))] if len(rows) else rows


def after_feedback(scored: Ranking, index: ClauseIndex) -> Ranking:
    """Lower the scores of clauses that are unlike the first hits, or whose resolution has no other good ones."""
    resolutions = [clause.symbol for clause in index.clauses_at(scored.rows.tolist())]
    return replace(scored, scores=scored.scores - losses(scored.scores, index.vectors_at(scored.rows), resolutions))


def ordered(scored: Ranking, index: ClauseIndex) -> Ranking:
    """Sort scored clauses, equal ones in corpus order, and keep the first of each wording."""
    order = np.lexsort((scored.rows, -scored.scores))
    order = order[first_of_each(index.wordings_at(scored.rows)[order])]
    return replace(scored, rows=scored.rows[order], scores=scored.scores[order])


def scores_of(rows: Rows, coded: CodedQuery, index: ClauseIndex) -> Vectors:
    """Return the late-interaction score of each clause: the score of its best passage."""
    if not len(rows):
        return np.empty(0, np.float32)
    passages, starts = _passages(rows, index)
    best: Vectors = np.maximum.reduceat(late_scores(coded, passages), starts)
    return best


def scores_of_parts(rows: Rows, parts: Sequence[Vectors], index: ClauseIndex) -> Vectors:
    """Return the late-interaction scores of each clause for several groups of query tokens.

    All groups are scored in one pass, as reading the codes of the clauses takes most of the time.

    Args:
        rows: The clauses.
        parts: Token vectors of each group; no group is empty.
        index: The index to search.

    Returns:
        Shape (clauses, parts).
    """
    passages, starts = _passages(rows, index)
    scores = part_scores(code_query(np.concatenate(parts)), passages, [len(tokens) for tokens in parts])
    best: Vectors = np.maximum.reduceat(scores, starts)
    return best


def _passages(rows: Rows, index: ClauseIndex) -> tuple[list[Codes], Rows]:
    """Return the codes of all passages of some clauses, and the position of the first passage of each clause."""
    tokens = index.tokens_at(rows.tolist())
    counts = np.array([len(passages) for passages in tokens])
    return [passage.codes for passages in tokens for passage in passages], np.cumsum(counts) - counts


def score_boosts(rows: Rows, question: Question, index: ClauseIndex) -> Vectors:
    """Return the score boost of each clause for quotations and years in a question, or the definition it asks for."""
    boosts = boosts_of_quotations(rows, question, index)
    if not (question.years or question.defines):
        return boosts
    clauses = index.clauses_at(rows.tolist())
    if question.years:
        boosts += _YEAR * np.array([clause.symbol.year in question.years for clause in clauses], np.float32)
    if question.defines:
        boosts += _DEFINES * np.array([definition_sign(clause.text) for clause in clauses], np.float32)
        boosts += _boosts_of_term(question.term, clauses, index)
    return boosts


def boosts_of_quotations(rows: Rows, question: Question, index: ClauseIndex) -> Vectors:
    """Return the score boost of each clause for the words that a question has in quotation marks."""
    boosts: Vectors = np.zeros(len(rows), np.float32)
    for one in quotations_in(question, index):
        boosts = np.maximum(boosts, (_QUOTED_PHRASE if one.is_phrase else _QUOTED) * np.isin(rows, one.rows))
    return boosts


def _boosts_of_term(term: str, clauses: Sequence[Clause], index: ClauseIndex) -> Vectors:
    """Return the boost of each clause: if it establishes or defines a term, or is of the first resolution with it."""
    forms = forms_of(term, index.manifest.abbreviations)
    having = [mentions(clause.text, forms) for clause in clauses]
    order = adoption_order([clause for clause, has in zip(clauses, having, strict=True) if has])
    return np.array(
        [
            _ESTABLISHES_TERM * establishes(clause.text, (*forms, *heads_of(forms)))
            + _FIRST_TO_SAY * (has and order[clause.symbol] == 0)
            for clause, has in zip(clauses, having, strict=True)
        ],
        np.float32,
    )
