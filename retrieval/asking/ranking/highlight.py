"""Answer highlighting: the limbs (parts of a sentence) of a paragraph that match the question best by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from embeddings.encoder import Vectors
from retrieval.arrays import Rows
from retrieval.clauses.clause import Clause, Span
from retrieval.index.codec import CodedQuery, best_cosines
from retrieval.index.tokens import Starts, Tokens
from retrieval.wording.limbs import split_limbs

_NEAR = 0.95
"""Least score of a neighbouring limb that is highlighted too, as a share of the best limb's score."""
_NO_LIMB = -1


def highlight(
    clauses: Sequence[Clause], query: CodedQuery, tokens: Sequence[Sequence[Tokens]]
) -> list[tuple[Span, ...]]:
    """Return the ranges of each clause's text that match a question best, by late interaction.

    Args:
        clauses: The clauses.
        query: The question's tokens.
        tokens: For each clause, the tokens of its passages, in order.

    Returns:
        For each clause, ranges of its text in whole limbs, end exclusive; none if all limbs match nearly equally.
    """
    if not clauses:
        return []
    limbs = [split_limbs(clause.text) for clause in clauses]
    edges = np.cumsum([0, *map(len, limbs)])
    of_tokens = np.concatenate(
        [
            _limb_of_each(own, passage.starts, first)
            for own, passages, first in zip(limbs, tokens, edges.tolist(), strict=False)
            for passage in passages
        ]
    )
    codes = np.concatenate([passage.codes for passages in tokens for passage in passages])
    # Tokens come in order, so those of a limb are neighbours.
    heads = np.flatnonzero(np.diff(of_tokens, prepend=_NO_LIMB - 1))
    found, of_heads = best_cosines(query, codes, heads), of_tokens[heads]
    best = np.full((edges[-1], found.shape[1]), -1, np.float32)
    in_limb = of_heads != _NO_LIMB
    np.maximum.at(best, of_heads[in_limb], found[in_limb])
    scores = best.mean(axis=1)
    return [_chosen(own, scores[start:end]) for own, (start, end) in zip(limbs, pairwise(edges), strict=True)]


def _limb_of_each(limbs: Sequence[Span], starts: Starts, first: int) -> Rows:
    """Return the limb of each token of a passage, counted from `first`; `_NO_LIMB` for tokens before the clause."""
    ends = [end for _, end in limbs[:-1]]
    return np.where(starts >= 0, first + np.searchsorted(ends, starts, side="right"), _NO_LIMB)


def _chosen(limbs: Sequence[Span], scores: Vectors) -> tuple[Span, ...]:
    """Return the range of the best limb and the neighbours with nearly its score; none if that covers all limbs."""
    first = last = int(np.argmax(scores))
    enough = _NEAR * scores[first]
    while first > 0 and scores[first - 1] >= enough:
        first -= 1
    while last + 1 < len(limbs) and scores[last + 1] >= enough:
        last += 1
    return () if last - first + 1 == len(limbs) else ((limbs[first][0], limbs[last][1]),)
