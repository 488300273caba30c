"""Errors of the operating system in words: which file, what is wrong, and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

_ROOM = "make room on that disk, or name a place on another one"
_FILES = "close programs, or raise the limit on open files ('ulimit -n')"
_RIGHTS = "see that you may read and write it, or name another place"
_PLACE = "see what is in its place, or name another one"
_DEVICE = "check the disk, and restore the file"

_REMEDIES: dict[int | None, str] = {
    0: _PLACE,  # of no error of the system: something that is no file
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "raise the limit on the size of files ('ulimit -f'), or name a place on another disk",
    errno.EMFILE: _FILES,
    errno.ENFILE: _FILES,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
    errno.ENOENT: _PLACE,
    errno.EEXIST: _PLACE,
    errno.EISDIR: _PLACE,
    errno.ENOTDIR: _PLACE,
    errno.ENOTEMPTY: _PLACE,
    errno.ELOOP: _PLACE,
    errno.ENAMETOOLONG: _PLACE,
    errno.EIO: _DEVICE,
    errno.ESTALE: _DEVICE,
}


def is_known(error: OSError) -> bool:
    """Say whether an error is one that its reader can do something about, rather than a fault of the program."""
    return error.errno in _REMEDIES


def remedy(error: OSError) -> str:
    """Return what to do about an error, as the end of a sentence."""
    # A library that counts what it wrote knows no number of the system's, and a disk is full.
    return _REMEDIES.get(error.errno, _ROOM)


def told(error: OSError, what: Path | str = "a file") -> str:
    """Return an error as a sentence of its own.

    Args:
        error: Names the file, where the system did.
        what: What was read or written, in case the error does not say.

    >>> told(OSError(errno.ENOSPC, "No space left on device"), Path("index"))
    'index: No space left on device; make room on that disk, or name a place on another one'
    >>> told(PermissionError(errno.EACCES, "Permission denied", "labels.csv"))
    'labels.csv: Permission denied; see that you may read and write it, or name another place'
    """
    named = what if error.filename is None else error.filename
    return f"{named}: {error.strerror or error}; {remedy(error)}"
