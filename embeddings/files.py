"""Atomic writes of files and folders, and file locks: a reader sees the old content or the new, never a part.

Content is written to a hidden temporary file with a random name beside the target, flushed to disk, and renamed. A
killed process leaves at most such a file behind, which a later write in that folder removes.
"""

from __future__ import annotations

import functools
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_PREFIX, _SUFFIX = ".clausebot-", ".partial"
_LEFT_OVER = 24 * 3600
"""Age in seconds after which a temporary file is stale."""

_PATIENCE = 30.0
"""Seconds that another process has to change a file."""
_POLL = 0.01

_ON_WINDOWS = os.name == "nt"


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """Atomic write: open a temporary file that replaces the target when the block succeeds; else nothing changes.

    Give `file.name` to a library that opens files itself.

    Args:
        path: The target. A link stays a link: the file it points to is replaced.
        private: Whether a new file gets mode 600; a replaced file keeps its permissions.

    Raises:
        OSError: If it cannot be written.
    """
    target = _followed(path)
    _clear(target.parent)
    partial = target.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}")
    mode = _mode(target)
    create = functools.partial(_create, mode=0o666 if mode is None and not private else 0o600)
    try:
        with open(partial, "xb", opener=create) as file:
            created = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            yield file
        # Only now: nobody else reads a private file meanwhile, and a library may have made a file of its own.
        partial.chmod(created if mode is None else mode)
        sync(partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    sync(target.parent)


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file atomically, as `replacing` does.

    Raises:
        OSError: If it cannot be written.
    """
    with replacing(path, private=private) as file:
        file.write(content)


def place_folder(staged: Path, folder: Path) -> None:
    """Flush a complete folder to disk, and rename it to a name that does not exist yet."""
    for path in (*staged.rglob("*"), staged):
        sync(path)
    staged.replace(folder)
    sync(folder.parent)


def remove(path: Path) -> None:
    """Remove a file, or a folder recursively; a missing one is no error."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def change_lock(path: Path, patience: float | None = None) -> Iterator[None]:
    """Hold the lock of a file or folder while it is read and rewritten, so that no concurrent change is lost.

    Args:
        path: The file or folder, which need not be there.
        patience: Seconds that another process has to finish its change; None for half a minute.

    Raises:
        TimeoutError: If another process holds it for longer.
        OSError: If the lock, a hidden file beside it, cannot be made.
    """
    from filelock import FileLock  # noqa: PLC0415 - the import takes a sixth of a second, too long for an answer

    real, seconds = _followed(path), _PATIENCE if patience is None else patience
    with FileLock(real.with_name(f".{real.name}.lock"), timeout=seconds, poll_interval=_POLL):
        yield


def sync(path: Path) -> None:
    """Flush a file or a folder to disk (fsync), before a rename."""
    if _ON_WINDOWS and path.is_dir():
        return  # Windows opens no folders
    handle = os.open(path, os.O_RDWR if _ON_WINDOWS else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _followed(path: Path) -> Path:
    """Resolve symbolic links; the target need not exist.

    Raises:
        OSError: If links form a loop, or the system refuses to follow one, as in a world-writable sticky folder.
    """
    with suppress(FileNotFoundError):
        path.stat()  # `realpath` resolves links without the checks of the system
    return Path(os.path.realpath(path))


def _create(path: str, flags: int, *, mode: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), mode)


def _mode(path: Path) -> int | None:
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    return None


def _clear(folder: Path) -> None:
    """Remove stale temporary files of killed processes."""
    for partial in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if time.time() - partial.lstat().st_mtime > _LEFT_OVER:
                partial.unlink()
