"""Encodings made before, so that a rebuild encodes only what is new."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

import numpy as np

from embeddings.encoder import Encoder, Vectors
from embeddings.progress import Progress
from retrieval.index.codec import encode

_FORM = 1
"""Of what is kept; another form is another file."""

_BATCH = 64
"""Passages encoded between two commits: what an interrupted build loses at most."""


class EncodingCache:
    """What one encoder has made of passages: their vectors, and the codes of their tokens.

    A context manager over a file that may be deleted at any time.

    Args:
        folder: Where the file lies.
        encoder: Makes what is missing; its fingerprint names the file.
    """

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._encoder = encoder
        self._file = _open(folder / f"encoded-{_FORM}-{encoder.fingerprint[:16]}.sqlite")

    def __enter__(self) -> EncodingCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def fill(self, passages: Sequence[str], progress: Progress) -> tuple[int, int]:
        """Encode the passages that are missing, and keep them after each batch: an interrupted build goes on there.

        Returns:
            How many distinct passages were encoded, and how many were there.
        """
        by_key = {_key(passage): passage for passage in passages}
        missing = [key for key in by_key if not self._has(key)]
        # Passages of like length pad each other least, and the longest first shows the slowest pace first.
        missing.sort(key=lambda key: -len(by_key[key]))
        for start in range(0, len(missing), _BATCH):
            keys = missing[start : start + _BATCH]
            progress("encoding passages", start, len(missing))
            encoded = self._encoder.encode_passages([by_key[key] for key in keys])
            rows = zip(keys, encoded.vectors, encoded.tokens, strict=True)
            with self._file:
                self._file.executemany(
                    "INSERT OR REPLACE INTO passages VALUES (?, ?, ?)",
                    ((key, vector.tobytes(), encode(tokens).tobytes()) for key, vector, tokens in rows),
                )
        if missing:
            progress("encoding passages", len(missing), len(missing))
        return len(missing), len(by_key) - len(missing)

    def vectors(self, passages: Sequence[str]) -> Vectors:
        """Return unit rows, shape (n, dim), of passages that `fill` has seen."""
        rows = np.empty((len(passages), self._encoder.dimensions), np.float32)
        for row, passage in zip(rows, passages, strict=True):
            row[:] = np.frombuffer(self._get("vector", passage), np.float32)
        return rows

    def codes(self, passages: Sequence[str]) -> Iterator[bytes]:
        """Yield the codes of each passage's tokens, of passages that `fill` has seen."""
        for passage in passages:
            yield self._get("tokens", passage)

    def _has(self, key: bytes) -> bool:
        return self._file.execute("SELECT 1 FROM passages WHERE key = ?", (key,)).fetchone() is not None

    def _get(self, column: str, passage: str) -> bytes:
        found: tuple[bytes] = self._file.execute(
            f"SELECT {column} FROM passages WHERE key = ?",  # noqa: S608 - one of this class's own two columns
            (_key(passage),),
        ).fetchone()
        return found[0]


def _key(passage: str) -> bytes:
    return hashlib.sha256(passage.encode()).digest()


def _open(path: Path) -> sqlite3.Connection:
    """Open the cache; one that is damaged is begun anew, as all of it can be made again."""
    file = sqlite3.connect(path)
    try:
        file.execute("CREATE TABLE IF NOT EXISTS passages (key BLOB PRIMARY KEY, vector BLOB, tokens BLOB)")
    except sqlite3.DatabaseError:
        file.close()
        path.unlink()
        return _open(path)
    return file
