"""Index verification: every quote against the library's bytes, every file against its checksum."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from embeddings.progress import Progress, silent
from embeddings.regular import read_regular
from retrieval.arrays import Rows
from retrieval.clauses.clause import Clause, clause_from_record
from retrieval.errors import UnreadableError
from retrieval.index.dense import OWNERS_FILE, VECTORS_FILE
from retrieval.index.files import REPAIR, file_problem, reading
from retrieval.index.manifest import Manifest
from retrieval.index.mapped import check_offsets, map_array
from retrieval.index.pieces import DIGESTS_FILE, IDS_FILE, Piece, Pieces
from retrieval.index.publishing import read_manifest
from retrieval.index.records import CLAUSES_FILE, LINES_FILE
from retrieval.index.tokens import EDGES_FILE, TOKENS_FILE, token_size
from retrieval.library.library_file import LibraryFile
from retrieval.readers.bounded import BoundedReader
from retrieval.readers.source import MAX_BYTES, Form, quote


def verify_index(index: Path, library: Path, progress: Progress = silent) -> list[str]:
    """Verify the published generation against its library, without its encoder; return all problems.

    Each clause's words are read again from the library's bytes, at its spans, and compared with the index. For a PDF or
    Word file, its reader derives the text again. A problem names the file and, if known, the clause.

    Raises:
        ClauseIndexError: If no generation is published, or the checksum of its manifest does not match.
    """
    folder, manifest = read_manifest(index)
    damaged = {name: problem for name, sha in manifest.files.items() if (problem := file_problem(folder / name, sha))}
    problems = [f"{name} {problem}" for name, problem in damaged.items()]
    if {DIGESTS_FILE, IDS_FILE, LINES_FILE} & damaged.keys() or not (folder / CLAUSES_FILE).is_file():
        return problems
    pieces = Pieces.open(folder)
    with reading(folder / IDS_FILE):
        ids = (folder / IDS_FILE).read_text(encoding="utf-8").splitlines()
        if len(ids) != len(pieces):
            raise ValueError(f"{len(ids)} names for {len(pieces)} clauses")
    records = dict(_sound_records(folder, pieces))
    problems += [
        f"{name}: its record in {CLAUSES_FILE}, or the digest of that in {DIGESTS_FILE}, was changed"
        for row, name in enumerate(ids)
        if row not in records
    ]
    problems += _changed_rows(folder, manifest, damaged.keys(), ids, pieces)
    with reading(folder / CLAUSES_FILE):
        clauses = [clause_from_record(json.loads(record)) for record in records.values()]
    return problems + list(find_unproved_quotes(clauses, manifest, library, progress))


def _sound_records(folder: Path, pieces: Pieces) -> Iterator[tuple[int, bytes]]:
    """Yield row and record of each clause whose record passes its checksum."""
    edges = map_array(folder / LINES_FILE, np.int64, len(pieces) + 1)
    check_offsets(folder / LINES_FILE, edges)
    with reading(folder / CLAUSES_FILE), (folder / CLAUSES_FILE).open("rb") as file:
        for row, (start, end) in enumerate(pairwise(edges.tolist())):
            line = file.read(end - start)
            if pieces.is_sound(row, Piece.RECORD, line):
                yield row, line


def _changed_rows(
    folder: Path, manifest: Manifest, damaged: Collection[str], ids: Sequence[str], pieces: Pieces
) -> Iterator[str]:
    """Report the clauses whose vectors or tokens fail their checksum."""
    if OWNERS_FILE in damaged:
        return
    owners = map_array(folder / OWNERS_FILE, np.int64)
    edges = np.searchsorted(owners, np.arange(len(ids) + 1))
    if VECTORS_FILE in damaged:
        row = manifest.dimensions * np.dtype(np.float32).itemsize
        # A flat faiss file is a header, then the rows; it is read without faiss, which would trust the header.
        start = _size(folder / VECTORS_FILE) - len(owners) * row
        yield from _changed(folder / VECTORS_FILE, start + edges * row, Piece.VECTORS, ids, pieces)
    if TOKENS_FILE in damaged and EDGES_FILE not in damaged:
        of_passages = map_array(folder / EDGES_FILE, np.int64, len(owners) + 1) * token_size(manifest.dimensions)
        yield from _changed(folder / TOKENS_FILE, of_passages[edges], Piece.TOKENS, ids, pieces)


def _changed(path: Path, edges: Rows, piece: Piece, ids: Sequence[str], pieces: Pieces) -> Iterator[str]:
    """Report the clauses whose bytes in a file fail their checksum; `edges` are the clauses' offsets."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        for row, (start, end) in enumerate(pairwise(edges.tolist())):
            file.seek(max(start, 0))
            if not pieces.is_sound(row, piece, file.read(end - start)):
                yield f"{ids[row]}: its rows in {path.name} were changed"


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def find_unproved_quotes(
    clauses: Sequence[Clause], manifest: Manifest, library: Path, progress: Progress
) -> Iterator[str]:
    """Report clauses whose words differ from the library's bytes, and files that changed since they were indexed."""
    if not library.is_dir():
        yield f"no library at {library}, so nothing proves any quote; name the one that the index was built from"
        return
    by_file: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        by_file[clause.source.file].append(clause)
    with BoundedReader() as reader:
        for done, (name, file) in enumerate(manifest.library_files.items(), start=1):
            yield from _unproved_quotes_of(name, file, by_file[name], library, reader)
            progress("proving quotes", done, len(manifest.library_files))


def _unproved_quotes_of(
    name: str, file: LibraryFile, quoted: Sequence[Clause], library: Path, reader: BoundedReader
) -> Iterator[str]:
    """Report the clauses quoted from one file whose words differ from its bytes, and a change of the file."""
    try:
        data = read_regular(library / name, MAX_BYTES)
    except OSError as error:
        yield f"{name} cannot be read ({error.strerror}), {_without_proof(quoted)}"
        return
    is_same = hashlib.sha256(data).hexdigest() == file.sha256
    form = Form(file.form)
    try:
        text = reader.quotable(data, form)
    except UnreadableError as error:
        yield f"{name} cannot be read as it was ({error}), {_without_proof(quoted)}"
        return
    wrong = [clause for clause in quoted if not _has_words_of(text, clause, file)]
    # Same file, other words: another version of its reader derives another text.
    advice = f"; {REPAIR}" if is_same and not form.spans_are_file_bytes else ""
    for clause in wrong:
        yield f"{clause.id}: {name} does not say this at bytes {list(clause.source.spans)}{advice}"
    if not wrong and not is_same:
        yield f"{name} was changed since the index was built, outside the words of {_ids(quoted)}"


def _has_words_of(data: bytes, clause: Clause, file: LibraryFile) -> bool:
    """Return whether the bytes at a clause's spans are its words and its lead-in."""
    source, form = clause.source, Form(file.form)
    try:
        text = quote(data, source.spans, form=form, encoding=file.encoding)
        lead_in = quote(data, source.lead_in_spans, form=form, encoding=file.encoding)
    except UnreadableError:
        return False
    return (text, lead_in) == (clause.text, clause.lead_in) and source.sha256 == file.sha256


def _without_proof(clauses: Sequence[Clause]) -> str:
    return f"so nothing proves {_ids(clauses)}" if clauses else "but no clause is quoted from it"


def _ids(clauses: Iterable[Clause]) -> str:
    return ", ".join(clause.id for clause in clauses) or "no clause"
