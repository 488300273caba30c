"""Files that must be whole: flushed before they are named, and compared with their digests."""

from __future__ import annotations

import os
from pathlib import Path

from embeddings.folder import sha256_of

REPAIR = "rebuild it with 'clausebot index build'"


def file_problem(path: Path, sha256: str) -> str | None:
    """Say what is wrong with a file that should have that digest; None if nothing is."""
    try:
        found = sha256_of(path)
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return None if found == sha256 else "was changed since the index was built"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in place of what had its name: whatever happens, one of the two is there, whole."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_bytes(content)
        sync(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    sync(path.parent)


def sync(path: Path) -> None:
    """Flush a file or a folder to disk, so that a rename never outruns what it names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
