"""Data layout of an index generation in Milvus.

The alias NAME points to the published generation. A generation is two collections:

    NAME_v3_GENERATION           an entity for each passage: its vector, filter fields of its clause, the first clause
                                 with the same words, and the number of clauses with them
    NAME_v3_GENERATION_pieces    data that is read by id, never searched: clauses, tokens, manifest and the like

Filters compare numbers only, also for themes and countries: no text of a question gets into a filter expression.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

from retrieval.clauses.clause import Clause
from retrieval.clauses.filters import NAMES, NUMBERS
from retrieval.index.codec import code_size
from retrieval.index.columns import COLUMNS, Columns, format_version
from retrieval.index.pieces import DIGEST_SIZE, digest
from retrieval.index.tokens import Tokens

LAYOUT = str(format_version(3, COLUMNS))
"""Version of the layout; the number is raised for a change of anything but the columns."""
_GENERATION = re.compile(r"(\d+(?:c[0-9a-f]{8})?)_(\d+T\d+)_(\d+)_([0-9a-f]+)")
PIECES = "_pieces"

EXACT, GRAPH = "Milvus FLAT", "Milvus HNSW32"
"""Search methods as named in the manifest: brute force, or a graph of nearest neighbours."""

_WINDOWS = 2**20
"""Maximum passages of a clause, and maximum parts of a piece."""

MOST_TEXT = 65_535
"""Maximum bytes of a text field (milvus.io/docs/limitations.md)."""

_PART = 48_000
"""Bytes of a part, which in base64 just fit a text field; a text field cannot hold raw bytes."""

NO_VECTOR = [1.0, 0.0]
"""Dummy vector of a piece, as Milvus has no collection without vectors."""


class Kind(IntEnum):
    """Kind of a piece."""

    CLAUSE = 0
    TOKENS = 1
    ABOUT = 2


class About(IntEnum):
    """Rows of pieces with metadata of the index."""

    MANIFEST = 0
    FACTS = 1
    NAMES = 2
    REFERENCES = 3


@dataclass(frozen=True, slots=True)
class NumberedNames:
    """Themes and countries of a library, encoded as numbers: their positions."""

    themes: Sequence[str]
    countries: Sequence[str]

    @classmethod
    def of(cls, columns: Columns) -> NumberedNames:
        """Number the themes and countries of a library."""
        postings = columns.postings
        return cls(sorted(postings["themes"].keys() | postings["suggested"].keys()), sorted(postings["countries"]))

    def of_column(self, column: str) -> Sequence[str]:
        """Return the names that a column may have."""
        return self.countries if column == "countries" else self.themes

    def numbers(self, column: str, some: Iterable[str]) -> list[int]:
        """Return the numbers of some names, without the names that the column cannot have."""
        there = self.of_column(column)
        return sorted(there.index(name) for name in set(some) if name in there)

    def to_json(self) -> bytes:
        """Return the names as JSON, for `from_json`."""
        return json.dumps({"themes": self.themes, "countries": self.countries}, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, content: bytes) -> NumberedNames:
        """Read the names from the JSON of `to_json`."""
        return cls(**json.loads(content))


def collection_name(name: str, generation: str) -> str:
    """Return the collection name of a generation, in characters that Milvus allows."""
    return f"{name}_v{LAYOUT}_{generation.replace('.', '_').replace('-', '_')}"


def generation_of(name: str, collection: str) -> tuple[str, str] | None:
    """Parse a collection name into layout version and generation; None if it is not of that index."""
    start = f"{name}_v"
    rest = collection.removeprefix(start).removesuffix(PIECES)
    found = _GENERATION.fullmatch(rest) if collection.startswith(start) else None
    return (found[1], f"{found[2]}.{found[3]}-{found[4]}") if found else None


def passage_id(row: int, window: int = 0) -> int:
    """Return the id of a passage of a clause; ids are in corpus order."""
    return row * _WINDOWS + window


def row_of(passage: int) -> int:
    """Return the row of the clause of a passage."""
    return passage // _WINDOWS


def filter_fields_of(clause: Clause, names: NumberedNames) -> dict[str, Any]:
    """Return the filter fields of a clause."""
    numbers = {name: column.of(clause) for name, column in NUMBERS.items()}
    return numbers | {name: names.numbers(name, column.of(clause)) for name, column in NAMES.items()}


def piece_id(kind: Kind, row: int, part: int = 0) -> int:
    """Return the id of a part of a piece."""
    return (kind * 2**40 + row) * _WINDOWS + part


def piece_entities(kind: Kind, row: int, data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the entities of a piece, one for each part."""
    starts = range(0, max(len(data), 1), _PART)
    for part, start in enumerate(starts):
        yield {
            "id": piece_id(kind, row, part),
            "parts": len(starts),
            "digest": digest(data).hex(),
            "data": base64.b64encode(data[start : start + _PART]).decode("ascii"),
            "vector": NO_VECTOR,
        }


def joined(parts: Sequence[Mapping[str, Any]]) -> bytes | None:
    """Join the parts of a piece, in order; None if the checksum does not match."""
    try:
        data = base64.b64decode("".join(part["data"] for part in parts), validate=True)
    except binascii.Error:
        return None
    return data if digest(data).hex() == parts[0]["digest"] else None


@dataclass(frozen=True, slots=True)
class TokensPiece:
    """Tokens of a clause's passages, and the checksum of their vectors."""

    of_vectors: bytes
    passages: list[Tokens]

    @property
    def raw(self) -> bytes:
        """Bytes of the tokens, passage after passage."""
        return b"".join(tokens.raw.tobytes() for tokens in self.passages)

    def to_bytes(self) -> bytes:
        """Return the piece as bytes, for `from_bytes`."""
        sizes = np.array([len(self.passages), *(len(tokens.raw) for tokens in self.passages)], "<u4")
        return b"".join([self.of_vectors, sizes.tobytes(), self.raw])

    @classmethod
    def from_bytes(cls, data: bytes, dimensions: int) -> TokensPiece:
        """Read a piece from the bytes of `to_bytes`, given the dimensions of its vectors."""
        [count] = np.frombuffer(data, "<u4", 1, DIGEST_SIZE)
        sizes = np.frombuffer(data, "<u4", count, DIGEST_SIZE + 4)
        raw = np.frombuffer(data, np.uint8, offset=DIGEST_SIZE + 4 * (1 + int(count)))
        passages = np.split(raw, np.cumsum(sizes)[:-1])
        return cls(data[:DIGEST_SIZE], [Tokens(some, code_size(dimensions)) for some in passages])
