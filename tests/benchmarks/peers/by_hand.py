"""sentence-transformers and faiss, put together by hand: what a careful programmer writes in an afternoon."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from sentence_transformers import SentenceTransformer

from tests.benchmarks.peers.protocol import Hits, Task, one_each, passages, serve

_VECTORS, _IDS = "vectors.faiss", "ids.json"


class ByHand:
    """An exact index of unit vectors, and the passages' ids beside it."""

    def __init__(self, task: Task) -> None:
        self._state = task.state
        self._encoder = SentenceTransformer(task.weights, device="cpu")

    def index(self, folder: Path) -> None:
        ids, texts = passages(folder)
        vectors = self._encoder.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        self._state.mkdir(parents=True, exist_ok=True)
        faiss.write_index(index, str(self._state / _VECTORS))
        (self._state / _IDS).write_text(json.dumps(ids), encoding="utf-8")

    def open(self) -> None:
        self._vectors = faiss.read_index(str(self._state / _VECTORS))
        self._ids = json.loads((self._state / _IDS).read_text(encoding="utf-8"))

    def ask(self, question: str, k: int) -> Hits:
        return self.search(self.encode(question), k)

    def encode(self, question: str) -> Any:
        return self._encoder.encode(question, normalize_embeddings=True, show_progress_bar=False)

    def search(self, encoded: Any, k: int) -> Hits:
        _, [rows] = self._vectors.search(encoded[np.newaxis], k)
        return one_each([self._ids[row] for row in rows if row >= 0])


if __name__ == "__main__":
    serve(ByHand)
