"""From a question to hits: the one call the bot makes."""

from __future__ import annotations

import numpy as np

from embeddings.encoder import Encoder
from retrieval.clause import Hit
from retrieval.errors import ClauseIndexError
from retrieval.index.dense import Rows
from retrieval.index.generation import REPAIR, Generation
from retrieval.question import NO_LIMITS, Filters, Question


def search(question: Question, *, generation: Generation, encoder: Encoder, k: int) -> list[Hit]:
    """Return the `k` clauses that answer best, best first; all there are if there are fewer.

    Filters are applied before the cut. Clauses with the same words are one hit, quoted from the one that ranks first
    and naming the others that the filters allow.
    """
    allowed = _allowed(question.filters, generation)
    [query] = encoder.encode_queries([question.text])
    rows, scores = generation.dense.nearest(query, allowed)
    hits: dict[int, Hit] = {}
    for row, score in zip(rows.tolist(), scores.tolist(), strict=True):
        words = int(generation.twins[row])
        if words in hits:
            continue
        if len(hits) == k:
            break
        hits[words] = Hit(
            generation.clauses[row],
            rank=len(hits) + 1,
            score=score,
            also=_twins(row, generation, question.filters),
        )
    return list(hits.values())


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
