import errno
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import filelock
import pytest

from retrieval.asking.ranking.search import search
from retrieval.asking.understand.question import Question
from retrieval.errors import ClauseIndexError, LibraryError
from retrieval.index.build import BuildReport, build_index
from retrieval.index.generation import open_generation
from retrieval.index.publishing import changed_since_indexed, published
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder, beside
from tests.retrieval.encoded import encoded
from tests.samples import OFFICIAL_1325, OFFICIAL_2331

Build = Callable[[], BuildReport]

OTHER = OFFICIAL_1325.replace("1325 (2000)", "1820 (2008)").replace("31 October 2000", "19 June 2008")
OTHER = OTHER.replace("women and girls from rape", "civilians from all forms of sexual violence")


def test_adding_one_resolution_encodes_only_its_new_words(build: Build, library: Path) -> None:
    first = build()
    (library / "S_RES_1820.txt").write_text(OTHER, encoding="utf-8")
    second = build()
    assert (first.manifest.passages, first.encoded, first.reused) == (11, 10, 0), "two clauses have the same words"
    assert (second.manifest.passages, second.encoded, second.reused) == (15, 1, 10), "one clause of four has new words"


def test_an_interrupted_build_keeps_the_vectors_it_made(library: Path, index: Path) -> None:
    class Interrupted(FakeEncoder):
        def encode_passages(self, passages):  # type: ignore[no-untyped-def]
            self_calls.append(len(passages))
            if len(self_calls) > 1:
                raise KeyboardInterrupt
            return super().encode_passages(passages)

    self_calls: list[int] = []
    many = "\n".join(f"{n}.  Decides upon measure {n} of its own;\n" for n in range(4, 104))
    path = library / "S_RES_2331.txt"
    path.write_text(OFFICIAL_2331.replace("3.  Decides to remain", f"3.  Stresses;\n\n{many}\n104.  Decides to remain"))
    with pytest.raises(KeyboardInterrupt):
        build_index(read_library(library), encoder=Interrupted(), index=index, shared=beside(index))
    report = build_index(read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index))
    assert 0 < report.encoded <= report.manifest.passages - self_calls[0]


def test_an_unchanged_library_publishes_nothing_new(build: Build) -> None:
    first = build()
    second = build()
    assert (first.fresh, second.fresh) == (True, False)
    assert second.manifest == first.manifest


def test_changes_are_those_of_the_library_that_was_indexed(build: Build, library: Path, tmp_path: Path) -> None:
    manifest, other = build().manifest, tmp_path / "other"
    shutil.copytree(library, other)
    for folder in (library, other):
        (folder / "S_RES_1325.txt").unlink()
    assert changed_since_indexed(manifest, library) == ["S_RES_1325.txt"]
    assert changed_since_indexed(manifest, other) == []
    (tmp_path / "link").symlink_to(library)
    assert changed_since_indexed(manifest, tmp_path / "link") == ["S_RES_1325.txt"]
    shutil.rmtree(library)
    assert changed_since_indexed(manifest, library) == []


def test_a_library_that_was_moved_is_indexed_there(build: Build, library: Path, index: Path) -> None:
    build()
    moved = library.rename(library.parent / "moved")
    report = build_index(read_library(moved), encoder=FakeEncoder(), index=index, shared=beside(index))
    assert (report.fresh, report.encoded) == (True, 0)
    (moved / "S_RES_1325.txt").unlink()
    assert changed_since_indexed(report.manifest, moved) == ["S_RES_1325.txt"]


def test_no_path_of_this_machine_is_in_an_index(build: Build, tmp_path: Path) -> None:
    """An index is copied to others."""
    assert str(tmp_path).encode() not in build().manifest.to_json()


def test_a_build_repairs_a_damaged_generation(build: Build, index: Path) -> None:
    name = build().manifest.generation
    (index / "generations" / name / "vectors.faiss").write_bytes(b"damaged")
    assert build().fresh
    assert len(open_generation(index).clauses) == 11


