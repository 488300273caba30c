"""Library reader: from a folder of documents and labels to clauses."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby
from pathlib import Path

from embeddings.progress import Progress, silent
from retrieval.clauses.adopted import year_of
from retrieval.clauses.clause import Clause, Symbol
from retrieval.errors import LibraryError, UnreadableError
from retrieval.library.abbreviations import Abbreviations, load_abbreviations
from retrieval.library.documents import OWN_FILES, SOURCES_FILE, digest_of, list_library, read_document
from retrieval.library.file_clauses import DocumentClauses, Remark, clauses_of
from retrieval.library.headings import ColumnNames, load_columns
from retrieval.library.labels import read_user_labels, with_known_themes
from retrieval.library.merge import merge
from retrieval.library.owned import read_owned
from retrieval.library.parse_cache import ParseCache, cache_key
from retrieval.library.starter import FIRST_STEP
from retrieval.library.themes import Vocabulary, load_vocabulary
from retrieval.library.vouched import read_vouched
from retrieval.readers.bounded import BOUNDS, BoundedReader, Bounds
from retrieval.readers.source import BY_ENDING


@dataclass(frozen=True, slots=True)
class Library:
    """Library as read: clauses, files and remarks.

    Attributes:
        clauses: Clauses in corpus order: resolutions by number, each in the order of its best source.
        files: The documents read, by path relative to `root`; a table has several, one for each resolution.
        refused: Files that could not be read, in path order, and skipped paths.
        remarks: Other warnings: unaligned extracts, unused texts, bad lines of labels.
        rejected: Themes that the owner rejected, by clause id.
        digests: Digests of the parsed documents, by path.
        state: Digest over every file used, labels and themes included.
    """

    root: Path
    clauses: tuple[Clause, ...]
    files: Mapping[str, tuple[DocumentClauses, ...]]
    refused: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    rejected: Mapping[str, frozenset[str]]
    digests: Mapping[str, str]
    vocabulary: Vocabulary
    abbreviations: Abbreviations
    state: str

    def require_clauses(self) -> None:
        """Check that the library has a clause to index.

        Raises:
            LibraryError: If it has none.
        """
        if not self.clauses:
            step = "the index was left as it is" if self.refused else FIRST_STEP
            raise LibraryError(f"no clause could be read in {self.root}; {step}")


ReadLibrary = Callable[[Path], Library]
"""Reads the library in a folder."""


def read_library(
    root: Path, progress: Progress = silent, *, cache: ParseCache | None = None, bounds: Bounds = BOUNDS
) -> Library:
    """Read every document of a library and merge the documents of each resolution into its clauses.

    A file that cannot be read within bounds is refused and does not stop the others.

    Args:
        root: Its folder.
        progress: Called after each file.
        cache: Cache of parsed files; None to parse every file.
        bounds: Limits of time and memory for each file.

    Raises:
        LibraryError: If the folder is missing, or its themes.toml, columns.toml or sources.toml is wrong.
    """
    if not root.is_dir():
        raise LibraryError(f"no library at {root}; {FIRST_STEP}; --library names another folder")
    settings = _load_settings(root)
    listing = list_library(root)
    paths = {path.relative_to(root).as_posix(): path for path in listing.documents}
    absent = (name for name in settings.vouched if not (root / name).is_file())
    gone = (Remark(SOURCES_FILE, f"there is no file {name!r}") for name in absent)
    with cache or ParseCache(None) as parsed, BoundedReader(bounds) as reader:
        files, refused, in_files = _read_documents(paths, settings, parsed, reader, progress)
    left_out = (Remark(name, reason) for name, reason in listing.left_out.items())
    known, unknown = with_known_themes(chain.from_iterable(files.values()), settings.vocabulary)
    clauses, unused = merge(known)
    labels = read_user_labels(root, clauses, settings.vocabulary)
    return Library(
        root=root,
        clauses=labels.clauses,
        files=files,
        refused=(*refused, *left_out),
        remarks=(*gone, *in_files, *unknown, *unused, *labels.remarks),
        rejected=labels.rejected,
        digests=parsed.digests,
        vocabulary=settings.vocabulary,
        abbreviations=load_abbreviations(root),
        state=_state(root, files),
    )


def read_new(
    root: Path, name: str, data: bytes, *, vouched: bool = False, read: ReadLibrary = read_library
) -> tuple[tuple[DocumentClauses, ...], tuple[str, ...]]:
    """Parse a document as the library would, without adding it; return its documents, and remarks on the rest.

    Args:
        root: The library.
        name: Name of the file.
        data: The whole file.
        vouched: Whether the owner vouches that it is an official text.
        read: Reads the library; a table takes the years of recent resolutions from its other documents.

    Raises:
        UnreadableError: If it is no resolution.
    """
    settings = _load_settings(root)
    if vouched:
        settings = replace(settings, vouched={name: digest_of(data)})
    if _is_table(name) and root.is_dir():
        settings = replace(settings, years=_years(read(root).files))
    with BoundedReader() as reader:
        return _read_file(name, data, settings, ParseCache(None), reader)


def resolutions_of(clauses: Iterable[Clause]) -> list[Symbol]:
    """Return the resolutions of clauses, by number."""
    return sorted({clause.symbol for clause in clauses})


@dataclass(frozen=True, slots=True)
class _OwnerSettings:
    """Settings by the owner of a library, and the years of recent resolutions, for tables that name these by number."""

    vocabulary: Vocabulary
    columns: ColumnNames
    vouched: Mapping[str, str]
    years: Mapping[int, int] | None = None


def _load_settings(root: Path) -> _OwnerSettings:
    return _OwnerSettings(load_vocabulary(root), load_columns(root), read_vouched(root))


def _read_documents(
    paths: Mapping[str, Path], settings: _OwnerSettings, cache: ParseCache, reader: BoundedReader, progress: Progress
) -> tuple[Mapping[str, tuple[DocumentClauses, ...]], list[Remark], list[Remark]]:
    """Parse files, given by name; return the documents of each, remarks on refused files, and remarks on others."""
    read: dict[str, tuple[DocumentClauses, ...]] = {}
    refused: dict[str, Remark] = {}
    in_files: list[Remark] = []
    # Tables come last: they may cite by number alone, and the other files give the years.
    for are_tables, names in groupby(sorted(paths, key=_is_table), key=_is_table):
        if are_tables:
            settings = replace(settings, years=_years(read))
        for name in names:
            try:
                read[name], remarks = _read_file(name, read_document(paths[name]), settings, cache, reader)
                in_files += (Remark(name, remark) for remark in remarks)
            except UnreadableError as error:
                refused[name] = Remark(name, str(error))
            progress("reading resolutions", len(read) + len(refused), len(paths))
    files = {name: read[name] for name in paths if name in read}
    return files, [refused[name] for name in paths if name in refused], in_files


def _is_table(name: str) -> bool:
    named = BY_ENDING.get(Path(name).suffix.lower())
    return named is not None and named.is_table


def _years(files: Mapping[str, tuple[DocumentClauses, ...]]) -> Mapping[int, int]:
    """Return the years of resolutions newer than the built-in list, by number."""
    symbols = {document.symbol for document in chain.from_iterable(files.values())}
    found = {symbol for symbol in symbols if year_of(symbol.number) is None}
    numbers = Counter(symbol.number for symbol in found)
    return {symbol.number: symbol.year for symbol in sorted(found) if numbers[symbol.number] == 1}


def _read_file(
    name: str, data: bytes, settings: _OwnerSettings, cache: ParseCache, reader: BoundedReader
) -> tuple[tuple[DocumentClauses, ...], tuple[str, ...]]:
    """Parse a file, or take its paragraphs from the cache; return its documents, and remarks on the rest."""
    digest = digest_of(data)
    columns, is_vouched = settings.columns.of(name), settings.vouched.get(name) == digest
    key = cache_key(name, digest, (sorted(columns.items()), is_vouched, settings.years))
    file = cache.find(key, name, digest)
    if file is None:
        try:
            file = reader.read(name.rpartition("/")[2], data, columns, settings.years or {}, vouched=is_vouched)
        except UnreadableError as error:
            if name in settings.vouched and not is_vouched:
                raise UnreadableError(f"it has changed since it was added --as official; {error}") from None
            raise
        cache.store(key, name, file)
    return clauses_of(name, digest, file, settings.vocabulary), file.remarks


def _state(root: Path, files: Mapping[str, tuple[DocumentClauses, ...]]) -> str:
    digest = hashlib.sha256()
    for name in OWN_FILES:
        digest.update(read_owned(root / name) or b"")
        digest.update(b"\0")
    for name in sorted(files):
        digest.update(f"{name}\0{files[name][0].sha256}\0".encode())
    return digest.hexdigest()
