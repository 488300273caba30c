"""Compare the files of an index with their digests."""

from __future__ import annotations

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
