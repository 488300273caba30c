"""LangChain: its FAISS store with HuggingFaceEmbeddings.

Source:
    https://docs.langchain.com/oss/python/integrations/vectorstores/faiss
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings

from tests.benchmarks.peers.protocol import Hits, Task, one_each, passages, serve


class LangChain:
    """A store that holds documents and their vectors, saved and loaded whole."""

    def __init__(self, task: Task) -> None:
        self._state = str(task.state)
        self._encoder = HuggingFaceEmbeddings(
            model_name=task.weights, model_kwargs={"device": "cpu"}, encode_kwargs={"normalize_embeddings": True}
        )

    def index(self, folder: Path) -> None:
        documents = [
            Document(page_content=text, metadata={"id": one}) for one, text in zip(*passages(folder), strict=True)
        ]
        FAISS.from_documents(documents, self._encoder).save_local(self._state)

    def open(self) -> None:
        # It keeps its documents pickled; these were written a moment ago, by this program.
        self._store = FAISS.load_local(self._state, self._encoder, allow_dangerous_deserialization=True)

    def ask(self, question: str, k: int) -> Hits:
        return _ids(self._store.similarity_search(question, k=k))

    def encode(self, question: str) -> Any:
        return self._encoder.embed_query(question)

    def search(self, encoded: Any, k: int) -> Hits:
        return _ids(self._store.similarity_search_by_vector(encoded, k=k))


def _ids(documents: list[Document]) -> Hits:
    return one_each([document.metadata["id"] for document in documents])


if __name__ == "__main__":
    serve(LangChain)
