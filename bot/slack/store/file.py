"""File of an SQLite database, watched for being deleted, replaced or emptied while it is open."""

from __future__ import annotations

import os
from pathlib import Path

LOST = {
    "deleted": "the database file was deleted while the bot ran; its contents are lost, and a new file is in use",
    "replaced": "the database file was replaced while the bot ran; its contents are lost, and the new file is in use",
}
"""Messages on each change of the file."""

_Identity = tuple[int, ...]
"""Device and inode of a file; empty if there is none."""


class DatabaseFile:
    """The file of an SQLite database, watched for being deleted, replaced or emptied while it is open.

    SQLite itself goes on writing to a file that is no longer at its path, and these writes are lost.
    """

    def __init__(self, path: Path | None) -> None:
        """Watch nothing yet; `path` is None for a database that is no file here."""
        self.path = path
        self._opened: _Identity = ()
        self._log: _Identity = ()
        self._changed = self._untold = ""
        self._old_log: Path | None = None

    def identity(self) -> _Identity:
        """Return the identity of the file at the path now."""
        return _identity_of(_status(self.path))

    def opened(self, identity: _Identity) -> None:
        """Watch the file that was opened."""
        self._opened, self._changed = identity, ""

    def change(self) -> str:
        """Return what happened to the opened file, "deleted" or "replaced"; "" while it is at its path.

        A file that was emptied in place is removed, and counts as deleted.
        """
        # The inode of a closed file may be reused, so a change stands until a file is opened.
        if not self.path or not self._opened or self._changed:
            return self._changed
        found, log = _status(self.path), Path(f"{self.path}-wal")
        now = _identity_of(found)
        if found and now == self._opened and not found.st_size:
            self.path.unlink(missing_ok=True)  # else SQLite would restore a part of the lost data from the old log
            now = ()
        if now == self._opened:
            self._log = _identity_of(_status(log))
            return ""
        self._changed = self._untold = "replaced" if now else "deleted"
        self._old_log = log if _identity_of(_status(log)) == self._log else None
        return self._changed

    def take_change(self) -> str:
        """Return the last change once, and "" from then on."""
        told, self._untold = self._untold, ""
        return told

    def drop_old_log(self) -> None:
        """Delete the write-ahead log of a file that was replaced: SQLite would read it into the new one."""
        if self._old_log:
            for leftover in (self._old_log, Path(f"{self.path}-shm")):
                leftover.unlink(missing_ok=True)
            self._old_log = None


def _status(path: Path | None) -> os.stat_result | None:
    try:
        return path.stat() if path else None
    except FileNotFoundError:
        return None


def _identity_of(status: os.stat_result | None) -> _Identity:
    return (status.st_dev, status.st_ino) if status else ()
