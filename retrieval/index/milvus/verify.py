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
from retrieval.clauses.clause import Clause, clause_from_record, without_unlikely_themes
from retrieval.index.files import REPAIR
from retrieval.index.milvus.address import MilvusAddress
from retrieval.index.milvus.index import MilvusIndex, open_milvus
from retrieval.index.milvus.layout import Kind, TokensPiece, filter_fields_of, row_of
from retrieval.index.pieces import DIGESTS_FILE, Piece, digest, digests_file
from retrieval.index.verify import find_unproved_quotes
from retrieval.wording.fold import fold_words

_TOGETHER = 200


@dataclass(frozen=True, slots=True)
class _Findings:
    """Data read for verification, and problems found.

    Attributes:
        clauses: Clauses that pass their checksum, by row.
        wordings: For each clause, first row with the same words and number of such rows, as its passages state them.
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
    manifest, found = index.manifest, _Findings()
    for start in range(0, manifest.clauses, _TOGETHER):
        progress("reading from Milvus", start, manifest.clauses)
        _read_batch(index, range(start, min(start + _TOGETHER, manifest.clauses)), found)
    progress("reading from Milvus", manifest.clauses, manifest.clauses)
    problems = list(found.problems)
    is_whole = len(found.digests) == len(Piece) * manifest.clauses
    if is_whole and hashlib.sha256(digests_file(found.digests)).hexdigest() != manifest.files[DIGESTS_FILE]:
        problems.append(f"the clauses at {address} are not those that were built; {REPAIR}")
    if len(found.clauses) == manifest.clauses:
        problems += _wrong_wordings(found)
    return problems + list(find_unproved_quotes(list(found.clauses.values()), manifest, library, progress))


def _read_batch(index: MilvusIndex, rows: range, found: _Findings) -> None:
    """Read a batch of clauses, and add the findings."""
    lines, pieces = index.sound_pieces(Kind.CLAUSE, rows), index.sound_pieces(Kind.TOKENS, rows)
    passages: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for passage in index.passages(rows.start, rows.stop):
        passages[row_of(passage["id"])].append(passage)
    for row in rows:
        if row not in lines:
            found.problems.append(f"clause {row}: its record in Milvus is missing or was changed")
            continue
        clause = found.clauses[row] = clause_from_record(json.loads(lines[row]))
        if row not in pieces:
            found.problems.append(f"{clause.id}: its tokens in Milvus are missing or were changed")
            continue
        tokens = TokensPiece.from_bytes(pieces[row], index.manifest.dimensions)
        found.problems.extend(f"{clause.id}: {problem}" for problem in _changed(clause, tokens, passages[row], index))
        found.wordings[row] = {(passage["wording"], passage["same"]) for passage in passages[row]}
        of_tokens = digest(tokens.raw)
        found.digests.extend([digest(lines[row]), tokens.of_vectors, of_tokens])


def _changed(
    clause: Clause, tokens: TokensPiece, passages: list[Mapping[str, Any]], index: MilvusIndex
) -> Iterator[str]:
    vectors = np.array([passage["vector"] for passage in passages], np.float32)
    if digest(vectors.tobytes()) != tokens.of_vectors:
        yield "its vectors in Milvus were changed"
    expected = filter_fields_of(without_unlikely_themes(clause), index.names)
    if any({name: passage[name] for name in expected} != expected for passage in passages):
        yield "its filter fields in Milvus were changed"


def _wrong_wordings(found: _Findings) -> Iterator[str]:
    """Report the clauses whose duplicates (same words) are stated wrongly in Milvus."""
    with_words: dict[str, list[int]] = defaultdict(list)
    for row, clause in found.clauses.items():
        with_words[fold_words(clause.text)].append(row)
    for rows in with_words.values():
        for row in rows:
            if found.wordings.get(row, set()) - {(rows[0], len(rows))}:
                yield f"{found.clauses[row].id}: its record of clauses with the same words was changed in Milvus"
