"""Removal of wrapping: words around the topic of a question, on urgency, the asker's work, or the form of the answer.

A linear model over the token vectors of the encoder scores each range of words as the topic. The score is the sum over
the words within the range, and over the words at its two ends and just beside them. All words are the topic unless
another range scores higher by a margin. Each encoder has weights of its own, learned by tests/benchmarks/wrapping.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load

from embeddings.encoder import Encoder, Vectors
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.lookup.quotations import rows_with_quotation
from retrieval.asking.ranking.search_query import search_query
from retrieval.asking.understand.finding import ANSWER
from retrieval.asking.understand.frames import words_of_topic
from retrieval.asking.understand.languages.lexicon import ENGLISH, OTHER
from retrieval.asking.understand.lexicon import word_lists
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.understood import is_pasted_paragraph
from retrieval.asking.understand.words import topic_words

MODEL = Path(__file__).parent / "wrapping.safetensors"
"""Under an encoder's fingerprint, the weights: shape (dimensions + 1, parts), the last row being the intercepts. Under
"margin " and the fingerprint, the margin.
"""
PARTS = ("within", "first", "before", "last", "behind")
"""Scores of each word: as a word within the topic, as its first word or the word before it, and as its last word or the
word behind it."""
SCALE = 8.0
"""Factor of the vectors, which have unit length."""
LONGEST = 60
"""Maximum words of a question that is searched for wrapping."""
MOST_TOLD = 4
"""Maximum content words around a topic, not counting frame words; more are a story that the topic is part of."""

_CAUTION_OF_GLOSSARIES = 1.5
"""Factor of the margin for a question that a glossary put into English word by word."""


def without_wrapping(question: Question, encoded: EncodedIndex) -> Question:
    """Return a question without wrapping around its topic: "deadline tonight: hate speech".

    Any other question is returned as it is, and so is one with a quotation that some paragraph has.
    """
    is_limited = question.cited or question.only_limits or question.scope.filters.resolutions
    is_open = question.shape == ANSWER and not is_limited
    is_paragraph = any(map(is_pasted_paragraph, (question.asked, question.text)))
    if question.language == OTHER or not is_open or is_paragraph or len(rows_with_quotation(question, encoded.index)):
        return question
    caution = 1.0 if question.language == ENGLISH else _CAUTION_OF_GLOSSARIES
    searched = search_query(question, encoded.index).text
    if (
        topic_in_wrapping(searched, encoded.encoder, caution=caution) == searched
    ):  # checked first: the search encodes this text in any case
        return question
    topic = topic_in_wrapping(question.text, encoded.encoder, caution=caution)
    return replace(question, asked=topic, text=topic) if topic != question.text else question


def topic_in_wrapping(text: str, encoder: Encoder, *, caution: float = 1.0) -> str:
    """Return the topic of a question without the wrapping around it; a question without wrapping as it is.

    "Hi from Nairobi! Need something on hate speech by 3pm" is "hate speech". With an encoder without a model, every
    question is returned as it is.

    Args:
        text: The question.
        encoder: The one that the search uses.
        caution: Factor of the margin.
    """
    learned = _models().get(encoder.fingerprint)
    words = [match.span() for match in word_lists.CONTENT_WORD.finditer(text)]
    if learned is None or not 1 < len(words) <= LONGEST:
        return text
    scores = scores_of(word_vectors(text, words, encoder) @ learned[:-1] * SCALE + learned[-1])
    is_linking = [text[start:end].lower() in word_lists.LINKING for start, end in words[:-1]]
    scores[:, :-1][:, is_linking] = -np.inf  # a topic goes on behind "their"
    first, last = np.unravel_index(np.argmax(scores), scores.shape)
    if scores[first, last] - scores[0, -1] <= _models()[f"margin {encoder.fingerprint}"][0] * caution:
        return text
    start, end = words[first][0], words[last][1]
    around = words_of_topic(f"{text[:start]} {text[end:]}")
    return text[start:end] if topic_words(text[start:end]) and len(around) <= MOST_TOLD else text


def word_vectors(text: str, words: Sequence[tuple[int, int]], encoder: Encoder) -> Vectors:
    """Return the mean vector of the tokens of each word, shape (words, dimensions); zeros for one that is cut off."""
    tokens, spans = encoder.encode_queries([text]).tokens[0], encoder.token_spans(text)
    tokens = tokens[max(len(tokens) - len(spans), 0) :]  # drop the tokens of a model's prompt, which come first
    vectors = np.zeros((len(words), encoder.dimensions), np.float32)
    for at, (start, end) in enumerate(words):
        own = [n for n, (begins, ends) in enumerate(spans[: len(tokens)]) if begins < end and ends > start]
        if own:
            vectors[at] = tokens[own].mean(axis=0)
    return vectors


def scores_of(parts: Vectors) -> Vectors:
    """Return the score of each range of words as the topic, shape (words, words): rows by first word, columns by last.

    Args:
        parts: For each word, its values of `PARTS`.
    """
    within, first, before, last, behind = parts.T
    summed = np.concatenate([[0], np.cumsum(within)])
    starts = first + np.concatenate([[0], before[:-1]])
    ends = last + np.concatenate([behind[1:], [0]])
    scores = summed[None, 1:] - summed[:-1, None] + starts[:, None] + ends[None, :]
    scores[np.tril_indices(len(parts), -1)] = -np.inf
    as_floats: Vectors = scores.astype(np.float32)
    return as_floats


@lru_cache(maxsize=1)
def _models() -> dict[str, npt.NDArray[np.float16]]:
    return load(MODEL.read_bytes())
