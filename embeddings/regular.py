"""Open regular files only, without blocking: named pipes, sockets and devices are refused."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
# Without these flags, opening a pipe blocks, and a terminal becomes the controlling one. Links are followed.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


class NotReadError(OSError):
    """Not a regular file, or too large; the message says why: "it is a named pipe, not a file"."""

    def __str__(self) -> str:
        return str(self.strerror)


def open_regular(path: Path) -> BufferedReader:
    """Open a regular file, or a link to one, for reading.

    Raises:
        NotReadError: If it is a folder, named pipe, socket or device.
        OSError: If it is missing, or may not be opened.
    """
    # Checked before opening, which itself wakes a pipe's writer or moves a tape; and after, against a race.
    _require_regular(path, os.stat(path))  # noqa: PTH116 - beside fstat
    handle = os.open(path, _FLAGS)
    try:
        _require_regular(path, os.fstat(handle))
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_regular(path: Path, most: int) -> bytes:
    """Read a regular file with a size limit of `most` bytes, whatever size the system reports.

    Raises:
        NotReadError: If it is larger, or not a regular file.
        OSError: If it is missing, or may not be opened.
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        # None where no data is ready: some files of /proc and /sys block like a pipe.
        data = file.read(most + 1) or b"" if size <= most else b""
    if max(size, len(data)) > most:
        said = f"{size / 1e6:,.0f} MB" if size > most else f"more than {most / 1e6:,.0f} MB"
        raise NotReadError(0, f"it has {said}", str(path))
    return data


def _require_regular(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = next((name for is_kind, name in _KINDS if is_kind(found.st_mode)), "something else")
        raise NotReadError(0, f"it is {kind}, not a file", str(path))
