"""From a question to hits: the one call the bot makes.

Every clause that the filters allow is ranked by its vector (dense), and the first of them again by the vectors of its
tokens (late interaction), which see the words of a question one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice, takewhile

import numpy as np

from embeddings.encoder import Encoded, Encoder, Vectors
from retrieval.answerable import FOREMOST, Evidence, gather
from retrieval.clause import Hit
from retrieval.errors import ClauseIndexError
from retrieval.highlight import highlight
from retrieval.index.dense import Rows
from retrieval.index.files import REPAIR
from retrieval.index.generation import Generation
from retrieval.question import NO_LIMITS, Question
from retrieval.variety import group_alike

CANDIDATES = 100
"""Different wordings that late interaction ranks; more find nothing that these have not (docs/retrieval.md)."""

_YEAR = np.float32(0.08)
"""What being of a mentioned year adds to a score. Of 503 requests that mention one, 85 % mean their paragraph's own."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        hits: Best first.
        evidence: What tells whether they answer; None where there is no hit.
    """

    hits: tuple[Hit, ...]
    evidence: Evidence | None


def search(
    question: Question, *, generation: Generation, encoder: Encoder, k: int, marked: range | None = None
) -> Found:
    """Find the `k` clauses that answer best, best first; all there are if there are fewer.

    Filters are applied before the cut. Paragraphs that the question names come first. Clauses with the same words are
    one hit, quoted from the one that ranks first and naming the others that the filters allow; so are candidates with
    nearly the same.

    Args:
        question: What is searched for.
        generation: Where.
        encoder: The one that the generation was built with.
        k: Hits wanted.
        marked: Positions, from 0, of the hits whose answering part is to be found, which takes a while; None for all.
    """
    allowed = _allowed(question, generation)
    if question.everything and allowed is not None:
        return Found(_listed(allowed, question, generation, k), None)
    query = encoder.encode_queries([question.text])
    nearest, cosines = generation.dense.nearest(query.vectors[0], allowed)
    if not len(nearest):
        return Found((), None)
    candidates = _until_different(nearest, generation.twins, max(k, CANDIDATES))
    scores = _scores(query, candidates, question, generation)
    order = _first_of_each_wording(np.lexsort((candidates, -scores)), generation.twins[candidates])
    foremost = (generation.clauses[row] for row in candidates[order[:FOREMOST]])
    words = (f"{clause.lead_in} {clause.text}" for clause in foremost)
    evidence = gather(question.text, words, cosines=cosines, late=scores[order])
    cited = _cited(question, generation)
    rows = np.concatenate([cited, candidates[order]])
    ranked = np.concatenate([_scores(query, cited, question, generation), scores[order]])
    first = _first_of_each_wording(np.arange(len(rows)), generation.twins[rows])
    named = int(np.count_nonzero(first < len(cited)))
    groups = group_alike([generation.clauses[row].text for row in rows[first]], k, apart=named)
    hits = []
    for n, group in enumerate(groups):
        of_group = rows[first[group]]
        hit = _hit(of_group, n + 1, float(ranked[first[group[0]]]), question, generation)
        wanted = marked is None or n in marked
        hits.append(_marked(hit, int(of_group[0]), query, generation, encoder) if wanted else hit)
    return Found(tuple(hits), evidence)


def _listed(allowed: Rows, question: Question, generation: Generation, k: int) -> tuple[Hit, ...]:
    """Return the first clauses that a question allows, in corpus order."""
    rows = _first_of_each_wording(allowed, generation.twins)[:k].tolist()
    return tuple(_hit(np.array([row]), rank, 0.0, question, generation) for rank, row in enumerate(rows, start=1))


def _cited(question: Question, generation: Generation) -> Rows:
    """Return the positions of the paragraphs that a question names, each with its sub-paragraphs."""
    if not question.cited:  # nearly always
        return np.empty(0, np.int64)
    rows = [
        row
        for row, clause in enumerate(generation.clauses)
        if any(citation.covers(clause) for citation in question.cited)
    ]
    return np.array(rows, np.int64)


def _first_of_each_wording(order: Rows, words: Rows) -> Rows:
    """Keep, of a ranking, the first of those that have the same words."""
    _, firsts = np.unique(words[order], return_index=True)
    return order[np.sort(firsts)]


def _hit(rows: Rows, rank: int, score: float, question: Question, generation: Generation) -> Hit:
    """Return the first of some clauses as a hit, with the others as alike."""
    row, *others = rows.tolist()
    alike = tuple(generation.clauses[other].id for other in others)
    also, parts = _twins(row, question, generation), _parts(row, generation)
    return Hit(generation.clauses[row], rank, score, also=also, alike=alike, parts=parts)


def _marked(hit: Hit, row: int, query: Encoded, generation: Generation, encoder: Encoder) -> Hit:
    """Return a hit with the part of it that answers."""
    passages = _passages(row, generation)
    return replace(
        hit, highlights=highlight(hit.clause, query.tokens[0], passages, tokens=generation.tokens, encoder=encoder)
    )


def _until_different(ranked: Rows, twins: Rows, wanted: int) -> Rows:
    """Cut a ranking after so many different wordings."""
    _, firsts = np.unique(twins[ranked], return_index=True)
    firsts.sort()
    return ranked[: firsts[wanted]] if len(firsts) > wanted else ranked


def _scores(query: Encoded, clauses: Rows, question: Question, generation: Generation) -> Vectors:
    """Score clauses by the best of their passages, and by whether they are of a year that the question mentions."""
    if not len(clauses):
        return np.empty(0, np.float32)
    passages = [_passages(row, generation) for row in clauses.tolist()]
    counts = np.array([len(some) for some in passages])
    scores = generation.tokens.scores(query.tokens[0], np.concatenate(passages))
    best: Vectors = np.maximum.reduceat(scores, np.cumsum(counts) - counts)
    if question.years:
        best += _YEAR * np.isin([generation.clauses[row].symbol.year for row in clauses], question.years)
    return best


def _passages(row: int, generation: Generation) -> Rows:
    """Return the positions of a clause's passages."""
    first, after = np.searchsorted(generation.dense.owners, [row, row + 1])
    return np.arange(first, after)


