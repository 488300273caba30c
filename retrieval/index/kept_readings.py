"""Readings of library files, kept by earlier builds of an index."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from retrieval.errors import ClauseIndexError
from retrieval.index.publishing import read_manifest
from retrieval.library.readings import Readings

_CACHE = "cache"


def kept_readings(index: Path) -> Readings:
    """Return the readings that builds of an index have kept, with the digests that the published one states."""
    files = {}
    with suppress(ClauseIndexError):  # none is published, or it is damaged: nothing is believed
        files = dict(read_manifest(index)[1].library_files)
    return Readings(index / _CACHE, files)
