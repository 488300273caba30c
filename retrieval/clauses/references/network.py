"""Citation network of a library's resolutions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from retrieval.clauses.clause import Clause, Symbol
from retrieval.clauses.references.citations import CitationGraph


@dataclass(frozen=True, slots=True)
class Node:
    """Resolution in the citation network.

    Attributes:
        date: Of its adoption; None if unknown.
        held: Whether its text is in the library.
        cited_by: Number of resolutions of the network that cite it.
    """

    symbol: Symbol
    date: date | None
    held: bool
    cited_by: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Citation of one resolution by another, with the ids of the citing clauses, in corpus order."""

    source: Symbol
    target: Symbol
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by date of adoption, the oldest first, and edges in the same order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network_of(
    clauses: Iterable[Clause], citations: CitationGraph, allows: Callable[[Clause], bool], *, outside: bool
) -> Network:
    """Build the citation network of the resolutions that have allowed clauses, by the references of those clauses.

    Args:
        clauses: The clauses of a library.
        citations: The citation graph of the same library.
        allows: Tests whether a clause counts.
        outside: Whether to include cited resolutions without a clause that counts.
    """
    adopted: dict[Symbol, date | None] = {}
    counted: dict[Symbol, None] = {}
    citing: dict[tuple[Symbol, Symbol], list[str]] = defaultdict(list)
    for clause in clauses:
        adopted[clause.symbol] = clause.date
        if not allows(clause):
            continue
        counted[clause.symbol] = None
        for target in dict.fromkeys(reference.resolution for reference in citations.cites(clause.id)):
            if target and target != clause.symbol:
                citing[clause.symbol, target].append(clause.id)
    if outside:
        counted.update(dict.fromkeys(target for _, target in citing))
    edges = [Edge(*pair, tuple(names)) for pair, names in citing.items() if pair[1] in counted]
    return _sorted(counted, adopted, edges)


def _sorted(symbols: Iterable[Symbol], adopted: Mapping[Symbol, date | None], edges: Iterable[Edge]) -> Network:
    """Sort the nodes by adoption, and edges by their nodes; count the citations of each node."""
    order = sorted(symbols, key=lambda symbol: (symbol.year, symbol.number))
    place = {symbol: n for n, symbol in enumerate(order)}
    cited: dict[Symbol, int] = defaultdict(int)
    kept = sorted(edges, key=lambda edge: (place[edge.source], place[edge.target]))
    for edge in kept:
        cited[edge.target] += 1
    nodes = (Node(symbol, adopted.get(symbol), symbol in adopted, cited[symbol]) for symbol in order)
    return Network(tuple(nodes), tuple(kept))
