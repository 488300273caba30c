"""A file costs so much time and memory, and no more: a bomb is refused by its name, and the next file is read."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.errors import LibraryError, UnreadableError
from retrieval.library.add_remove import add_file
from retrieval.library.library import read_library
from retrieval.readers import bounded
from retrieval.readers.bounded import BoundedReader, Bounds
from retrieval.readers.quoted import quoted_file
from retrieval.readers.read import read_documents
from retrieval.readers.source import Form
from retrieval.readers.table.columns import Column
from tests.retrieval.readers.bombs import BOMBS
from tests.retrieval.readers.peacewomen.pages import EXAMPLE, drupal_fields
from tests.samples import LONG_2999, OFFICIAL_1325, OFFICIAL_2331, PAGE_2331, write_library
from tests.typeset import docx_of, pdf_of
from tests.webpages import breaks, mhtml

ROOT = Path(__file__).resolve().parents[3]
SMALL = Bounds(seconds=1.0, memory=300_000_000)
FILES = {
    "a.txt": OFFICIAL_2331.encode(),
    "b.txt": PAGE_2331.encode(),
    "c.pdf": pdf_of(LONG_2999),
    "d.docx": docx_of(OFFICIAL_1325),
    "e.html": breaks(OFFICIAL_1325),
    "f.mhtml": mhtml(OFFICIAL_2331),
    "g.csv": b"citation,text,Topic,countries\n1325 (2000) OP 2,Calls on all,Protection;Mood,Chad\n1325 OP 1,No\n",
    "h.html": drupal_fields(EXAMPLE).encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_the_same_there_as_here(name: str, reader: BoundedReader) -> None:
    columns = {"topic": Column.THEMES}
    here = read_documents(name, FILES[name], columns)
    assert reader.read(name, FILES[name], columns, {}) == quoted_file(here)
    assert reader.quotable(FILES[name], here.source.form) == here.source.data


def test_each_bomb_costs_one_refusal_and_stops_no_other_file(tmp_path: Path) -> None:
    for name, make in BOMBS.items():
        (tmp_path / name).write_bytes(make())
    write_library(tmp_path, a=OFFICIAL_1325, z=OFFICIAL_2331)
    library = read_library(tmp_path, bounds=SMALL)
    assert list(library.files) == ["a.txt", "z.txt"]
    assert [remark.file for remark in library.refused] == sorted(BOMBS)
    for remark in library.refused:
        assert "expected the text of a Security Council resolution" in remark.text
        if remark.file in ("string.xlsx", "numbers.docx", "styles.docx"):
            assert re.match(
                r"it took more than 1 seconds of computing|it needs more than 300 MB of memory", remark.text
            )


# What reads does as the file says, or reads it.
_ACTOR = """
import json, os, signal, sys, time
sys.path[:] = json.loads(sys.argv[1])
from retrieval.readers import worker
read, files = worker._answer, []
def act(asked, file, memory, seconds):
    files.append(file)
    match file:
        case b"crash": os.kill(os.getpid(), signal.SIGSEGV)
        case b"exit": os._exit(3)
        case b"wait": signal.pause()
        case b"garbage": return b"done", b"{}"
        case b"print": print("out of turn", flush=True)
        case b"first" if len(files) > 1: os.kill(os.getpid(), signal.SIGSEGV)
        case b"burst": worker._reader = lambda asked: lambda file: bytes(10**12)
        case b"fail": worker._reader = lambda asked: lambda file: {}["key"]
        case b"loop": worker._reader = lambda asked: lambda file: sum(1 for _ in iter(int, 1))
    return read(asked, file, memory, seconds)
