"""Export a model to ONNX for serving, and verify its vectors against the original model. Imports torch."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from embeddings.compiled import (
    GRAPH_FILE,
    IDS,
    TOKENIZER_FILE,
    TOKENS,
    VECTORS,
    CompiledEncoder,
    CompiledFacts,
    write_facts,
)
from embeddings.encoder import Encoded, Encoder
from embeddings.errors import ModelError

_SHORTEST = 2
"""Minimum number of tokens (an empty text), for the exporter's dynamic shape."""

_MOST = 1024
"""Maximum batch size, for the exporter's dynamic shape."""

_NEAR = 1e-3
"""Tolerance of a component against the reference: a wrong model is off by a hundred times that, another order of
summation by a hundredth."""

_SAMPLE = "Urges all parties to a conflict to spare women and girls, and asks them to report on what they did;"
_PROBES = ("", "women", _SAMPLE, f"{_SAMPLE} " * 100, "Qu’est-ce que\tc’est \N{ROCKET} \udcff?")


def compile_model(model: nn.Sequential, facts: CompiledFacts, folder: Path, reference: Encoder) -> None:
    """Export a model to the ONNX folder that `CompiledEncoder` loads.

    Args:
        model: The sentence-transformers modules, adapter merged, in float32.
        facts: Metadata of the model.
        folder: An existing empty folder.
        reference: The same model as an encoder, to verify the export against.

    Raises:
        ModelError: If the export fails, or its vectors differ from the reference's.
    """
    _write_tokenizer(model, folder)
    write_facts(facts, folder)
    try:
        _write_graph(model, facts.max_tokens, folder / GRAPH_FILE)
    except OSError:  # a disk error, not the model's
        raise
    except Exception as error:  # the exporter has no common exception base
        reason = f"{type(error).__name__}: {error}"
        raise ModelError(f"model {facts.name!r} cannot be compiled ({reason}); choose another model") from error
    _compare(CompiledEncoder(folder), reference)


class _Whole(nn.Module):
    """All modules as one function from token ids to vectors, for the export.

    Inputs are never padded, so the attention mask is all ones and the compiled model takes token ids only.
    """

    def __init__(self, modules: nn.Sequential) -> None:
        super().__init__()
        self.steps = nn.ModuleList(modules)

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        features: dict[str, Any] = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
        for step in self.steps:
            features = step(features)
        return features["sentence_embedding"], features["token_embeddings"]


def _write_graph(model: nn.Sequential, max_tokens: int, path: Path) -> None:
    tokenizer: Any = model.tokenizer
    sample = tokenizer(_SAMPLE, return_tensors="pt", truncation=True, max_length=max_tokens)["input_ids"]
    export_graph(_Whole(model), sample, path, outputs=[VECTORS, TOKENS], max_tokens=max_tokens)


def export_graph(model: nn.Module, sample: torch.Tensor, path: Path, *, outputs: list[str], max_tokens: int) -> None:
    """Export a function of token ids to an ONNX graph, with its weights in a file beside it.

    Args:
        model: Takes ids, shape (texts, tokens).
        sample: Ids of a text, shape (1, tokens).
        path: The graph.
        outputs: Names of the model's outputs.
        max_tokens: Greatest number of tokens of a text.
    """
    texts = torch.export.Dim("texts", min=1, max=_MOST)
    tokens = torch.export.Dim("tokens", min=_SHORTEST, max=max_tokens)
    with _quiet(), torch.no_grad():
        program = torch.onnx.export(
            model.eval(),
            (torch.cat([sample, sample]),),
            input_names=[IDS],
            output_names=outputs,
            dynamic_shapes={"ids": {0: texts, 1: tokens}},
            dynamo=True,
            verbose=False,
        )
        assert program is not None, "with dynamo, the exporter returns a program"
        for node in program.model.graph:
            node.metadata_props.clear()  # source paths of the exporting machine: most of the graph's bytes
        program.save(path, external_data=True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence the exporter's log on stderr inside the block."""
    logger = logging.getLogger("torch.onnx")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _write_tokenizer(model: nn.Sequential, folder: Path) -> None:
    # Written from Python: the tokenizers library raises a bare Exception where the disk is full.
    (folder / TOKENIZER_FILE).write_text(plain_tokenizer(model).to_str(), encoding="utf-8")


def plain_tokenizer(model: nn.Sequential) -> Tokenizer:
    """Return the tokenizer of a model, without truncation and padding.

    Raises:
        ModelError: If it has none that serving can use.
    """
    backend: Tokenizer | None = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ModelError("the model has no fast tokenizer, which compiling needs; choose another model")
    # From the loaded tokenizer, which can differ from the model's own tokenizer.json
    tokenizer: Tokenizer = Tokenizer.from_str(backend.to_str())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _compare(compiled: CompiledEncoder, reference: Encoder) -> None:
    far = max(
        _difference(compiled.encode_queries(_PROBES), reference.encode_queries(_PROBES)),
        _difference(compiled.encode_passages(_PROBES), reference.encode_passages(_PROBES)),
    )
    if far > _NEAR:
        raise ModelError(
            f"model {compiled.name!r} gives other vectors after compiling (difference {far:.2g}); choose another model"
        )


def _difference(some: Encoded, other: Encoded) -> float:
    pairs = zip((some.vectors, *some.tokens), (other.vectors, *other.tokens), strict=True)
    return max(float(np.abs(a - b).max(initial=0)) if a.shape == b.shape else np.inf for a, b in pairs)
