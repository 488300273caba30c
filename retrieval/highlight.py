"""Which part of a paragraph answers: whole limbs of its sentence, chosen by meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from embeddings.encoder import Encoder, Vectors
from embeddings.windows import Window, split_windows
from retrieval.clause import Clause, Span
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
    windows = split_windows(clause.text, clause.lead_in, encoder)
    best = np.full((len(limbs), len(query)), -1, np.float32)
    for window, codes in zip(windows, passages, strict=True):
        found = cosines(query, codes)
        for token, start in _own_tokens(window, encoder, len(codes)):
            limb = next((n for n, (_, end) in enumerate(limbs) if start < end), None)
            if limb is not None:
                best[limb] = np.maximum(best[limb], found[:, token])
    return _chosen(limbs, best.mean(axis=1))


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


def _own_tokens(window: Window, encoder: Encoder, count: int) -> list[tuple[int, int]]:
    """Return the tokens of a window's own words: which one it is of all `count`, and where in the clause it starts."""
    spans = encoder.token_spans(window.passage)[:count]
    before = count - len(spans)  # a model's prompt comes first
    return [
        (before + token, window.start + start - window.at)
        for token, (start, end) in enumerate(spans)
        if end > window.at
    ]


def _chosen(limbs: Sequence[Span], scores: Vectors) -> tuple[Span, ...]:
    """Return the best limb, grown over the limbs beside it that are nearly as good."""
    first = last = int(np.argmax(scores))
    enough = _NEAR * scores[first]
    while first > 0 and scores[first - 1] >= enough:
        first -= 1
    while last + 1 < len(limbs) and scores[last + 1] >= enough:
        last += 1
    return () if last - first + 1 == len(limbs) else ((limbs[first][0], limbs[last][1]),)
