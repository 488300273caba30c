"""The engine's memory of a conversation."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bot.assistant import Asked, Assistant
from embeddings.encoder import Encoded
from retrieval.clause import ClauseKind
from retrieval.index.build import BuildReport
from retrieval.index.generation import open_generation
from retrieval.question import Filters
from retrieval.understand.followup import Turn
from tests.fakes import FakeEncoder


class DeafEncoder(FakeEncoder):
    """Fails when it is asked to search."""

    def encode_queries(self, queries: Sequence[str]) -> Encoded:
        raise AssertionError("nothing is to be searched for")


@pytest.fixture
def opened(build: Callable[[], BuildReport], index: Path) -> Path:
    build()
    return index


def test_turns_are_rebuilt_from_what_is_kept_as_they_were(opened: Path) -> None:
    """A conversation that is taken up again goes on as one that was never left."""
    assistant = Assistant(opened, open_generation(opened), FakeEncoder())
    operative = Filters(kinds=(ClauseKind.OPERATIVE,))
    conversation = (
        ("What protects women and girls?", operative, False),
        ("thanks!", operative, False),
        ("and in 2331?", operative, False),
        ("what about 1999?", operative, False),
        ("the voices of women since 2010", Filters(), True),
        ("anything older?", Filters(), False),
    )
    turns: list[Turn] = []
    kept: list[Asked] = []
    for question, given, literal in conversation:
        answer = assistant.answer(question, 5, given=given, before=turns, literal=literal)
        if not answer.reply:
            turns.append(answer.turn)
        kept.append(Asked(question, given, literal, tuple(map(str, answer.turn.symbols))))
    deaf = Assistant(opened, open_generation(opened), DeafEncoder())
    assert deaf.turns(kept) == tuple(turns)
    assert len(turns) == 5


def test_what_cannot_have_been_found_is_no_turn(opened: Path) -> None:
    assistant = Assistant(opened, open_generation(opened), FakeEncoder())
    [turn] = assistant.turns([Asked("What does 1325 OP 99 say?"), Asked("Who is protected?", symbols=())])
    assert turn.understood.asked == "Who is protected?"
