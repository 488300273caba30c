"""Partial fine-tuning: frozen lower layers, whose output is computed once and cached, and trainable upper layers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from embeddings.errors import AdaptError
from embeddings.files import replacing
from embeddings.models import MPNET, ModelFiles
from embeddings.progress import Progress

_BATCH = 32


class _Given(nn.Module):
    """Replacement for the embedding layer that returns cached hidden states."""

    states: Tensor

    def forward(self, *_: object, **__: object) -> Tensor:
        return self.states


@dataclass(frozen=True, slots=True)
class HiddenStates:
    """Cached output of the lower layers: one row for each token; ``starts`` has one more entry than there are texts."""

    path: Path  # cache file, named by a hash of its inputs
    rows: Tensor  # (tokens, width), bf16
    ids: Tensor  # (tokens,)
    starts: list[int]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def length(self, text: int) -> int:
        """Return the number of tokens of a text."""
        return self.starts[text + 1] - self.starts[text]

    def batch(self, texts: Sequence[int]) -> tuple[Tensor, Tensor, Tensor]:
        """Return states, ids and mask of some texts, padded to the longest."""
        spans = [slice(self.starts[text], self.starts[text + 1]) for text in texts]
        states = nn.utils.rnn.pad_sequence([self.rows[span] for span in spans], batch_first=True)
        ids = nn.utils.rnn.pad_sequence([self.ids[span] for span in spans], batch_first=True)
        mask = nn.utils.rnn.pad_sequence(
            [torch.ones(span.stop - span.start, dtype=torch.long) for span in spans], batch_first=True
        )
        return states, ids, mask


@dataclass(frozen=True, slots=True)
class Batch:
    """Encoded texts: unit vectors, unit token vectors, and a mask without padding and special tokens."""

    vectors: Tensor  # (texts, dimensions), float32
    tokens: Tensor  # (texts, longest, width), float32
    own: Tensor  # (texts, longest), bool


def layers_of(transformer: nn.Module) -> nn.ModuleList:
    """Return the layers of a transformers model.

    Raises:
        AdaptError: If it is none that can be adapted.
    """
    layers = getattr(getattr(transformer, "encoder", None), "layer", None)
    if not isinstance(layers, nn.ModuleList) or not hasattr(transformer, "embeddings"):
        kind = type(transformer).__name__
        raise AdaptError(f"a model of kind {kind} cannot be adapted; BERT, RoBERTa and MPNet models can")
    return layers


def upper_for(files: ModelFiles, of_large: int) -> int | None:
    """Return the number of last layers to train by default: some of a large model, None, for all, of a small one."""
    is_large = files.card is not None and files.card.name == MPNET.name
    return of_large if is_large else None


def upper_layers(transformer: nn.Module, upper: int | None) -> dict[str, nn.Module]:
    """Return the last layers of a transformers model, None for all, by their names in its weights file.

    Raises:
        AdaptError: If it is none that can be adapted.
    """
    layers = layers_of(transformer)
    cut = 0 if upper is None else max(len(layers) - upper, 0)
    return {f"encoder.layer.{number}": layers[number] for number in range(cut, len(layers))}


class SplitModel:
    """Sentence-transformers model in bf16, split into frozen lower layers and trainable upper ones.

    Args:
        model: Modified in place; not usable by itself afterwards.
        upper: Number of trainable layers; None for all.
    """

    def __init__(self, model: Any, upper: int | None) -> None:
        model = model.to(torch.bfloat16).eval().requires_grad_(False)
        self._tokenizer = model.tokenizer
        self._after = list(model)[1:]
        self._transformer = model[0].auto_model
        layers, trained = layers_of(self._transformer), upper_layers(self._transformer, upper)
        self._cut = len(layers) - len(trained)
        self._lower, self.upper = layers[: self._cut], layers[self._cut :]
        self.names = list(trained)
        self._embeddings, self._given = self._transformer.embeddings, _Given()
        self._special = torch.tensor(sorted(set(self._tokenizer.all_special_ids)))

    def states(
        self, texts: Sequence[str], prompt: str, *, longest: int, keep: Path, progress: Progress, step: str
    ) -> HiddenStates:
        """Return the output of the lower layers, cached in the folder ``keep``."""
        described = json.dumps([prompt, longest, self._cut, list(texts)])
        digest = hashlib.sha256(described.encode()).hexdigest()[:16]
        path = keep / f"states-{digest}.safetensors"
        if not path.is_file():
            keep.mkdir(parents=True, exist_ok=True)
            fresh = self._lower_states([prompt + text for text in texts], longest, progress, step)
            with replacing(path) as file:
                save_file(fresh, file.name)
        with safe_open(path, framework="pt") as file:
            rows, ids, lengths = (file.get_tensor(name) for name in ("rows", "ids", "lengths"))
        return HiddenStates(path, rows, ids, [0, *lengths.cumsum(0).tolist()])

    def encode(self, states: HiddenStates, texts: Sequence[int]) -> Batch:
        """Encode texts with the upper layers, from cached states."""
        rows, ids, mask = states.batch(texts)
        self._transformer.embeddings, self._transformer.encoder.layer = self._given, self.upper
        self._given.states = rows
        tokens = self._transformer(input_ids=ids, attention_mask=mask)[0]
        features: dict[str, Any] = {"token_embeddings": tokens.float(), "attention_mask": mask, "input_ids": ids}
        for module in self._after:
            features = module(features)
        own = mask.bool() & ~torch.isin(ids, self._special)
        unit = nn.functional.normalize
        return Batch(unit(features["sentence_embedding"].float(), dim=1), unit(tokens.float(), dim=2), own)

    def _lower_states(self, texts: list[str], longest: int, progress: Progress, step: str) -> dict[str, Tensor]:
        """Compute the tensors of the cache file: states and ids of all tokens, and token counts of the texts."""
        ids: list[list[int]] = self._tokenizer(texts, truncation=True, max_length=longest)["input_ids"]
        order = sorted(range(len(ids)), key=lambda text: len(ids[text]))
        found: dict[int, Tensor] = {}
        self._transformer.embeddings, self._transformer.encoder.layer = self._embeddings, self._lower
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            padded = nn.utils.rnn.pad_sequence([torch.tensor(ids[text]) for text in chosen], batch_first=True)
            mask = torch.arange(padded.shape[1]) < torch.tensor([len(ids[text]) for text in chosen])[:, None]
            # RoBERTa and MPNet derive position ids from padding, so pad as the tokenizer does
            padded = padded.masked_fill(~mask, self._tokenizer.pad_token_id)
            with torch.inference_mode():
                states = self._transformer(input_ids=padded, attention_mask=mask.long())[0]
            found.update((text, states[n, : len(ids[text])].clone()) for n, text in enumerate(chosen))
            progress(step, min(start + _BATCH, len(order)), len(order))
        return {
            "rows": torch.cat([found[text] for text in range(len(ids))]),
            "ids": torch.tensor([token for text in ids for token in text]),
            "lengths": torch.tensor([len(text) for text in ids]),
        }
