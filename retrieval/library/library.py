"""Library reader: from a folder of documents and labels to clauses."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from embeddings.files import write_whole
from embeddings.oserrors import remedy
from embeddings.progress import Progress, silent
from embeddings.regular import NotReadError, read_regular
from retrieval.clauses.adopted import year_of
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import Clause, Symbol
from retrieval.errors import CitationError, LibraryError, UnreadableError
from retrieval.library.abbreviations import Abbreviations, load_abbreviations
from retrieval.library.documents import OWN_FILES, SOURCES_FILE, holds, is_text, list_library, printable_path
from retrieval.library.drafts import ReadFile, Remark, draft_clauses
from retrieval.library.headings import ColumnNames, load_columns
from retrieval.library.labels import read_user_labels, with_known_themes
from retrieval.library.merge import merge
from retrieval.library.owned import read_owned
from retrieval.library.readings import Drafts, Readings, key_of
from retrieval.library.starter import FIRST_STEP
from retrieval.library.themes import Vocabulary, load_vocabulary
from retrieval.library.vouched import read_vouched, vouch, withdraw
from retrieval.readers.bounded import BOUNDS, BoundedReader, Bounds
from retrieval.readers.document import DocumentKind
from retrieval.readers.source import ACCEPTED, BY_ENDING, MAX_BYTES

REMOVED = ".removed"


@dataclass(frozen=True, slots=True)
class Library:
    """Library as read: clauses, files and remarks.

    Attributes:
        clauses: Clauses in corpus order: resolutions by number, each in the order of its best source.
        files: The documents read, by path relative to `root`; a table has several, one for each resolution.
        refused: Files that could not be read, in path order, and skipped paths.
        remarks: Other warnings: unaligned extracts, unused texts, bad lines of labels.
        rejected: Themes that the owner rejected, by clause id.
        readings: Digests of the parsed documents, by path.
        state: Digest over every file used, labels and themes included.
    """

    root: Path
    clauses: tuple[Clause, ...]
    files: Mapping[str, tuple[ReadFile, ...]]
    refused: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    rejected: Mapping[str, frozenset[str]]
    readings: Mapping[str, str]
    vocabulary: Vocabulary
    abbreviations: Abbreviations
    state: str


ReadLibrary = Callable[[Path], Library]
"""Reads the library in a folder."""


def read_library(
    root: Path, progress: Progress = silent, *, readings: Readings | None = None, bounds: Bounds = BOUNDS
) -> Library:
    """Read every document of a library and merge the documents of each resolution into its clauses.

    A file that cannot be read within bounds is refused and does not stop the others.

    Args:
        root: Its folder.
        progress: Called after each file.
        readings: Cache of parsed files; None to parse every file.
        bounds: Limits of time and memory for each file.

    Raises:
        LibraryError: If the folder is missing, or its themes.toml, columns.toml or sources.toml is wrong.
    """
    if not root.is_dir():
        raise LibraryError(f"no library at {root}; {FIRST_STEP}; --library names another folder")
    own = _load_own(root)
    listing = list_library(root)
    read: dict[str, tuple[ReadFile, ...]] = {}
    refused: list[Remark] = []
    inside = [Remark(SOURCES_FILE, f"there is no file {name!r}") for name in own.vouched if not (root / name).is_file()]
    with readings or Readings(None) as kept, BoundedReader(bounds) as reader:
        # Tables come last: they may cite by number alone, and the other files give the years.
        for done, path in enumerate(sorted(listing.documents, key=_is_table), start=1):
            name = path.relative_to(root).as_posix()
            if own.years is None and _is_table(path):
                own = replace(own, years=_years(read))
            try:
                drafts = _drafts(name, _content(path), own, kept, reader)
                read[name] = drafts.files
                inside += (Remark(name, remark) for remark in drafts.remarks)
            except UnreadableError as error:
                refused.append(Remark(name, str(error)))
            progress("reading resolutions", done, len(listing.documents))
    places = {path.relative_to(root).as_posix(): place for place, path in enumerate(listing.documents)}
    files = {name: read[name] for name in places if name in read}
    refused.sort(key=lambda remark: places[remark.file])
    refused += (Remark(name, reason) for name, reason in listing.left_out.items())
    known, unknown = with_known_themes(chain.from_iterable(files.values()), own.vocabulary)
    clauses, remarks = merge(known)
    labels = read_user_labels(root, clauses, own.vocabulary)
    return Library(
        root=root,
        clauses=labels.clauses,
        files=files,
        refused=tuple(refused),
        remarks=(*inside, *unknown, *remarks, *labels.remarks),
        rejected=labels.rejected,
        readings=kept.digests,
        vocabulary=own.vocabulary,
        abbreviations=load_abbreviations(root),
        state=_state(root, files),
    )


def add_file(
    root: Path, path: Path, *, official: bool = False, read: ReadLibrary = read_library, dry_run: bool = False
) -> Path:
    """Copy a document into the library, after checking that it can be read; return the copy.

    Args:
        root: The library.
        path: The document.
        official: Whether the owner vouches that it is an official text; if its evidence does not suffice, the library
            then keeps a record of that.
        read: Reads the library, if the document is a table; see `read_new`.
        dry_run: Whether only to check it, and change nothing.

    Raises:
        UnreadableError: If it is no resolution, cannot be opened, or is vouched for and cannot be official.
        LibraryError: If another file has its name already.
    """
    if not is_text(path.name):
        raise UnreadableError(f"its name is not UTF-8; rename {printable_path(path, path.parent)}")
    data = _content(path)
    files = read_new(root, path.name, data, vouched=official, read=read)
    if official and any(file.kind is not DocumentKind.OFFICIAL for file in files):
        raise UnreadableError("it is a page of extracts or a table, which cannot be added --as official")
    target = _place_in(root, path) if official else root / path.name
    if target.exists() and not target.samefile(path) and not holds(target, _digest(data)):
        raise LibraryError(
            f"{target} already exists with other content; rename {path}, or remove the existing file first"
        )
    if dry_run:
        return target
    if not target.exists():
        place_file(root, path.name, data)
    if any(file.is_vouched for file in files):
        vouch(root, target.relative_to(root).as_posix(), files[0].sha256)
    return target


def _place_in(root: Path, path: Path) -> Path:
    """Return the path of a document in the library, existing or new."""
    whole, inside = root.resolve(), path.resolve()
    is_there = inside.is_relative_to(whole) and not any(p.startswith(".") for p in inside.relative_to(whole).parts)
    return root / (inside.relative_to(whole) if is_there else path.name)


def read_new(
    root: Path, name: str, data: bytes, *, vouched: bool = False, read: ReadLibrary = read_library
) -> tuple[ReadFile, ...]:
    """Parse a document as the library would, without adding it.

    Args:
        root: The library.
        name: Of the file.
        data: The whole file.
        vouched: Whether the owner vouches that it is an official text.
        read: Reads the library, whose other documents give the years of recent resolutions to a table.

    Raises:
        UnreadableError: If it is no resolution.
    """
    own = _load_own(root)
    if vouched:
        own = replace(own, vouched={name: _digest(data)})
    if _is_table(Path(name)) and root.is_dir():
        own = replace(own, years=_years(read(root).files))
    with BoundedReader() as reader:
        return _drafts(name, data, own, Readings(None), reader).files


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
        target = place_aside(root, name)
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


def place_aside(root: Path, name: str) -> Path:
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
        name for name, files in library.files.items() if citation and all(citation.names(file.symbol) for file in files)
    ]
    if not found or (citation and citation.paragraph):
        raise LibraryError(f"no file and no resolution {what!r} in {library.root}; 'clausebot index status' lists them")
    return found


def resolutions_of(clauses: Iterable[Clause]) -> list[Symbol]:
    """Return the resolutions of clauses, by number."""
    return sorted({clause.symbol for clause in clauses})


def _content(path: Path) -> bytes:
    try:
        return read_regular(path, MAX_BYTES)
    except NotReadError as error:
        raise UnreadableError(f"{error.strerror}; {ACCEPTED}") from None
    except OSError as error:
        raise UnreadableError(f"it cannot be opened ({error.strerror}); {ACCEPTED}") from None


@dataclass(frozen=True, slots=True)
class _Own:
    """Settings by the library's owner, and the years of recent resolutions, which tables need."""

    vocabulary: Vocabulary
    columns: ColumnNames
    vouched: Mapping[str, str]
    years: Mapping[int, int] | None = None


