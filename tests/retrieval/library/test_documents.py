"""A library's folder may hold anything, at any depth: what is no document is named, and nothing is waited for."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from embeddings.folder import sha256_of
from retrieval.errors import LibraryError, UnreadableError
from retrieval.index.build import BuildReport, build_index
from retrieval.index.publishing import changed_files
from retrieval.index.verify import verify_index
from retrieval.library.add_remove import add_file
from retrieval.library.documents import file_stamps, holds, list_library
from retrieval.library.labels import Decision, write_decisions
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder, beside
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, write_library


def _bind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


NO_FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "pipe": ("it is a named pipe, not a file", os.mkfifo),
    "socket": ("it is a socket, not a file", _bind),
    "device": ("it is a device, not a file", lambda path: path.symlink_to("/dev/zero")),
    "circle": ("Too many levels of symbolic links", lambda path: path.symlink_to(path.name)),
}
each_kind = pytest.mark.parametrize(("said", "make"), NO_FILES.values(), ids=NO_FILES)


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket may have a hundred characters only


@each_kind
def test_what_is_no_file_is_refused_by_name_and_stops_no_other(said: str, make: Callable[[Path], object]) -> None:
    root = write_library(Path("library"), a=OFFICIAL_1325)
    make(root / "b.txt")
    (root / "c.txt").symlink_to("b.txt")
    (root / "d.txt").symlink_to("a.txt")
    library = read_library(root)
    assert list(library.files) == ["a.txt", "d.txt"]
    assert [(one.file, said in one.text) for one in library.refused] == [("b.txt", True), ("c.txt", True)]
    with pytest.raises(UnreadableError, match=said):
        add_file(Path("other"), root / "b.txt")


@each_kind
def test_what_takes_the_place_of_an_indexed_file_is_named_and_stops_nothing(
    said: str, make: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    root, index = write_library(Path("library"), a=OFFICIAL_1325, b=OFFICIAL_2331), Path("index")
    build_index(read_library(root), encoder=FakeEncoder(), index=index, shared=beside(index))
    (root / "a.txt").unlink()
    make(root / "a.txt")
    [problem] = verify_index(index, root)
    assert problem.startswith(f"a.txt cannot be read ({said}), so nothing proves S/RES/1325(2000)#PP1")
    report = json.loads(_run(["index", "status", "--json"], root, index, capsys))
    assert report["changed"] == ["a.txt"]
    read_library(root)


@each_kind
@pytest.mark.parametrize("name", ["themes.toml", "columns.toml", "abbreviations.toml", "labels.csv"])
def test_what_takes_the_place_of_an_owner_s_file_is_an_error_that_names_it(
    said: str, make: Callable[[Path], object], *, name: str
) -> None:
    root = write_library(Path("library"), a=OFFICIAL_1325)
    make(root / name)
    with pytest.raises(LibraryError, match=rf"{name} cannot be read \({said}\); expected a file of \d+ MB at most"):
        read_library(root)


def test_a_pipe_in_the_place_of_labels_is_never_written_to() -> None:
    os.mkfifo("labels.csv")
    with pytest.raises(LibraryError, match="it is a named pipe, not a file"):
        write_decisions(Path(), [Decision("S/RES/1325(2000)#1", "Protection", accepted=True)])


def test_a_document_is_copied_into_the_place_of_no_pipe() -> None:
    root = write_library(Path("library"))
    os.mkfifo(root / "a.txt")
    write_library(Path(), a=OFFICIAL_1325)
    with pytest.raises(LibraryError, match="already exists with other content"):
        add_file(root, Path("a.txt"))


def test_folders_too_deep_are_named_and_left_out() -> None:
    root = write_library(Path("library"), a=OFFICIAL_1325)
    write_library(root / "1", b=OFFICIAL_1325)
    write_library(root / "1/2", c=OFFICIAL_1325)
    write_library(root / "1/2/3", d=OFFICIAL_1325)
    listing = list_library(root, deepest=2)
    assert [path.name for path in listing.documents] == ["a.txt", "b.txt", "c.txt"]
    assert listing.left_out == {"1/2": "it has folders more than 2 deep; move what is in them up"}


def test_more_files_than_there_may_be_are_named_and_left_out() -> None:
    root = write_library(Path("library"), a="", b="", c="")
    write_library(root / "more", d="")
    assert list_library(root, most=5).left_out == {}
    listing = list_library(root, most=4)
    assert [path.name for path in listing.documents] == ["a.txt", "b.txt", "c.txt"]
    assert "it has more than 4 files and folders" in listing.left_out["."]


@pytest.fixture
def odd_names(tmp_path: Path) -> Path:
    """A library with names that are not UTF-8, of a file and of a folder."""
    root = write_library(tmp_path / "library", a=OFFICIAL_1325)
    try:
        os.makedirs(os.fsencode(root) + b"/caf\xe9/more")  # noqa: PTH103 - bytes
        Path(os.fsdecode(os.fsencode(root) + b"/r\xe9solution.txt")).write_text(OFFICIAL_2331)
    except OSError:
        pytest.skip("this file system has no such names")
    return root


def test_a_name_that_is_not_utf_8_is_refused_in_print(odd_names: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library, index = read_library(odd_names), Path("index")
    assert list(library.files) == ["a.txt"]
    said = {r"caf\xe9": "its name is not UTF-8; rename it", r"r\xe9solution.txt": "its name is not UTF-8; rename it"}
    assert {one.file: one.text for one in library.refused} == said
    manifest = build_index(library, encoder=FakeEncoder(), index=index, shared=beside(index)).manifest
    assert manifest.refused == said
    assert changed_files(manifest, odd_names) == []
    assert json.loads(_run(["index", "status", "--json"], odd_names, index, capsys))["refused"] == said
    assert r"r\xe9solution.txt" in _run(["index", "status"], odd_names, index, capsys)
    assert set(file_stamps(odd_names)) == {"a.txt", *said}


def test_a_name_that_is_not_utf_8_is_not_added(odd_names: Path) -> None:
    odd = next(path for path in odd_names.iterdir() if path.name.endswith("solution.txt"))
    with pytest.raises(UnreadableError, match=r"its name is not UTF-8; rename r\\xe9solution\.txt"):
        add_file(Path("other"), odd)


def test_a_file_is_the_same_by_its_bytes_alone() -> None:
    Path("a").write_bytes(b"words")
    digest = sha256_of(Path("a"))
    assert holds(Path("a"), digest)
    Path("a").write_bytes(b"wordz")
    assert not holds(Path("a"), digest)
    assert not holds(Path("b"), digest)


def test_an_index_stays_as_it_was_by_what_is_no_file(build: Callable[[], BuildReport], library: Path) -> None:
    """A pipe that nobody writes to would hold up every build that follows."""
    first = build()
    os.mkfifo(library / "pipe.txt")
    second = build()
    assert second.manifest.clauses == first.manifest.clauses
    assert list(second.manifest.refused) == ["pipe.txt"]


def _run(command: list[str], root: Path, index: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main([*command, "--library", str(root), "--index", str(index)]) == 0
    return capsys.readouterr().out
