"""Clause records of a generation, read from disk on demand."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import overload

import numpy as np

from retrieval.arrays import Rows
from retrieval.clauses.clause import Clause, clause_from_record, without_unlikely_themes
from retrieval.index.files import reading
from retrieval.index.mapped import check_offsets, map_array
from retrieval.index.pieces import Piece, Pieces

CLAUSES_FILE = "clauses.jsonl"
LINES_FILE = "lines.npy"

_KEPT = 10_000
"""Size of the cache of decoded clauses: some tens of megabytes."""


class ClauseRecords(Sequence[Clause]):
    """Sequence of clauses in corpus order, memory-mapped; each is checksum-verified on first read.

    Args:
        data: JSON lines.
        edges: Offset of each clause's line, and at the end the length of all.
        pieces: Checksums of the clauses.
        path: File of the lines.
    """

    def __init__(self, data: mmap.mmap, edges: Rows, pieces: Pieces, path: Path) -> None:
        self._path = path
        self._data = data
        self._edges = edges
        self._pieces = pieces
        self._decoded = lru_cache(maxsize=_KEPT)(self._decode)

    @classmethod
    def open(cls, folder: Path, pieces: Pieces) -> ClauseRecords:
        """Open the records that `write_records` wrote.

        Raises:
            ClauseIndexError: If its files are damaged or inconsistent.
        """
        edges = map_array(folder / LINES_FILE, np.int64, len(pieces) + 1)
        check_offsets(folder / LINES_FILE, edges)
        with reading(folder / CLAUSES_FILE), (folder / CLAUSES_FILE).open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if len(data) != edges[-1]:
                raise ValueError(f"{len(data)} bytes, expected {edges[-1]}")
        return cls(data, edges, pieces, folder / CLAUSES_FILE)

    def __len__(self) -> int:
        return len(self._edges) - 1

    @overload
    def __getitem__(self, row: int) -> Clause: ...
    @overload
    def __getitem__(self, row: slice) -> list[Clause]: ...
    def __getitem__(self, row: int | slice) -> Clause | list[Clause]:
        rows = range(len(self))[row]  # handles negative and out-of-range indices
        return self._decoded(rows) if isinstance(rows, int) else [self._decoded(one) for one in rows]

    def __iter__(self) -> Iterator[Clause]:
        # A full scan reads each clause once, so it bypasses the cache and evicts nothing.
        return map(self._decode, range(len(self)))

    def stored(self) -> Iterator[Clause]:
        """Yield every clause with all suggested themes, including those for review only."""
        return map(self._stored, range(len(self)))

    def line(self, row: int) -> bytes:
        """Return the JSON line of a clause, checksum-verified on first read.

        Raises:
            ClauseIndexError: If it was changed since the index was built.
        """
        line = self._data[self._edges[row] : self._edges[row + 1]]
        self._pieces.check(row, Piece.RECORD, line, CLAUSES_FILE)
        return line

    def _decode(self, row: int) -> Clause:
        return without_unlikely_themes(self._stored(row))

    def _stored(self, row: int) -> Clause:
        line = self.line(row)
        with reading(self._path):
            return clause_from_record(json.loads(line))


def write_records(folder: Path, clauses: Iterable[Clause]) -> Iterator[bytes]:
    """Write clauses as JSON lines, and yield each line when it is written."""
    edges = [0]
    with (folder / CLAUSES_FILE).open("wb") as file:
        for clause in clauses:
            line = json.dumps(clause.as_record(), ensure_ascii=False).encode() + b"\n"
            file.write(line)
            edges.append(edges[-1] + len(line))
            yield line
    np.save(folder / LINES_FILE, np.array(edges, np.int64))
