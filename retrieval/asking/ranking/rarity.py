"""Query encoding with token weights: rare words of the library count for more in late interaction."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.encoder import Encoded, Encoder, Vectors
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.understand.languages.lexicon import ENGLISH, OTHER
from retrieval.asking.understand.lexicon.word_lists import SAYS_NOTHING
from retrieval.asking.understand.question import Question
from retrieval.index.codec import CodedQuery, code_query
from retrieval.index.facts import WORD
from retrieval.index.protocol import ClauseIndex

_NO_WORD = 0.5
"""Weight of a number or a punctuation mark, the same as of a very common word (docs/measured.md)."""

_FRAME = 1.0
"""Maximum weight of a word that says nothing about the topic."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """Rarity of words in a library.

    Attributes:
        words: Count of each word, in lower case.
        clauses: Number of clauses.
        frame: Words that say nothing about the topic of a question.
    """

    words: Mapping[str, int]
    clauses: int
    frame: frozenset[str] = SAYS_NOTHING

    def of(self, word: str) -> float:
        """Return the weight of a word: the square root of its inverse document frequency.

        A frame word ("what", "please") weighs at most `_FRAME`, although it is rare in resolutions.

        Source:
            Spärck Jones, "A statistical interpretation of term specificity" (1972); the square root and the smoothing
            were chosen by measuring.
        """
        rarity = math.sqrt(math.log1p(self.clauses / (self.words.get(word, 0) + 1)))
        return min(rarity, _FRAME) if word in self.frame else rarity


def rarity_in(index: ClauseIndex, language: str = ENGLISH) -> Rarity:
    """Return the rarity of words in the library of an index.

    Args:
        index: The index to search.
        language: Code of the language of the question. In "und" all words weigh the same; questions in the other
            languages are searched for in English.
    """
    if language == OTHER:
        return Rarity({}, 1, frozenset())
    return Rarity(index.facts.words, index.manifest.clauses)


@dataclass(frozen=True, slots=True)
class EncodedQuery:
    """Encoded search query.

    Attributes:
        vector: Unit vector for dense retrieval, shape (dimensions,).
        tokens: Its tokens, coded for late interaction.
    """

    vector: Vectors
    tokens: CodedQuery


def encode_query(question: Question, encoded: EncodedIndex) -> EncodedQuery:
    """Encode the text of a search query, its tokens weighted by the rarity of their words in the library."""
    query = encode_question(question.text, encoded.encoder, rarity_in(encoded.index, question.language))
    return EncodedQuery(query.vectors[0], code_query(query.tokens[0]))


def encode_question(text: str, encoder: Encoder, rarity: Rarity) -> Encoded:
    """Encode the words of a question, its tokens weighted by the rarity of their words.

    The vector of the question has unit length. That of a token is as long as its weight; the mean weight is 1.
    """
    encoded = encoder.encode_queries([text])
    weights = token_weights(text, len(encoded.tokens[0]), encoder.token_spans(text), rarity)
    return Encoded(encoded.vectors, (weighted(encoded.tokens[0], weights),))


def weighted(tokens: Vectors, weights: Vectors) -> Vectors:
    """Scale token vectors by their weights over the mean weight, so that a mean over the tokens is weighted.

    >>> weighted(np.ones((2, 1), np.float32), np.array([1, 3], np.float32)).tolist()
    [[0.5], [1.5]]
    """
    return tokens * (weights / weights.mean())[:, np.newaxis] if len(weights) else tokens


def token_weights(text: str, count: int, spans: Sequence[tuple[int, int]], rarity: Rarity) -> Vectors:
    """Return the weight of each token of a text: the weight of its word.

    Args:
        text: The text.
        count: Number of its token vectors; the first may belong to the model's prompt, and have no spans.
        spans: Character range of each token of the text.
        rarity: Rarity of words in the library.
    """
    starts, weights = [0], [_NO_WORD]
    for match in WORD.finditer(text):
        starts += [match.start(), match.end()]
        weights += [rarity.of(match.group().lower()), _NO_WORD]
    ranges = np.searchsorted(starts, [start for start, _ in spans], side="right") - 1
    own = np.array(weights, np.float32)[ranges][:count] if len(ranges) else np.empty(0, np.float32)
    return np.concatenate([np.full(count - len(own), _NO_WORD, np.float32), own])
