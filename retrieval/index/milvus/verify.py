"""Proof that an index in Milvus quotes its library, and that nothing of it was changed there."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.progress import Progress
from retrieval.clause import Clause
from retrieval.index.codec import code_size
from retrieval.index.encoders import encoder_problems
from retrieval.index.files import REPAIR
from retrieval.index.milvus.address import MilvusAddress
from retrieval.index.milvus.index import MilvusIndex, open_milvus
from retrieval.index.milvus.layout import Kind, Tokens, limits_of, row_of
from retrieval.index.pieces import DIGESTS_FILE, Piece, digest, digests_file
from retrieval.index.verify import unproved
from retrieval.record import clause_from_record

_TOGETHER = 200


def verify_milvus(address: MilvusAddress, library: Path, progress: Progress) -> list[str]:
    """Return everything that is wrong with the published generation and its library; see `verify_index`.

    Raises:
        ClauseIndexError: If no generation is published, or Milvus does not answer.
    """
    index = open_milvus(address)
    manifest = index.manifest
    problems = list(encoder_problems(address.folder, manifest.fingerprint, manifest.encoder_files))
    clauses: list[Clause] = []
    digests: list[bytes] = []
    for start in range(0, manifest.clauses, _TOGETHER):
        progress("reading from Milvus", start, manifest.clauses)
        _read(index, range(start, min(start + _TOGETHER, manifest.clauses)), clauses, digests, problems)
    progress("reading from Milvus", manifest.clauses, manifest.clauses)
    is_whole = len(digests) == len(Piece) * manifest.clauses
    if is_whole and hashlib.sha256(digests_file(digests)).hexdigest() != manifest.files[DIGESTS_FILE]:
        problems.append(f"the clauses at {address} are not those that were built; {REPAIR}")
    return problems + list(unproved(clauses, manifest, library, progress))


def _read(index: MilvusIndex, rows: range, clauses: list[Clause], digests: list[bytes], problems: list[str]) -> None:
    """Read some clauses; add the sound ones, the digests of all their pieces, and what is wrong."""
    lines, codes = index.sound_pieces(Kind.CLAUSE, rows), index.sound_pieces(Kind.TOKENS, rows)
    passages: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for passage in index.passages(rows.start, rows.stop):
        passages[row_of(passage["id"])].append(passage)
    for row in rows:
        if row not in lines:
            problems.append(f"clause {row}: its record in Milvus is missing or was changed")
            continue
        clause = clause_from_record(json.loads(lines[row]))
        clauses.append(clause)
        if row not in codes:
            problems.append(f"{clause.id}: its tokens in Milvus are missing or were changed")
            continue
        tokens = Tokens.from_bytes(codes[row], code_size(index.manifest.dimensions))
        problems += (f"{clause.id}: {problem}" for problem in _changed(clause, tokens, passages[row], index))
        digests += [digest(lines[row]), tokens.of_vectors, digest(b"".join(code.tobytes() for code in tokens.passages))]


def _changed(clause: Clause, tokens: Tokens, passages: list[Mapping[str, Any]], index: MilvusIndex) -> Iterator[str]:
    vectors = np.array([passage["vector"] for passage in passages], np.float32)
    if digest(vectors.tobytes()) != tokens.of_vectors:
        yield "its vectors in Milvus were changed"
    expected = limits_of(clause, index.names)
    if any({name: passage[name] for name in expected} != expected for passage in passages):
        yield "what filters ask of it was changed in Milvus"
