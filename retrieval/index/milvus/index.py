"""Opened index generation in Milvus."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from embeddings.encoder import Vectors
from retrieval.arrays import Rows, first_of_each
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, clause_from_record, without_unlikely_themes
from retrieval.clauses.conditions import of_resolution
from retrieval.clauses.references.citations import CitationGraph, ReferencesByClause
from retrieval.clauses.scope import Scope
from retrieval.errors import ClauseIndexError, NoIndexError
from retrieval.index.dense import pool
from retrieval.index.facts import LibraryFacts, facts_from_json
from retrieval.index.files import REPAIR
from retrieval.index.manifest import Manifest
from retrieval.index.milvus.address import MilvusAddress
from retrieval.index.milvus.client import MOST_FOUND, connect
from retrieval.index.milvus.expressions import condition_expression, scope_expression
from retrieval.index.milvus.layout import (
    EXACT,
    LAYOUT,
    PIECES,
    About,
    Kind,
    NumberedNames,
    TokensPiece,
    generation_of,
    joined,
    passage_id,
    piece_id,
    row_of,
)
from retrieval.index.milvus.row_cache import RowCache
from retrieval.index.protocol import FullIndex
from retrieval.index.references import references_from_json
from retrieval.index.tokens import Tokens

_CLAUSES, _WORDINGS, _TOKENS, _VECTORS = 10_000, 100_000, 500, 5_000
"""Maximum entries of each cache: tens of megabytes of clauses, 15 MB of vectors, less of wordings and tokens."""

_WALKED = 1_000
"""Passages per batch, if all are read in order."""


class MilvusIndex:
    """`ClauseIndex` whose data stays in Milvus, apart from caches.

    Args:
        address: Address of the index.
        collection: Collection of its passages.
    """

    def __init__(self, address: MilvusAddress, collection: str) -> None:
        self._milvus = connect(address)
        self._address = address
        self._collection = collection
        about = self.pieces(Kind.ABOUT, [About.MANIFEST, About.FACTS, About.NAMES])
        try:
            self.manifest = Manifest.from_json(about[About.MANIFEST])
        except ValueError:
            raise ClauseIndexError(f"{address} was built by another version of clausebot; {REPAIR}") from None
        self.facts: LibraryFacts = facts_from_json(about[About.FACTS], self.manifest.vocabulary)
        self.names = NumberedNames.from_json(about[About.NAMES])
        self.citations = CitationGraph(self._read_references)
        self._clauses = RowCache(self._read_clauses, _CLAUSES)
        self._wordings = RowCache(self._read_wordings, _WORDINGS)
        self._tokens = RowCache(self._read_tokens, _TOKENS)
        self._vectors = RowCache(self._read_vectors, _VECTORS)

    def nearest(self, query: Vectors, scope: Scope, count: int) -> tuple[Rows, Vectors]:
        """Rank the clauses that a scope allows; see `ClauseIndex`.

        A Milvus search finds 16,384 passages at most, so no more than these are ranked.
        """
        within = scope_expression(scope, self.names)
        asked = min(4 * count, MOST_FOUND)
        while True:
            rows, cosines, whole = self._nearest(query, within, asked)
            firsts = first_of_each(self.wordings_at(rows))
            if len(firsts) > count:
                cut = firsts[count]
                return rows[:cut], cosines[:cut]
            if whole or asked == MOST_FOUND:
                return rows, cosines
            asked = min(4 * asked, MOST_FOUND)

    def _nearest(self, query: Vectors, within: str, asked: int) -> tuple[Rows, Vectors, bool]:
        """Rank clauses by their best passage; also return whether these are all clauses."""
        params = {} if self.manifest.dense == EXACT else {"ef": max(2 * asked, 256)}
        found = self._milvus.search(
            self._collection, query, limit=asked, limits=within, fields=["wording", "same"], params=params
        )
        whole = len(found) < asked
        if not whole and asked < MOST_FOUND:
            # Drop the hits with the last score: Milvus cuts ties arbitrarily, so some of them may be missing.
            found = [hit for hit in found if hit[1] > found[-1][1]]
        rows = np.array([row_of(passage) for passage, *_ in found], np.int64)
        self._wordings.keep({row: _wording(entity) for row, (_, _, entity) in zip(rows.tolist(), found, strict=True)})
        clauses, places = np.unique(rows, return_inverse=True)
        best = np.full(len(clauses), -np.inf, np.float32)
        np.maximum.at(best, places, np.array([score for _, score, _ in found], np.float32))
        order = np.lexsort((clauses, -best))
        return clauses[order], best[order], whole

    def first_allowed(self, scope: Scope, count: int) -> Rows:
        """Return the first clauses that a scope allows; see `ClauseIndex`."""
        firsts: dict[int, int] = {}
        within = scope_expression(scope, self.names)
        for passages in self._milvus.walk(self._collection, within or "id >= 0", ["wording"], _WALKED):
            for passage in passages:
                firsts.setdefault(passage["wording"], row_of(passage["id"]))
            if len(firsts) >= count:
                break
        return np.array(list(firsts.values())[:count], np.int64)

    def rows_of(self, citation: Citation) -> Rows:
        """Return the clauses that a citation names; see `ClauseIndex`."""
        inside = self._rows(condition_expression(of_resolution(citation), self.names))
        if citation.paragraph is not None:
            inside = [
                row for row, clause in zip(inside, self.clauses_at(inside), strict=True) if citation.covers(clause)
            ]
        return np.array(inside, np.int64)

    def clauses_at(self, rows: Iterable[int]) -> list[Clause]:
        """Return the clauses of some rows; see `ClauseIndex`."""
        return self._clauses.at(list(rows))

    def wordings_at(self, rows: Rows) -> Rows:
        """Return the wordings of some rows; see `ClauseIndex`."""
        return np.array([first for first, _ in self._wordings.at(rows.tolist())], np.int64)

    def duplicates_of(self, row: int) -> list[int]:
        """Return the rows with the same words as one; see `ClauseIndex`."""
        [(first, same)] = self._wordings.at([row])
        return [row] if same == 1 else self._rows(f"wording == {first}")

    def later(self, row: int, many: int) -> list[int]:
        """Return nothing, as Milvus holds no chains; see `ClauseIndex`."""
        del row, many
        return []

    def tokens_at(self, rows: Sequence[int]) -> list[list[Tokens]]:
        """Return the tokens of clauses; see `ClauseIndex`."""
        return [piece.passages for piece in self._tokens.at(rows)]

    def vectors_at(self, rows: Rows) -> Vectors:
        """Return a unit vector for each clause; see `ClauseIndex`."""
        return np.stack(self._vectors.at(rows.tolist()))

    def pieces(self, kind: Kind, rows: Sequence[int]) -> dict[int, bytes]:
        """Return pieces of one kind, by row, checksum-verified.

        Raises:
            ClauseIndexError: If one is missing or was changed.
        """
        found = self.sound_pieces(kind, rows)
        for row in rows:
            if row not in found:
                raise ClauseIndexError(
                    f"{self._address}: {kind.name.lower()} {row} of {self._collection} is missing "
                    f"or was changed; {REPAIR}"
                )
        return found

    def sound_pieces(self, kind: Kind, rows: Sequence[int]) -> dict[int, bytes]:
        """Return the pieces of one kind that exist and pass their checksum, by row."""
        collection, fields = self._collection + PIECES, ["parts", "digest", "data"]
        first = self._milvus.get(collection, [piece_id(kind, row) for row in rows], fields)
        counts = {row: int(first[piece_id(kind, row)]["parts"]) for row in rows if piece_id(kind, row) in first}
        others = [piece_id(kind, row, part) for row, parts in counts.items() for part in range(1, parts)]
        there = first | self._milvus.get(collection, others, fields)
        found: dict[int, bytes] = {}
        for row, parts in counts.items():
            ids = [piece_id(kind, row, part) for part in range(parts)]
            data = joined([there[one] for one in ids]) if there.keys() >= set(ids) else None
            if data is not None:
                found[row] = data
        return found

    def passages(self, first: int, after: int) -> list[Mapping[str, Any]]:
        """Return the passages of clauses from `first` to before `after`, with all fields, in corpus order."""
        within = f"id >= {passage_id(first)} and id < {passage_id(after)}"
        return list(chain.from_iterable(self._milvus.walk(self._collection, within, ["*"], _WALKED)))

    def all_clauses(self) -> Iterator[Clause]:
        """Yield every clause in corpus order, a few hundred in memory at a time."""
        return map(without_unlikely_themes, self.stored_clauses())

    def stored_clauses(self) -> Iterator[Clause]:
        """Yield every clause as `all_clauses` does, but with all suggested themes, including those for review only."""
        for start in range(0, self.manifest.clauses, _WALKED):
            rows = range(start, min(start + _WALKED, self.manifest.clauses))
            found = self._read_stored(rows)
            yield from (found[row] for row in rows)

    def require_full(self) -> FullIndex:
        """Raise an error, as Milvus holds no phrases and no chains."""
        raise ClauseIndexError(
            "precedents, histories and comparisons need an index in a folder, and this one is in Milvus "
            f"({self._address}); where it was built, add '--index {self._address.folder}'"
        )

    def _rows(self, within: str) -> list[int]:
        return list(dict.fromkeys(map(row_of, self._milvus.ids(self._collection, within))))

    def _read_references(self) -> ReferencesByClause:
        return references_from_json(self.pieces(Kind.ABOUT, [About.REFERENCES])[About.REFERENCES])

    def _read_clauses(self, rows: Sequence[int]) -> dict[int, Clause]:
        return {row: without_unlikely_themes(clause) for row, clause in self._read_stored(rows).items()}

    def _read_stored(self, rows: Sequence[int]) -> dict[int, Clause]:
        return {row: clause_from_record(json.loads(data)) for row, data in self.pieces(Kind.CLAUSE, rows).items()}

    def _read_tokens(self, rows: Sequence[int]) -> dict[int, TokensPiece]:
        pieces = self.pieces(Kind.TOKENS, rows)
        return {row: TokensPiece.from_bytes(data, self.manifest.dimensions) for row, data in pieces.items()}

    def _read_vectors(self, rows: Sequence[int]) -> dict[int, Vectors]:
        passages = {
            row: [passage_id(row, window) for window in range(len(tokens))]
            for row, tokens in zip(rows, self.tokens_at(rows), strict=True)
        }
        found = self._milvus.get(self._collection, list(chain.from_iterable(passages.values())), ["vector"])
        try:
            return {
                row: pool(np.array([found[one]["vector"] for one in ids], np.float32)) for row, ids in passages.items()
            }
        except KeyError:
            raise self._lost() from None

    def _read_wordings(self, rows: Sequence[int]) -> dict[int, tuple[int, int]]:
        found = self._milvus.get(self._collection, [passage_id(row) for row in rows], ["wording", "same"])
        if len(found) < len(rows):
            raise self._lost()
        return {row_of(passage): _wording(entity) for passage, entity in found.items()}

    def _lost(self) -> ClauseIndexError:
        return ClauseIndexError(f"{self._address}: {self._collection} has lost some of its clauses; {REPAIR}")


def _wording(passage: Mapping[str, Any]) -> tuple[int, int]:
    """Return the first row with the words of a passage's clause, and the number of clauses with them."""
    return int(passage["wording"]), int(passage["same"])


