"""Fake encoder: deterministic, with word overlap as similarity."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from embeddings.encoder import CrossEncoder, Encoded, Vectors, fingerprint_of


def beside(index: Path) -> Path:
    """Return the folder of compiled encoders that the indexes of a test share: beside its index."""
    return index.parent / "encoders"


@dataclass(frozen=True)
class FakeEncoder:
    """Encoder whose cosine is word overlap: each word adds one signed, hashed direction.

    Case and punctuation are ignored. A token is a run of non-blanks, and, as in a real model, text beyond
    ``max_tokens`` is truncated.
    """

    name: str = "fake"
    dimensions: int = 256
    max_tokens: int = 384
    reserved_tokens: int = 2
    precision: str = "fp32"
    cross_encoder: CrossEncoder | None = None

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(
            files={"weights": self.name},
            precision="fp32",
            max_tokens=self.max_tokens,
            query_prompt="",
            passage_prompt="",
            layers=[f"hash {self.dimensions}"],
        )

    @property
    def compiled_as(self) -> str:
        return self.fingerprint

    def encode_queries(self, queries: Sequence[str]) -> Encoded:
        return self._encode(queries)

    def encode_passages(self, passages: Sequence[str]) -> Encoded:
        return self._encode(passages)

    def encode_in_bulk(self, passages: Sequence[str]) -> Iterator[tuple[list[str], Encoded]]:
        for start in range(0, len(passages), 8):
            batch = list(passages[start : start + 8])
            yield batch, self.encode_passages(batch)

    def with_compiled(self, folder: Path) -> "FakeEncoder":
        return self

    def compile(self, folder: Path) -> None:
        (folder / "encoder.json").write_text(self.fingerprint)
        (folder / "model.onnx.data").write_bytes(bytes(range(256)))

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(r"\S+", text)]

    def _encode(self, texts: Sequence[str]) -> Encoded:
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        tokens = []
        for row, text in enumerate(texts):
            spans = self.token_spans(text)[: self.max_tokens - self.reserved_tokens]
            words = np.zeros((len(spans), self.dimensions), np.float32)
            for word, (start, end) in zip(words, spans, strict=True):
                self._add_word(word, text[start:end])
            vectors[row] = words.sum(axis=0)
            if not vectors[row].any():
                vectors[row, 0] = 1  # a text without words has a direction, too, as in a real model
            vectors[row] /= np.linalg.norm(vectors[row])
            words[~words.any(axis=1), 0] = 1
            tokens.append(words)
        return Encoded(vectors, tuple(tokens))

    def _add_word(self, vector: Vectors, word: str) -> None:
        letters = re.sub(r"\W", "", word.casefold())
        if letters:
            digest = int.from_bytes(hashlib.blake2b(letters.encode(), digest_size=8).digest())
            vector[digest // 2 % self.dimensions] += 1 if digest % 2 else -1
