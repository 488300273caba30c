"""Readable messages for OSError: the file, the problem, and the remedy."""

from __future__ import annotations

import errno
from pathlib import Path

_ROOM = "free space on that disk, or choose a folder on another one"
_FILES = "close programs, or raise the limit on open files ('ulimit -n')"
_RIGHTS = "check its permissions, or choose another path"
_PLACE = "check what is at that path, or choose another one"
_DEVICE = "check the disk, and restore the file"

_REMEDIES: dict[int | None, str] = {
    0: _PLACE,  # no errno: not a regular file
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "raise the limit on the size of files ('ulimit -f'), or choose a folder on another disk",
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
    """Check whether a user can fix an error, as opposed to a bug of the program."""
    return error.errno in _REMEDIES


def remedy(error: OSError) -> str:
    """Return the remedy for an error, as the end of a sentence."""
    # A short write is reported by some libraries without an errno: the disk is full.
    return _REMEDIES.get(error.errno, _ROOM)


def describe_error(error: OSError, what: Path | str = "a file") -> str:
    """Format an OSError as a message.

    Args:
        error: The error; its file name is used if it has one.
        what: The file that was read or written, for an error without a file name.

    >>> describe_error(OSError(errno.ENOSPC, "No space left on device"), Path("index"))
    'index: No space left on device; free space on that disk, or choose a folder on another one'
    >>> describe_error(PermissionError(errno.EACCES, "Permission denied", "labels.csv"))
    'labels.csv: Permission denied; check its permissions, or choose another path'
    """
    named = what if error.filename is None else error.filename
    return f"{named}: {error.strerror or error}; {remedy(error)}"
