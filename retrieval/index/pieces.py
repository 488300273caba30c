"""Checksums of pieces: large files are verified piece by piece, on first read, rather than when opened."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.arrays import Rows
from retrieval.errors import ClauseIndexError
from retrieval.index.files import REPAIR
from retrieval.index.mapped import map_array

DIGESTS_FILE = "digests.npy"
IDS_FILE = "ids.txt"

DIGEST_SIZE = 16


class Piece(IntEnum):
    """Kind of piece with a checksum for each clause."""

    RECORD = 0
    VECTORS = 1
    TOKENS = 2


class Pieces:
    """Checksums of every clause's pieces, and which of them were verified.

    Args:
        folder: Folder of the generation.
        digests: Shape (clauses, pieces, bytes of a digest).
    """

    def __init__(self, folder: Path, digests: npt.NDArray[np.uint8]) -> None:
        self._folder = folder
        self._digests = digests
        self._sound = np.zeros(digests.shape[:2], bool)

    @classmethod
    def open(cls, folder: Path) -> Pieces:
        """Open the checksums that `write_digests` wrote.

        Raises:
            ClauseIndexError: If the file is damaged.
        """
        return cls(folder, map_array(folder / DIGESTS_FILE, np.uint8, None, len(Piece), DIGEST_SIZE))

    def __len__(self) -> int:
        return len(self._digests)

    def unchecked(self, rows: Rows, piece: Piece) -> list[int]:
        """Return the rows whose piece was not verified yet."""
        found: list[int] = rows[~self._sound[rows, piece]].tolist()
        return found

    def is_sound(self, row: int, piece: Piece, data: bytes | memoryview) -> bool:
        """Return whether the checksum of a clause's piece matches."""
        return bool(self._digests[row, piece].tobytes() == digest(data))

    def check(self, row: int, piece: Piece, data: bytes | memoryview, file: str) -> None:
        """Verify the checksum of a clause's piece on first read.

        Raises:
            ClauseIndexError: If it was changed; the message names the file and the repair.
        """
        if self._sound[row, piece]:
            return
        if not self.is_sound(row, piece, data):
            raise ClauseIndexError(f"{self._folder / file} was changed since the index was built; {REPAIR}")
        self._sound[row, piece] = True


def digest(data: bytes | memoryview) -> bytes:
    """Compute the checksum of a piece."""
    return hashlib.blake2b(data, digest_size=DIGEST_SIZE).digest()


def write_digests(folder: Path, ids: Sequence[str], digests: Iterable[bytes]) -> None:
    """Write the checksums of all clauses, and their ids, for messages on damage."""
    (folder / DIGESTS_FILE).write_bytes(digests_file(digests))
    (folder / IDS_FILE).write_text("".join(f"{clause_id}\n" for clause_id in ids), encoding="utf-8")


def digests_file(digests: Iterable[bytes]) -> bytes:
    """Return the checksums of all clauses as the bytes of a .npy file."""
    joined = np.frombuffer(b"".join(digests), np.uint8)
    content = io.BytesIO()
    np.save(content, joined.reshape(-1, len(Piece), DIGEST_SIZE))
    return content.getvalue()
