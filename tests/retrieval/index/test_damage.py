"""A file of a generation that is not what its reader reads is an error that names it and the repair."""

import errno
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest

from retrieval.errors import ClauseIndexError
from retrieval.index.build import build_index
from retrieval.index.generation import open_generation
from retrieval.index.publishing import read_manifest
from retrieval.index.verify import verify_index
from retrieval.library.library import read_library
from tests.conftest import suggest_eagerly
from tests.fakes import FakeEncoder, beside
from tests.faults.mutations import emptied, seal
from tests.samples import SMALL_LIBRARY, write_library

NAMES = (
    "chains.npy clauses.jsonl columns.npy digests.npy edges.npy facts.json lines.npy owners.npy phrase-places.npy "
    "phrase-starts.npy phrase-words.npy phrases.json postings.json postings.npy references.json tokens.bin "
    "vectors.faiss wordings.npy"
).split()
ARRAYS = [name for name in NAMES if name.endswith(".npy")]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the small library, none of whose arrays is empty."""
    folder = tmp_path_factory.mktemp("whole")
    library, index = write_library(folder / "library", **SMALL_LIBRARY), folder / "index"
    with pytest.MonkeyPatch.context() as patch:
        suggest_eagerly(patch)
        build_index(read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index))
    return index


@pytest.fixture
def generation(eager: None, whole: Path, library: Path, index: Path) -> Path:
    """Return the generation of a copy."""
    shutil.copytree(beside(whole), beside(index))
    shutil.copytree(whole, index)
    return read_manifest(index)[0]


def _use(index: Path) -> None:
    """Read all that is read of a generation, in part only when it is asked for."""
    opened = open_generation(index)
    list(opened.clauses)
    opened.phrases.numbers(["women"])
    opened.citations.cites("S/RES/1325(2000)#1")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", [b"", b"null", b"[1, 2]", b"\x80\xff", b"[" * 100_000])
def test_a_file_of_another_kind_is_named_with_the_repair(
    name: str, content: bytes, generation: Path, index: Path
) -> None:
    """Its digest fits, as if a build had written it like that: only its reader can tell."""
    (generation / name).write_bytes(content)
    assert seal(index, name)
    # The vocabulary of phrases is any list of words.
    if (name, content) != ("phrases.json", b"[1, 2]"):
        with pytest.raises(
            ClauseIndexError, match=rf"{name} (is damaged|has 10 .*; expected 11).*; rebuild it with 'clausebot"
        ):
            _use(index)


@pytest.mark.parametrize("name", ARRAYS)
@pytest.mark.parametrize("change", ["of another type", "one less", "far beyond"])
def test_an_array_that_does_not_fit_the_others_is_refused(
    name: str, change: str, generation: Path, index: Path
) -> None:
    array = np.load(generation / name)
    changed = {
        "of another type": array.view(f"V{array.dtype.itemsize}"),
        "one less": array[:-1],
        "far beyond": np.full(array.shape, 2**30 if array.dtype != np.uint8 else 0, array.dtype),
    }[change]
    np.save(generation / name, changed)
    seal(index, name)
    # Years and words are any number, and so are digests, until something is compared with them.
    if (name, change) not in [(of, "far beyond") for of in ("columns.npy", "phrase-words.npy", "digests.npy")]:
        with pytest.raises(ClauseIndexError, match=r"(is damaged|has 10 .*; expected 11).*; rebuild"):
            open_generation(index)


@pytest.fixture
def hurry() -> Iterator[None]:
    """Interrupt a test that waits for a pipe."""

    def interrupt(*_: object) -> None:
        raise AssertionError("it waits for what is in the place of a file")

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="Windows has neither named pipes nor alarms")
@pytest.mark.usefixtures("hurry")
def test_a_pipe_in_the_place_of_a_file_is_named_and_not_waited_for(generation: Path, index: Path) -> None:
    for path in sorted([index / "current.json", *generation.iterdir()]):
        kept = path.rename(path.with_name("kept"))
        os.mkfifo(path)
        with pytest.raises(
            ClauseIndexError, match=rf"{path.name} (\S+ )?cannot be read \(it is a named pipe, not a file\)"
        ):
            _use(index)
        kept.replace(path)
    _use(index)


def test_a_limit_of_the_system_is_not_taken_for_damage(
    generation: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(np, "load", fail)
    with pytest.raises(
        ClauseIndexError, match=r"\.npy cannot be read \(Too many open files\); close programs, or raise"
    ):
        open_generation(index)


def test_a_chain_that_leads_in_a_circle_is_refused(generation: Path, index: Path) -> None:
    """To follow it would take for ever."""
    table = np.load(generation / "chains.npy")
    table["before"][:2] = 1, 0
    np.save(generation / "chains.npy", table)
    seal(index, "chains.npy")
    with pytest.raises(ClauseIndexError, match=r"chains.npy is damaged .a clause that continues a later one"):
        open_generation(index)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("clauses", '"11"'),
        ("clauses", "12"),
        ("recall", "NaN"),
        ("remarks", "[7]"),
        ("theme_forms", '{"a": null}'),
        ("library_files", '{"a.txt": {"sha256": "", "form": "tape", "encoding": "utf-8", "kind": "official"}}'),
        ("generation", '"../.."'),
        ("files", '{"../../x": ""}'),
    ],
)
def test_a_manifest_that_says_it_otherwise_is_refused(member: str, value: str, generation: Path, index: Path) -> None:
    path = generation / "manifest.json"
    lines = path.read_text(encoding="utf-8").removesuffix("\n}")
    path.write_text(f'{lines},\n "{member}": {value}\n}}', encoding="utf-8")  # of two, the later one holds
    seal(index, "manifest.json")
    with pytest.raises(ClauseIndexError, match=r"rebuild it with 'clausebot index build'"):
        open_generation(index)


@pytest.mark.parametrize("content", ["", "null", "[]", '{"generation": "../..", "manifest_sha256": ""}', "[" * 100_000])
def test_a_pointer_to_nowhere_is_refused(content: str, generation: Path, index: Path) -> None:
    (index / "current.json").write_text(content)
    with pytest.raises(ClauseIndexError, match=r"current.json is damaged .*; rebuild"):
        open_generation(index)


@pytest.mark.parametrize("name", ["ids.txt", "lines.npy", "owners.npy", "digests.npy"])
def test_verify_names_a_file_that_it_cannot_go_on_without(
    name: str, generation: Path, index: Path, library: Path
) -> None:
    emptied(generation / name, Random(0))
    assert any(problem.startswith(f"{name} was changed") for problem in verify_index(index, library))
    seal(index, name)
    with pytest.raises(ClauseIndexError, match=rf"{name} is damaged"):
        verify_index(index, library)
