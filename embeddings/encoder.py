"""Encoder protocols: text to vectors, independent of the inference library."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Vectors: TypeAlias = npt.NDArray[np.float32]

PRECISION = "fp32"
"""Precision of queries, and of passages that are not encoded in bulk."""

_BATCH = 8  # measured: 40 % faster than 1, and than the library's 32; larger batches exceed the CPU cache


@dataclass(frozen=True, slots=True)
class Encoded:
    """Encoded texts: one vector per text and one per token.

    Attributes:
        vectors: One unit row for each text, shape (n, dimensions).
        tokens: For each text, one unit row for each of its tokens, shape (tokens, dimensions); without special tokens,
            truncated at the model's maximum length.
    """

    vectors: Vectors
    tokens: tuple[Vectors, ...]

    @classmethod
    def of(cls, encoded: Sequence[tuple[Vectors, Vectors]], dimensions: int) -> Encoded:
        """Return the vector and the token vectors of each of several texts as one value."""
        if not encoded:
            return cls(np.empty((0, dimensions), np.float32), ())
        vectors, tokens = zip(*encoded, strict=True)
        return cls(np.stack(vectors), tokens)


class CrossEncoder(Protocol):
    """Cross-encoder of one model: reads a query and a passage together, and says how likely the passage answers.

    An encoder sees them apart, so that passages can be stored as vectors. A cross-encoder compares them word by word
    and tells better whether a passage answers, but reads every pair anew. Equal pairs have equal scores.
    """

    def score(self, query: str, passage: str) -> float:
        """Return the log odds that a passage answers a query, as learned; they are not calibrated."""


class Encoder(Protocol):
    """Encoder of one model: text to vectors. Equal texts get equal vectors, independent of the batch.

    Queries and passages have separate methods because some models need a different prompt for each.
    """

    @property
    def name(self) -> str:
        """Model name for ``locate``: a catalogue name, a hub name or a folder."""

    @property
    def dimensions(self) -> int:
        """The length of every vector."""

    @property
    def max_tokens(self) -> int:
        """Maximum input length in tokens; the rest of a passage is ignored."""

    @property
    def reserved_tokens(self) -> int:
        """Number of ``max_tokens`` taken by special tokens and the longer prompt."""

    @property
    def fingerprint(self) -> str:
        """Hex digest of everything that decides a query's vector: see ``fingerprint_of``."""

    @property
    def cross_encoder(self) -> CrossEncoder | None:
        """Cross-encoder of the same model; None if there is none."""

    def encode_queries(self, queries: Sequence[str]) -> Encoded:
        """Return the vectors of queries, in order."""

    def encode_passages(self, passages: Sequence[str]) -> Encoded:
        """Return the vectors of passages, in order."""

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Return the character range of each token in ``text``, end exclusive, without special tokens.

        The text is not truncated, and no prompt is added.
        """


class BuildEncoder(Encoder, Protocol):
    """Encoder for building an index: with bulk encoding, and exportable for serving.

    The fingerprint is that of query vectors, and the serving encoder has the same one. Bulk encoding of passages may
    use a faster precision, to nearly the same vectors; fingerprint and precision together decide those.
    """

    @property
    def precision(self) -> str:
        """Precision of ``encode_in_bulk``: "fp32" or "bf16"."""

    @property
    def compiled_as(self) -> str:
        """Hex digest of everything that decides the compiled form: the fingerprint, and that of a cross-encoder."""

    def encode_in_bulk(self, passages: Sequence[str]) -> Iterator[tuple[list[str], Encoded]]:
        """Yield distinct passages with their vectors, a few at a time, in no guaranteed order.

        Input is consumed lazily, so memory holds a few batches only.
        """

    def with_compiled(self, folder: Path) -> BuildEncoder:
        """Return the same encoder with the tokenizer of its compiled form; one that is loaded returns itself.

        Raises:
            ModelError: If the compiled form is damaged.
        """

    def compile(self, folder: Path) -> None:
        """Export the model for serving, with the same vectors, into an empty folder.

        Raises:
            ModelError: If the model cannot be compiled.
        """


def encodable(text: str) -> str:
    """Replace lone surrogates, which no tokenizer accepts, by "?"; offsets stay the same."""
    return text.encode("utf-8", "replace").decode("utf-8")


def batches_of_equal_length(lengths: Mapping[str, int]) -> list[list[str]]:
    """Group texts into batches that need no padding, by their lengths in tokens, the shortest first.

    >>> batches_of_equal_length({"peace": 1, "days of tranquillity": 3, "war": 1})
    [['peace', 'war'], ['days of tranquillity']]
    """
    by_length: dict[int, list[str]] = defaultdict(list)
    for text, length in lengths.items():
        by_length[length].append(text)
    return [
        same_length[start : start + _BATCH]
        for _, same_length in sorted(by_length.items())
        for start in range(0, len(same_length), _BATCH)
    ]


def encode_in_batches(
    texts: Sequence[str],
    batches: Iterable[list[str]],
    encode: Callable[[list[str]], Iterable[tuple[Vectors, Vectors]]],
    dimensions: int,
) -> Encoded:
    """Encode distinct texts batch by batch, and return the result of each of `texts`.

    Args:
        texts: Texts, of which several may be equal.
        batches: Each distinct text once.
        encode: Returns the vector and the token vectors of each text of a batch.
        dimensions: The length of every vector.
    """
    found: dict[str, tuple[Vectors, Vectors]] = {}
    for batch in batches:
        found.update(zip(batch, encode(batch), strict=True))
    return Encoded.of([found[text] for text in texts], dimensions)


def fingerprint_of(
    *,
    files: Mapping[str, str],
    precision: str,
    max_tokens: int,
    query_prompt: str,
    passage_prompt: str,
    layers: Sequence[str],
) -> str:
    """Return the fingerprint of an encoder: a hex digest of everything that decides a vector, and nothing else.

    Library and version are no part of it: the same weights have the same fingerprint in every inference engine, and a
    test compares the engines.

    Args:
        files: sha256 of "weights", "tokenizer" and "adapter", by these names.
        precision: Precision of query encoding: "fp32".
        max_tokens: Truncation length, special tokens included.
        query_prompt: Prefix of every query.
        passage_prompt: Prefix of every passage.
        layers: Layers applied to the token vectors, in order: ("pool mean", "normalize").
    """
    described = {
        "files": dict(files),
        "precision": precision,
        "max_tokens": max_tokens,
        "query_prompt": query_prompt,
        "passage_prompt": passage_prompt,
        "layers": list(layers),
    }
    return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()
