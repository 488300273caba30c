"""Haystack: the same pipeline over the store that its guides begin with.

Source:
    https://docs.haystack.deepset.ai/docs/inmemoryembeddingretriever
"""

from __future__ import annotations

from typing import Any

from haystack import Document
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from tests.benchmarks.peers.haystack_faiss import Haystack
from tests.benchmarks.peers.protocol import serve


class InMemory(Haystack):
    """A pipeline over documents that are held in memory."""

    def write(self, documents: list[Document]) -> None:
        store = InMemoryDocumentStore()
        store.write_documents(documents)
        store.save_to_disk(str(self._state / "store.json"))

    def retriever(self) -> Any:
        store = InMemoryDocumentStore.load_from_disk(str(self._state / "store.json"))
        return InMemoryEmbeddingRetriever(document_store=store)


if __name__ == "__main__":
    serve(InMemory)
