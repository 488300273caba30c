"""The library: the folder of documents and labels that the user owns, and the clauses it comes to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from embeddings.files import write_whole
from embeddings.progress import Progress, silent
from retrieval.citation import parse_citation
from retrieval.clause import Clause, Symbol
from retrieval.documents import OWN_FILES, document_paths
from retrieval.errors import CitationError, LibraryError, UnreadableError
from retrieval.labels import read_user_labels, with_known_themes
from retrieval.merge import ReadFile, Remark, draft_clauses, merge
from retrieval.readers.read import read_documents
from retrieval.readers.source import ACCEPTED, MAX_BYTES
from retrieval.readers.table.columns import ColumnNames, load_columns
from retrieval.readings import Drafts, Readings, key_of
from retrieval.themes import Vocabulary, load_vocabulary
from retrieval.understand.abbreviations import Abbreviations, load_abbreviations

REMOVED = ".removed"


@dataclass(frozen=True, slots=True)
class Library:
    """A library, read.

    Attributes:
        clauses: In corpus order: resolutions by number, each in the order of its best source.
        files: The documents read, by path relative to `root`; a table has several, one for each resolution.
        refused: The files that are no documents, in path order.
        remarks: What else its owner should know: extracts without a place, texts left aside, bad lines of labels.
        rejected: The themes that its owner says a clause does not have, by the clause's id.
        readings: Digests of what the documents were read as, by path.
        state: Digest of every file used, labels and themes included.
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


def read_library(root: Path, progress: Progress = silent, *, cache: Path | None = None) -> Library:
    """Read every document of a library and settle its clauses.

    A file that cannot be read is refused and stops nothing else.

    Args:
        root: Its folder.
        progress: Told after each file.
        cache: A folder in which readings are kept from one time to the next; None to read every file anew.

    Raises:
        LibraryError: If the folder is missing, or its themes.toml or columns.toml is wrong.
    """
    if not root.is_dir():
        raise LibraryError(f"no library at {root}; create the folder and put resolutions in it, or name another")
    vocabulary, columns = load_vocabulary(root), load_columns(root)
    paths = list(document_paths(root))
    files: dict[str, tuple[ReadFile, ...]] = {}
    refused: list[Remark] = []
    inside: list[Remark] = []
    with Readings(cache) as readings:
        for done, path in enumerate(paths, start=1):
            name = path.relative_to(root).as_posix()
            try:
                drafts = _drafts(name, _content(path), vocabulary, columns, readings)
                files[name] = drafts.files
                inside += (Remark(name, remark) for remark in drafts.remarks)
            except UnreadableError as error:
                refused.append(Remark(name, str(error)))
            progress("reading resolutions", done, len(paths))
    known, unknown = with_known_themes(chain.from_iterable(files.values()), vocabulary)
    clauses, remarks = merge(known)
    labels = read_user_labels(root, clauses, vocabulary)
    return Library(
        root=root,
        clauses=labels.clauses,
        files=files,
        refused=tuple(refused),
        remarks=(*inside, *unknown, *remarks, *labels.remarks),
        rejected=labels.rejected,
        readings=readings.digests,
        vocabulary=vocabulary,
        abbreviations=load_abbreviations(root),
        state=_state(root, files),
    )


def add_file(root: Path, path: Path) -> Path:
    """Copy one document into the library, after checking that it can be read; return the copy.

    Raises:
        UnreadableError: If it is no resolution.
        LibraryError: If it cannot be opened, or another file of that name is there already.
    """
    data = _content(path)
    read_new(root, path.name, data)
    target = root / path.name
    if target.exists() and not target.samefile(path) and target.read_bytes() != data:
        raise LibraryError(f"{target} is there already with other content; rename {path}, or remove the old one first")
    return target if target.exists() else place_file(root, path.name, data)


def read_new(root: Path, name: str, data: bytes) -> tuple[ReadFile, ...]:
    """Read a document as the library would if it were there.

    Raises:
        UnreadableError: If it is no resolution.
    """
    return _drafts(name, data, load_vocabulary(root), load_columns(root), Readings(None)).files


def place_file(root: Path, name: str, data: bytes) -> Path:
    """Write a document into the library, in place of one that has its name; return where it is.

    Raises:
        LibraryError: If it cannot be written; what had its name is left as it was.
    """
    path = root / name
    try:
        root.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        raise LibraryError(f"{path} cannot be written ({error.strerror or error})") from None
    return path


def remove_files(root: Path, names: Iterable[str]) -> list[Path]:
    """Move documents out of the library into its hidden folder of removed ones; return where they went.

    Raises:
        LibraryError: If one cannot be moved; those before it were.
    """
    moved = []
    for name in names:
        target = place_aside(root, name)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            (root / name).replace(target)
        except OSError as error:
            raise LibraryError(f"{root / name} cannot be moved to {target} ({error.strerror or error})") from None
        moved.append(target)
    return moved


def place_aside(root: Path, name: str) -> Path:
    """Return where a document goes that is to be one no longer: no place where another one of its name went before."""
    return next(path for path in numbered(root / REMOVED / name) if not path.exists())


def numbered(path: Path) -> Iterator[Path]:
    """Yield a path, and then others like it: "a.txt", "a-2.txt", "a-3.txt"."""
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
    """Return the resolutions that have clauses, by number."""
    return sorted({clause.symbol for clause in clauses})


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableError(f"it has {size / 1e6:.0f} MB; {ACCEPTED}")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"it cannot be opened ({error.strerror}); {ACCEPTED}") from None


def _drafts(name: str, data: bytes, vocabulary: Vocabulary, columns: ColumnNames, readings: Readings) -> Drafts:
    """Return what a file has of each resolution, and what of it was left aside."""
    digest = hashlib.sha256(data).hexdigest()
    own = columns.of(name)
    key = key_of(name, digest, (sorted(vocabulary.by_form.items()), sorted(own.items())))
    drafts = readings.find(key, name, digest)
    if drafts is None:
        reading = read_documents(name.rpartition("/")[2], data, own)
        files = (draft_clauses(name, digest, reading.source, document, vocabulary) for document in reading.documents)
        drafts = Drafts(tuple(files), reading.remarks)
        readings.keep(key, name, drafts)
    return drafts


def _state(root: Path, files: Mapping[str, tuple[ReadFile, ...]]) -> str:
    digest = hashlib.sha256()
    for name in OWN_FILES:
        path = root / name
        digest.update(path.read_bytes() if path.is_file() else b"")
        digest.update(b"\0")
    for name in sorted(files):
        digest.update(f"{name}\0{files[name][0].sha256}\0".encode())
    return digest.hexdigest()
