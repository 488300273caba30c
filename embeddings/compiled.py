"""ONNX encoder for serving: the same vectors as the reference encoder, without torch.

`embeddings.compile` writes the folder that is read here:

    encoder.json        metadata: `CompiledFacts`
    tokenizer.json      tokenizer, without truncation and padding
    model.onnx          graph, with adapter and pooling
    model.onnx.data     weights, memory-mapped
    cross-encoder.*     cross-encoder of the same model, where there is one: see `embeddings.compiled_cross`
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from embeddings.compiled_cross import CompiledCrossEncoder, find_compiled
from embeddings.encoder import Encoded, Vectors, batches_of_equal_length, encodable, encode_in_batches
from embeddings.errors import ModelError
from embeddings.regular import read_regular
from embeddings.session import REPAIR, open_session, reason_of
from embeddings.typed import check_fields

FORM = 1
"""Format version of a compiled encoder's folder."""

FACTS_FILE = "encoder.json"
TOKENIZER_FILE = "tokenizer.json"
GRAPH_FILE = "model.onnx"
WEIGHTS_FILE = "model.onnx.data"

IDS, VECTORS, TOKENS = "ids", "vectors", "tokens"
"""Names of the graph's input and outputs."""

_MOST_FACTS = 1_000_000
"""Maximum bytes of the metadata; prompts are the longest part."""
_REMEMBERED = 8
"""Number of queries whose vectors are cached: several steps of an answer encode the same question."""


@dataclass(frozen=True, slots=True)
class CompiledFacts:
    """Metadata of a compiled model: everything besides weights and tokenizer that decides its vectors.

    Attributes:
        name: Name of the source model.
        special: Ids of the special tokens.
        adapted: Whether an adapter is merged into the weights.
    """

    name: str
    fingerprint: str
    dimensions: int
    max_tokens: int
    reserved_tokens: int
    query_prompt: str
    passage_prompt: str
    special: tuple[int, ...]
    adapted: bool


