"""Proof that an index quotes its library: every clause from the bytes, every file from its digest."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from embeddings.progress import Progress, silent
from retrieval.clause import Clause, Span
from retrieval.errors import UnreadableError
from retrieval.index.build import digest, passages_of_clauses
from retrieval.index.codec import code_size
from retrieval.index.dense import OWNERS_FILE, VECTORS_FILE
from retrieval.index.generation import (
    CLAUSES_FILE,
    DIGESTS_FILE,
    LibraryFile,
    Manifest,
    file_problem,
    read_manifest,
)
from retrieval.index.tokens import EDGES_FILE, TOKENS_FILE
from retrieval.readers.read import quotable
from retrieval.readers.source import Form, quote
from retrieval.record import clause_from_record


def verify_index(index: Path, library: Path, progress: Progress = silent) -> list[str]:
    """Return everything that is wrong with the published generation and its library; empty if nothing is.

    Each clause's words are read again from the library's bytes, at its spans, and compared with what the index would
    quote. A problem names the file and, wherever one can be told, the clause.

    Raises:
        ClauseIndexError: If no generation is published, or its manifest is not the published one.
    """
    folder, manifest = read_manifest(index)
    damaged = {name: problem for name, sha in manifest.files.items() if (problem := file_problem(folder / name, sha))}
    problems = [f"{name} {problem}" for name, problem in damaged.items()]
    if DIGESTS_FILE in damaged or (CLAUSES_FILE in damaged and not (folder / CLAUSES_FILE).is_file()):
        return problems
    expected = [json.loads(line) for line in (folder / DIGESTS_FILE).read_text(encoding="utf-8").splitlines()]
    records = {digest(line): line for line in (folder / CLAUSES_FILE).read_bytes().split(b"\n")}
    problems += [
        f"{name}: its record in {CLAUSES_FILE} was changed" for name, sha, *_ in expected if sha not in records
    ]
    problems += _changed_rows(folder, manifest, damaged.keys(), expected)
    clauses = [clause_from_record(json.loads(records[sha])) for _, sha, *_ in expected if sha in records]
    return problems + list(_unproved(clauses, manifest, library, progress))


def _changed_rows(
    folder: Path, manifest: Manifest, damaged: Collection[str], expected: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Name the clauses whose vectors or tokens are not the ones that were built."""
    if OWNERS_FILE in damaged:
        return
    passages = passages_of_clauses(np.load(folder / OWNERS_FILE, allow_pickle=False))
    if VECTORS_FILE in damaged:
        row = manifest.dimensions * np.dtype(np.float32).itemsize
        # A flat faiss file is a header and then the rows; faiss itself is not asked, as it would trust the header.
        start = _size(folder / VECTORS_FILE) - passages[-1][1] * row
        ranges = [(start + first * row, start + last * row) for first, last in passages]
        yield from _changed(folder / VECTORS_FILE, ranges, [(name, sha) for name, _, sha, _ in expected])
    if TOKENS_FILE in damaged and EDGES_FILE not in damaged:
        edges = np.load(folder / EDGES_FILE, allow_pickle=False) * code_size(manifest.dimensions)
        ranges = [(int(edges[first]), int(edges[last])) for first, last in passages]
        yield from _changed(folder / TOKENS_FILE, ranges, [(name, sha) for name, _, _, sha in expected])


def _changed(path: Path, ranges: Sequence[Span], expected: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not path.is_file():
        return
    with path.open("rb") as file:
        for (start, end), (name, sha) in zip(ranges, expected, strict=True):
            file.seek(max(start, 0))
            if digest(file.read(end - start)) != sha:
                yield f"{name}: its rows in {path.name} were changed"


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _unproved(clauses: Sequence[Clause], manifest: Manifest, library: Path, progress: Progress) -> Iterator[str]:
    """Name the clauses that the library's bytes do not say, and the files that are not what was indexed."""
    by_file: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        by_file[clause.provenance.file].append(clause)
    for done, (name, file) in enumerate(manifest.library_files.items(), start=1):
        quoted = by_file[name]
        try:
            data = (library / name).read_bytes()
        except OSError as error:
            yield f"{name} cannot be read ({error.strerror}), so nothing proves {_named(quoted)}"
            continue
        try:
            text = quotable(data, Form(file.form))
        except UnreadableError as error:
            yield f"{name} cannot be read as it was ({error}), so nothing proves {_named(quoted)}"
            continue
        wrong = [clause for clause in quoted if not _says(text, clause, file)]
        for clause in wrong:
            yield f"{clause.id}: {name} does not say this at bytes {list(clause.provenance.spans)}"
        if not wrong and hashlib.sha256(data).hexdigest() != file.sha256:
            yield f"{name} was changed since the index was built, outside the words of {_named(quoted)}"
        progress("proving quotes", done, len(manifest.library_files))


def _says(data: bytes, clause: Clause, file: LibraryFile) -> bool:
    source, form = clause.provenance, Form(file.form)
    try:
        text = quote(data, source.spans, form=form, encoding=file.encoding)
        lead_in = quote(data, source.lead_in_spans, form=form, encoding=file.encoding)
    except UnreadableError:
        return False
    return (text, lead_in) == (clause.text, clause.lead_in) and source.sha256 == file.sha256


def _named(clauses: Iterable[Clause]) -> str:
    return ", ".join(clause.id for clause in clauses) or "no clause"
