"""Compare the files of an index with their digests."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tokenize import TokenError

from embeddings.folder import sha256_of
from embeddings.oserrors import remedy, told
from retrieval.errors import ClauseIndexError

REPAIR = "rebuild it with 'clausebot index build'"

_DAMAGES = (
    ValueError,  # of JSON, UTF-8, numpy and mmap
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    MemoryError,
    RuntimeError,  # of faiss, and recursion
    SyntaxError,  # of the head of an array
    TokenError,
)
"""Errors of the libraries that read the files of an index, on files that are not what they read."""

_NOT_OF_THE_FILE = (errno.EMFILE, errno.ENFILE, errno.EACCES, errno.EPERM)
"""Errors of the system after which the same file, built anew, could be read no better."""


@dataclass(frozen=True, slots=True)
class CompiledFile:
    """Digest and size of a file of a compiled encoder, as it was written."""

    sha256: str
    size: int


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Say what is in the way where an index cannot be written.

    Raises:
        ClauseIndexError: In place of an error of the system; the message names the file and what to do.
    """
    try:
        yield
    except OSError as error:
        raise ClauseIndexError(f"{told(error, index)}; what was published before stays") from None


def check_plain(name: object) -> None:
    """Check that a name is that of a file or folder right here, so that it leads nowhere else.

    Raises:
        ValueError: If it is a path, or no name at all.
    """
    if not isinstance(name, str) or name in ("", ".", "..") or not {"/", "\\", "\0"}.isdisjoint(name):
        raise ValueError(f"{str(name)[:60]!r} is no name of a file")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say which file of an index is damaged where reading it fails, in whichever way that does.

    Raises:
        ClauseIndexError: In place of any error that a damaged file leads to; the message names the file and the repair.
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
    """Say what is wrong with a file that should have that digest; None if nothing is."""
    try:
        found = sha256_of(path)
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return None if found == sha256 else "was changed since the index was built"
