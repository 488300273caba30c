"""Encodings made before, so that a rebuild encodes only what is new."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from embeddings.encoder import BuildEncoder, Vectors
from embeddings.progress import Progress
from retrieval.index.codec import encode

_FORM = 3
"""Of what is kept; another form is another file."""

_ROWS = 4096
"""Vectors that are read together: 12 MB with 768 dimensions."""


class EncodingCache:
    """What one encoder has made of passages: their vectors, and the codes of their tokens.

    A passage that was encoded in another precision is not encoded again: the vectors are as good as the same, and a
    library that one machine has encoded can grow on another. Which precision each has is kept with it.

    A context manager over a file that may be deleted at any time.

    Args:
        folder: Where the file lies.
        encoder: Makes what is missing; its fingerprint names the file.
    """

    def __init__(self, folder: Path, encoder: BuildEncoder) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._encoder = encoder
        self._file = _open(folder / f"encoded-{_FORM}-{encoder.fingerprint[:16]}.sqlite")

    def __enter__(self) -> EncodingCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def fill(self, passages: Iterable[str], progress: Progress) -> tuple[int, int]:
        """Encode the passages that are missing, and keep them as they come: a build that is killed goes on there.

        Returns:
            How many distinct passages were encoded, and how many were there.
        """
        distinct = dict.fromkeys(passages)
        missing = [passage for passage in distinct if not self._has(passage)]
        if missing:
            # The encoder keeps every core busy; another library's threads would take them from it.
            with threadpool_limits(1, user_api="blas"):
                self._encode(missing, progress)
        return len(missing), len(distinct) - len(missing)

    def vectors(self, passages: Sequence[str]) -> Vectors:
        """Return unit rows, shape (n, dim), of passages that `fill` has seen."""
        chunks = list(self.vector_chunks(passages))
        return np.concatenate(chunks) if chunks else np.empty((0, self._encoder.dimensions), np.float32)

    def vector_chunks(self, passages: Iterable[str], rows: int = _ROWS) -> Iterator[Vectors]:
        """Yield the unit rows of passages that `fill` has seen, in order, some thousands at a time."""
        waiting = iter(passages)
        while some := list(islice(waiting, rows)):
            joined = b"".join(self._get("vector", passage) for passage in some)
            yield np.frombuffer(joined, np.float32).reshape(len(some), -1)

    def codes(self, passages: Iterable[str]) -> Iterator[bytes]:
        """Yield the codes of each passage's tokens, of passages that `fill` has seen."""
        for passage in passages:
            yield self._get("tokens", passage)

    def precisions(self, passages: Iterable[str]) -> Mapping[str, int]:
        """Return how many of the distinct passages, all of which `fill` has seen, were encoded in which precision."""
        counted = Counter(self._get("precision", passage) for passage in dict.fromkeys(passages))
        return dict(sorted(counted.items()))

    def _encode(self, missing: Sequence[str], progress: Progress) -> None:
        progress("encoding passages", 0, len(missing))
        done = 0
        for batch, encoded in self._encoder.encode_in_bulk(missing):
            rows = zip(batch, encoded.vectors, encoded.tokens, strict=True)
            with self._file:
                self._file.executemany(
                    "INSERT OR REPLACE INTO passages VALUES (?, ?, ?, ?)",
                    (
                        (_key(passage), self._encoder.precision, vector.tobytes(), encode(tokens).tobytes())
                        for passage, vector, tokens in rows
                    ),
                )
            done += len(batch)
            progress("encoding passages", done, len(missing))

    def _has(self, passage: str) -> bool:
        return self._file.execute("SELECT 1 FROM passages WHERE key = ?", (_key(passage),)).fetchone() is not None

    def _get(self, column: str, passage: str) -> Any:
        [found] = self._file.execute(
            f"SELECT {column} FROM passages WHERE key = ?",  # noqa: S608 - one of this class's own columns
            (_key(passage),),
        ).fetchone()
        return found


def _key(passage: str) -> bytes:
    return hashlib.sha256(passage.encode()).digest()


def _open(path: Path) -> sqlite3.Connection:
    """Open the cache; one that is damaged is begun anew, as all of it can be made again."""
    file = sqlite3.connect(path)
    try:
        # A commit is then one write that survives the process, not several that wait for the disk; the holder of the
        # build lock is alone, and without memory to share, this works on network drives, too.
        file.execute("PRAGMA locking_mode = EXCLUSIVE")
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = NORMAL")
        file.execute(
            "CREATE TABLE IF NOT EXISTS passages (key BLOB PRIMARY KEY, precision TEXT, vector BLOB, tokens BLOB)"
        )
    except sqlite3.DatabaseError:
        file.close()
        path.unlink()
        return _open(path)
    return file
