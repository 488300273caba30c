"""The real encoder, loaded once in a process: commands that build in tests share it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

from embeddings.encoder import Encoded
from embeddings.reference import ReferenceEncoder


class RememberingEncoder(ReferenceEncoder):
    """Reference encoder that remembers vectors of passages: every build encodes the same descriptions of themes."""

    def encode_passages(self, passages: Sequence[str]) -> Encoded:
        return self._encoded(tuple(passages))

    @cached_property
    def _encoded(self) -> Callable[[tuple[str, ...]], Encoded]:
        return lru_cache(maxsize=4)(super().encode_passages)


load_once = lru_cache(maxsize=2)(RememberingEncoder)
"""Replacement of `ReferenceEncoder` in a test: the same encoder for the same files, adapter and precision."""
