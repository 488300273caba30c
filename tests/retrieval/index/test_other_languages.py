"""An index for questions in other languages beside one for English: its build, its answers, and that English stays."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assistant import Assistant
from embeddings.models import E5, MINILM
from retrieval.asking.reading import StoredQuestion
from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import open_generation
from retrieval.index.milvus.address import parse_milvus
from retrieval.index.milvus.place import MilvusPlace
from retrieval.index.place import IndexPlace
from retrieval.index.rebuild import BuildOptions, rebuild
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder, beside
from tests.samples import write_library

OTHER = FakeEncoder("other")
FRENCH = "Qui doit protéger les femmes et les filles dans la résolution 1325 ?"
GERMAN = "Wer muss nach Resolution 1325 die Frauen und Mädchen schützen?"


@pytest.fixture
def place(build: Callable[[], BuildReport], index: Path, eager: None, monkeypatch: pytest.MonkeyPatch) -> FolderPlace:
    """An index for English, and an encoder of other languages that can be had."""
    encoders = {MINILM.name: FakeEncoder(), E5.name: OTHER}
    monkeypatch.setattr("embeddings.deferred.find_encoder", lambda name, *_args, **_options: encoders[name])
    monkeypatch.setattr("retrieval.index.encoders.CompiledEncoder", lambda _folder, **_: OTHER)
    build()
    return FolderPlace(index, beside(index))


def built(place: IndexPlace, library: Path, *, wanted: bool | None, portable: bool | None = None) -> BuildReport | None:
    options = BuildOptions(library, portable=portable, languages=wanted)
    return rebuild(place, read_library(library), options)[1]


def asked(place: FolderPlace) -> Assistant:
    return Assistant(place, open_generation(place.folder), FakeEncoder())


def test_other_languages_are_answered_once_they_are_wanted(place: FolderPlace, library: Path) -> None:
    assert built(place, library, wanted=None) is None
    before = asked(place).answer(GERMAN, 3)
    assert (before.encoder, before.reading.understood.language) == ("fake", "und")
    report = built(place, library, wanted=True)
    assert report
    assert report.fresh
    after = asked(place).answer(GERMAN, 3)
    assert (after.encoder, after.reading.understood.language) == ("other", "und")
    assert after.as_record()["language"] == "und"
    assert [str(one) for one in after.reading.understood.scope.filters.resolutions] == ["S/RES/1325 (2000)"]
    assert {hit.clause.symbol.number for hit in (*after.hits, *after.near_misses)} == {1325}


def test_a_language_that_is_understood_is_read_in_english_whatever_else_is_built(
    place: FolderPlace, library: Path
) -> None:
    for wanted in (False, True):
        built(place, library, wanted=wanted)
        answer = asked(place).answer(FRENCH, 3)
        understood = answer.reading.understood
        assert (answer.encoder, understood.language) == ("fake", "fr")
        assert understood.text == "who must protect women and girls?"
        assert [str(one) for one in understood.scope.filters.resolutions] == ["S/RES/1325 (2000)"]
        assert answer.hits == asked(place).answer("Who must protect women and girls in resolution 1325?", 3).hits
    assert asked(place).answer("Merci beaucoup !", 3).reply == "Je vous en prie."


def test_a_later_build_takes_new_documents_in_until_the_languages_are_not_wanted(
    place: FolderPlace, library: Path
) -> None:
    built(place, library, wanted=True)
    again = built(place, library, wanted=None)
    assert again
    assert not again.fresh
    write_library(library, S_RES_9999="S/RES/9999 (2020)\n\nThe Security Council,\n\n1. Decides to protect women;\n")
    assert built(place, library, wanted=False) is None
    assert not (place.folder / "languages").exists()
    assert built(place, library, wanted=None) is None


def test_english_questions_are_answered_as_before_to_the_byte(place: FolderPlace, library: Path) -> None:
    questions = ("What protects women and girls?", "DDR", "MARA", "1325 OP 1", "côte d'ivoire", "thanks!", "2331")
    before = [asked(place).answer(question, 5).as_record() for question in questions]
    built(place, library, wanted=True)
    assert [asked(place).answer(question, 5).as_record() for question in questions] == before


def test_a_conversation_goes_on_in_its_language_and_is_rebuilt_in_it(place: FolderPlace, library: Path) -> None:
    built(place, library, wanted=True)
    assistant = asked(place)
    first = assistant.answer(FRENCH, 3)
    second = assistant.answer("et la 2331 ?", 3, before=[first.turn])
    assert (second.reading.understood.language, second.encoder) == ("fr", "fake")
    assert [str(one) for one in second.reading.understood.scope.filters.resolutions] == ["S/RES/2331 (2016)"]
    third = assistant.answer("And what protects women and girls?", 3, before=[first.turn, second.turn])
    assert (third.reading.understood.language, third.encoder) == ("en", "fake")
    kept = [
        StoredQuestion(question, quoted=one.turn.quoted, shown=one.turn.shown)
        for question, one in ((FRENCH, first), ("et la 2331 ?", second))
    ]
    assert assistant.turns(kept) == (replace(first.turn, shown=second.turn.shown), second.turn)


def test_the_index_of_other_languages_is_verified_with_the_one_for_english(place: FolderPlace, library: Path) -> None:
    built(place, library, wanted=True)
    assert not [problem for problem in place.verify(library) if "other languages" in problem]
    damaged = next((place.folder / "languages" / "generations").glob("*/vectors.*"))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"\x01")
    assert any("other languages" in problem for problem in place.verify(library))


@pytest.mark.parametrize("portable", [True, False])
def test_both_indexes_carry_their_encoders_or_neither_does(portable: bool, place: FolderPlace, library: Path) -> None:
    """A portable index that answers German here is copied, and would refuse German there."""
    built(place, library, wanted=None, portable=portable)
    report = built(place, library, wanted=True)
    assert report
    assert report.manifest.portable == place.read_manifest().portable == portable
    report = built(place, library, wanted=None, portable=not portable)
    assert report
    assert report.manifest.portable == place.read_manifest().portable == (not portable)


def test_a_running_program_answers_from_the_index_for_english_once_the_languages_are_removed(
    place: FolderPlace, library: Path
) -> None:
    built(place, library, wanted=True)
    assistant = asked(place)
    assert assistant.answer(GERMAN, 3).encoder == "other"
    built(place, library, wanted=False)
    assert assistant.answer(GERMAN, 3).encoder == "fake"


def test_an_index_in_milvus_can_have_none(
    tmp_path: Path, place: FolderPlace, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    milvus = MilvusPlace(parse_milvus("milvus://127.0.0.1:1/x", tmp_path, ""), tmp_path)
    monkeypatch.setattr(MilvusPlace, "build", lambda *_, **__: place.build(read_library(library), encoder=OTHER))
    assert built(milvus, library, wanted=None) is None
    before = place.published()
    write_library(library, S_RES_9999="S/RES/9999 (2020)\n\nThe Security Council,\n\n1. Decides to protect women;\n")
    with pytest.raises(ClauseIndexError, match="no index for other languages"):
        built(milvus, library, wanted=True)
    assert place.published() == before, "an option that cannot be had is refused before an hour of encoding"
