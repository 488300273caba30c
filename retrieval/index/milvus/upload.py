"""Upload of a generation from its folder to Milvus, and its publication there.

Uploads are idempotent and resumable: every entity has a fixed id, so entities that a killed build has written are
skipped, and missing ones are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

import filelock
import numpy as np

from embeddings.encoder import Vectors
from embeddings.progress import Progress
from retrieval.arrays import Rows
from retrieval.clauses.filters import NAMES, NUMBERS
from retrieval.clauses.scope import EVERYWHERE
from retrieval.errors import ClauseIndexError
from retrieval.index.facts import facts_to_json
from retrieval.index.generation import Generation, open_generation
from retrieval.index.milvus.address import MilvusAddress
from retrieval.index.milvus.client import Milvus, connect
from retrieval.index.milvus.index import MilvusIndex, published
from retrieval.index.milvus.layout import (
    EXACT,
    GRAPH,
    MOST_TEXT,
    NO_VECTOR,
    PIECES,
    About,
    Kind,
    NumberedNames,
    TokensPiece,
    collection_name,
    filter_fields_of,
    generation_of,
    passage_id,
    piece_entities,
)
from retrieval.index.pieces import DIGEST_SIZE, digest
from retrieval.index.references import references_to_json

_FEW = 200_000
"""Maximum passages for brute-force search; beyond, a graph index is used, and its recall is measured."""

_FLAT = {"index_type": "FLAT"}
_HNSW = {"index_type": "HNSW", "params": {"M": 32, "efConstruction": 300}}

_TOGETHER = 200
"""Clauses per batch of writes and of existence checks."""


def upload(address: MilvusAddress, progress: Progress) -> bool:
    """Upload the published generation of an index from its local folder to Milvus, and publish it there.

    Args:
        address: Address of Milvus, which names the local folder, too.
        progress: Called with each step.

    Returns:
        Whether anything changed; False if it was published already.

    Raises:
        ClauseIndexError: If Milvus refuses it, or another build is running there.
    """
    try:
        with filelock.FileLock(address.folder / "build.lock", timeout=0):
            return _upload(address, open_generation(address.folder), progress)
    except filelock.Timeout:
        raise ClauseIndexError(
            f"another build of {address} is running; wait until it has finished, then build again"
        ) from None


def _upload(address: MilvusAddress, generation: Generation, progress: Progress) -> bool:
    milvus, name = connect(address), generation.manifest.generation
    collection = collection_name(address.name, name)
    if milvus.aliased_collection(address.name) == collection:
        return False
    names = NumberedNames.of(generation.columns)
    kind = _FLAT if _is_exact(generation) else _HNSW
    create_collections(milvus, collection, names, dimensions=generation.manifest.dimensions, index=kind)
    _write(milvus, collection, generation, names, progress)
    _write_about(milvus, address, collection, generation, names)
    _check_whole(milvus, collection, generation)
    newer = published(address) or ""
    if newer > name:
        raise ClauseIndexError(f"a newer generation, {newer}, was published at {address} meanwhile; it stays published")
    milvus.point_alias(address.name, collection)
    _prune(milvus, address.name, name)
    return True


def create_collections(
    milvus: Milvus, collection: str, names: NumberedNames, *, dimensions: int, index: Mapping[str, Any]
) -> None:
    """Create the two collections of a generation, unless they exist.

    Args:
        milvus: The connection.
        collection: Name of the collection of passages.
        names: Themes and countries of the library.
        dimensions: Dimensions of the vectors.
        index: Type and parameters of the vector index.
    """
    lists = {column: max(1, len(names.of_column(column))) for column in NAMES}
    texts = {"digest": 2 * DIGEST_SIZE, "data": MOST_TEXT}
    milvus.create(
        collection,
        numbers=["wording", "same", *NUMBERS],
        looked_up=["wording", "number"],
        lists=lists,
        dimensions=dimensions,
        index=index,
    )
    milvus.create(collection + PIECES, numbers=["parts"], texts=texts, dimensions=len(NO_VECTOR), index=_FLAT)


def _is_exact(generation: Generation) -> bool:
    return len(generation.dense.owners) <= _FEW


def _write(milvus: Milvus, collection: str, generation: Generation, names: NumberedNames, progress: Progress) -> None:
    count, same = len(generation.clauses), np.bincount(generation.wordings)
    for start in range(0, count, _TOGETHER):
        progress("writing to Milvus", start, count)
        rows = range(start, min(start + _TOGETHER, count))
        _complete(milvus, collection, [one for row in rows for one in _passages(generation, row, names, same)])
        _complete(milvus, collection + PIECES, [one for row in rows for one in _pieces(generation, row)])
    progress("writing to Milvus", count, count)


def _complete(milvus: Milvus, collection: str, entities: list[dict[str, Any]]) -> None:
    """Write the entities that do not exist yet."""
    there = milvus.get(collection, [entity["id"] for entity in entities], [])
    milvus.upsert(collection, [entity for entity in entities if entity["id"] not in there])


def _passages(generation: Generation, row: int, names: NumberedNames, same: Rows) -> Iterator[dict[str, Any]]:
    """Yield the entities of a clause's passages; `same` counts duplicates, at the row of the first of them."""
    first = int(generation.wordings[row])
    of_clause = {"wording": first, "same": int(same[first]), **filter_fields_of(generation.clauses[row], names)}
    for window, vector in enumerate(_vectors(generation, row)):
        yield {"id": passage_id(row, window), **of_clause, "vector": vector}


