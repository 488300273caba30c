"""Encoder: what turns text into vectors, whichever library does the arithmetic."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Vectors: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Texts, encoded.

    Attributes:
        vectors: One unit row for each text, shape (n, dimensions).
        tokens: For each text, one unit row for each of its tokens, shape (tokens, dimensions); without the special
            tokens, and cut where the model stops reading.
    """

    vectors: Vectors
    tokens: tuple[Vectors, ...]


class Encoder(Protocol):
    """Text to vectors of one model. Equal text has equal vectors, whatever stands beside it.

    Queries and passages are two verbs because some models want a prompt before each.
    """

    @property
    def name(self) -> str:
        """What to give ``locate`` to get this model again: a catalogue name, a hub name or a folder."""

    @property
    def dimensions(self) -> int:
        """The length of every vector."""

    @property
    def max_tokens(self) -> int:
        """The most tokens the model reads of one passage; the rest is ignored."""

    @property
    def reserved_tokens(self) -> int:
        """How many of ``max_tokens`` are not free for text: the special tokens and the longer prompt."""

    @property
    def fingerprint(self) -> str:
        """A hex digest of all that decides a query's vector: see ``fingerprint_of``."""

    def encode_queries(self, queries: Sequence[str]) -> Encoded:
        """Return the vectors of questions, in the order given."""

    def encode_passages(self, passages: Sequence[str]) -> Encoded:
        """Return the vectors of passages, in the order given."""

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Return each token's characters in ``text``, end exclusive, without the special tokens.

        The text is not cut at ``max_tokens``, and no prompt is put before it.
        """


class BuildEncoder(Encoder, Protocol):
    """An encoder that an index can be built with: one that can be compiled for serving.

    The fingerprint is that of the vectors of queries, and what serves them matches it. Passages may be encoded in bulk
    in a faster precision, to nearly the same vectors; fingerprint and precision together decide those.
    """

    @property
    def precision(self) -> str:
        """Of the arithmetic of ``encode_in_bulk``: "fp32" or "bf16"."""

    def encode_in_bulk(self, passages: Sequence[str]) -> Iterator[tuple[list[str], Encoded]]:
        """Yield distinct passages, a few at a time and in no order to rely on, with what became of them.

        They are taken up as the results are, so that memory holds a few batches, however many passages there are.
        """

    def compile(self, folder: Path) -> None:
        """Write what serves the same vectors into an empty folder.

        Raises:
            ModelError: If the model cannot be compiled.
        """


def encodable(text: str) -> str:
    """Put "?" for half characters, which no tokenizer takes; offsets stay as they are."""
    return text.encode("utf-8", "replace").decode("utf-8")


def fingerprint_of(
    *,
    files: Mapping[str, str],
    precision: str,
    max_tokens: int,
    query_prompt: str,
    passage_prompt: str,
    layers: Sequence[str],
) -> str:
    """Return a hex digest of what decides a vector, and of nothing else.

    No library and no version is in it: the same weights served by another engine have the same fingerprint,
    and a test holds the engines against each other.

    Args:
        files: sha256 of the weights, the tokenizer and the adapter, by what they are.
        precision: Of the arithmetic that queries are encoded with: "fp32".
        max_tokens: Where a text is cut, special tokens included.
        query_prompt: Put before every query.
        passage_prompt: Put before every passage.
        layers: What becomes of the token vectors, in order: ("pool mean", "normalize").
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