worker._answer = act
worker.main()
"""


@pytest.fixture
def actor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_START", _ACTOR)
    monkeypatch.setattr(bounded, "_MOST_ANSWER", 150_000)


@pytest.mark.usefixtures("actor")
@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"crash", r"the process that parses it crashed \(SIGSEGV\)"),
        (b"exit", r"the process that parses it crashed \(exit code 3\)"),
        (b"garbage", r"the process that parses it sent invalid data \(KeyError\('form'\)\)"),
        (b"burst", "it needs more than 300 MB of memory to read"),
        (b"fail", r"its parser failed \(KeyError: 'key'\)"),
        (b"loop", "it took more than 0.5 seconds of computing to read"),
    ],
)
def test_a_file_that_ends_its_reader_is_refused_and_the_next_is_read(file: bytes, reason: str) -> None:
    with BoundedReader(Bounds(seconds=0.5, memory=300_000_000)) as reader:
        for _ in range(2):
            with pytest.raises(UnreadableError, match=f"^{reason}.*; expected the text"):
                reader.read("a.txt", file, {}, {})
            assert reader.read("a.txt", FILES["a.txt"], {}, {}).documents


@pytest.mark.usefixtures("actor")
def test_a_reader_that_waits_is_ended_by_the_clock() -> None:
    with (
        BoundedReader(Bounds(patience=2.0)) as reader,
        pytest.raises(UnreadableError, match="took more than 2 seconds to read"),
    ):
        reader.read("a.txt", b"wait", {}, {})


@pytest.mark.usefixtures("actor")
def test_what_files_before_it_did_is_not_laid_to_a_file() -> None:
    with BoundedReader() as reader:
        reader.read("a.txt", FILES["a.txt"], {}, {})
        # It ends a process that has read others: a new one is asked, and refuses it as what it is.
        with pytest.raises(UnreadableError, match="expected the text") as caught:
            reader.read("a.txt", b"first", {}, {})
        assert "SIGSEGV" not in str(caught.value)


@pytest.mark.usefixtures("actor")
def test_what_a_library_prints_is_no_answer() -> None:
    with BoundedReader() as reader, pytest.raises(UnreadableError, match="expected the text"):
        reader.read("a.txt", b"print", {}, {})


@pytest.mark.usefixtures("actor")
def test_an_answer_beyond_all_bounds_is_not_taken() -> None:
    rows = b"citation,text\n" + b"".join(b"1325 (2000) OP %d,Urges\n" % n for n in range(2_000))
    with BoundedReader() as reader, pytest.raises(UnreadableError, match="it has more than 0 MB of text"):
        reader.read("a.csv", rows, {}, {})


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("raise SystemExit(3)", r"does not start \(exit code 3\)"),
        ("print('ready to read')", "does not start"),
    ],
)
def test_a_process_that_does_not_start_is_no_fault_of_a_file(
    start: str, reason: str, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a broken installation would build an index of nothing."""
    monkeypatch.setattr(bounded, "_START", start)
    with pytest.raises(LibraryError, match=reason):
        read_library(library)


def test_without_python_nothing_is_read(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(library / "nowhere"))
    with pytest.raises(LibraryError, match=r"cannot be started \(.*\); "):
        read_library(library)


def test_the_process_ends_with_the_one_that_asks() -> None:
    command = [sys.executable, "-c", bounded._START, json.dumps(sys.path), str(10**9), "20"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.close()
        assert process.wait(60) == 0


def test_a_script_without_a_guard_reads_a_library(library: Path, tmp_path: Path) -> None:
    """A worker that imports its parent's main module would read the library again, and so on."""
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\nfrom retrieval.library.library import read_library\n"
        f"print(len(read_library(Path({str(library)!r})).clauses))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "11\n"


def test_a_bomb_is_not_added(tmp_path: Path) -> None:
    (tmp_path / "deep.jsonl").write_bytes(BOMBS["deep.jsonl"]())
    with pytest.raises(UnreadableError, match="its columns are none"):
        add_file(tmp_path / "library", tmp_path / "deep.jsonl")
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("form", [Form.PLAIN, Form.HTML])
def test_a_file_whose_bytes_are_quoted_is_proved_without_a_process(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "nowhere")
    with BoundedReader() as reader:
        assert reader.quotable(b"words", form) == b"words"
