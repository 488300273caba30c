"""Adding documents to a library, and removing them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from embeddings.files import write_whole
from embeddings.oserrors import remedy
from retrieval.clauses.citation import parse_citation
from retrieval.errors import CitationError, LibraryError, UnreadableError
from retrieval.library.documents import digest_of, holds, is_text, printable_path, read_document
from retrieval.library.library import Library, ReadLibrary, read_library, read_new
from retrieval.library.vouched import read_vouched, vouch, withdraw
from retrieval.readers.document import DocumentKind

REMOVED = ".removed"
"""Folder of a library for removed documents."""


@dataclass(frozen=True, slots=True)
class Added:
    """Document of the library that was to be added.

    Attributes:
        path: Its path there.
        is_new: Whether it, or its origin, is new there.
        remarks: Warnings on parts that may have been misread, or that cannot be used.
    """

    path: Path
    is_new: bool
    remarks: tuple[str, ...] = ()


def add_file(
    root: Path, path: Path, *, official: bool = False, read: ReadLibrary = read_library, dry_run: bool = False
) -> Added:
    """Copy a document into the library, after checking that it can be read.

    Args:
        root: The library.
        path: The document.
        official: Whether the owner vouches that it is an official text. The library keeps a record of this if the
            evidence in the text does not suffice.
        read: Reads the library, if the document is a table; see `read_new`.
        dry_run: Whether only to check it, and change nothing.

    Raises:
        UnreadableError: If it is no resolution, cannot be opened, or is vouched for and cannot be official.
        LibraryError: If another file has its name already.
    """
    if not is_text(path.name):
        raise UnreadableError(f"its name is not UTF-8; rename {printable_path(path, path.parent)}")
    data = read_document(path)
    documents, remarks = read_new(root, path.name, data, vouched=official, read=read)
    if official and any(document.kind is not DocumentKind.OFFICIAL for document in documents):
        raise UnreadableError("it is a page of extracts or a table, which cannot be added --as official")
    target = _path_in(root, path) if official else root / path.name
    if target.exists() and not target.samefile(path) and not holds(target, digest_of(data)):
        raise LibraryError(
            f"{target} already exists with other content; rename {path}, or remove the existing file first"
        )
    name, sha256 = target.relative_to(root).as_posix(), documents[0].sha256
    is_new = not target.exists()
    is_vouched = any(document.is_vouched for document in documents) and read_vouched(root).get(name) != sha256
    if is_new and not dry_run:
        place_file(root, path.name, data)
    if is_vouched and not dry_run:
        vouch(root, name, sha256)
    return Added(target, is_new or is_vouched, remarks)


def _path_in(root: Path, path: Path) -> Path:
    """Return the path of a document in the library, existing or new."""
    whole, inside = root.resolve(), path.resolve()
    is_there = inside.is_relative_to(whole) and not any(p.startswith(".") for p in inside.relative_to(whole).parts)
    return root / (inside.relative_to(whole) if is_there else path.name)


def place_file(root: Path, name: str, data: bytes) -> Path:
    """Write a document into the library, replacing one of the same name; return its path.

    Raises:
        LibraryError: If it cannot be written; a file of the same name is unchanged.
    """
    path = root / name
    try:
        root.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        raise LibraryError(f"{path} cannot be written ({error.strerror or error}); {remedy(error)}") from None
    return path


def remove_files(root: Path, names: Iterable[str]) -> list[Path]:
    """Move documents into the library's hidden folder of removed files; return their new paths.

    Raises:
        LibraryError: If one cannot be moved; earlier ones have been moved.
    """
    moved, names = [], list(names)
    for name in names:
        target = free_removed_path(root, name)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            (root / name).replace(target)
        except OSError as error:
            raise LibraryError(
                f"{root / name} cannot be moved to {target} ({error.strerror or error}); {remedy(error)}"
            ) from None
        moved.append(target)
    withdraw(root, names)
    return moved


def free_removed_path(root: Path, name: str) -> Path:
    """Return a free path for a removed document, so that no earlier one of its name is overwritten."""
    return next(path for path in numbered(root / REMOVED / name) if not path.exists())


def numbered(path: Path) -> Iterator[Path]:
    """Yield a path, then numbered variants: "a.txt", "a-2.txt", "a-3.txt"."""
    yield path
    yield from (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))


def files_of(library: Library, what: str) -> list[str]:
    """Return the documents that `what` names: a path in the library, or a resolution in any written form.

    Raises:
        LibraryError: If there are none.
    """
    if what in library.files or any(what == refused.file for refused in library.refused):
        return [what]
    try:
        citation = parse_citation(what)
    except CitationError:
        citation = None
    found = [
        name
        for name, documents in library.files.items()
        if citation and all(citation.names(document.symbol) for document in documents)
    ]
    if not found or (citation and citation.paragraph):
        raise LibraryError(f"no file and no resolution {what!r} in {library.root}; 'clausebot index status' lists them")
    return found
