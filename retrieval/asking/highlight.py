"""Which part of a paragraph answers: whole limbs of its sentence, chosen by meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from embeddings.encoder import Vectors
from retrieval.arrays import Rows
from retrieval.clauses.clause import Clause, Span
from retrieval.index.codec import CodedQuery, best_cosines
from retrieval.index.tokens import Starts, Tokens

_STOP = re.compile(r"(?<=[;:,.])\s+")
_SHORTEST = 8
"""Words of a limb: fewer, as between the commas of an enumeration, say nothing by themselves."""
_NEAR = 0.95
"""Of the best limb's score, at which a limb beside it belongs to the answer too."""
_NONE = -1


def highlight(
    clauses: Sequence[Clause], query: CodedQuery, tokens: Sequence[Sequence[Tokens]]
) -> list[tuple[Span, ...]]:
    """Return the part of each clause's words that covers a question best.

    Args:
        clauses: The clauses.
        query: The question's tokens.
        tokens: For each clause, those of its passages, in order.

    Returns:
        For each clause, ranges of its text, the end exclusive, whole limbs each; none where all of it answers alike.
    """
    if not clauses:
        return []
    limbs = [split_limbs(clause.text) for clause in clauses]
    edges = np.cumsum([0, *map(len, limbs)])
    of_tokens = np.concatenate(
        [
            _limb_of_each(some, passage.starts, first)
            for some, passages, first in zip(limbs, tokens, edges.tolist(), strict=False)
            for passage in passages
        ]
    )
    codes = np.concatenate([passage.codes for passages in tokens for passage in passages])
    # Tokens come in order, so those of a limb are neighbours.
    heads = np.flatnonzero(np.diff(of_tokens, prepend=_NONE - 1))
    found, of_heads = best_cosines(query, codes, heads), of_tokens[heads]
    best = np.full((edges[-1], found.shape[1]), -1, np.float32)
    np.maximum.at(best, of_heads[of_heads != _NONE], found[of_heads != _NONE])
    scores = best.mean(axis=1)
    return [_chosen(some, scores[start:end]) for some, (start, end) in zip(limbs, pairwise(edges), strict=True)]


def _limb_of_each(limbs: Sequence[Span], starts: Starts, first: int) -> Rows:
    """Return which limb each token of a passage is in, counted from `first`; `_NONE` for what goes before a clause."""
    ends = [end for _, end in limbs[:-1]]
    return np.where(starts >= 0, first + np.searchsorted(ends, starts, side="right"), _NONE)


def split_limbs(text: str) -> list[Span]:
    """Cut a text after its stops, and join what is too short to stand alone with what follows.

    >>> text = "Urges all parties to a conflict to spare civilians, and asks them to report on all that they did"
    >>> [text[start:end] for start, end in split_limbs(text)]
    ['Urges all parties to a conflict to spare civilians,', 'and asks them to report on all that they did']
    """
    limbs: list[Span] = []
    start = 0
    for stop in [*_STOP.finditer(text), None]:
        end = stop.start() if stop else len(text)
        if len(text[start:end].split()) >= _SHORTEST:
            limbs.append((start, end))
            start = stop.end() if stop else end
    if start < len(text):
        limbs = [*limbs[:-1], (limbs[-1][0], len(text))] if limbs else [(0, len(text))]
    return limbs


def _chosen(limbs: Sequence[Span], scores: Vectors) -> tuple[Span, ...]:
    """Return the best limb, grown over the limbs beside it that are nearly as good."""
    first = last = int(np.argmax(scores))
    enough = _NEAR * scores[first]
    while first > 0 and scores[first - 1] >= enough:
        first -= 1
    while last + 1 < len(limbs) and scores[last + 1] >= enough:
        last += 1
    return () if last - first + 1 == len(limbs) else ((limbs[first][0], limbs[last][1]),)
