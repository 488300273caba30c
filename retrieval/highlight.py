"""Which part of a paragraph answers: whole limbs of its sentence, chosen by meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from embeddings.encoder import Encoder, Vectors
from embeddings.windows import Window, split_windows, whole_window
from retrieval.clause import Clause, Span
from retrieval.index.arrays import Rows
from retrieval.index.codec import Codes, cosines

_STOP = re.compile(r"(?<=[;:,.])\s+")
_SHORTEST = 8
"""Words of a limb: fewer, as between the commas of an enumeration, say nothing by themselves."""
_NEAR = 0.95
"""Of the best limb's score, at which a limb beside it belongs to the answer too."""


def highlight(clause: Clause, query: Vectors, passages: Sequence[Codes], encoder: Encoder) -> tuple[Span, ...]:
    """Return the part of a clause's words that covers a question best.

    Args:
        clause: The clause.
        query: Unit rows of the question's tokens.
        passages: The codes of the tokens of the clause's passages, in order.
        encoder: The one that the index was built with.

    Returns:
        Ranges of `clause.text`, the end exclusive, whole limbs each; none where all of it answers alike.
    """
    limbs = split_limbs(clause.text)
    ends = np.array([end for _, end in limbs])
    best = np.full((len(limbs), len(query)), -1, np.float32)
    for window, codes in zip(_windows(clause, len(passages), encoder), passages, strict=True):
        found = cosines(query, codes)
        own, starts = _own_tokens(window, encoder, len(codes))
        # Tokens come in order, so those of a limb are neighbours.
        of_token = np.searchsorted(ends, starts, side="right")
        there, firsts = np.unique(of_token, return_index=True)
        if len(there):
            of_limb = np.maximum.reduceat(found[:, own], firsts, axis=1).T
            inside = there < len(limbs)
            best[there[inside]] = np.maximum(best[there[inside]], of_limb[inside])
    return _chosen(limbs, best.mean(axis=1))


def _windows(clause: Clause, count: int, encoder: Encoder) -> list[Window]:
    """Return a clause's windows. Where there is one, its tokens need not be counted to know that."""
    one = count == 1
    return [whole_window(clause.text, clause.lead_in)] if one else split_windows(clause.text, clause.lead_in, encoder)


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


def _own_tokens(window: Window, encoder: Encoder, count: int) -> tuple[Rows, Rows]:
    """Return the tokens of a window's own words: which one it is of all `count`, and where in the clause it starts."""
    spans = encoder.token_spans(window.passage)[:count]
    starts, ends = np.array(spans, np.int64).reshape(-1, 2).T
    own = np.flatnonzero(ends > window.at)
    # A model's prompt comes before all of them.
    return count - len(spans) + own, window.start + starts[own] - window.at


def _chosen(limbs: Sequence[Span], scores: Vectors) -> tuple[Span, ...]:
    """Return the best limb, grown over the limbs beside it that are nearly as good."""
    first = last = int(np.argmax(scores))
    enough = _NEAR * scores[first]
    while first > 0 and scores[first - 1] >= enough:
        first -= 1
    while last + 1 < len(limbs) and scores[last + 1] >= enough:
        last += 1
    return () if last - first + 1 == len(limbs) else ((limbs[first][0], limbs[last][1]),)
