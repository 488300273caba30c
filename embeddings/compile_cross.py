"""Export a cross-encoder to ONNX for serving, its linear layers in 8 bits, and verify its scores. Imports torch."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import onnx
import torch
from tokenizers import Tokenizer
from torch import nn

from embeddings.compile import export_graph
from embeddings.compiled_cross import GRAPH_FILE, LONGEST, SCORES, CompiledCrossEncoder, pair_ids
from embeddings.cross_model import CrossModel
from embeddings.errors import ModelError

_BITS = 8
_BLOCK = 128
"""Number of weights that share a scale. With blocks of 32, scores of 60 pairs are a little nearer to those in full
precision (correlation .9996, with blocks of 128 .9990), and take a quarter longer; 4 bits are too coarse (.97).
"""
_IN_INTEGERS = 4
"""Level of accuracy of the layers' inputs, by onnxruntime's numbering: 8 bits, with a scale for each block."""

_NEAR = 0.5
"""Tolerance of a score against the original. Scores of 60 pairs, from -6 to 5, were off by .05, at most by .2."""

_REMEDY = "build with --no-adapter, which leaves it out, or train another with 'clausebot model adapt --cross-encoder'"

_PROBES = (
    ("who protects women in camps", "Requests the Secretary-General to protect women and girls in refugee camps;"),
    ("who protects women in camps", "Decides to remain actively seized of the matter."),
    ("women", "women " * 400),
    ("", ""),
)


def compile_cross_encoder(model: CrossModel, tokenizer: Tokenizer, folder: Path) -> None:
    """Export a cross-encoder to the files that `CompiledCrossEncoder` loads.

    Args:
        model: The model, with its updates merged, in float32.
        tokenizer: Its tokenizer, without truncation and padding.
        folder: An existing folder.

    Raises:
        ModelError: If the export fails, or its scores differ from the model's.
    """
    unpadded = _Unpadded(model).eval()
    sample = torch.tensor([pair_ids(*_PROBES[0], tokenizer)])
    try:
        with tempfile.TemporaryDirectory(dir=folder) as full:
            graph = Path(full) / GRAPH_FILE
            export_graph(unpadded, sample, graph, outputs=[SCORES], max_tokens=LONGEST)
            _quantise(graph, folder / GRAPH_FILE)
    except OSError:  # a disk error, not the model's
        raise
    except Exception as error:  # the exporter has no common exception base
        reason = f"{type(error).__name__}: {error}"
        raise ModelError(f"the cross-encoder cannot be compiled ({reason}); {_REMEDY}") from error
    _compare(CompiledCrossEncoder(folder, tokenizer), unpadded, tokenizer)


class _Unpadded(nn.Module):
    """A cross-encoder as a function of token ids alone: its inputs are never padded."""

    def __init__(self, model: CrossModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = self.model(ids, torch.ones_like(ids))
        return scores


def _quantise(graph: Path, to: Path) -> None:
    """Write a graph anew, with the weights of its linear layers in 8 bits."""
    with _quiet():
        from onnxruntime.quantization.matmul_nbits_quantizer import (  # noqa: PLC0415 - sets up logging when imported
            DefaultWeightOnlyQuantConfig,
            MatMulNBitsQuantizer,
        )

        config = DefaultWeightOnlyQuantConfig(
            block_size=_BLOCK, is_symmetric=True, accuracy_level=_IN_INTEGERS, bits=_BITS
        )
        quantiser = MatMulNBitsQuantizer(onnx.load(str(graph)), algo_config=config)
        quantiser.process()
        quantiser.model.save_model_to_file(str(to), use_external_data_format=True)
    weights = to.with_name(f"{to.name}.data")
    weights.chmod(to.stat().st_mode)  # onnx keeps it to this user, and compiled models may be shared


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the quantiser from setting up logging, and from reporting each layer, inside the block."""
    root, own = logging.getLogger(), logging.getLogger("onnxruntime.quantization")
    occupied, level = logging.NullHandler(), own.level
    root.addHandler(occupied)  # `logging.basicConfig` does nothing where there is a handler
    own.setLevel(logging.ERROR)
    try:
        yield
    finally:
        own.setLevel(level)
        root.removeHandler(occupied)


def _compare(compiled: CompiledCrossEncoder, unpadded: _Unpadded, tokenizer: Tokenizer) -> None:
    for query, passage in _PROBES:
        ids = torch.tensor([pair_ids(query, passage, tokenizer)])
        with torch.inference_mode():
            expected = float(unpadded(ids))
        found = compiled.score(query, passage)
        if not abs(found - expected) <= _NEAR:
            raise ModelError(
                f"the cross-encoder gives other scores after compiling ({found:.2f}, not {expected:.2f}); {_REMEDY}"
            )
