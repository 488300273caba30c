"""Bulk encoding of passages: batches of similar length, one thread per core, optional bf16. Imports torch.

Each core encodes its own batch with one thread. Threads that share one batch synchronise at every matrix product, and
all wait for a core that another program holds.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import numpy as np
import torch
from torch import nn

from embeddings.encoder import Encoded, encodable
from embeddings.precision import Precision

_PLANNED = 1024
"""Passages sorted by length together: enough for little padding, few enough for results at an even pace."""

_BATCH_TOKENS = 1024
"""Tokens per batch, padding included: with more, hidden states exceed a core's cache."""

_Job = TypeVar("_Job")
_Done = TypeVar("_Done")


@dataclass(frozen=True, slots=True)
class _Batch:
    """Batch of passages of similar length, with token ids padded to the longest: shape (passages, tokens)."""

    passages: list[str]
    features: dict[str, torch.Tensor]


class BulkEncoder:
    """Bulk encoder around a sentence-transformers model; vectors nearly equal those of the reference.

    Args:
        model: The model in float32; left unchanged.
        precision: Precision of the matrix products in the transformer.
        prompt: Prefix of every passage.
        max_tokens: Truncation length, special tokens included.
        special: Ids of the special tokens.
        lock: Lock held while the tokenizer is used.
    """

    def __init__(
        self,
        model: nn.Sequential,
        precision: Precision,
        *,
        prompt: str,
        max_tokens: int,
        special: Iterable[int],
        lock: threading.Lock,
    ) -> None:
        self._tokenizer: Any = model.tokenizer
        transformer, *self._rest = model.eval()
        self._transformer = with_halved_layers(transformer) if precision == "bf16" else transformer
        self._prompt = prompt
        self._max_tokens = max_tokens
        self._special = torch.tensor(sorted(special))
        self._lock = lock

    def encode(self, passages: Sequence[str]) -> Iterator[tuple[list[str], Encoded]]:
        """Yield passages with their vectors, a few at a time; input is consumed lazily."""
        with _one_thread_each() as cores:
            yield from _in_parallel(self._encode_batch, self._batches(passages), cores)

    def _batches(self, passages: Sequence[str]) -> Iterator[_Batch]:
        """Tokenise passages, `_PLANNED` at a time, and yield them in batches of similar length."""
        waiting = iter(passages)
        while planned := list(islice(waiting, _PLANNED)):
            features = self._tokens(planned)
            mask = features["attention_mask"].bool()
            for rows in batches_of_like_length(mask.sum(dim=1).tolist(), _BATCH_TOKENS):
                read = mask[rows].any(dim=0)
                yield _Batch(
                    [planned[row] for row in rows], {name: part[rows][:, read] for name, part in features.items()}
                )

    def _tokens(self, passages: Sequence[str]) -> dict[str, torch.Tensor]:
        with self._lock:
            return dict(
                self._tokenizer(
                    [encodable(self._prompt + passage) for passage in passages],
                    padding=True,
                    truncation=True,
                    max_length=self._max_tokens,
                    return_tensors="pt",
                )
            )

    @torch.inference_mode()
    def _encode_batch(self, batch: _Batch) -> tuple[list[str], Encoded]:
        features: dict[str, Any] = self._transformer(dict(batch.features))
        for module in self._rest:
            features = module(features)
        vectors = nn.functional.normalize(features["sentence_embedding"], dim=1).numpy()
        tokens = nn.functional.normalize(features["token_embeddings"], dim=2)
        own = batch.features["attention_mask"].bool() & ~torch.isin(batch.features["input_ids"], self._special)
        return batch.passages, Encoded(vectors, tuple(row[kept].numpy() for row, kept in zip(tokens, own, strict=True)))


class _Halved(nn.Module):
    """Layer wrapper: matrix products in bf16, accumulation in float32."""

    def __init__(self, layer: nn.Module) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        with torch.autocast("cpu", torch.bfloat16):
            return self.layer(*args, **kwargs)


def with_halved_layers(transformer: nn.Module) -> nn.Module:
    """Return a copy of a transformer whose first two thirds of layers compute in bf16.

    Keeping the last layers in float32 halves the distance of the vectors from the reference (docs/building.md).
    """
    shared = {id(tensor): tensor for tensor in (*transformer.parameters(), *transformer.buffers())}
    halved = deepcopy(transformer, shared)
    layers = max((some for some in halved.modules() if isinstance(some, nn.ModuleList)), key=len)
    for position in range(len(layers) * 2 // 3):
        layers[position] = _Halved(layers[position])
    return halved


def batches_of_like_length(lengths: Sequence[int], most_tokens: int) -> Iterator[list[int]]:
    """Yield positions in batches of at most ``most_tokens``, padding included, longest first; a longer one is alone.

    >>> list(batches_of_like_length([3, 9, 4, 12], 10))
    [[3], [1], [2, 0]]
    """
    batch: list[int] = []
    for position in np.argsort(np.negative(lengths), kind="stable").tolist():
        if batch and (len(batch) + 1) * lengths[batch[0]] > most_tokens:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch


@contextmanager
def _one_thread_each() -> Iterator[int]:
    """Limit torch to one thread per worker thread inside the block; yield torch's former number of threads."""
    cores = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield cores
    finally:
        torch.set_num_threads(cores)


def _in_parallel(work: Callable[[_Job], _Done], jobs: Iterable[_Job], threads: int) -> Iterator[_Done]:
    """Map a function over jobs in a thread pool, results in order, with a bounded number of jobs in flight."""
    ahead: deque[Future[_Done]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for job in jobs:
                ahead.append(pool.submit(work, job))
                if len(ahead) > 2 * threads:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:  # also when interrupted, or closed by the caller
            for future in ahead:
                future.cancel()