def _load_own(root: Path) -> _Own:
    return _Own(load_vocabulary(root), load_columns(root), read_vouched(root))


def _is_table(path: Path) -> bool:
    named = BY_ENDING.get(path.suffix.lower())
    return named is not None and named.is_table


def _years(files: Mapping[str, tuple[ReadFile, ...]]) -> Mapping[int, int]:
    """Return the years of resolutions newer than the built-in list, by number."""
    found = {file.symbol for read in files.values() for file in read if year_of(file.symbol.number) is None}
    numbers = Counter(symbol.number for symbol in found)
    return {symbol.number: symbol.year for symbol in sorted(found) if numbers[symbol.number] == 1}


def _drafts(name: str, data: bytes, own: _Own, readings: Readings, reader: BoundedReader) -> Drafts:
    """Parse a file into clauses of each resolution, or take them from the cache."""
    digest = _digest(data)
    columns, is_vouched = own.columns.of(name), own.vouched.get(name) == digest
    key = key_of(name, digest, (sorted(own.vocabulary.by_form.items()), sorted(columns.items()), is_vouched, own.years))
    drafts = readings.find(key, name, digest)
    if drafts is None:
        try:
            read = reader.read(name.rpartition("/")[2], data, columns, own.years or {}, vouched=is_vouched)
        except UnreadableError as error:
            if name in own.vouched and not is_vouched:
                raise UnreadableError(f"it has changed since it was added --as official; {error}") from None
            raise
        files = (draft_clauses(name, digest, read, document, own.vocabulary) for document in read.documents)
        drafts = Drafts(tuple(files), read.remarks)
        readings.keep(key, name, drafts)
    return drafts


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _state(root: Path, files: Mapping[str, tuple[ReadFile, ...]]) -> str:
    digest = hashlib.sha256()
    for name in OWN_FILES:
        digest.update(read_owned(root / name) or b"")
        digest.update(b"\0")
    for name in sorted(files):
        digest.update(f"{name}\0{files[name][0].sha256}\0".encode())
    return digest.hexdigest()
