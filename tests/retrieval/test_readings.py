"""What files were read as is kept, and changes nothing but the time it takes."""

import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from retrieval.library import Library, read_library
from retrieval.readers.read import read_documents
from retrieval.readings import Drafts, Readings
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, PAGE_2331, write_library
from tests.typeset import pdf_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = write_library(tmp_path / "library", official=OFFICIAL_2331, page=PAGE_2331, notes="no resolution")
    (root / "a.pdf").write_bytes(pdf_of(OFFICIAL_1325))
    (root / "t.csv").write_text("citation,text,themes,mood\n1325 (2000) OP 2,Calls on all parties,Protection,glad\n")
    return root


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, and not found among those that were."""
    names: list[str] = []

    def read(name: str, *more: Any) -> Any:
        names.append(name)
        return read_documents(name, *more)

    monkeypatch.setattr("retrieval.library.read_documents", read)
    return names


def content(library: Library) -> dict[str, Any]:
    return asdict(library) | {"abbreviations": None}


def test_a_file_that_did_not_change_is_not_read_again_and_gives_the_same(
    folder: Path, cache: Path, reads: list[str]
) -> None:
    anew = read_library(folder)
    assert content(read_library(folder, cache=cache)) == content(anew)
    reads.clear()
    assert content(read_library(folder, cache=cache)) == content(anew)
    assert reads == ["notes.txt"]  # what was refused is tried again


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("official.txt", OFFICIAL_2331.replace("all instances", "each instance"), ["official.txt"]),
        ("themes.toml", "[[theme]]\nname = 'Mood'\n", ["a.pdf", "official.txt", "page.txt", "t.csv"]),
        ("columns.toml", "['t.csv']\nthemes = 'Mood'\n", ["t.csv"]),
    ],
)
def test_all_that_decides_a_reading_makes_it_a_new_one(
    name: str, written: str, read: list[str], *, folder: Path, cache: Path, reads: list[str]
) -> None:
    read_library(folder, cache=cache)
    (folder / name).write_text(written)
    reads.clear()
    again = read_library(folder, cache=cache)
    assert sorted(set(reads) - {"notes.txt"}) == read
    assert content(again) == content(read_library(folder))


def test_what_no_file_of_the_library_gives_is_dropped(folder: Path, cache: Path) -> None:
    read_library(folder, cache=cache)
    (folder / "a.pdf").unlink()
    read_library(folder, cache=cache)
    with sqlite3.connect(cache / "readings.sqlite") as file:
        assert file.execute("SELECT count(*) FROM readings").fetchone() == (3,)
    file.close()


@pytest.mark.parametrize("damage", ["UPDATE readings SET packed = x'00'", "UPDATE readings SET sha256 = x''", ""])
def test_a_damaged_file_is_done_without(damage: str, folder: Path, cache: Path, reads: list[str]) -> None:
    path = cache / "readings.sqlite"
    read_library(folder, cache=cache)
    if damage:
        with sqlite3.connect(path) as file:
            file.execute(damage)
        file.close()
    else:
        path.write_bytes(b"no database" * 1000)
    reads.clear()
    assert content(read_library(folder, cache=cache)) == content(read_library(folder))
    assert "a.pdf" in reads
    reads.clear()
    read_library(folder, cache=cache)
    assert reads == ["notes.txt"]


def test_a_folder_that_cannot_be_made_is_done_without(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert content(read_library(folder, cache=tmp_path / "file" / "cache")) == content(read_library(folder))


def test_of_two_that_read_at_once_neither_waits_for_the_other_or_loses_what_it_read(cache: Path) -> None:
    drafts = Drafts((), ("left aside",))
    with Readings(cache) as one:
        assert one.find(b"one") is None
        one.keep(b"one", drafts)
        with Readings(cache) as other:
            assert other.find(b"other") is None
            other.keep(b"other", drafts)
        assert one.find(b"other") == drafts
    with Readings(cache) as later:
        assert later.find(b"one") == drafts
