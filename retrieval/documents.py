"""What lies in a library's folder: documents, and the files that its owner writes about them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

LABELS_FILE = "labels.csv"
THEMES_FILE = "themes.toml"
ABBREVIATIONS_FILE = "abbreviations.toml"
OWN_FILES = (LABELS_FILE, THEMES_FILE, ABBREVIATIONS_FILE)
"""Of a library, beside its documents."""


def document_paths(root: Path) -> Iterator[Path]:
    """Yield every file of a library that should be a document, in path order; hidden ones are not."""
    return (path for path in _visible_files(root) if path.name not in OWN_FILES)


def file_stamps(root: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of change of every file that a library is read from, by path relative to `root`."""
    stamps = {}
    for path in _visible_files(root):
        # One that goes away under our eyes has no stamp.
        with contextlib.suppress(OSError):
            found = path.stat()
            stamps[path.relative_to(root).as_posix()] = (found.st_size, found.st_mtime_ns)
    return stamps


def _visible_files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))
