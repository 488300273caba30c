"""Query encoding with token weights: rare words of the library count for more in late interaction."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from embeddings.encoder import Encoded, Encoder, Vectors
from retrieval.asking.understand.lexicon.word_lists import SAYS_NOTHING
from retrieval.index.facts import WORD
from retrieval.index.protocol import ClauseIndex

_NO_WORD = 0.5
"""Weight of a number or a punctuation mark, that of a very common word (docs/retrieval.md)."""

_FRAME = 1.0
"""Greatest weight of a word that says nothing about the topic."""


def encode_question(text: str, encoder: Encoder, index: ClauseIndex) -> Encoded:
    """Encode the words of a question, its tokens weighted by the rarity of their words in an index.

    The vector is of unit length; each token's is as long as its weight, and the mean weight is 1.
    """
    encoded = encoder.encode_queries([text])
    count, spans = len(encoded.tokens[0]), encoder.token_spans(text)
    weights = token_weights(text, count, spans, index.facts.words, index.manifest.clauses)
    return Encoded(encoded.vectors, (weighted(encoded.tokens[0], weights),))


def weighted(tokens: Vectors, weights: Vectors) -> Vectors:
    """Scale token vectors by their weights over the mean weight, so that a mean over the tokens is weighted.

    >>> weighted(np.ones((2, 1), np.float32), np.array([1, 3], np.float32)).tolist()
    [[0.5], [1.5]]
    """
    return tokens * (weights / weights.mean())[:, np.newaxis] if len(weights) else tokens


def token_weights(
    text: str, count: int, spans: Sequence[tuple[int, int]], words: Mapping[str, int], clauses: int
) -> Vectors:
    """Return the weight of each token of a text: the square root of its word's inverse document frequency.

    Words of the frame of a question ("what", "please") weigh little, though hardly a resolution has them.

    Args:
        text: The text.
        count: Number of its token vectors; those of a model's prompt come first.
        spans: Character range of each token of the text.
        words: Count of each word of a library, in lower case.
        clauses: Number of its clauses.

    Source:
        Spärck Jones, "A statistical interpretation of term specificity" (1972); the square root and the smoothing were
        chosen by measuring.
    """
    starts, found = [0], [_NO_WORD]
    for match in WORD.finditer(text):
        starts += [match.start(), match.end()]
        found += [_rarity(match.group().lower(), words, clauses), _NO_WORD]
    places = np.searchsorted(starts, [start for start, _ in spans], side="right") - 1
    own = np.array(found, np.float32)[places][:count] if len(places) else np.empty(0, np.float32)
    return np.concatenate([np.full(count - len(own), _NO_WORD, np.float32), own])


def _rarity(word: str, words: Mapping[str, int], clauses: int) -> float:
    rarity = math.sqrt(math.log1p(clauses / (words.get(word, 0) + 1)))
    return min(rarity, _FRAME) if word in SAYS_NOTHING else rarity
