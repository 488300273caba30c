"""An index in Milvus answers as the one in a folder does, and is published whole or not at all."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import filelock
import numpy as np
import pytest

from bot.assistant import Assistant
from retrieval.asking.ask import ask
from retrieval.asking.ranking.search import search
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport
from retrieval.index.generation import open_generation
from retrieval.index.holdings import count_holdings
from retrieval.index.milvus import index as opening
from retrieval.index.milvus import layout
from retrieval.index.milvus.layout import LAYOUT, Kind
from retrieval.index.milvus.place import MilvusPlace
from retrieval.index.protocol import ClauseIndex
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder
from tests.retrieval.encoded import encoded
from tests.retrieval.index.milvus.lite import let_go
from tests.samples import OFFICIAL_1325

from retrieval.index.milvus import upload as uploading  # isort: skip
from retrieval.index.milvus.address import MilvusAddress  # isort: skip
from retrieval.index.milvus.client import MOST_FOUND, Milvus, connect  # isort: skip
from retrieval.clauses.scope import EVERYWHERE, Scope
from retrieval.index.folder import FolderPlace

Write = Callable[[], BuildReport]

QUESTIONS = [
    Question.verbatim("trafficking in persons"),
    Question.verbatim("remain actively seized of the matter"),
    Question.verbatim("measure898 measure899 women"),
    Question.verbatim("women", Scope(Filters(themes=("Sexual and Gender-Based Violence",)))),
    Question.verbatim("women", Scope(Filters(since=None, kinds=(ClauseKind.PREAMBULAR,)))),
    Question("women", "women", Scope(outside=(parse_citation("1325"),)), years=(2016,)),
    Question.verbatim("women", Scope(Filters(themes=("no such theme",)))),
    Question("women", "women", cited=(parse_citation("2331 OP 2"),)),
    Question("", "", Scope(Filters(resolutions=(parse_citation("1820"), parse_citation("2331")))), only_limits=True),
    Question("", "", only_limits=True),
]


def _found(question: Question, index: ClauseIndex, k: int = 20) -> list[Any]:
    hits = search(question, encoded(index), k=k).hits
    # Milvus holds neither chains nor phrases, and so names no later versions, nor all that a paragraph recurs in.
    return [(replace(hit, score=0.0, later=(), alike=(), first=""), pytest.approx(hit.score, abs=1e-6)) for hit in hits]


def test_every_question_has_the_hits_that_it_has_in_the_folder(write: Write, address: MilvusAddress) -> None:
    """The same clauses, in the same order, with the same highlights and the same others beside them."""
    assert write().fresh
    milvus, folder = MilvusPlace(address).open(), open_generation(address.folder)
    for question in QUESTIONS:
        for k in (1, 3, 20):
            found, expected = _found(question, milvus, k), _found(question, folder, k)
            assert [hit for hit, _ in found] == [hit for hit, _ in expected], question
            assert [score.expected for _, score in found] == [score for _, score in expected]
    assert milvus.facts == folder.facts
    assert milvus.citations.by_clause == folder.citations.by_clause
    assert replace(milvus.manifest, dense="Flat") == folder.manifest


def test_a_list_of_the_mentions_of_a_resolution_is_complete_as_in_the_folder(
    write: Write, address: MilvusAddress, library: Path
) -> None:
    (library / "S_RES_2467.txt").write_text(
        OFFICIAL_1325.replace("1325 (2000)", "2467 (2019)")
        .replace("31 October 2000", "23 April 2019")
        .replace("protect women and girls from rape", "implement resolution 1325 (2000)")
    )
    write()
    asked = "which resolutions mention 1325?"
    found, expected = (
        ask(asked, encoded(index), k=5) for index in (MilvusPlace(address).open(), open_generation(address.folder))
    )
    assert [hit.clause.id for hit in found.hits] == [hit.clause.id for hit in expected.hits]
    assert (found.by_words, found.total) == (True, expected.total)
    assert found.hits
    assert [hit.highlights for hit in found.hits] == [hit.highlights for hit in expected.hits]


def test_the_nearest_are_ranked_as_in_the_folder(write: Write, address: MilvusAddress) -> None:
    write()
    milvus, folder = MilvusPlace(address).open(), open_generation(address.folder)
    for question, wordings in product(QUESTIONS, (1, 4, 100)):
        [vector] = FakeEncoder().encode_queries([question.text]).vectors
        rows, cosines = milvus.nearest(vector, question.scope, wordings)
        expected = folder.nearest(vector, question.scope, wordings)
        assert (rows.tolist(), cosines.tolist()) == (
            expected[0].tolist(),
            pytest.approx(expected[1].tolist(), abs=1e-6),
        )
        assert not len(rows) or np.array_equal(milvus.vectors_at(rows), folder.vectors_at(rows))
        assert milvus.wordings_at(rows).tolist() == folder.wordings_at(rows).tolist()
        assert (
            milvus.first_allowed(question.scope, wordings).tolist()
            == folder.first_allowed(question.scope, wordings).tolist()
        )


def test_many_of_the_same_words_do_not_crowd_out_others(write: Write, address: MilvusAddress, library: Path) -> None:
    """More passages are asked for until there are enough different wordings."""
    for number in range(100, 140):
        same = "\n\n".join(f"{n}.  Decides to remain actively seized of the matter;" for n in range(1, 4))
        head = f"Resolution {number} (1990)\n\nAdopted by the Security Council on 3 March 1990\n\n"
        (library / f"{number}.txt").write_text(f"{head}The Security Council,\n\n{same}\n")
    write()
    [vector] = FakeEncoder().encode_queries(["remain actively seized of the matter"]).vectors
    rows, _ = MilvusPlace(address).open().nearest(vector, EVERYWHERE, 3)
    expected, _ = open_generation(address.folder).nearest(vector, EVERYWHERE, 3)
    assert rows.tolist() == expected.tolist()
    assert len(rows) > 100


def test_of_those_that_are_equally_near_the_first_are_found(
    write: Write, address: MilvusAddress, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Milvus cuts ties as it likes: here, the last are left."""
    really = Milvus.search

    def last_of_ties(milvus: Milvus, collection: str, query: Any, *, limit: int, **options: Any) -> list[Any]:
        found = really(milvus, collection, query, limit=MOST_FOUND, **options)
        return sorted(found, key=lambda hit: (-round(hit[1], 6), -hit[0]))[:limit]

    monkeypatch.setattr(Milvus, "search", last_of_ties)
    measures = "\n\n".join(f"{n}.  Decides upon measure{n};" for n in range(1, 61))
    head = "Resolution 100 (1990)\n\nAdopted by the Security Council on 3 March 1990\n\nThe Security Council,\n\n"
    (library / "100.txt").write_text(f"{head}{measures}\n")
    write()
    [vector] = FakeEncoder().encode_queries(["decides upon"]).vectors
    rows, _ = MilvusPlace(address).open().nearest(vector, EVERYWHERE, 3)
    expected, _ = open_generation(address.folder).nearest(vector, EVERYWHERE, 3)
    assert rows.tolist() == expected.tolist() == sorted(rows)


