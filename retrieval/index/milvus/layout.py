"""How a generation lies in Milvus.

The alias NAME stands for the published generation. A generation is two collections:

    NAME_v2_GENERATION           an entity for each passage: its vector, what filters ask of its clause, which clause is
                                 the first with the same words, and how many have them
    NAME_v2_GENERATION_pieces    what is read, never searched: clauses, tokens, what the index says of itself

All that filters compare is numbers, those of themes and countries included: no text of a question gets into one.
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
from retrieval.index.columns import Columns
from retrieval.index.pieces import DIGEST_SIZE, digest
from retrieval.index.tokens import Tokens

LAYOUT = 2
_GENERATION = re.compile(r"(\d+)_(\d+T\d+)_(\d+)_([0-9a-f]+)")
PIECES = "_pieces"

EXACT, GRAPH = "Milvus FLAT", "Milvus HNSW32"
"""How passages are searched, as the manifest says it: one by one, or by a graph that leads to the nearest."""

_WINDOWS = 2**20
"""Passages that a clause may have, and parts that a piece may."""

MOST_TEXT = 65_535
"""Bytes that a text may have (milvus.io/docs/limitations.md)."""

_PART = 48_000
"""Bytes of a part: in base64, just less than that; no text holds bytes as they are."""

NO_VECTOR = [1.0, 0.0]
"""That of a piece: Milvus has no collection without vectors."""


class Kind(IntEnum):
    """What a piece is."""

    CLAUSE = 0
    TOKENS = 1
    ABOUT = 2


class About(IntEnum):
    """What the index says of itself: rows of that kind."""

    MANIFEST = 0
    FACTS = 1
    NAMES = 2
    REFERENCES = 3


@dataclass(frozen=True, slots=True)
class Names:
    """The names that filters may ask for; each goes by its place."""

    themes: Sequence[str]
    countries: Sequence[str]

    @classmethod
    def of(cls, columns: Columns) -> Names:
        """Number the themes and countries of a library."""
        postings = columns.postings
        return cls(sorted(postings["themes"].keys() | postings["suggested"].keys()), sorted(postings["countries"]))

    def of_column(self, column: str) -> Sequence[str]:
        """Return the names that a column may have."""
        return self.countries if column == "countries" else self.themes

    def numbers(self, column: str, some: Iterable[str]) -> list[int]:
        """Return the numbers of those names that a column may have."""
        there = self.of_column(column)
        return sorted(there.index(name) for name in set(some) if name in there)

    def to_json(self) -> bytes:
        """Return the names as `from_json` reads them."""
        return json.dumps({"themes": self.themes, "countries": self.countries}, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Names:
        """Return the names that `to_json` wrote."""
        return cls(**json.loads(content))


def collection_of(name: str, generation: str) -> str:
    """Return the collection of a generation: its name in what a collection's may have."""
    return f"{name}_v{LAYOUT}_{generation.replace('.', '_').replace('-', '_')}"


def generation_of(name: str, collection: str) -> tuple[int, str] | None:
    """Return the layout and the generation of a collection, its pieces included; None if it is not of that name."""
    start = f"{name}_v"
    rest = collection.removeprefix(start).removesuffix(PIECES)
    found = _GENERATION.fullmatch(rest) if collection.startswith(start) else None
    return (int(found[1]), f"{found[2]}.{found[3]}-{found[4]}") if found else None


def passage_id(row: int, window: int = 0) -> int:
    """Return the id of a passage of a clause; ids are in corpus order."""
    return row * _WINDOWS + window


def row_of(passage: int) -> int:
    """Return the clause of a passage."""
    return passage // _WINDOWS


def limits_of(clause: Clause, names: Names) -> dict[str, Any]:
    """Return what filters ask of a clause."""
    numbers = {name: column.of(clause) for name, column in NUMBERS.items()}
    return numbers | {name: names.numbers(name, column.of(clause)) for name, column in NAMES.items()}


def piece_id(kind: Kind, row: int, part: int = 0) -> int:
    """Return the id of a part of a piece."""
    return (kind * 2**40 + row) * _WINDOWS + part


def piece_entities(kind: Kind, row: int, data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the parts of a piece as they are written."""
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
    """Return the piece of which these are the parts, in order; None if it is not what was written."""
    try:
        data = base64.b64decode("".join(part["data"] for part in parts), validate=True)
    except binascii.Error:
        return None
    return data if digest(data).hex() == parts[0]["digest"] else None


@dataclass(frozen=True, slots=True)
class TokensPiece:
    """The tokens of a clause's passages, and the digest of their vectors."""

    of_vectors: bytes
    passages: list[Tokens]

    @property
    def raw(self) -> bytes:
        """The tokens, passage after passage."""
        return b"".join(tokens.raw.tobytes() for tokens in self.passages)

    def to_bytes(self) -> bytes:
        """Return them as `from_bytes` reads them."""
        sizes = np.array([len(self.passages), *(len(tokens.raw) for tokens in self.passages)], "<u4")
        return b"".join([self.of_vectors, sizes.tobytes(), self.raw])

    @classmethod
    def from_bytes(cls, data: bytes, dimensions: int) -> TokensPiece:
        """Return what `to_bytes` wrote of vectors of so many dimensions."""
        [count] = np.frombuffer(data, "<u4", 1, DIGEST_SIZE)
        sizes = np.frombuffer(data, "<u4", count, DIGEST_SIZE + 4)
        raw = np.frombuffer(data, np.uint8, offset=DIGEST_SIZE + 4 * (1 + int(count)))
        passages = np.split(raw, np.cumsum(sizes)[:-1])
        return cls(data[:DIGEST_SIZE], [Tokens(some, code_size(dimensions)) for some in passages])
