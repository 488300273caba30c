"""Plain files, read without ever waiting: a named pipe, socket or device in the place of one is refused."""

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
# An opened pipe would wait for its writer, a terminal become ours; a link to a file is followed.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


class NotReadError(OSError):
    """Something that is not read as a file; says what it is, as in "it is a named pipe, not a file"."""

    def __str__(self) -> str:
        return str(self.strerror)


def open_regular(path: Path) -> BufferedReader:
    """Open a file for reading, or a link to one.

    Raises:
        NotReadError: If it is a folder, named pipe, socket or device.
        OSError: If it is not there, or may not be opened.
    """
    # Before it is opened, as that alone wakes a pipe's writer or moves a tape; and after, as another may have come.
    _require_regular(path, os.stat(path))  # noqa: PTH116 - beside fstat
    handle = os.open(path, _FLAGS)
    try:
        _require_regular(path, os.fstat(handle))
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_regular(path: Path, most: int) -> bytes:
    """Return a file of `most` bytes at most, whatever its size is said to be.

    Raises:
        NotReadError: If it is larger, or no file.
        OSError: If it is not there, or may not be opened.
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        # Nothing where there is nothing yet: some files of the system's own wait like a pipe.
        data = file.read(most + 1) or b"" if size <= most else b""
    if max(size, len(data)) > most:
        said = f"{size / 1e6:,.0f} MB" if size > most else f"more than {most / 1e6:,.0f} MB"
        raise NotReadError(0, f"it has {said}", str(path))
    return data


def _require_regular(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = next((name for is_kind, name in _KINDS if is_kind(found.st_mode)), "something else")
        raise NotReadError(0, f"it is {kind}, not a file", str(path))
