"""Semantic ranking of clauses by similarity to a text, with pseudo-relevance feedback."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from embeddings.encoder import Encoded, Vectors
from retrieval.agreed.scope import SearchScope
from retrieval.arrays import Rows, first_of_each
from retrieval.asking.answerability.confidence import FOREMOST, Evidence, gather_evidence
from retrieval.asking.answerability.out_of_scope import out_of_scope_by_vector
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.ranking.rank import CANDIDATES, scores_of
from retrieval.index.codec import code_query
from retrieval.index.protocol import FullIndex

_BESIDE_FIRST = np.float32(1 / 6)
"""Weight of the similarity to the first hit; the rest is for the late-interaction score. Tuned on questions of other
types (docs/agreed.md).
"""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Clauses ranked by meaning.

    Attributes:
        rows: One row for each wording, best first.
        scores: Score of each row, higher is closer.
        evidence: Features that predict whether they are relevant; None without clauses.
    """

    rows: Rows
    scores: Vectors
    evidence: Evidence | None


def rank_by_meaning(text: str, scope: SearchScope, encoded: EncodedIndex) -> Ranked:
    """Rank clauses by late interaction with a text, and by dense similarity to the first hit.

    Pseudo-relevance feedback: the first hit's wording, in the Council's language, finds others in that language.
    """
    index, encoder = encoded.index.require_full(), encoded.encoder
    query = encoder.encode_queries([text])
    nearest, cosines = _nearest(query, scope, index)
    if not len(nearest):
        return Ranked(nearest, cosines, None)
    asked = code_query(query.tokens[0])
    late = scores_of(nearest, asked, index)
    best = int(np.lexsort((nearest, -late))[0])
    clause = index.clauses[int(nearest[best])]
    beside, closeness = _nearest(encoder.encode_queries([clause.text_with_lead_in]), scope, index)
    rows = np.union1d(nearest, beside)
    # Upper bound for clauses that are not among the nearest of the first hit: the cosine of the last of these.
    near = np.full(len(rows), closeness[-1], np.float32)
    near[np.searchsorted(rows, beside)] = closeness
    covers = scores_of(rows, asked, index)
    scores: Vectors = (1 - _BESIDE_FIRST) * covers + _BESIDE_FIRST * near
    order = np.lexsort((rows, -scores))
    foremost = (index.clauses[row] for row in rows[order[:FOREMOST]].tolist())
    words = (clause.text_with_lead_in for clause in foremost)
    out_of_scope = out_of_scope_by_vector(query.vectors[0], encoder.fingerprint)
    evidence = gather_evidence(
        text, words, cosines=cosines, late=-np.sort(-covers), out_of_scope_by_vector=out_of_scope
    )
    return Ranked(rows[order], scores[order], evidence)


def _nearest(query: Encoded, scope: SearchScope, index: FullIndex) -> tuple[Rows, Vectors]:
    """Return the nearest clauses, one for each wording, best first, and their cosines."""
    rows, cosines = index.nearest_of(query.vectors[0], scope.mask, CANDIDATES)
    first = first_of_each(index.wordings[rows])
    return rows[first], cosines[first]
