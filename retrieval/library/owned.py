"""The files of a library that its owner writes by hand, read within bounds."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from embeddings.regular import read_regular
from retrieval.errors import LibraryError, UnreadableError
from retrieval.readers.bounded import BoundedReader, Bounds

_MOST_BYTES = 16_000_000
_MOST_TOML = 1_000_000
_BOUNDS = Bounds(seconds=5.0)


def read_owned(path: Path, most: int = _MOST_BYTES) -> bytes | None:
    """Return such a file; None where there is none.

    Raises:
        LibraryError: If it cannot be opened, is too large, or no file.
    """
    try:
        return read_regular(path, most)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LibraryError(
            f"{path} cannot be read ({error.strerror}); expected a file of {most // 1_000_000} MB at most"
        ) from None


def read_toml(path: Path, expected: str) -> dict[str, Any]:
    """Return what such a file says in TOML; nothing where there is none.

    Args:
        path: Of the file.
        expected: What it should say, for the message of an error.

    Raises:
        LibraryError: If it cannot be opened, or is no TOML that can be read within bounds.
    """
    data = read_owned(path, _MOST_TOML)
    if data is None:
        return {}
    try:
        said: dict[str, Any] = json.loads(_parsed(data))
    except UnreadableError as error:
        raise LibraryError(f"{path}: {error}; {expected}") from None
    return said


@lru_cache(maxsize=8)
def _parsed(data: bytes) -> bytes:
    """Return TOML as JSON; a build looks at one file more than once."""
    # In a process that can be ended: Python's own reader takes hours over a name with many dots.
    with BoundedReader(_BOUNDS) as reader:
        return reader.toml(data)