def _pieces(generation: Generation, row: int) -> Iterator[dict[str, Any]]:
    [tokens] = generation.tokens_at([row])
    piece = TokensPiece(digest(_vectors(generation, row).data), tokens)
    yield from piece_entities(Kind.CLAUSE, row, generation.clauses.line(row))
    yield from piece_entities(Kind.TOKENS, row, piece.to_bytes())


def _vectors(generation: Generation, row: int) -> Vectors:
    start, end = generation.dense.starts[row : row + 2]
    return generation.dense.vectors[start:end]


def _write_about(
    milvus: Milvus, address: MilvusAddress, collection: str, generation: Generation, names: NumberedNames
) -> None:
    """Write the metadata last, so that its presence marks a complete generation."""
    manifest = replace(generation.manifest, dense=EXACT if _is_exact(generation) else GRAPH, recall=1.0)
    pieces = {About.MANIFEST: manifest.to_json(), About.FACTS: facts_to_json(generation.facts).encode()}
    pieces |= {About.NAMES: names.to_json(), About.REFERENCES: references_to_json(generation.citations.by_clause)}
    _write_pieces(milvus, collection, pieces)
    if not _is_exact(generation):
        milvus.settle(collection)
        manifest = replace(manifest, recall=_recall(address, collection, generation))
        _write_pieces(milvus, collection, {About.MANIFEST: manifest.to_json()})


def _write_pieces(milvus: Milvus, collection: str, pieces: dict[About, bytes]) -> None:
    entities = (piece_entities(Kind.ABOUT, row, data) for row, data in pieces.items())
    milvus.upsert(collection + PIECES, list(chain.from_iterable(entities)))


def _recall(address: MilvusAddress, collection: str, generation: Generation) -> float:
    index = MilvusIndex(address, collection)
    return generation.dense.recall_of(lambda query, wanted: index.nearest(query, EVERYWHERE, wanted))


def _check_whole(milvus: Milvus, collection: str, generation: Generation) -> None:
    expected = len(generation.dense.owners)
    found = milvus.settle(collection)
    milvus.settle(collection + PIECES)
    if found != expected:
        raise ClauseIndexError(
            f"{collection} has {found} passages; expected {expected}; "
            "run 'clausebot index build' again to write the missing ones"
        )


def _prune(milvus: Milvus, name: str, current: str) -> None:
    """Drop the generations older than the previous one; newer ones may be uploads in progress."""
    of = {collection: found[1] for collection in milvus.collections() if (found := generation_of(name, collection))}
    old = sorted({generation for generation in of.values() if generation < current})
    for collection, generation in of.items():
        if generation in old[:-1]:
            milvus.drop(collection)
