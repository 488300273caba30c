"""Checksums of index files, and errors of reading and writing them as messages."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tokenize import TokenError

from embeddings.folder import sha256_of
from embeddings.oserrors import describe_error, remedy
from retrieval.errors import ClauseIndexError

REPAIR = "rebuild it with 'clausebot index build'"

_DAMAGES = (
    ValueError,  # by JSON, UTF-8, numpy and mmap
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    MemoryError,
    RuntimeError,  # by faiss, and recursion
    SyntaxError,  # by numpy, on the header of an array
    TokenError,
)
"""Errors that the libraries raise on damaged files of an index."""

_NOT_OF_THE_FILE = (errno.EMFILE, errno.ENFILE, errno.EACCES, errno.EPERM)
"""Error codes of the system that a rebuild does not repair."""


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Convert errors of writing an index into messages, as a context manager.

    Raises:
        ClauseIndexError: In place of an OSError; the message names the file and the remedy.
    """
    try:
        yield
    except OSError as error:
        raise ClauseIndexError(f"{describe_error(error, index)}; the published index is unchanged") from None


def check_plain(name: object) -> None:
    """Check that a name is a plain file or folder name, which prevents path traversal.

    Raises:
        ValueError: If it is a path, or not a name.
    """
    if not isinstance(name, str) or name in ("", ".", "..") or not {"/", "\\", "\0"}.isdisjoint(name):
        raise ValueError(f"{str(name)[:60]!r} is not a plain file name")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Convert errors of reading a damaged index file into messages, as a context manager.

    Raises:
        ClauseIndexError: In place of any error on a damaged file; the message names the file and the repair.
    """
    try:
        yield
    except OSError as error:
        repair = remedy(error) if error.errno in _NOT_OF_THE_FILE else REPAIR
        raise ClauseIndexError(f"{path} cannot be read ({error.strerror or error}); {repair}") from None
    except _DAMAGES as error:
        reason = str(error).partition("\n")[0][:200] or type(error).__name__
        raise ClauseIndexError(f"{path} is damaged ({reason}); {REPAIR}") from None


def file_problem(path: Path, sha256: str) -> str | None:
    """Verify the checksum of a file; return a message, or None if it matches."""
    try:
        found = sha256_of(path)
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return None if found == sha256 else "was changed since the index was built"
