"""What files were read as is kept, and changes nothing but the time it takes."""

import sqlite3
import sys
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from retrieval.index.build import build_index
from retrieval.index.cached_library import read_cached
from retrieval.index.verify import verify_index
from retrieval.library.add_remove import add_file
from retrieval.library.library import Library, read_library
from retrieval.library.parse_cache import ParseCache
from retrieval.readers.bounded import BoundedReader
from retrieval.readers.quoted import QuotedFile
from retrieval.readers.source import Form
from tests.fakes import FakeEncoder, beside
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, PAGE_2331, write_library
from tests.typeset import pdf_of

Read = Callable[[], Library]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = write_library(tmp_path / "library", official=OFFICIAL_2331, page=PAGE_2331, notes="no resolution")
    (root / "a.pdf").write_bytes(pdf_of(OFFICIAL_1325))
    (root / "t.csv").write_text(
        "citation,text,themes,mood\n1325 (2000) OP 2,Calls on all parties,Protection; Mood,glad\n"
    )
    return root


@pytest.fixture
def cache(index: Path) -> Path:
    return index / "cache"


@pytest.fixture
def read(folder: Path, cache: Path, index: Path) -> Callable[[], Library]:
    """Read the library, and publish an index of it."""

    def call() -> Library:
        library = read_cached(folder, cache.parent)
        build_index(library, encoder=FakeEncoder(), index=index, shared=beside(index))
        return library

    return call


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, and not found among those that were."""
    names: list[str] = []

    really = BoundedReader.read

    def read(reader: BoundedReader, name: str, *more: Any, **told: Any) -> Any:
        names.append(name)
        return really(reader, name, *more, **told)

    monkeypatch.setattr(BoundedReader, "read", read)
    return names


def rows(cache: Path) -> dict[bytes, bytes]:
    with closing(sqlite3.connect(cache / "readings.sqlite")) as file:
        return dict(file.execute("SELECT key, packed FROM read").fetchall())


def write_rows(cache: Path, rows: dict[bytes, bytes]) -> None:
    with closing(sqlite3.connect(cache / "readings.sqlite")) as file, file:
        file.executemany("INSERT OR REPLACE INTO read VALUES (?, ?)", rows.items())


def packed_anew(packed: bytes, old: bytes, new: bytes) -> bytes:
    return zlib.compress(zlib.decompress(packed).replace(old, new), 1)


def content(library: Library) -> dict[str, Any]:
    return asdict(library) | {"abbreviations": None}


def test_a_file_that_did_not_change_is_not_read_again_and_gives_the_same(
    read: Read, folder: Path, reads: list[str]
) -> None:
    anew = read_library(folder)
    assert content(read()) == content(anew)
    reads.clear()
    assert content(read()) == content(anew)
    assert reads == ["notes.txt"]  # what was refused is tried again


def test_for_the_years_that_an_added_table_leaves_out_nothing_is_read_again(
    read: Read, folder: Path, cache: Path, tmp_path: Path, reads: list[str]
) -> None:
    (folder / "young.txt").write_text(OFFICIAL_1325.replace("1325", "9999").replace("2000", "2031"))
    read()
    (table := tmp_path / "b.csv").write_text("citation,text\n9999 OP 1,Urges all of them;\n")
    reads.clear()
    add_file(folder, table, read=partial(read_cached, index=cache.parent))
    assert reads == ["notes.txt", "b.csv"]


def test_no_process_is_started_where_nothing_is_to_be_read(
    read: Read, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "notes.txt").unlink()
    before = read()
    monkeypatch.setattr(sys, "executable", "nowhere")
    assert content(read_cached(folder, cache.parent)) == content(before)


@pytest.mark.parametrize(
    ("name", "written", "again"),
    [
        ("official.txt", OFFICIAL_2331.replace("all instances", "each instance"), ["official.txt"]),
        ("themes.toml", "[[theme]]\nname = 'Mood'\n", []),  # for the labels, not for the reading
        ("columns.toml", "['t.csv']\nthemes = 'Mood'\n", ["t.csv"]),
    ],
)
def test_all_that_decides_a_reading_makes_it_a_new_one(
    name: str, written: str, again: list[str], *, read: Read, folder: Path, reads: list[str]
) -> None:
    read()
    (folder / name).write_text(written)
    reads.clear()
    library = read()
    assert sorted(set(reads) - {"notes.txt"}) == again
    assert content(library) == content(read_library(folder))


def test_what_no_file_of_the_library_gives_is_dropped(read: Read, folder: Path, cache: Path) -> None:
    read()
    (folder / "a.pdf").unlink()
    read()
    assert len(rows(cache)) == 3


@pytest.mark.parametrize("damage", ["packed", "file"])
def test_a_damaged_file_is_done_without(
    damage: str, *, read: Read, folder: Path, cache: Path, reads: list[str]
) -> None:
    read()
    if damage == "packed":
        write_rows(cache, dict.fromkeys(rows(cache), b"\0"))
    else:
        (cache / "readings.sqlite").write_bytes(b"no database" * 1000)
    reads.clear()
    assert content(read()) == content(read_library(folder))
    assert "a.pdf" in reads
    reads.clear()
    read()
    assert reads == ["notes.txt"]


def test_words_that_somebody_wrote_among_the_readings_are_never_published(
    read: Read, folder: Path, cache: Path, index: Path
) -> None:
    """Neither in place of a reading, nor under the key of a file that the index does not know yet."""
    read()
    forged = {key: packed_anew(packed, b"Convention", b"Invention!") for key, packed in rows(cache).items()}
    assert forged != rows(cache)
    write_rows(cache, forged)
    assert content(read()) == content(read_library(folder))
    (folder / "new.txt").write_text(OFFICIAL_2331.replace("2331", "2332"))
    read_cached(folder, cache.parent)
    write_rows(cache, {key: packed_anew(packed, b"Convention", b"Invention!") for key, packed in rows(cache).items()})
    assert content(read()) == content(read_library(folder))
    assert verify_index(index, folder) == []


def test_a_reading_is_believed_of_the_file_that_it_was_published_for_alone(
    read: Read, folder: Path, cache: Path, index: Path
) -> None:
    """One that was published stands for no other file, and for no other words of the same file."""
    read()
    published = rows(cache)
    (folder / "page.txt").write_text(PAGE_2331.replace("Convention", "Protocol"))
    (folder / "new.txt").write_text(OFFICIAL_2331.replace("2331", "2332"))
    read_cached(folder, cache.parent)
    for packed in published.values():
        write_rows(cache, dict.fromkeys(rows(cache), packed))
        assert content(read_cached(folder, cache.parent)) == content(read_library(folder))


def test_a_folder_that_cannot_be_made_is_done_without(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert content(read_cached(folder, tmp_path / "file")) == content(read_library(folder))


def test_of_two_that_read_at_once_neither_waits_for_the_other_or_loses_what_it_read(cache: Path) -> None:
    drafts = QuotedFile(Form.PLAIN, "utf-8", (), ("left aside",))
    with ParseCache(cache) as one:
        assert one.find(b"one", "one.txt", "") is None
        one.store(b"one", "one.txt", drafts)
        with ParseCache(cache) as other:
            assert other.find(b"other", "other.txt", "") is None
            other.store(b"other", "other.txt", drafts)
        assert one.find(b"other", "other.txt", "") is None
    assert rows(cache).keys() == {b"one", b"other"}
    assert one.digests["one.txt"] == other.digests["other.txt"]
