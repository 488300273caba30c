"""Vectors made before, so that a rebuild encodes only what is new."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from embeddings.encoder import Encoder, Vectors
from embeddings.progress import Progress

_BATCH = 64
"""Passages encoded between two commits: what an interrupted build loses at most."""

_READ = 500
"""Keys in one SELECT; SQLite allows 999 parameters in its oldest builds."""


def encode_cached(
    passages: Sequence[str], *, encoder: Encoder, folder: Path, progress: Progress
) -> tuple[Vectors, int, int]:
    """Return a vector for each passage, encoding only the words that this encoder has not met before.

    What has been encoded is kept after each batch, so that an interrupted build goes on where it stopped.

    Args:
        passages: What to encode; equal passages are encoded once.
        encoder: Makes the vectors; its fingerprint names the cache file.
        folder: Where the cache lies; may be deleted at any time.
        progress: Told of passages encoded.

    Returns:
        Unit rows, shape (n, dim); how many distinct passages were encoded; and how many were known before.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with closing(_open(folder / f"vectors-{encoder.fingerprint[:16]}.sqlite")) as cache:
        by_key = {_key(passage): passage for passage in passages}
        known = _read(cache, list(by_key), encoder.dimensions)
        reused = len(known)
        missing = [key for key in by_key if key not in known]
        # Passages of like length pad each other least, and the longest first shows the slowest pace first.
        missing.sort(key=lambda key: -len(by_key[key]))
        for start in range(0, len(missing), _BATCH):
            keys = missing[start : start + _BATCH]
            progress("encoding passages", start, len(missing))
            vectors = encoder.encode_passages([by_key[key] for key in keys])
            with cache:
                cache.executemany(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                    ((key, row.tobytes()) for key, row in zip(keys, vectors, strict=True)),
                )
            known.update(zip(keys, vectors, strict=True))
        if missing:
            progress("encoding passages", len(missing), len(missing))
    return np.stack([known[_key(passage)] for passage in passages]), len(missing), reused


def _key(passage: str) -> bytes:
    return hashlib.sha256(passage.encode()).digest()


def _open(path: Path) -> sqlite3.Connection:
    """Open the cache; one that is damaged is begun anew, as all of it can be made again."""
    cache = sqlite3.connect(path)
    try:
        cache.execute("CREATE TABLE IF NOT EXISTS vectors (passage BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
    except sqlite3.DatabaseError:
        cache.close()
        path.unlink()
        return _open(path)
    return cache


def _read(cache: sqlite3.Connection, keys: Sequence[bytes], dimensions: int) -> dict[bytes, Vectors]:
    known: dict[bytes, Vectors] = {}
    for start in range(0, len(keys), _READ):
        some = keys[start : start + _READ]
        marks = ",".join("?" * len(some))
        for key, blob in cache.execute(f"SELECT * FROM vectors WHERE passage IN ({marks})", some):  # noqa: S608
            vector = np.frombuffer(blob, np.float32)
            if vector.shape == (dimensions,):
                known[key] = vector
    return known
