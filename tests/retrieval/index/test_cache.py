"""The cache of encodings: what it keeps, of what, and through what."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import Encoded
from embeddings.errors import ModelError
from embeddings.progress import silent
from retrieval.errors import ClauseIndexError
from retrieval.index.cache import EncodingCache
from retrieval.index.codec import encode
from tests.fakes import FakeEncoder

PASSAGES = [f"Decides upon measure {number} of its own" for number in range(100)]
ROOT = Path(__file__).resolve().parents[3]

ENDLESS = """
import sys, threading
from pathlib import Path
from embeddings.progress import silent
from retrieval.index.cache import EncodingCache
from tests.fakes import FakeEncoder
from tests.retrieval.index.test_cache import PASSAGES

def progress(step, done, total):
    if done >= total // 2:
        print(done, flush=True)
        threading.Event().wait()

with EncodingCache(Path(sys.argv[1]), FakeEncoder()) as cache:
    cache.fill(PASSAGES, progress)
"""


def test_a_build_that_is_killed_keeps_all_that_it_told_of(tmp_path: Path) -> None:
    """SIGKILL, as by a system that is out of memory: nothing can be tidied up."""
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout
        done = int(process.stdout.readline())
        process.kill()
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        assert cache.fill(PASSAGES, silent) == (len(PASSAGES) - done, done)
        _assert_holds(cache, PASSAGES)


def test_only_new_text_is_encoded_and_each_but_once(tmp_path: Path) -> None:
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        assert cache.fill(PASSAGES[:3] * 2, silent) == (3, 0)
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        assert cache.fill(PASSAGES[1:5], silent) == (2, 2)
        _assert_holds(cache, PASSAGES[:5])


def test_no_more_than_a_batch_is_waited_for_before_it_is_kept(tmp_path: Path) -> None:
    """However many passages there are, memory holds the token vectors of a few."""
    held: list[int] = []

    class Counting(FakeEncoder):
        def encode_in_bulk(self, passages: Sequence[str]) -> Iterator[tuple[list[str], Encoded]]:
            for passage in passages:
                held.append(told[-1])
                yield [passage], self.encode_passages([passage])

    told = [0]
    with EncodingCache(tmp_path, Counting()) as cache:
        cache.fill(PASSAGES, lambda _step, done, _total: told.append(done))
    assert held == list(range(len(PASSAGES))), "each was kept and told of before the next was asked for"


def test_passages_of_another_precision_are_reused_and_counted(tmp_path: Path) -> None:
    """A library that a machine with bf16 has encoded grows on one without."""
    with EncodingCache(tmp_path, replace(FakeEncoder(), precision="bf16")) as cache:
        cache.fill(PASSAGES[:60], silent)
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        assert cache.fill(PASSAGES, silent) == (40, 60)
        assert cache.precisions([*PASSAGES, PASSAGES[0]]) == {"bf16": 60, "fp32": 40}


def test_encodings_of_another_encoder_are_not_taken(tmp_path: Path) -> None:
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        cache.fill(PASSAGES, silent)
    with EncodingCache(tmp_path, replace(FakeEncoder(), dimensions=64)) as cache:
        assert cache.fill(PASSAGES, silent) == (len(PASSAGES), 0)


def test_vectors_are_those_of_the_encoder(tmp_path: Path) -> None:
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        cache.fill(PASSAGES, silent)
        assert np.array_equal(cache.vectors(PASSAGES), FakeEncoder().encode_passages(PASSAGES).vectors)
        assert cache.vectors([]).shape == (0, 256)


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        cache.fill(PASSAGES, silent)
    [path] = tmp_path.iterdir()
    path.write_bytes(b"damaged" * 1000)
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        assert cache.fill(PASSAGES, silent) == (len(PASSAGES), 0)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("vector", b""),
        ("vector", b"\xff" * 1024),
        ("tokens", b"x"),
        ("tokens", None),
        ("precision", 7),
        ("digest", None),
    ],
)
def test_an_encoding_that_was_altered_is_made_again(column: str, value: object, tmp_path: Path) -> None:
    """What a build publishes is what an encoder made, never what a disk made of that."""
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        cache.fill(PASSAGES[:3], silent)
    [path] = tmp_path.glob("*.sqlite")
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(f"UPDATE passages SET {column} = ? WHERE rowid = 2", (value,))
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        assert cache.fill(PASSAGES[:3], silent) == (1, 2)
        _assert_holds(cache, PASSAGES[:3])


@pytest.mark.parametrize(
    "place",
    [
        lambda path: (path / "inside").mkdir(parents=True),
        pytest.param(
            lambda path: os.mkfifo(path),  # noqa: PLW0108 - which Windows lacks when this is read
            marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes"),
        ),
        lambda path: path.symlink_to(path),
    ],
    ids=["folder", "pipe", "circle"],
)
def test_what_is_no_file_in_its_place_is_taken_away(place: Callable[[Path], None], tmp_path: Path) -> None:
    with EncodingCache(tmp_path, FakeEncoder()):
        pass
    [path] = tmp_path.glob("*.sqlite")
    path.unlink()
    place(path)
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        assert cache.fill(PASSAGES[:3], silent) == (3, 0)


def test_a_full_disk_is_said_and_takes_nothing_away(tmp_path: Path) -> None:
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        cache.fill(PASSAGES[:3], silent)
        cache._file.execute("PRAGMA max_page_count = 1")  # which is how many there are: no room for more
        with pytest.raises(ClauseIndexError, match=r"\.sqlite cannot be used \(database or disk is full\); free space"):
            cache.fill(PASSAGES, silent)
    with EncodingCache(tmp_path, FakeEncoder()) as cache:
        assert cache.fill(PASSAGES[:3], silent) == (0, 3)


def test_vectors_that_are_no_numbers_are_not_kept(tmp_path: Path) -> None:
    class Damaged(FakeEncoder):
        def encode_passages(self, passages: Sequence[str]) -> Encoded:
            encoded = super().encode_passages(passages)
            return replace(encoded, vectors=encoded.vectors * np.nan)

    with EncodingCache(tmp_path, Damaged()) as cache, pytest.raises(ModelError, match="vectors with NaN or infinity"):
        cache.fill(PASSAGES, silent)


def _assert_holds(cache: EncodingCache, passages: list[str]) -> None:
    expected = FakeEncoder().encode_passages(passages)
    assert np.array_equal(cache.vectors(passages), expected.vectors)
    assert list(cache.codes(passages)) == [encode(tokens).tobytes() for tokens in expected.tokens]
