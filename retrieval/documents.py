"""What lies in a library's folder: documents, and the files that its owner writes about them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Set
from pathlib import Path

LABELS_FILE = "labels.csv"
THEMES_FILE = "themes.toml"
ABBREVIATIONS_FILE = "abbreviations.toml"
COLUMNS_FILE = "columns.toml"
SOURCES_FILE = "sources.toml"
OWN_FILES = (LABELS_FILE, THEMES_FILE, ABBREVIATIONS_FILE, COLUMNS_FILE, SOURCES_FILE)
"""Of a library, beside its documents."""


_PAGES = (".html", ".htm", ".xhtml")
# What browsers and Windows call the folder with a saved page's pictures and styles, in the languages of their users.
_BELONGINGS = tuple(
    "_files .files -files _file -Dateien _fichiers _archivos _bestanden -filer _tiedostot _pliki _soubory _elemei "
    "_ficheiros _arquivos _dosyalar _datoteke _fitxers _failid _fails _bylos _fajlovi _fitxategiak".split()
)


def document_paths(root: Path) -> Iterator[Path]:
    """Yield every file of a library that should be a document, in path order.

    Hidden ones are not, nor is what a browser saved with a page, in a folder of its own: pictures, styles, scripts.
    """
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
        there = set(names)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _belongs_to_page(name, there))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _belongs_to_page(folder: str, names: Set[str]) -> bool:
    """Tell whether a folder is that of a saved page which lies beside it."""
    stems = (folder.removesuffix(ending) for ending in _BELONGINGS if folder.endswith(ending))
    return any(f"{stem}{ending}" in names for stem in stems for ending in _PAGES)