def test_the_same_library_gives_the_same_bytes_in_every_process(library: Path, tmp_path: Path) -> None:
    """Hash seeds differ between processes; a set's order must not reach the disk."""
    manifests = []
    for seed in ("1", "2"):
        index = tmp_path / seed
        _rebuild(library, index, PYTHONHASHSEED=seed).communicate()
        manifests.append(open_generation(index).manifest.files)
    assert manifests[0] == manifests[1]


def test_two_builds_at_once_are_refused(build: Build, index: Path) -> None:
    index.mkdir()
    with (
        filelock.FileLock(index / "build.lock"),
        pytest.raises(ClauseIndexError, match=r"another build of .* is running"),
    ):
        build()


def test_an_empty_library_leaves_the_index_as_it_was(build: Build, library: Path, index: Path) -> None:
    name = build().manifest.generation
    for path in library.iterdir():
        path.write_text("a shopping list")
    with pytest.raises(LibraryError, match="no clause could be read"):
        build()
    assert published(index) == name


def test_old_generations_are_pruned_but_the_last_two(build: Build, library: Path, index: Path) -> None:
    names = []
    for n in range(4):
        (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("institutions", f"institutions {n}"))
        names.append(build().manifest.generation)
    assert sorted(path.name for path in (index / "generations").iterdir()) == names[-2:]


def test_a_generation_that_is_open_survives_its_pruning(build: Build, library: Path, index: Path) -> None:
    build()
    old = open_generation(index)
    for n in range(3):
        (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("institutions", f"institutions {n}"))
        build()
    [hit] = search(Question.verbatim("trafficking in persons"), encoded(old), k=1).hits
    assert "trafficking" in hit.clause.text


def test_killed_at_any_moment_the_previous_generation_answers(build: Build, library: Path, index: Path) -> None:
    """SIGKILL at twenty random moments of a rebuild: the index always opens, answers, and can be built again."""
    build()
    moments = random.Random(2331)
    longest = 0.3
    for n in range(20):
        (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("institutions", f"institutions {n}"))
        with _rebuild(library, index) as process:
            assert process.stdout
            process.stdout.readline()  # it says when it begins
            try:
                process.wait(timeout=moments.uniform(0, longest))
            except subprocess.TimeoutExpired:
                process.kill()
        generation = open_generation(index)
        [hit] = search(Question.verbatim("trafficking in persons"), encoded(generation), k=1).hits
        assert "trafficking" in hit.clause.text
    assert build().manifest.clauses == 11
    assert not list((index / "generations").glob(".building-*"))


def test_another_encoder_builds_another_index(build: Build, library: Path, index: Path) -> None:
    first = build()
    other = replace(FakeEncoder(), dimensions=128)
    second = build_index(read_library(library), encoder=other, index=index, shared=beside(index))
    assert second.fresh
    assert second.encoded == first.encoded, "no vector of one encoder is taken for another's"
    assert second.manifest.dimensions == 128


def _rebuild(library: Path, index: Path, **env: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.retrieval.index.rebuild", str(library), str(index)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, **env}, cwd=Path(__file__).resolve().parents[3]
    )


@pytest.mark.parametrize(
    "place",
    [lambda path: (path / "inside").mkdir(parents=True), lambda path: path.symlink_to(path)],
    ids=["folder", "circle"],
)
def test_what_is_in_the_place_of_the_pointer_is_replaced(
    place: Callable[[Path], None], build: Callable[[], BuildReport], index: Path
) -> None:
    build()
    (index / "current.json").unlink()
    place(index / "current.json")
    with pytest.raises(ClauseIndexError, match=r"current.json cannot be read .*; rebuild it with"):
        open_generation(index)
    build()
    assert len(open_generation(index).clauses) == 11


def test_a_build_that_cannot_write_names_the_file_and_leaves_what_was_there(
    build: Callable[[], BuildReport], library: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk: nothing half written stays to fill it."""
    before = build().manifest.generation

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(index / "clauses.jsonl"))

    monkeypatch.setattr("retrieval.index.build.write_records", full)
    (library / "S_RES_1325.txt").unlink()
    with pytest.raises(ClauseIndexError, match=r"clauses.jsonl: No space left on device; free space .*is unchanged"):
        build()
    assert published(index) == before
    assert [path.name for path in (index / "generations").iterdir()] == [before]
