"""Encoding cache on disk: a rebuild encodes only new passages."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from embeddings.encoder import PRECISION, BuildEncoder, Encoded, Vectors
from embeddings.errors import ModelError
from embeddings.files import remove
from embeddings.progress import Progress
from retrieval.errors import ClauseIndexError
from retrieval.index.codec import encode
from retrieval.threads import blas_on_one_thread

_FORM = 4
"""Version of the cache format; each has a file of its own."""


class EncodingCache:
    """Context manager over the on-disk cache of one encoder: passage vectors and token codes.

    A passage is not encoded again at another precision: the vectors are practically the same, and a library that one
    machine has encoded can grow on another. The precision of each entry is recorded. The file may be deleted at any
    time.

    Args:
        folder: Folder of the cache file.
        encoder: Encodes missing passages; its fingerprint names the file.
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

    def fill(self, passages: Iterable[str], progress: Progress, *, in_bulk: bool = True) -> tuple[int, int]:
        """Encode missing passages and store each batch at once, so that a killed build resumes.

        An entry whose checksum does not match is encoded again.

        Args:
            passages: The passages.
            progress: Called with the number of passages encoded.
            in_bulk: Whether missing ones are encoded in bulk; else at once, in the precision of queries.

        Returns:
            Number of distinct passages that were encoded, and that were cached.

        Raises:
            ClauseIndexError: If the file cannot be used; the message names it and what to do.
            ModelError: If the encoder returns NaN or infinity.
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
            with blas_on_one_thread():
                self._encode(missing, progress, in_bulk)
        return len(missing), len(distinct) - len(missing)

    def vectors(self, passages: Sequence[str]) -> Vectors:
        """Return unit rows, shape (n, dim), of cached passages."""
        found = np.empty((len(passages), self._encoder.dimensions), np.float32)
        for row, passage in enumerate(passages):
            found[row] = np.frombuffer(self._get("vector", passage), np.float32)
        return found

    def codes(self, passages: Iterable[str]) -> Iterator[bytes]:
        """Yield the token codes of each cached passage."""
        for passage in passages:
            yield self._get("tokens", passage)

    def precisions(self, passages: Iterable[str]) -> Mapping[str, int]:
        """Count the distinct cached passages by the precision they were encoded in."""
        counted = Counter(self._get("precision", passage) for passage in dict.fromkeys(passages))
        return dict(sorted(counted.items()))

    def _encode(self, missing: Sequence[str], progress: Progress, in_bulk: bool) -> None:
        progress("encoding passages", 0, len(missing))
        done = 0
        for batch, encoded, precision in self._encoded(missing, in_bulk):
            self._keep(batch, encoded, precision)
            done += len(batch)
            progress("encoding passages", done, len(missing))

    def _encoded(self, missing: Sequence[str], in_bulk: bool) -> Iterator[tuple[Sequence[str], Encoded, str]]:
        if not in_bulk:
            yield missing, self._encoder.encode_passages(missing), PRECISION
            return
        for batch, encoded in self._encoder.encode_in_bulk(missing):
            yield batch, encoded, self._encoder.precision

    def _keep(self, batch: Sequence[str], encoded: Encoded, precision: str) -> None:
        if not np.isfinite(encoded.vectors).all() or not all(np.isfinite(tokens).all() for tokens in encoded.tokens):
            raise ModelError(
                f"model {self._encoder.name!r} gives vectors with NaN or infinity, so its weights are damaged; "
                "install or copy its files again"
            )
        rows = []
        for passage, vector, tokens in zip(batch, encoded.vectors, encoded.tokens, strict=True):
            kept = _key(passage), precision, vector.tobytes(), encode(tokens).tobytes()
            rows.append((*kept, _digest(*kept)))
        try:
            with self._file:
                self._file.executemany("INSERT OR REPLACE INTO passages VALUES (?, ?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from None

    def _has(self, passage: str) -> bool:
        """Return whether a passage is cached and its checksum matches."""
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
    """Compute the checksum of a cache entry."""
    return hashlib.blake2b(b"\0".join([key, precision.encode(), vector, tokens]), digest_size=16).digest()


_SPOILT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_ERROR)
"""Error codes of a corrupt cache file, as opposed to a full disk or a locked file."""


def _open(path: Path, *, anew: bool = False) -> sqlite3.Connection:
    """Open the cache; a damaged one is recreated."""
    file = None
    if not path.is_file():  # missing, or a pipe, a folder, a link to nowhere
        _remove(path)
    try:
        file = sqlite3.connect(path)
        # A commit is then one write that survives a crash of the process, without waiting for the disk. Only the holder
        # of the build lock uses the file, so no shared memory is needed, and this works on network drives, too.
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
    """Delete a damaged cache.

    Raises:
        ClauseIndexError: If the error is not due to a damaged file, or the file cannot be deleted.
    """
    if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _SPOILT:
        raise _unusable(path, error) from None
    _remove(path)


def _remove(path: Path) -> None:
    for spoilt in (path, *(path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm", "-journal"))):
        remove(spoilt)


def _unusable(path: Path, error: sqlite3.Error) -> ClauseIndexError:
    return ClauseIndexError(
        f"{path} cannot be used ({error}); free space, or delete this file, which only saves time, and then build again"
    )
