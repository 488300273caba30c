"""Verification of an index in Milvus: its quotes against the library, its data against checksums."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.progress import Progress
from retrieval.clauses.clause import Clause, clause_from_record, without_unlikely
from retrieval.index.files import REPAIR
from retrieval.index.milvus.address import MilvusAddress
from retrieval.index.milvus.index import MilvusIndex, open_milvus
from retrieval.index.milvus.layout import Kind, TokensPiece, limits_of, row_of
from retrieval.index.pieces import DIGESTS_FILE, Piece, digest, digests_file
from retrieval.index.verify import unproved
from retrieval.wording.fold import fold_words

_TOGETHER = 200


@dataclass(frozen=True, slots=True)
class _Read:
    """Data read for verification.

    Attributes:
        clauses: Clauses that pass their checksum, by row.
        wordings: For each, as its passages state: the first row with the same words, and the number of these.
        digests: Checksums of the pieces of each clause.
        problems: Messages on problems found.
    """

    clauses: dict[int, Clause] = field(default_factory=dict)
    wordings: dict[int, set[tuple[int, int]]] = field(default_factory=dict)
    digests: list[bytes] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def verify_milvus(address: MilvusAddress, library: Path, progress: Progress) -> list[str]:
    """Verify the published generation against its library; return all problems; see `verify_index`.

    Raises:
        ClauseIndexError: If no generation is published, or Milvus does not answer.
    """
    index = open_milvus(address)
    manifest, read = index.manifest, _Read()
    for start in range(0, manifest.clauses, _TOGETHER):
        progress("reading from Milvus", start, manifest.clauses)
        _read(index, range(start, min(start + _TOGETHER, manifest.clauses)), read)
    progress("reading from Milvus", manifest.clauses, manifest.clauses)
    problems = list(read.problems)
    is_whole = len(read.digests) == len(Piece) * manifest.clauses
    if is_whole and hashlib.sha256(digests_file(read.digests)).hexdigest() != manifest.files[DIGESTS_FILE]:
        problems.append(f"the clauses at {address} are not those that were built; {REPAIR}")
    if len(read.clauses) == manifest.clauses:
        problems += _other_wordings(read)
    return problems + list(unproved(list(read.clauses.values()), manifest, library, progress))


def _read(index: MilvusIndex, rows: range, read: _Read) -> None:
    """Read a batch of clauses, and add the findings."""
    lines, pieces = index.sound_pieces(Kind.CLAUSE, rows), index.sound_pieces(Kind.TOKENS, rows)
    passages: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for passage in index.passages(rows.start, rows.stop):
        passages[row_of(passage["id"])].append(passage)
    for row in rows:
        if row not in lines:
            read.problems.append(f"clause {row}: its record in Milvus is missing or was changed")
            continue
        clause = read.clauses[row] = clause_from_record(json.loads(lines[row]))
        if row not in pieces:
            read.problems.append(f"{clause.id}: its tokens in Milvus are missing or were changed")
            continue
        tokens = TokensPiece.from_bytes(pieces[row], index.manifest.dimensions)
        read.problems.extend(f"{clause.id}: {problem}" for problem in _changed(clause, tokens, passages[row], index))
        read.wordings[row] = {(passage["wording"], passage["same"]) for passage in passages[row]}
        of_tokens = digest(tokens.raw)
        read.digests.extend([digest(lines[row]), tokens.of_vectors, of_tokens])


def _changed(
    clause: Clause, tokens: TokensPiece, passages: list[Mapping[str, Any]], index: MilvusIndex
) -> Iterator[str]:
    vectors = np.array([passage["vector"] for passage in passages], np.float32)
    if digest(vectors.tobytes()) != tokens.of_vectors:
        yield "its vectors in Milvus were changed"
    expected = limits_of(without_unlikely(clause), index.names)
    if any({name: passage[name] for name in expected} != expected for passage in passages):
        yield "what filters ask of it was changed in Milvus"


def _other_wordings(read: _Read) -> Iterator[str]:
    """Report the clauses whose duplicates (same words) are stated wrongly in Milvus."""
    with_words: dict[str, list[int]] = defaultdict(list)
    for row, clause in read.clauses.items():
        with_words[fold_words(clause.text)].append(row)
    for rows in with_words.values():
        for row in rows:
            if read.wordings.get(row, set()) - {(rows[0], len(rows))}:
                yield f"{read.clauses[row].id}: which clauses have the same words was changed in Milvus"
