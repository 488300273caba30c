"""Files of a library: directory listing of its documents and its owner's files, and reading of documents."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from embeddings.regular import NotReadError, read_regular
from retrieval.errors import UnreadableError
from retrieval.readers.source import ACCEPTED, COLUMNS_FILE, MAX_BYTES, PAGE_ENDINGS

LABELS_FILE = "labels.csv"
THEMES_FILE = "themes.toml"
ABBREVIATIONS_FILE = "abbreviations.toml"
SOURCES_FILE = "sources.toml"
OWN_FILES = (LABELS_FILE, THEMES_FILE, ABBREVIATIONS_FILE, COLUMNS_FILE, SOURCES_FILE)
"""Names of the files that the owner of a library writes, beside its documents."""

DEEPEST = 50
MOST_FILES = 200_000

# Endings of the folder that browsers and Windows save beside a page, with its pictures and styles, in many languages.
_PAGE_FOLDER_ENDINGS = tuple(
    "_files .files -files _file -Dateien _fichiers _archivos _bestanden -filer _tiedostot _pliki _soubory _elemei "
    "_ficheiros _arquivos _dosyalar _datoteke _fitxers _failid _fails _bylos _fajlovi _fitxategiak".split()
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Directory listing of a library.

    Attributes:
        documents: The files that should be documents, in path order.
        left_out: Skipped paths, in printable form, each with the reason.
        owned: The files that the owner writes about the documents.
    """

    documents: tuple[Path, ...]
    left_out: Mapping[str, str]
    owned: tuple[Path, ...]


def list_library(root: Path, *, deepest: int = DEEPEST, most: int = MOST_FILES) -> Listing:
    """List the documents and the owner's files of a library's folder.

    Skipped are hidden files and the folder that a browser saved with a page (pictures, styles, scripts). Links to
    folders are not followed.

    Args:
        root: The folder.
        deepest: Maximum depth of nested folders.
        most: Maximum number of files and folders.
    """
    documents: list[Path] = []
    owned: list[Path] = []
    left_out: dict[str, str] = {}
    folders = [root]
    seen = 0
    while folders:
        folder = folders.pop()
        below, names, problem = _entries(folder, most - seen + 1)
        seen += len(below) + len(names)
        if seen > most:
            (names or below).pop()  # the one entry that is too many
        if len(folder.relative_to(root).parts) == deepest and below:
            problem, below = f"it has folders more than {deepest} deep; move what is in them up", []
        if problem:
            left_out[printable_path(folder, root)] = problem
        for name in [*below, *names]:
            if not is_text(name):
                left_out[printable_path(folder / name, root)] = "its name is not UTF-8; rename it"
        folders += (folder / name for name in reversed(below) if is_text(name))
        for name in filter(is_text, names):
            (owned if name in OWN_FILES else documents).append(folder / name)
        if seen > most:
            last = printable_path(folder, root)
            left_out["."] = (
                f"it has more than {most:,} files and folders; others of {last}, and those after it, are not read"
            )
            break
    return Listing(tuple(documents), left_out, tuple(owned))


def printable_path(path: Path, root: Path) -> str:
    r"""Return a path of a library as text; bytes that are not UTF-8 are escaped as "\xe9"."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")


def read_document(path: Path) -> bytes:
    """Read a document.

    Raises:
        UnreadableError: If it is too large, not a regular file, or cannot be opened.
    """
    try:
        return read_regular(path, MAX_BYTES)
    except NotReadError as error:
        raise UnreadableError(f"{error.strerror}; {ACCEPTED}") from None
    except OSError as error:
        raise UnreadableError(f"it cannot be opened ({error.strerror}); {ACCEPTED}") from None


def digest_of(data: bytes) -> str:
    """Return the sha256 hex digest of a document's content."""
    return hashlib.sha256(data).hexdigest()


def holds(path: Path, sha256: str) -> bool:
    """Return whether a document exists and its checksum matches."""
    try:
        return digest_of(read_regular(path, MAX_BYTES)) == sha256
    except OSError:
        return False


def file_stamps(root: Path) -> dict[str, tuple[int, int]]:
    """Return size and modification time of every file that a library is read from, by path relative to `root`.

    Skipped paths have a constant stamp.
    """
    listing = list_library(root)
    stamps = dict.fromkeys(listing.left_out, (0, 0))
    for path in (*listing.documents, *listing.owned):
        # A file that is removed meanwhile has no stamp.
        with contextlib.suppress(OSError):
            found = path.stat()
            stamps[path.relative_to(root).as_posix()] = (found.st_size, found.st_mtime_ns)
    return stamps


def _entries(folder: Path, most: int) -> tuple[list[str], list[str], str]:
    """List the visible folders and files of a folder, sorted, and the reason if it cannot be read."""
    below, names = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in islice((entry for entry in entries if not entry.name.startswith(".")), most):
                if not _is_folder(entry):
                    names.append(entry.name)
                elif not entry.is_symlink():
                    below.append(entry.name)
    except OSError as error:
        return [], [], f"it cannot be looked into ({error.strerror})"
    there = set(names)
    return sorted(name for name in below if not _belongs_to_page(name, there)), sorted(names), ""


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a loop
        return False


def is_text(name: str) -> bool:
    """Return whether a file's name is UTF-8, so that it can be printed and stored."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _belongs_to_page(folder: str, names: Set[str]) -> bool:
    """Return whether a folder holds the pictures and styles of a saved page beside it."""
    stems = (folder.removesuffix(ending) for ending in _PAGE_FOLDER_ENDINGS if folder.endswith(ending))
    return any(f"{stem}{ending}" in names for stem in stems for ending in PAGE_ENDINGS)
