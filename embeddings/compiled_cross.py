"""ONNX cross-encoder for serving, without torch; the files lie beside those of the encoder of the same model.

`embeddings.compile_cross` writes them:

    cross-encoder.onnx        graph, with the head
    cross-encoder.onnx.data   weights, those of the linear layers in 8 bits
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from embeddings.encoder import encodable
from embeddings.errors import ModelError
from embeddings.session import REPAIR, open_session, reason_of

GRAPH_FILE = "cross-encoder.onnx"

IDS, SCORES = "ids", "scores"
"""Names of the graph's input and output."""

LONGEST = 208
"""Maximum number of tokens of a pair, special ones included; the end of the passage is left out."""

LONGEST_QUERY = 96
"""Maximum number of tokens of its query."""

_REMEMBERED = 8
"""Number of pairs whose scores are kept: a question that is asked again in a conversation is read once."""


class CompiledCrossEncoder:
    """ONNX cross-encoder on the CPU; thread-safe.

    Args:
        folder: Folder written by `embeddings.compile_cross`.
        tokenizer: Tokenizer of the model.

    Raises:
        ModelError: If a file is missing or damaged.
    """

    def __init__(self, folder: Path, tokenizer: Tokenizer) -> None:
        try:
            self._session = open_session(folder / GRAPH_FILE)
        except Exception as error:  # onnxruntime raises types of its own
            raise ModelError(
                f"the compiled cross-encoder in {folder} cannot be loaded ({reason_of(error)}); {REPAIR}"
            ) from error
        self._folder = folder
        self._tokenizer = tokenizer
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._read)

    def score(self, query: str, passage: str) -> float:
        """Return the log odds that a passage answers a query, as learned; those of the last few are remembered."""
        return self._remembered(query, passage)

    def _read(self, query: str, passage: str) -> float:
        try:
            [score] = self._session.run([SCORES], {IDS: np.array([pair_ids(query, passage, self._tokenizer)])})[0]
            return float(score)
        except Exception as error:  # onnxruntime's own types, and wrong tensor shapes
            raise ModelError(
                f"the compiled cross-encoder in {self._folder} cannot read ({reason_of(error)}); {REPAIR}"
            ) from error


def find_compiled(folder: Path, tokenizer: Tokenizer) -> CompiledCrossEncoder | None:
    """Load the cross-encoder in a folder of a compiled encoder; None if there is none.

    Raises:
        ModelError: If a file of it is damaged.
    """
    return CompiledCrossEncoder(folder, tokenizer) if (folder / GRAPH_FILE).exists() else None


def pair_ids(query: str, passage: str, tokenizer: Tokenizer) -> list[int]:
    """Return the tokens of a query and a passage as one input, with special tokens, `LONGEST` at most."""
    first = tokenizer.encode(encodable(query), add_special_tokens=False)
    first.truncate(LONGEST_QUERY)
    second = tokenizer.encode(encodable(passage), add_special_tokens=False)
    second.truncate(LONGEST - len(first) - tokenizer.num_special_tokens_to_add(is_pair=True))
    ids: list[int] = tokenizer.post_process(first, second).ids
    return ids
