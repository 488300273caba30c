"""Two subjects that a question compares are answered by turns."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.index.build import BuildReport
from retrieval.index.generation import Generation, open_generation
from tests.fakes import FakeEncoder

BOTH, FIRST, SECOND = "compare women in camps with trafficking of persons", "women in camps", "trafficking of persons"


@pytest.fixture
def generation(build: Callable[[], BuildReport], index: Path) -> Generation:
    build()
    return open_generation(index)


@pytest.fixture
def answered(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Answer a question; only some are answered, by their words."""

    def answer(question: str, *answerable: str, k: int = 5) -> Answer:
        judged = "retrieval.asking.ask.judge"
        monkeypatch.setattr(judged, lambda asked, *_: (0.9, True) if asked in answerable else (0.1, False))
        return ask(question, index=generation, encoder=FakeEncoder(), k=k)

    return answer


def test_paragraphs_on_both_are_shown_by_turns(answered: Callable[..., Answer]) -> None:
    first, second = answered(FIRST, FIRST, k=3), answered(SECOND, SECOND, k=3)
    answer = answered(BOTH, FIRST, SECOND, k=3)
    by_turns = dict.fromkeys(hit.clause.id for both in zip(first.hits, second.hits, strict=True) for hit in both)
    assert [hit.clause.id for hit in answer.hits] == list(by_turns)[:3]
    assert [hit.rank for hit in answer.hits] == [1, 2, 3]
    assert answer.reply == f"By turns, these are on “{FIRST}” and on “{SECOND}”."
    assert (answer.answered, answer.confidence) == (True, 0.9)


@pytest.mark.parametrize(("one", "other"), [(FIRST, SECOND), (SECOND, FIRST)])
def test_what_nothing_answers_is_said(one: str, other: str, answered: Callable[..., Answer]) -> None:
    answer = answered(BOTH, one)
    assert [hit.clause.id for hit in answer.hits] == [hit.clause.id for hit in answered(one, one).hits]
    assert answer.reply == f"Nothing here seems to answer “{other}”."


def test_what_nothing_answers_at_all_is_refused(answered: Callable[..., Answer]) -> None:
    answer = answered(BOTH)
    assert (answer.answered, answer.hits) == (False, ())
    assert answer.near_misses
