"""Index generation: one read-only version of the index on disk, opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from embeddings.encoder import Vectors
from embeddings.typed import check_fields
from retrieval.arrays import Mask, Rows, first_of_each
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.references.citations import CitationGraph
from retrieval.clauses.scope import Scope
from retrieval.errors import ClauseIndexError
from retrieval.index.chains import Chains
from retrieval.index.columns import COLUMNS_FILE, Columns
from retrieval.index.dense import OWNERS_FILE, VECTORS_FILE, DenseIndex
from retrieval.index.facts import LibraryFacts, facts_from_json
from retrieval.index.files import REPAIR, reading
from retrieval.index.manifest import Manifest
from retrieval.index.mapped import check_within, map_array
from retrieval.index.phrases import STARTS_FILE, PhraseIndex
from retrieval.index.pieces import DIGESTS_FILE, Piece, Pieces
from retrieval.index.publishing import check_files, published, read_manifest
from retrieval.index.records import CLAUSES_FILE, ClauseRecords
from retrieval.index.references import open_references
from retrieval.index.shortlist import SHORTLIST_FILE
from retrieval.index.tokens import EDGES_FILE, TOKENS_FILE, TokenIndex, Tokens

WORDINGS_FILE = "wordings.npy"
FACTS_FILE = "facts.json"


@dataclass(frozen=True, slots=True)
class Generation:
    """Opened index generation: a `FullIndex` memory-mapped from one folder.

    Attributes:
        clauses: Clauses in corpus order, read from disk on demand.
        wordings: Wording of each clause: the row of the first clause with the same words.
        citations: Citation graph of its clauses.
    """

    manifest: Manifest
    facts: LibraryFacts
    clauses: ClauseRecords
    columns: Columns
    wordings: Rows
    dense: DenseIndex
    tokens: TokenIndex
    pieces: Pieces
    phrases: PhraseIndex
    chains: Chains
    citations: CitationGraph

    def nearest(self, query: Vectors, scope: Scope, count: int) -> tuple[Rows, Vectors]:
        """Rank the clauses that a scope allows; see `ClauseIndex`."""
        return self.nearest_of(query, self.columns.allowed(scope), count)

    def nearest_of(self, query: Vectors, allowed: Mask | None, count: int) -> tuple[Rows, Vectors]:
        """Rank the clauses of a mask; see `ClauseIndex.nearest`.

        Args:
            query: One unit vector, shape (dim,).
            allowed: Mask of the clauses to rank; None for all.
            count: Least distinct wordings to rank, if there are so many.
        """
        most = len(self.clauses) if allowed is None else int(np.count_nonzero(allowed))
        wanted = min(2 * count, most)
        while True:
            rows, cosines = self.dense.nearest(query, wanted, allowed)
            firsts = first_of_each(self.wordings[rows])
            if len(firsts) > count:
                cut = firsts[count]
                return rows[:cut], cosines[:cut]
            if wanted == most:
                return rows, cosines
            wanted = min(4 * wanted, most)

    def first_allowed(self, scope: Scope, count: int) -> Rows:
        """Return the first clauses that a scope allows; see `ClauseIndex`."""
        allowed = self.columns.allowed(scope)
        firsts = first_of_each(self.wordings if allowed is None else self.wordings[allowed])
        rows: Rows = firsts if allowed is None else np.flatnonzero(allowed)[firsts]
        return rows[:count]

    def rows_of(self, citation: Citation) -> Rows:
        """Return the clauses that a citation names; see `ClauseIndex`."""
        inside = np.flatnonzero(self.columns.of(citation)).tolist()
        return np.array([row for row in inside if citation.covers(self.clauses[row])], np.int64)

    def clauses_at(self, rows: Iterable[int]) -> list[Clause]:
        """Return the clauses of some rows; see `ClauseIndex`."""
        return [self.clauses[row] for row in rows]

    def all_clauses(self) -> ClauseRecords:
        """Return every clause, in corpus order."""
        return self.clauses

    def require_full(self) -> Generation:
        """Return the generation itself, which has phrases and chains."""
        return self

    def wordings_at(self, rows: Rows) -> Rows:
        """Return the wordings of some rows; see `ClauseIndex`."""
        return self.wordings[rows]

    def duplicates_of(self, row: int) -> list[int]:
        """Return the rows with the same words as one; see `ClauseIndex`."""
        same: list[int] = np.flatnonzero(self.wordings == self.wordings[row]).tolist()
        return same

    def later(self, row: int, many: int) -> list[int]:
        """Return the latest clauses that continue one; see `ClauseIndex`."""
        latest: list[int] = self.chains.later(row)[:many].tolist()
        return latest

    def vectors_at(self, rows: Rows) -> Vectors:
        """Return a unit vector for each clause; see `ClauseIndex`."""
        return self.dense.clause_vectors(rows)

    def tokens_at(self, rows: Sequence[int]) -> list[list[Tokens]]:
        """Return the tokens of clauses; see `ClauseIndex`."""
        some = np.array(rows, np.int64)
        for row in self.pieces.unchecked(some, Piece.TOKENS):
            start, end = self.dense.starts[row : row + 2]
            self.pieces.check(row, Piece.TOKENS, self.tokens.raw(start, end).data, TOKENS_FILE)
        bounds = list(zip(self.dense.starts[some].tolist(), self.dense.starts[some + 1].tolist(), strict=True))
        passages = np.array([passage for start, end in bounds for passage in range(start, end)], np.int64)
        tokens = iter(self.tokens.at(passages))
        return [list(islice(tokens, end - start)) for start, end in bounds]


def open_generation(index: Path) -> Generation:
    """Open the published generation, without its encoder.

    Files that a question reads as a whole are checksum-verified now; the others piece by piece, on first read.

    Raises:
        ClauseIndexError: If there is none, or a file is missing or was changed.
    """
    while True:
        name = published(index)
        folder, manifest = read_manifest(index)
        try:
            check_files(folder, manifest, piecemeal(manifest))
            return _open(folder, manifest)
        except ClauseIndexError:
            # A build may have published another generation and pruned this one meanwhile: then open the new one.
            if published(index) == name:
                raise


def piecemeal(manifest: Manifest) -> set[str]:
    """Return the names of the files that are read, and so checksum-verified, piece by piece."""
    return {CLAUSES_FILE, TOKENS_FILE} | ({VECTORS_FILE} if SHORTLIST_FILE in manifest.files else set())


def read_clauses(folder: Path, manifest: Manifest) -> ClauseRecords:
    """Return the clauses of a generation in corpus order, without opening the search structures.

    Raises:
        ClauseIndexError: If they were changed since the index was built.
    """
    check_files(folder, manifest, piecemeal(manifest))
    return ClauseRecords.open(folder, Pieces.open(folder))


def _open(folder: Path, manifest: Manifest) -> Generation:
    pieces = Pieces.open(folder)
    with reading(folder / FACTS_FILE):
        facts = facts_from_json((folder / FACTS_FILE).read_bytes(), manifest.vocabulary)
        check_fields(facts)
    generation = Generation(
        manifest,
        facts,
        clauses=ClauseRecords.open(folder, pieces),
        columns=Columns.open(folder),
        wordings=map_array(folder / WORDINGS_FILE, np.int64),
        dense=DenseIndex.open(folder, pieces),
        tokens=TokenIndex.open(folder, manifest.dimensions),
        pieces=pieces,
        phrases=PhraseIndex.open(folder),
        chains=Chains.open(folder, len(pieces)),
        citations=open_references(folder),
    )
    check_within(folder / WORDINGS_FILE, generation.wordings, 0, manifest.clauses)
    _check_counts(folder, generation)
    return generation


def _check_counts(folder: Path, opened: Generation) -> None:
    """Check that all files have the same number of clauses.

    Raises:
        ClauseIndexError: If one has another number; the message names it.
    """
    manifest, dense = opened.manifest, opened.dense
    counts = (
        (DIGESTS_FILE, "clauses", len(opened.pieces), manifest.clauses),
        (COLUMNS_FILE, "clauses", len(opened.columns.table), manifest.clauses),
        (WORDINGS_FILE, "clauses", len(opened.wordings), manifest.clauses),
        (OWNERS_FILE, "clauses", len(dense.starts) - 1, manifest.clauses),
        (STARTS_FILE, "clauses", len(opened.phrases.starts) - 1, manifest.clauses),
        (VECTORS_FILE, "passages", len(dense.vectors), manifest.passages),
        (EDGES_FILE, "passages", len(opened.tokens.edges) - 1, manifest.passages),
        (VECTORS_FILE, "dimensions", dense.vectors.shape[1], manifest.dimensions),
    )
    for name, what, found, expected in counts:
        if found != expected:
            raise ClauseIndexError(f"{folder / name} has {found} {what}; expected {expected}; {REPAIR}")
