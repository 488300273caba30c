"""The engine's memory of a conversation, and the encoders it goes on with."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bot.assistant import Assistant
from embeddings.encoder import Encoded
from retrieval.asking.ask import Asked
from retrieval.asking.understand.followup import Turn
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport, build_index
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import open_generation
from retrieval.index.manifest import Manifest
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder, beside
from tests.samples import OFFICIAL_1325


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
    assistant = Assistant(FolderPlace(opened), open_generation(opened), FakeEncoder())
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
        kept.append(Asked(question, given, literal, answer.turn.quoted))
    deaf = Assistant(FolderPlace(opened), open_generation(opened), DeafEncoder())
    assert deaf.turns(kept) == tuple(turns)
    assert len(turns) == 5


def test_what_cannot_have_been_found_is_no_turn(opened: Path) -> None:
    assistant = Assistant(FolderPlace(opened), open_generation(opened), FakeEncoder())
    [turn] = assistant.turns([Asked("What does 1325 OP 99 say?"), Asked("Who is protected?", symbols=())])
    assert turn.understood.asked == "Who is protected?"


def test_a_running_assistant_goes_on_with_its_encoder_or_loads_the_new_one(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    build()
    loaded: list[Manifest] = []

    def load(manifest: Manifest) -> FakeEncoder:
        loaded.append(manifest)
        return FakeEncoder(dimensions=manifest.dimensions)

    assistant = Assistant(FolderPlace(index), open_generation(index), FakeEncoder(), load)
    (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("institutions", "parliaments"))
    same = build().manifest.generation
    assert assistant.answer("parliaments", 1).generation == same
    assert loaded == []
    other = build_index(
        read_library(library), encoder=FakeEncoder(dimensions=128), index=index, shared=beside(index)
    ).manifest
    assert assistant.answer("parliaments", 1).generation == other.generation
    assert loaded == [other]


def test_without_a_way_to_load_another_encoder_its_generation_is_refused(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    build()
    assistant = Assistant(FolderPlace(index), open_generation(index), FakeEncoder())
    build_index(read_library(library), encoder=FakeEncoder(dimensions=128), index=index, shared=beside(index))
    with pytest.raises(ClauseIndexError, match=r"128 dimensions.*the encoder is fake.*'clausebot index build'"):
        assistant.answer("parliaments", 1)
