"""Library reader with the cache of parsed files of an index folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from embeddings.progress import Progress, silent
from retrieval.errors import ClauseIndexError
from retrieval.index.publishing import read_manifest
from retrieval.library.library import Library, read_library
from retrieval.library.parse_cache import ParseCache

_CACHE = "cache"


def read_cached(root: Path, index: Path, progress: Progress = silent) -> Library:
    """Read a library; files that its published index was built from are not parsed again.

    Args:
        root: Folder of the library.
        index: Folder of its index, existing or not; the cache is there, and the manifest that validates its entries.
        progress: Called after each file.

    Raises:
        LibraryError: As `read_library` does.
    """
    files = {}
    with suppress(ClauseIndexError):  # without a sound published manifest, no entry is valid
        files = dict(read_manifest(index)[1].library_files)
    return read_library(root, progress, cache=ParseCache(index / _CACHE, files))
