"""Encodings made before, so that a rebuild encodes only what is new."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from embeddings.encoder import BuildEncoder, Encoded, Vectors
from embeddings.errors import ModelError
from embeddings.progress import Progress
from retrieval.errors import ClauseIndexError
from retrieval.index.codec import encode

_FORM = 4
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
        self._path = folder / f"encoded-{_FORM}-{encoder.fingerprint[:16]}.sqlite"
        self._file = _open(self._path)

    def __enter__(self) -> EncodingCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def fill(self, passages: Iterable[str], progress: Progress) -> tuple[int, int]:
        """Encode the passages that are missing, and keep them as they come: a build that is killed goes on there.

        An encoding that is not what was kept is made again.

        Returns:
            How many distinct passages were encoded, and how many were there.

        Raises:
            ClauseIndexError: If the file cannot be used; the message names it and what to do.
            ModelError: If the encoder gives vectors that are no numbers.
        """
        distinct = dict.fromkeys(passages)
        try:
            missing = [passage for passage in distinct if not self._has(passage)]
        except sqlite3.DatabaseError as error:
            self._file.close()
            _discard(self._path, error)
            self._file = _open(self._path)
            missing = list(distinct)
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
            self._keep(batch, encoded)
            done += len(batch)
            progress("encoding passages", done, len(missing))

    def _keep(self, batch: Sequence[str], encoded: Encoded) -> None:
        if not np.isfinite(encoded.vectors).all() or not all(np.isfinite(tokens).all() for tokens in encoded.tokens):
            raise ModelError(
                f"model {self._encoder.name!r} gives vectors that are no numbers, so its weights are damaged; "
                "get its files again from where they came from"
            )
        rows = []
        for passage, vector, tokens in zip(batch, encoded.vectors, encoded.tokens, strict=True):
            kept = _key(passage), self._encoder.precision, vector.tobytes(), encode(tokens).tobytes()
            rows.append((*kept, _digest(*kept)))
        try:
            with self._file:
                self._file.executemany("INSERT OR REPLACE INTO passages VALUES (?, ?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from None

    def _has(self, passage: str) -> bool:
        """Say whether an encoding is kept, and is still what was kept."""
        key = _key(passage)
        row = self._file.execute(
            "SELECT precision, vector, tokens, digest FROM passages WHERE key = ?", (key,)
        ).fetchone()
        try:
            return row is not None and bool(_digest(key, *row[:3]) == row[3])
        except (TypeError, AttributeError):  # a value of another type
            return False

    def _get(self, column: str, passage: str) -> Any:
        [found] = self._file.execute(
            f"SELECT {column} FROM passages WHERE key = ?",  # noqa: S608 - one of this class's own columns
            (_key(passage),),
        ).fetchone()
        return found


def _key(passage: str) -> bytes:
    return hashlib.sha256(passage.encode()).digest()


def _digest(key: bytes, precision: str, vector: bytes, tokens: bytes) -> bytes:
    """Return the digest by which an encoding is known to be what was kept."""
    return hashlib.blake2b(b"\0".join([key, precision.encode(), vector, tokens]), digest_size=16).digest()


_SPOILT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_ERROR)
"""Errors of a file that is no such cache, and not of a disk that is full or a file that is in use."""


def _open(path: Path, *, anew: bool = False) -> sqlite3.Connection:
    """Open the cache; one that is damaged is begun anew, as all of it can be made again."""
    file = None
    if os.path.lexists(path) and not path.is_file():  # a pipe, a folder, a link to nowhere
        _remove(path)
    try:
        file = sqlite3.connect(path)
        # A commit is then one write that survives the process, not several that wait for the disk; the holder of the
        # build lock is alone, and without memory to share, this works on network drives, too.
        file.execute("PRAGMA locking_mode = EXCLUSIVE")
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = NORMAL")
        file.execute(
            "CREATE TABLE IF NOT EXISTS passages "
            "(key BLOB PRIMARY KEY, precision TEXT, vector BLOB, tokens BLOB, digest BLOB)"
        )
    except sqlite3.DatabaseError as error:
        if file is not None:
            file.close()
        if anew:
            raise _unusable(path, error) from None
        _discard(path, error)
        return _open(path, anew=True)
    return file


def _discard(path: Path, error: sqlite3.DatabaseError) -> None:
    """Take a damaged cache away.

    Raises:
        ClauseIndexError: If it is not the file that is at fault, or it cannot be taken away.
    """
    if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _SPOILT:
        raise _unusable(path, error) from None
    _remove(path)


def _remove(path: Path) -> None:
    for spoilt in (path, *(path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm", "-journal"))):
        if spoilt.is_dir() and not spoilt.is_symlink():
            shutil.rmtree(spoilt)
        else:
            spoilt.unlink(missing_ok=True)


def _unusable(path: Path, error: sqlite3.Error) -> ClauseIndexError:
    return ClauseIndexError(
        f"{path} cannot be used ({error}); make room or delete it, as all of it can be made again, and then build again"
    )
