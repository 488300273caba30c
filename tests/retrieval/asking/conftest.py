"""Answers from the small library, of which a test says which count as such."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.index.generation import Generation, open_generation
from tests.retrieval.encoded import encoded
from tests.samples import SMALL_LIBRARY


@pytest.fixture
def indexed(built_once: Callable[..., Path]) -> Callable[..., Generation]:
    """Index the small library with more documents, or with others of the same names."""
    return lambda **documents: open_generation(built_once(**(SMALL_LIBRARY | documents)))


@pytest.fixture
def answered(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Answer a question; only some are answered, by their words."""

    def answer(
        question: str, *answerable: str, k: int = 5, literal: bool = False, language: str = "en", sureness: float = 0.9
    ) -> Answer:
        judged = "retrieval.asking.finder.judge"
        monkeypatch.setattr(judged, lambda asked, *_: (sureness, True) if asked in answerable else (0.1, False))
        return ask(question, encoded(generation), k=k, literal=literal, language=language)

    return answer
