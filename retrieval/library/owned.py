"""Files that the owner of a library writes by hand: reading within bounds, and the lock for changing them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from embeddings.files import change_lock
from embeddings.oserrors import remedy
from embeddings.regular import read_regular
from retrieval.errors import LibraryError, UnreadableError

_MOST_BYTES = 16_000_000
_MOST_TOML = 1_000_000
_MOST_SECONDS = 5.0


def read_owned(path: Path, most: int = _MOST_BYTES) -> bytes | None:
    """Read a file; None if it does not exist.

    Raises:
        LibraryError: If it cannot be opened, is too large, or is not a regular file.
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
    """Read and parse a TOML file; {} if it does not exist.

    Args:
        path: Path of the file.
        expected: Description of the expected content, for error messages.

    Raises:
        LibraryError: If it cannot be opened, or cannot be parsed within bounds.
    """
    data = read_owned(path, _MOST_TOML)
    if data is None:
        return {}
    try:
        said: dict[str, Any] = json.loads(_parsed(data))
    except UnreadableError as error:
        raise LibraryError(f"{path}: {error}; {expected}") from None
    return said


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Hold the file lock of a file that is read, changed and written.

    Raises:
        LibraryError: If another program holds it, or the file cannot be written.
    """
    try:
        with change_lock(path):
            yield
    except TimeoutError:
        raise LibraryError(f"another program is changing {path}; try again when it is done") from None
    except OSError as error:
        raise LibraryError(
            f"{path} cannot be written ({error.strerror or error}); {remedy(error)}; nothing in it was changed"
        ) from None


@lru_cache(maxsize=8)
def _parsed(data: bytes) -> bytes:
    """Convert TOML to JSON; cached, as a build reads a file more than once."""
    from retrieval.readers.bounded import BoundedReader, Bounds  # noqa: PLC0415 - few libraries have such a file

    # In a subprocess with a time limit: Python's parser takes hours over a key with many dots.
    with BoundedReader(Bounds(seconds=_MOST_SECONDS)) as reader:
        return reader.toml(data)