def _allowed(question: Question, generation: Generation) -> Rows | None:
    if question.filters == NO_LIMITS and not question.outside:
        return None
    return np.array([row for row, clause in enumerate(generation.clauses) if question.allows(clause)], np.int64)


def _twins(row: int, question: Question, generation: Generation) -> tuple[str, ...]:
    same = (generation.clauses[twin] for twin in generation.with_words_of(row) if twin != row)
    return tuple(clause.id for clause in same if question.allows(clause))


def _parts(row: int, generation: Generation) -> tuple[str, ...]:
    """Return the sub-paragraphs that follow a clause which by itself breaks off."""
    clause = generation.clauses[row]
    if clause.paragraph is None or not clause.text.endswith(":"):
        return ()
    after = takewhile(
        lambda other: other.symbol == clause.symbol and (other.paragraph or "").startswith(f"{clause.paragraph}("),
        islice(generation.clauses, row + 1, None),
    )
    return tuple(other.id for other in after)


def check_encoder(generation: Generation, encoder: Encoder) -> None:
    """Refuse to compare the vectors of one encoder with those of another.

    Raises:
        ClauseIndexError: If the index was built by another encoder; the message says the repair.
    """
    manifest = generation.manifest
    if manifest.fingerprint != encoder.fingerprint:
        raise ClauseIndexError(
            f"the index was built with {manifest.encoder} ({manifest.dimensions} dimensions, fingerprint "
            f"{manifest.fingerprint[:8]}), the encoder is {encoder.name} ({encoder.dimensions} dimensions, "
            f"{encoder.fingerprint[:8]}); {REPAIR}"
        )
