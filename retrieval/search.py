"""From a question to hits: the one call the bot makes.

Every clause that the filters allow is ranked by its vector (dense), and the first of them again by the vectors of its
tokens (late interaction), which see the words of a question one by one.
"""

from __future__ import annotations

import numpy as np

from embeddings.encoder import Encoded, Encoder, Vectors
from retrieval.clause import Hit
from retrieval.errors import ClauseIndexError
from retrieval.highlight import highlight
from retrieval.index.dense import Rows
from retrieval.index.generation import REPAIR, Generation
from retrieval.question import NO_LIMITS, Filters, Question

CANDIDATES = 100
"""Different wordings that late interaction ranks; more find nothing that these have not (docs/retrieval.md)."""


def search(question: Question, *, generation: Generation, encoder: Encoder, k: int) -> list[Hit]:
    """Return the `k` clauses that answer best, best first; all there are if there are fewer.

    Filters are applied before the cut. Clauses with the same words are one hit, quoted from the one that ranks first
    and naming the others that the filters allow.
    """
    query = encoder.encode_queries([question.text])
    nearest, _ = generation.dense.nearest(query.vectors[0], _allowed(question.filters, generation))
    candidates = _until_different(nearest, generation.twins, max(k, CANDIDATES))
    scores = _late_scores(query, candidates, generation)
    order = np.lexsort((candidates, -scores))
    hits: dict[int, Hit] = {}
    for row, score in zip(candidates[order].tolist(), scores[order].tolist(), strict=True):
        words = int(generation.twins[row])
        if words in hits:
            continue
        if len(hits) == k:
            break
        clause = generation.clauses[row]
        passages = _passages(row, generation)
        hits[words] = Hit(
            clause,
            rank=len(hits) + 1,
            score=score,
            also=_twins(row, generation, question.filters),
            highlights=highlight(clause, query.tokens[0], passages, tokens=generation.tokens, encoder=encoder),
        )
    return list(hits.values())


def _until_different(ranked: Rows, twins: Rows, wanted: int) -> Rows:
    """Cut a ranking after so many different wordings."""
    _, firsts = np.unique(twins[ranked], return_index=True)
    firsts.sort()
    return ranked[: firsts[wanted]] if len(firsts) > wanted else ranked


def _late_scores(query: Encoded, clauses: Rows, generation: Generation) -> Vectors:
    """Score clauses by the best of their passages."""
    if not len(clauses):
        return np.empty(0, np.float32)
    passages = [_passages(row, generation) for row in clauses.tolist()]
    counts = np.array([len(some) for some in passages])
    scores = generation.tokens.scores(query.tokens[0], np.concatenate(passages))
    best: Vectors = np.maximum.reduceat(scores, np.cumsum(counts) - counts)
    return best


def _passages(row: int, generation: Generation) -> Rows:
    """Return the positions of a clause's passages."""
    first, after = np.searchsorted(generation.dense.owners, [row, row + 1])
    return np.arange(first, after)


def _allowed(filters: Filters, generation: Generation) -> Rows | None:
    if filters == NO_LIMITS:
        return None
    return np.array([row for row, clause in enumerate(generation.clauses) if filters.allow(clause)], np.int64)


def _twins(row: int, generation: Generation, filters: Filters) -> tuple[str, ...]:
    same = (generation.clauses[twin] for twin in generation.with_words_of(row) if twin != row)
    return tuple(clause.id for clause in same if filters.allow(clause))


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
