"""The engine's memory of a conversation, and the encoders it goes on with."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assistant import Assistant
from embeddings.encoder import Encoded
from retrieval.asking.reading import StoredQuestion
from retrieval.asking.understand.follow_ups.turns import Turn
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
def opened(build: Callable[[], BuildReport], index: Path, eager: None) -> Path:
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
    kept: list[StoredQuestion] = []
    for question, given, literal in conversation:
        answer = assistant.answer(question, 5, filters=given, before=turns, literal=literal)
        if answer.is_turn:
            turns.append(answer.turn)
        kept.append(StoredQuestion(question, given, literal, answer.turn.quoted, shown=answer.turn.shown))
    deaf = Assistant(FolderPlace(opened), open_generation(opened), DeafEncoder())
    assert deaf.turns(kept) == tuple(replace(turn, shown=answer.turn.shown) for turn in turns)
    assert len(turns) == 4, "nothing of 1999 is there"


@pytest.mark.parametrize(
    "asked", ["Hi team, {} Thanks!", ":wave: **{}** 🙏", "> earlier text\n{}", '"{}"', "1. {}", "<!channel> {} thx"]
)
def test_noise_around_a_question_changes_its_answer_in_nothing(opened: Path, asked: str) -> None:
    assistant = Assistant(FolderPlace(opened), open_generation(opened), FakeEncoder())
    plain = assistant.answer("What protects women and girls in 2331?", 5)
    noisy = assistant.answer(asked.format("What protects women and girls in 2331?"), 5)
    typed = " ".join(asked.format("What protects women and girls in 2331?").split())
    assert noisy.as_record() == {**plain.as_record(), "question": typed}
    assert noisy.turn == plain.turn


def test_what_answers_outside_of_limits_is_named_and_found_by_the_same_words(opened: Path) -> None:
    assistant = Assistant(FolderPlace(opened), open_generation(opened), FakeEncoder())
    limited = assistant.answer("What protects women and girls? theme: Disarmament", 5)
    assert (limited.answered, limited.hits) == (False, ())
    everywhere = assistant.answer(limited.reading.understood.text, 3, literal=True)
    assert limited.beyond == tuple(hit.clause.id for hit in everywhere.hits)
    assert limited.as_record()["beyond"] == list(limited.beyond)
    assert assistant.answer("What protects women and girls?", 5).beyond == ()


def test_no_clause_within_the_limits_is_said_to_be_outside_of_them(
    opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is judged to answer without the limits, as others beside it change the judgement."""

    def judged(asked: str, *_: object) -> tuple[float, bool]:
        return (0.1, False) if "1325" in asked else (0.9, True)

    monkeypatch.setattr("retrieval.asking.finder.judge", judged)
    assistant = Assistant(FolderPlace(opened), open_generation(opened), FakeEncoder())
    limited = assistant.answer("in 1325: trafficking in persons, women and girls", 5)
    everywhere = assistant.answer("trafficking in persons, women and girls", 3)
    outside = [hit.clause.id for hit in everywhere.hits if hit.clause.symbol.number != 1325]
    assert not limited.answered
    assert 0 < len(outside) < 3
    assert limited.beyond == tuple(outside)


def test_suggestions_are_counted_where_no_clause_has_the_label(opened: Path) -> None:
    assistant = Assistant(FolderPlace(opened), open_generation(opened), FakeEncoder())
    [theme] = [name for name, count in assistant.index.facts.suggested.items() if name == "Protection"]
    limited = assistant.answer(f"women, theme: {theme}", 50)
    suggested = assistant.answer(f"women, theme: {theme}", 50, filters=Filters(suggested=True))
    assert limited.suggestions == len(suggested.hits) > 0
    assert suggested.suggestions == 0


def test_standing_limits_are_no_part_of_a_conversation(opened: Path) -> None:
    assistant = Assistant(FolderPlace(opened), open_generation(opened), FakeEncoder())
    operative = Filters(kinds=(ClauseKind.OPERATIVE,))
    first = assistant.answer("What protects women and girls?", 5, standing=operative)
    assert first.as_record()["understood"]["standing"] == ["operative paragraphs"]
    assert {hit.clause.kind for hit in first.hits} == {ClauseKind.OPERATIVE}
    after = assistant.answer("and in 2331?", 5, before=[first.turn])
    assert after.reading.understood.scope.filters.kinds == ()


def test_what_cannot_have_been_found_is_no_turn(opened: Path) -> None:
    assistant = Assistant(FolderPlace(opened), open_generation(opened), FakeEncoder())
    [turn] = assistant.turns(
        [StoredQuestion("What does 1325 OP 99 say?"), StoredQuestion("Who is protected?", quoted=())]
    )
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
