"""Cache of parsed files, so that a file that did not change is not parsed again.

The cache only saves time: deleting it loses nothing, and tampering with it has no effect. An entry is used only if its
digest is the one in the manifest of the published index, taken when its words were quoted from the file itself. Any
other file is parsed again, and verification never uses the cache.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from types import MappingProxyType, TracebackType

from retrieval.library.library_file import LibraryFile
from retrieval.readers.quoted import QuotedFile, quoted_from_json, quoted_to_json

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = ("openpyxl", "pypdfium2", "symspellpy")
_DAMAGES = (sqlite3.Error, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error)


class ParseCache:
    """Context manager over the cache of parsed files; evicts entries that this run did not use.

    Args:
        folder: Folder of the cache file; None for no cache. A cache that cannot be opened is not used.
        published: Files in the manifest of the published index, by name: an entry is valid if its digest
            agrees.

    Attributes:
        digests: Digest of each file that was found or stored, by name, for the manifest of the new index.
    """

    def __init__(self, folder: Path | None, published: Mapping[str, LibraryFile] = MappingProxyType({})) -> None:
        self.digests: dict[str, str] = {}
        self._published = published
        self._used: set[bytes] = set()
        self._new: list[tuple[bytes, bytes]] = []
        self._file: sqlite3.Connection | None = None
        if folder is not None:
            with suppress(OSError, sqlite3.Error):
                folder.mkdir(parents=True, exist_ok=True)
                self._file = _open(folder / "readings.sqlite")

    def __enter__(self) -> ParseCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None:
            return
        # In one transaction at the end, so that other processes wait only for this.
        with suppress(sqlite3.Error), self._file:
            self._file.executemany("INSERT OR REPLACE INTO read VALUES (?, ?)", self._new)
            if kind is None:
                there = {key for (key,) in self._file.execute("SELECT key FROM read")}
                self._file.executemany("DELETE FROM read WHERE key = ?", ((key,) for key in there - self._used))
        self._file.close()

    def find(self, key: bytes, name: str, sha256: str) -> QuotedFile | None:
        """Return the cached content of a file, if the published index was built from it and from the same file."""
        self._used.add(key)
        published = self._published.get(name)
        if self._file is None or published is None or published.sha256 != sha256:
            return None
        with suppress(*_DAMAGES):
            found = self._file.execute("SELECT packed FROM read WHERE key = ?", (key,)).fetchone()
            if found and hashlib.sha256(found[0]).hexdigest() == published.reading:
                self.digests[name] = published.reading
                return quoted_from_json(zlib.decompress(found[0]))
        return None

    def store(self, key: bytes, name: str, file: QuotedFile) -> None:
        """Store the parsed content of a file; written when the context ends."""
        packed = zlib.compress(quoted_to_json(file), 1)
        self.digests[name] = hashlib.sha256(packed).hexdigest()
        self._new.append((key, packed))


def cache_key(name: str, sha256: str, arguments: Iterable[object]) -> bytes:
    """Compute the cache key of a file, from everything that its parsed content depends on.

    Args:
        name: The file's path in the library.
        sha256: Checksum of the file.
        arguments: Other arguments of the readers; their `repr` is used.
    """
    return hashlib.sha256("\0".join([_code_digest(), name, sha256, *map(repr, arguments)]).encode()).digest()


@cache
def _code_digest() -> str:
    """Compute a digest of the readers' code: this package, and the libraries it uses."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(_PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}".encode())
    return digest.hexdigest()


def _open(path: Path) -> sqlite3.Connection:
    """Open the cache file; a damaged one is recreated."""
    file = sqlite3.connect(path)
    try:
        file.execute("CREATE TABLE IF NOT EXISTS read (key BLOB PRIMARY KEY, packed BLOB)")
    except sqlite3.OperationalError:  # locked, or read-only
        file.close()
        raise
    except sqlite3.DatabaseError:
        file.close()
        path.unlink()
        return _open(path)
    return file
