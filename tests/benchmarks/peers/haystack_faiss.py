"""Haystack: a pipeline of SentenceTransformersTextEmbedder and the retriever of its FAISS store.

Source:
    https://docs.haystack.deepset.ai/docs/faissembeddingretriever
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from haystack import Document, Pipeline
from haystack.utils import ComponentDevice
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from haystack_integrations.components.retrievers.faiss import FAISSEmbeddingRetriever
from haystack_integrations.document_stores.faiss import FAISSDocumentStore

from tests.benchmarks.peers.protocol import Hits, Task, one_each, passages, serve


class Haystack:
    """A pipeline over a store, whichever it is."""

    def __init__(self, task: Task) -> None:
        self._state = task.state
        self._encoding = {
            "model": task.weights,
            "device": ComponentDevice.from_str("cpu"),
            "normalize_embeddings": True,
            "progress_bar": False,
        }
        self._document_embedder: SentenceTransformersDocumentEmbedder | None = None

    def index(self, folder: Path) -> None:
        documents = [Document(id=one, content=text) for one, text in zip(*passages(folder), strict=True)]
        if self._document_embedder is None:
            self._document_embedder = SentenceTransformersDocumentEmbedder(**self._encoding)
            self._document_embedder.warm_up()
        self._state.mkdir(parents=True, exist_ok=True)
        self.write(self._document_embedder.run(documents)["documents"])

    def write(self, documents: list[Document]) -> None:
        """Put documents with their vectors into a store, and save that."""
        assert documents[0].embedding is not None, "they have just been encoded"
        store = FAISSDocumentStore(embedding_dim=len(documents[0].embedding))
        store.write_documents(documents)
        store.save(self._state / "store")

    def retriever(self) -> Any:
        """Return the retriever of the saved store."""
        store = FAISSDocumentStore()
        store.load(self._state / "store")
        return FAISSEmbeddingRetriever(document_store=store)

    def open(self) -> None:
        self._retriever = self.retriever()
        self._embedder = SentenceTransformersTextEmbedder(**self._encoding)
        self._embedder.warm_up()
        self._pipeline = Pipeline()
        self._pipeline.add_component("embedder", self._embedder)
        self._pipeline.add_component("retriever", self._retriever)
        self._pipeline.connect("embedder.embedding", "retriever.query_embedding")

    def ask(self, question: str, k: int) -> Hits:
        done = self._pipeline.run({"embedder": {"text": question}, "retriever": {"top_k": k}})
        return _ids(done["retriever"]["documents"])

    def encode(self, question: str) -> Any:
        return self._embedder.run(question)["embedding"]

    def search(self, encoded: Any, k: int) -> Hits:
        return _ids(self._retriever.run(query_embedding=encoded, top_k=k)["documents"])


def _ids(documents: Iterable[Document]) -> Hits:
    return one_each([document.id for document in documents])


if __name__ == "__main__":
    serve(Haystack)
