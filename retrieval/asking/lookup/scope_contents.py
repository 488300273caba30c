"""Clauses that the scope of a question allows, without a search."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.scope import Scope
from retrieval.index.facts import symbols_within
from retrieval.index.protocol import ClauseIndex


def clauses_within(scope: Scope, index: ClauseIndex) -> Iterator[tuple[int, Clause]]:
    """Yield the clauses that a scope allows, each with its row, resolution by resolution."""
    for symbol in symbols_within(scope, index.facts):
        rows = index.rows_of(Citation.of(symbol)).tolist()
        yield from (one for one in zip(rows, index.clauses_at(rows), strict=True) if scope.allows(one[1]))
