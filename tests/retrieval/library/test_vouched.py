"""A text is official at its owner's word as long as it is the file that was meant, and is known to be so."""

from __future__ import annotations

import hashlib
import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.files import change_lock
from retrieval.errors import LibraryError, UnreadableError
from retrieval.library.add_remove import Added, add_file, remove_files
from retrieval.library.library import Library, read_library
from retrieval.library.vouched import read_vouched, vouch, withdraw
from retrieval.readers.document import DocumentKind
from tests.retrieval.readers.official.forgeries import SEEN
from tests.samples import OFFICIAL_1325, PAGE_2331

NOTE = SEEN["numbered note"]
_NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def quoted_from(library: Library) -> set[str]:
    return {clause.source.file for clause in library.clauses}


def test_what_an_owner_vouches_for_is_taken_by_every_build(root: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "note.txt", NOTE)
    with pytest.raises(UnreadableError, match="add it with --as official"):
        add_file(root, path)
    assert add_file(root, path, official=True) == Added(root / "note.txt", is_new=True)
    assert add_file(root, path, official=True) == Added(root / "note.txt", is_new=False)
    library = read_library(root)
    assert quoted_from(library) == {"note.txt"}
    assert [file.is_vouched for file in library.files["note.txt"]] == [True]
    assert "[official]" in (root / "sources.toml").read_text(encoding="utf-8")


def test_two_who_vouch_at_once_lose_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes second waits, and then adds to what the first has written."""
    vouch(root, "one.txt", "1")
    monkeypatch.setattr("embeddings.files._PATIENCE", 0)
    with change_lock(root / "sources.toml"):
        for change in (partial(vouch, root, "two.txt", "2"), partial(withdraw, root, ["one.txt"])):
            with pytest.raises(LibraryError, match="another program is changing"):
                change()
    assert read_vouched(root) == {"one.txt": "1"}


def test_another_file_of_the_name_is_not_covered(root: Path, tmp_path: Path) -> None:
    add_file(root, written(tmp_path, "note.txt", NOTE), official=True)
    written(root, "note.txt", NOTE + "\n41. We, the authors, think again.\n")
    library = read_library(root)
    assert library.clauses == ()
    [refused] = library.refused
    assert refused.text.startswith("it has changed since it was added --as official; too little evidence")


def test_a_file_that_lies_in_the_library_already_is_vouched_for_where_it_lies(root: Path) -> None:
    path = written(root, "notes/note.txt", NOTE)
    assert add_file(root, path, official=True) == Added(path, is_new=True)
    assert list(read_library(root).files) == ["notes/note.txt"]


def test_a_removed_file_is_vouched_for_no_longer(root: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "note.txt", NOTE)
    add_file(root, path, official=True)
    [moved] = remove_files(root, ["note.txt"])
    assert read_vouched(root) == {}
    moved.replace(root / "note.txt")
    assert read_library(root).files == {}


def test_a_text_with_evidence_of_its_own_needs_no_word(root: Path, tmp_path: Path) -> None:
    add_file(root, written(tmp_path, "official.txt", OFFICIAL_1325), official=True)
    assert not (root / "sources.toml").exists()


@pytest.mark.parametrize(
    ("name", "text"), [("page.txt", PAGE_2331), ("table.csv", "citation,text\n1325 (2000) OP 1,Urges all to act.\n")]
)
def test_extracts_and_tables_become_official_at_nobody_s_word(name: str, text: str, root: Path, tmp_path: Path) -> None:
    path = written(tmp_path, name, text)
    with pytest.raises(UnreadableError, match="a page of extracts or a table, which cannot be added --as official"):
        add_file(root, path, official=True)
    vouch(root, name, hashlib.sha256(add_file(root, path).path.read_bytes()).hexdigest())
    [document] = read_library(root).files[name]
    assert document.kind is not DocumentKind.OFFICIAL
    assert (document.surplus, document.is_vouched) == (None, False)


def test_a_record_without_its_file_is_named(root: Path) -> None:
    vouch(root, "gone.txt", "00")
    assert [str(remark) for remark in read_library(root).remarks] == ["sources.toml: there is no file 'gone.txt'"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[official", "expected a table [official]"),
        ("official = 1", "expected a table [official]"),
        ("[official]\n'a.txt' = 1", "'a.txt' has no sha256"),
        ("x = " + "[" * 50_000, "expected a table [official]"),
        ("[official]\n'a.txt' = " + "9" * 5_000, "expected a table [official]"),
    ],
    ids=["broken", "no table", "no digest", "deep", "long"],
)
def test_a_damaged_record_is_named_with_what_was_expected(content: str, message: str, root: Path) -> None:
    written(root, "sources.toml", content)
    with pytest.raises(LibraryError, match=re.escape(message)):
        read_library(root)


@given(st.dictionaries(_NAMES, st.text("0123456789abcdef", min_size=64, max_size=64), max_size=3))
def test_a_record_is_read_back_whatever_the_names(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("library")
    for name, sha256 in files.items():
        vouch(folder, name, sha256)
    assert read_vouched(folder) == files
    withdraw(folder, files)
    assert read_vouched(folder) == {}
