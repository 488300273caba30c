"""Tiny ONNX encoder of a few kilobytes, with external weights and tokenizer, generated in milliseconds."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import BertProcessing

from embeddings.compiled import (
    GRAPH_FILE,
    IDS,
    TOKENIZER_FILE,
    TOKENS,
    VECTORS,
    WEIGHTS_FILE,
    CompiledEncoder,
    CompiledFacts,
    write_facts,
)
from embeddings.encoder import Encoded, fingerprint_of

DIMENSIONS = 32
_MOST_TOKENS = 48
_WORD = re.compile(r"\w+|[^\w\s]+")
_SPECIAL = ("[CLS]", "[SEP]")


class TinyEncoder:
    """`BuildEncoder` with mean-pooled word vectors, which encodes with its own compiled form.

    Args:
        text: Source of the vocabulary.
    """

    name = "tiny"
    dimensions = DIMENSIONS
    max_tokens = _MOST_TOKENS
    reserved_tokens = 2
    precision = "fp32"
    cross_encoder = None

    def __init__(self, text: str) -> None:
        self._words = sorted(set(_WORD.findall(text.lower())))

    @property
    def fingerprint(self) -> str:
        """Hash of the vocabulary."""
        digest = hashlib.sha256("\n".join(self._words).encode()).hexdigest()
        return fingerprint_of(
            files={"weights": digest},
            precision="fp32",
            max_tokens=self.max_tokens,
            query_prompt="",
            passage_prompt="",
            layers=["mean"],
        )

    @property
    def compiled_as(self) -> str:
        """The fingerprint."""
        return self.fingerprint

    def with_compiled(self, folder: Path) -> TinyEncoder:
        """Return itself."""
        return self

    def compile(self, folder: Path) -> None:
        """Write the model folder that `CompiledEncoder` reads."""
        write_facts(
            CompiledFacts(
                self.name, self.fingerprint, DIMENSIONS, _MOST_TOKENS, 2, "", "", special=(0, 1), adapted=False
            ),
            folder,
        )
        words = [*_SPECIAL, "[UNK]", *self._words]
        tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
        tokenizer.normalizer = Lowercase()
        tokenizer.pre_tokenizer = Whitespace()
        tokenizer.post_processor = BertProcessing(("[SEP]", 1), ("[CLS]", 0))
        (folder / TOKENIZER_FILE).write_text(tokenizer.to_str(), encoding="utf-8")
        table = np.random.default_rng(7).standard_normal((len(words), DIMENSIONS)).astype(np.float32)
        _write_graph(table, folder)

    def encode_queries(self, queries: Sequence[str]) -> Encoded:
        """Encode with the compiled form."""
        return self._compiled.encode_queries(queries)

    def encode_passages(self, passages: Sequence[str]) -> Encoded:
        """Encode with the compiled form."""
        return self._compiled.encode_passages(passages)

    def encode_in_bulk(self, passages: Sequence[str]) -> Iterator[tuple[list[str], Encoded]]:
        """Encode in batches of eight."""
        for start in range(0, len(passages), 8):
            batch = list(passages[start : start + 8])
            yield batch, self.encode_passages(batch)

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Return the character ranges of the words of a text."""
        return self._compiled.token_spans(text)

    @cached_property
    def _compiled(self) -> CompiledEncoder:
        with tempfile.TemporaryDirectory() as folder:
            self.compile(Path(folder))
            return CompiledEncoder(Path(folder))


def _write_graph(table: np.ndarray, folder: Path) -> None:
    import onnx  # noqa: PLC0415 - only a build needs it
    from onnx import TensorProto, helper  # noqa: PLC0415

    weights = helper.make_tensor("table", TensorProto.FLOAT, table.shape, table.tobytes(), raw=True)
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", IDS], [TOKENS]),
            helper.make_node("ReduceMean", [TOKENS], [VECTORS], axes=[1], keepdims=0),
        ],
        "tiny",
        [helper.make_tensor_value_info(IDS, TensorProto.INT64, ["texts", "tokens"])],
        [
            helper.make_tensor_value_info(VECTORS, TensorProto.FLOAT, ["texts", DIMENSIONS]),
            helper.make_tensor_value_info(TOKENS, TensorProto.FLOAT, ["texts", "tokens", DIMENSIONS]),
        ],
        [weights],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.save(model, str(folder / GRAPH_FILE), save_as_external_data=True, location=WEIGHTS_FILE, size_threshold=0)
