"""Cache of parsed library files, kept in an index folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from retrieval.errors import ClauseIndexError
from retrieval.index.publishing import read_manifest
from retrieval.library.readings import Readings

_CACHE = "cache"


def kept_readings(index: Path) -> Readings:
    """Open the cache of parsed files of an index, validated by the digests in the published manifest."""
    files = {}
    with suppress(ClauseIndexError):  # without a sound published manifest, no entry is valid
        files = dict(read_manifest(index)[1].library_files)
    return Readings(index / _CACHE, files)