class CompiledEncoder:
    """ONNX encoder on the CPU; thread-safe.

    Each query is encoded by itself, so its vector is reproducible to the last bit. Passages are encoded in batches of
    equal length: each distinct text once, without padding.

    Args:
        folder: Folder written by `embeddings.compile`.
        fast: Whether to do without its cross-encoder.

    Raises:
        ModelError: If a file is missing or damaged.
    """

    def __init__(self, folder: Path, *, fast: bool = False) -> None:
        self._facts, self._tokenizer = open_tokenizer(folder)
        try:
            self._session = open_session(folder / GRAPH_FILE)
        except Exception as error:  # onnxruntime raises types of its own
            raise _not_loaded(folder, error) from error
        self._folder = folder
        self._fast = fast
        self.name = self._facts.name
        self.dimensions = self._facts.dimensions
        self.max_tokens = self._facts.max_tokens
        self.reserved_tokens = self._facts.reserved_tokens
        self.fingerprint = self._facts.fingerprint
        self.adapted = self._facts.adapted
        self._special = np.array(self._facts.special, np.int64)
        self._room = self.max_tokens - self._tokenizer.num_special_tokens_to_add(is_pair=False)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._encode_query)

    def encode_queries(self, queries: Sequence[str]) -> Encoded:
        """Return the vectors of queries, bit for bit reproducible; those of the last few are remembered."""
        return Encoded.of([self._remembered(query) for query in queries], self.dimensions)

    def encode_passages(self, passages: Sequence[str]) -> Encoded:
        """Return the vectors of passages; equal passages of one call get equal bits."""
        ids = {passage: self._ids(self._facts.passage_prompt, passage) for passage in passages}
        batches = batches_of_equal_length({passage: len(tokens) for passage, tokens in ids.items()})
        return encode_in_batches(
            passages, batches, lambda batch: self._encode_batch([ids[text] for text in batch]), self.dimensions
        )

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Return the character range of each token in ``text``, end exclusive, without special tokens."""
        return spans_of(self._tokenizer, text)

    @cached_property
    def cross_encoder(self) -> CompiledCrossEncoder | None:
        """Cross-encoder of the same model, loaded on first use; None if there is none, or it is not wanted.

        Raises:
            ModelError: If a file of it is damaged.
        """
        return None if self._fast else find_compiled(self._folder, self._tokenizer)

    def _ids(self, prompt: str, text: str) -> list[int]:
        tokens = self._tokenizer.encode(encodable(prompt + text), add_special_tokens=False)
        tokens.truncate(self._room)
        ids: list[int] = self._tokenizer.post_process(tokens).ids
        return ids

    def _encode_query(self, query: str) -> tuple[Vectors, Vectors]:
        [(vector, tokens)] = self._encode_batch([self._ids(self._facts.query_prompt, query)])
        vector.setflags(write=False)
        tokens.setflags(write=False)
        return vector, tokens

    def _encode_batch(self, ids: list[list[int]]) -> list[tuple[Vectors, Vectors]]:
        rows = np.array(ids, np.int64)
        try:
            vectors, tokens = self._session.run([VECTORS, TOKENS], {IDS: rows})
            own = ~np.isin(rows, self._special)
            return [(vector, _unit(tokens[row][own[row]])) for row, vector in enumerate(_unit(vectors))]
        except Exception as error:  # onnxruntime's own types, and wrong tensor shapes
            raise ModelError(
                f"the compiled encoder in {self._folder} cannot encode ({reason_of(error)}); {REPAIR}"
            ) from error


def open_tokenizer(folder: Path) -> tuple[CompiledFacts, Tokenizer]:
    """Return the metadata and the tokenizer of a compiled encoder, without loading its weights.

    Raises:
        ModelError: If a file is missing or damaged.
    """
    try:
        return read_compiled_facts(folder), Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    except Exception as error:  # tokenizers raises bare exceptions
        raise _not_loaded(folder, error) from error


def spans_of(tokenizer: Tokenizer, text: str) -> list[tuple[int, int]]:
    """Return the character range of each token in ``text``, end exclusive, without special tokens."""
    spans: list[tuple[int, int]] = tokenizer.encode(encodable(text), add_special_tokens=False).offsets
    return spans


def _not_loaded(folder: Path, error: Exception) -> ModelError:
    return ModelError(f"the compiled encoder in {folder} cannot be loaded ({reason_of(error)}); {REPAIR}")


def write_facts(facts: CompiledFacts, folder: Path) -> None:
    """Write ``encoder.json``, the metadata that `CompiledEncoder` reads."""
    entries = {name: getattr(facts, name) for name in CompiledFacts.__slots__}
    (folder / FACTS_FILE).write_text(json.dumps({"form": FORM, **entries}, indent=1), encoding="utf-8")


def read_compiled_facts(folder: Path) -> CompiledFacts:
    """Return the facts of a compiled encoder.

    Raises:
        OSError: If they cannot be read.
        ValueError, TypeError, KeyError, AttributeError, RecursionError: If they are not what `write_facts` wrote.
    """
    raw = json.loads(read_regular(folder / FACTS_FILE, _MOST_FACTS))
    if raw.pop("form") != FORM:
        raise ValueError("it was compiled by another version of clausebot")
    facts = CompiledFacts(**{**raw, "special": tuple(raw["special"])})
    check_fields(facts)
    return facts


def _unit(rows: Vectors) -> Vectors:
    """Normalise rows to length 1; an all-zero row stays zero, as in the reference.

    Raises:
        ValueError: If a row has NaN, infinity or an overflowing length, a sign of damaged weights.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        lengths: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
    if not np.isfinite(lengths).all():
        raise ValueError("vectors with NaN or infinity")
    lengths[lengths == 0] = 1
    return rows / lengths