def published(address: MilvusAddress) -> str | None:
    """Return the name of the published generation, or None; takes a millisecond or two.

    Raises:
        ClauseIndexError: If there is no answer, or it was built by another version.
    """
    collection = _target(address)
    return None if collection is None else _generation(address, collection)


def open_milvus(address: MilvusAddress) -> MilvusIndex:
    """Open the published generation, without its encoder.

    Raises:
        ClauseIndexError: If there is none, it was built by another version, or Milvus does not answer.
    """
    while True:
        collection = _target(address)
        if collection is None:
            raise NoIndexError(f"no index at {address}; build it with 'clausebot index build'")
        _generation(address, collection)
        try:
            return MilvusIndex(address, collection)
        except ClauseIndexError:
            # A build may have published and pruned in between; then the new one is the one to open.
            if _target(address) == collection:
                raise


def _target(address: MilvusAddress) -> str | None:
    """Return the published collection, or None; a missing database file is not created."""
    return None if address.file and not address.file.exists() else connect(address).aliased_collection(address.name)


def _generation(address: MilvusAddress, collection: str) -> str:
    found = generation_of(address.name, collection)
    if found is None:
        raise ClauseIndexError(
            f"{address} is the collection {collection}, which clausebot did not write; choose another name"
        )
    layout, generation = found
    if layout != LAYOUT:
        raise ClauseIndexError(
            f"{address} was built by another version of clausebot (layout {layout}; expected {LAYOUT}); {REPAIR}"
        )
    return generation
