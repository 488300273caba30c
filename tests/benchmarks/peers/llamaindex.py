"""LlamaIndex: a VectorStoreIndex over FaissVectorStore, with HuggingFaceEmbedding.

Source:
    https://developers.llamaindex.ai/python/examples/vector_stores/faissindexdemo
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
from llama_index.core import Settings, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.vector_stores.faiss import FaissVectorStore

from tests.benchmarks.peers.protocol import Hits, Task, one_each, passages, serve


class LlamaIndex:
    """An index whose nodes are the passages as they are, so that none is cut again."""

    def __init__(self, task: Task) -> None:
        self._state = str(task.state)
        self._encoder = HuggingFaceEmbedding(model_name=task.weights, device="cpu", normalize=True)
        Settings.embed_model = self._encoder

    def index(self, folder: Path) -> None:
        nodes = [TextNode(id_=one, text=text) for one, text in zip(*passages(folder), strict=True)]
        dimensions = len(self._encoder.get_query_embedding("how long a vector is"))
        store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(dimensions))
        index = VectorStoreIndex(nodes, storage_context=StorageContext.from_defaults(vector_store=store))
        index.storage_context.persist(persist_dir=self._state)

    def open(self) -> None:
        store = FaissVectorStore.from_persist_dir(self._state)
        context = StorageContext.from_defaults(vector_store=store, persist_dir=self._state)
        self._index = load_index_from_storage(storage_context=context)

    def ask(self, question: str, k: int) -> Hits:
        return _ids(self._index.as_retriever(similarity_top_k=k).retrieve(question))

    def encode(self, question: str) -> Any:
        return QueryBundle(question, embedding=self._encoder.get_query_embedding(question))

    def search(self, encoded: Any, k: int) -> Hits:
        return _ids(self._index.as_retriever(similarity_top_k=k).retrieve(encoded))


def _ids(nodes: list[NodeWithScore]) -> Hits:
    return one_each([node.node_id for node in nodes])


if __name__ == "__main__":
    serve(LlamaIndex)
