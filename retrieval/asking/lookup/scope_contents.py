"""Resolutions and clauses that the scope of a question allows, without a search."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, Symbol, first_and_last_day
from retrieval.clauses.scope import Scope
from retrieval.index.facts import LibraryFacts
from retrieval.index.protocol import ClauseIndex


def symbols_within(scope: Scope, facts: LibraryFacts) -> list[Symbol]:
    """Return the resolutions that a scope allows by symbol and date."""
    limits = scope.filters
    return sorted(
        symbol
        for symbol, day in facts.adopted.items()
        if (not limits.resolutions or any(one.names(symbol) for one in limits.resolutions))
        and not any(one.names(symbol) for one in scope.outside)
        and (limits.since is None or limits.since <= first_and_last_day(symbol, day)[1])
        and (limits.until is None or limits.until >= first_and_last_day(symbol, day)[0])
    )


def clauses_within(scope: Scope, index: ClauseIndex) -> Iterator[tuple[int, Clause]]:
    """Yield the clauses that a scope allows, each with its row, resolution by resolution."""
    for symbol in symbols_within(scope, index.facts):
        rows = index.rows_of(Citation.of(symbol)).tolist()
        yield from (one for one in zip(rows, index.clauses_at(rows), strict=True) if scope.allows(one[1]))
