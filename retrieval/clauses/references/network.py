"""The resolutions of a library as a network: which cites which, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from retrieval.clauses.clause import Clause, Symbol
from retrieval.clauses.references.citations import Citations


@dataclass(frozen=True, slots=True)
class Node:
    """A resolution.

    Attributes:
        date: Of its adoption; None where it is not known.
        held: Whether its text is in the library.
        cited_by: How many resolutions of the network cite it.
    """

    symbol: Symbol
    date: date | None
    held: bool
    cited_by: int


@dataclass(frozen=True, slots=True)
class Edge:
    """That a resolution cites another, and the ids of the clauses in which it does, in corpus order."""

    source: Symbol
    target: Symbol
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Resolutions by date of adoption, the oldest first, and what they cite, in the same order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network_of(
    clauses: Iterable[Clause], citations: Citations, allows: Callable[[Clause], bool], *, outside: bool
) -> Network:
    """Return the network of the resolutions with a clause that is allowed, by the references of those clauses.

    Args:
        clauses: Of a library.
        citations: Of the same library.
        allows: Says of a clause whether it counts.
        outside: Whether resolutions that are cited, but have no clause that counts, are part of the network.
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
    order = sorted(symbols, key=lambda symbol: (symbol.year, symbol.number))
    place = {symbol: n for n, symbol in enumerate(order)}
    cited: dict[Symbol, int] = defaultdict(int)
    kept = sorted(edges, key=lambda edge: (place[edge.source], place[edge.target]))
    for edge in kept:
        cited[edge.target] += 1
    nodes = (Node(symbol, adopted.get(symbol), symbol in adopted, cited[symbol]) for symbol in order)
    return Network(tuple(nodes), tuple(kept))
