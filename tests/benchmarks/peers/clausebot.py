"""Clausebot, with everything on: what `clausebot ask` does, spoken to as the others are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.assistant import Assistant, open_assistant
from bot.settings import Settings
from embeddings.encoder import BuildEncoder, Encoded, Encoder
from tests.benchmarks.peers.protocol import LIBRARY_FOLDER, Hits, Task, serve


class Clausebot:
    """The engine, and the same again for a question that is encoded already."""

    def __init__(self, task: Task, *, adapter: bool = True) -> None:
        self._settings = Settings.from_env(os.environ, index=str(task.state), model=task.model, adapter=adapter)
        self._building: BuildEncoder | None = None

    def index(self, folder: Path) -> None:
        # A machine that answers has none of what these import.
        from retrieval.index.build import build_index  # noqa: PLC0415
        from retrieval.index.rebuild import find_build_encoder  # noqa: PLC0415
        from retrieval.library.library import read_library  # noqa: PLC0415

        self._building = self._building or find_build_encoder(self._settings.build_options())
        # What was encoded before would not have to be encoded again.
        shutil.rmtree(self._settings.index / "cache", ignore_errors=True)
        build_index(
            read_library(folder / LIBRARY_FOLDER),
            encoder=self._building,
            index=self._settings.index,
            shared=self._settings.encoders,
        )

    def open(self) -> None:
        self._assistant = open_assistant(self._settings)

    def ask(self, question: str, k: int) -> Hits:
        return _hits(self._assistant, question, k)

    def encode(self, question: str) -> Any:
        return question, self._encoder.encode_queries([question])

    def search(self, encoded: Any, k: int) -> Hits:
        question, self._encoded_before.query = encoded
        return _hits(self._searching, question, k)

    # Only what is measured in parts needs these: asking has loaded all that it takes.
    @cached_property
    def _encoder(self) -> Encoder:
        manifest = self._assistant.index.manifest
        return self._settings.place.encoders.open(manifest)

    @cached_property
    def _encoded_before(self) -> _EncodedBefore:
        return _EncodedBefore(self._encoder)

    @cached_property
    def _searching(self) -> Assistant:
        return Assistant(self._settings.place, self._assistant.index, self._encoded_before)


class _EncodedBefore:
    """An encoder whose next question is encoded already."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.query: Encoded | None = None

    def encode_queries(self, _queries: Sequence[str]) -> Encoded:
        assert self.query is not None, "it is encoded before it is searched for"
        return self.query

    def __getattr__(self, name: str) -> Any:
        return getattr(self._encoder, name)


def _hits(assistant: Assistant, question: str, k: int) -> Hits:
    answer = assistant.answer(question, k)
    return [[hit.clause.id, *hit.also] for hit in answer.hits or answer.near_misses]


if __name__ == "__main__":
    serve(Clausebot)