def test_writing_again_what_is_published_changes_nothing(write: Write, address: MilvusAddress) -> None:
    first = write()
    second = write()
    assert (first.fresh, second.fresh) == (True, False)
    assert MilvusPlace(address).published() == first.manifest.generation == second.manifest.generation


def test_an_open_assistant_goes_on_with_what_is_published_next(
    write: Write, address: MilvusAddress, library: Path
) -> None:
    names = [write().manifest.generation]
    assistant = Assistant(MilvusPlace(address), MilvusPlace(address).open(), FakeEncoder())
    for n in range(3):
        (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("institutions", f"institutions of kind{n}"))
        names.append(write().manifest.generation)
        answer = assistant.answer(f"institutions of kind{n}", 1)
        assert answer.generation == names[-1]
        assert f"kind{n}" in answer.hits[0].clause.text
    kept = {found[1] for name in connect(address).collections() if (found := layout.generation_of("clausebot", name))}
    assert kept == set(names[-2:]), "the published one, and the one before it"


@pytest.mark.parametrize("calls", [1, 4])
def test_a_build_that_broke_off_leaves_what_was_published_and_goes_on(
    calls: int, write: Write, address: MilvusAddress, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = write().manifest.generation
    (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("institutions", "parliaments"))
    monkeypatch.setattr(uploading, "_TOGETHER", 5)
    really = Milvus.upsert
    called: list[str] = []
    written: list[tuple[str, int]] = []

    def upsert(milvus: Milvus, collection: str, entities: Sequence[Mapping[str, Any]]) -> None:
        if len(called) == calls:  # and not when it goes on
            raise KeyboardInterrupt
        called.append(collection)
        written.extend((collection, entity["id"]) for entity in entities)
        really(milvus, collection, entities)

    monkeypatch.setattr(Milvus, "upsert", upsert)
    with pytest.raises(KeyboardInterrupt):
        write()
    assert MilvusPlace(address).published() == before
    called.extend([""] * 100)
    after = write()
    assert MilvusPlace(address).published() == after.manifest.generation > before
    of_clauses = [one for one in written if layout.row_of(one[1]) < Kind.ABOUT * 2**40]
    assert len(of_clauses) == len(set(of_clauses)), "what was written is not written again"
    assert MilvusPlace(address).verify(library) == []


def test_a_build_that_is_killed_can_be_built_again(write: Write, address: MilvusAddress, library: Path) -> None:
    write()
    (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("institutions", "parliaments"))
    let_go(address)
    command = [sys.executable, "-m", "tests.retrieval.index.milvus.rewrite", str(library), str(address)]
    root = Path(__file__).resolve().parents[4]
    with subprocess.Popen(
        [*command, str(address.folder.parent)], stdout=subprocess.PIPE, cwd=root, env=os.environ
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"writing\n"
        process.kill()
    [hit] = search(Question.verbatim("institutions"), encoded(MilvusPlace(address).open()), k=1).hits
    assert "institutions" in hit.clause.text
    assert write().fresh
    assert MilvusPlace(address).verify(library) == []


def test_two_builds_at_once_are_refused(write: Write, address: MilvusAddress) -> None:
    write()
    with filelock.FileLock(address.folder / "build.lock"), pytest.raises(ClauseIndexError, match="another build"):
        write()
    with filelock.FileLock(address.folder / "build.lock"), pytest.raises(ClauseIndexError, match="another build"):
        uploading.upload(address, lambda *_: None)


def test_an_older_generation_never_takes_the_place_of_a_newer(
    write: Write, address: MilvusAddress, library: Path, tmp_path: Path
) -> None:
    """Two machines build into one Milvus; each has a folder of its own."""
    elsewhere = replace(address, folder=tmp_path / "elsewhere")
    really = Milvus.settle

    def meanwhile(milvus: Milvus, collection: str) -> int:
        patched.undo()
        MilvusPlace(elsewhere).build(read_library(library), encoder=FakeEncoder())
        return really(milvus, collection)

    patched = pytest.MonkeyPatch()
    patched.setattr(Milvus, "settle", meanwhile)
    with pytest.raises(ClauseIndexError, match=r"a newer generation, .*, was published at .* meanwhile"):
        write()
    newest = open_generation(elsewhere.folder).manifest.generation
    assert MilvusPlace(address).published() == newest
    assert len(MilvusPlace(address).open().clauses_at(range(3))) == 3


def test_where_nothing_was_built_that_is_said(address: MilvusAddress) -> None:
    with pytest.raises(ClauseIndexError, match=r"no index at milvus:///.*; build it with 'clausebot index build'"):
        MilvusPlace(address).open()
    assert MilvusPlace(address).published() is None


def test_what_another_version_wrote_is_refused(
    write: Write, address: MilvusAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    monkeypatch.setattr(opening, "LAYOUT", "2c0123abcd")
    said = f"was built by another version of clausebot (layout {LAYOUT}; expected 2c0123abcd); rebuild it"
    with pytest.raises(ClauseIndexError, match=re.escape(said)):
        MilvusPlace(address).open()
    monkeypatch.undo()
    monkeypatch.setattr("retrieval.index.manifest.SCHEMA", 0)
    with pytest.raises(ClauseIndexError, match="built by another version of clausebot; rebuild it"):
        MilvusPlace(address).open()


def test_an_alias_of_somebody_else_s_is_left_alone(address: MilvusAddress) -> None:
    milvus = connect(address)
    milvus.create("theirs", dimensions=2, index={"index_type": "FLAT"})
    milvus.point_alias("clausebot", "theirs")
    with pytest.raises(
        ClauseIndexError, match="is the collection theirs, which clausebot did not write; choose another name"
    ):
        MilvusPlace(address).published()


def test_what_the_index_holds_is_counted_as_in_the_folder(write: Write, address: MilvusAddress) -> None:
    write()
    places = MilvusPlace(address), FolderPlace(address.folder)
    of_milvus, of_folder = (place.read_clauses() for place in places)
    assert count_holdings(of_milvus[1], of_milvus[0]) == count_holdings(of_folder[1], of_folder[0])
    assert list(MilvusPlace(address).open().all_clauses()) == list(FolderPlace(address.folder).open().all_clauses())


def test_many_passages_are_searched_by_a_graph_whose_recall_is_stated(
    write: Write, address: MilvusAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "_FEW", 5)
    monkeypatch.setattr("retrieval.index.dense.DenseIndex.recall_of", lambda index, nearest: _measured(nearest))
    write()
    milvus = MilvusPlace(address).open()
    assert (milvus.manifest.dense, milvus.manifest.recall) == ("Milvus HNSW32", 0.5)
    expected = _found(QUESTIONS[0], open_generation(address.folder), 3)
    assert [hit for hit, _ in _found(QUESTIONS[0], milvus, 3)] == [hit for hit, _ in expected]


def _measured(nearest: Callable[[Any, int], tuple[Any, Any]]) -> float:
    [vector] = FakeEncoder().encode_queries(["women"]).vectors
    rows, scores = nearest(vector, 3)
    assert len(rows) >= 3
    assert np.all(np.diff(scores) <= 0)
    return 0.5
