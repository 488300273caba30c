"""Export of a citation network: GraphML and node-link JSON."""

from __future__ import annotations

import json
from typing import Any

import networkx

from retrieval.clauses.references.network import Edge, Network, Node


def as_json(network: Network) -> bytes:
    """Return a network as node-link JSON, which networkx and d3 read."""
    content = {
        "directed": True,
        "multigraph": False,
        "graph": {},
        "nodes": [{"id": node.symbol.compact, **_of_node(node)} for node in network.nodes],
        "edges": [
            {
                "source": edge.source.compact,
                "target": edge.target.compact,
                "count": len(edge.clauses),
                "clauses": list(edge.clauses),
            }
            for edge in network.edges
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def as_graphml(network: Network) -> bytes:
    """Return a network as GraphML, which Gephi, yEd, Cytoscape and igraph read."""
    graph = networkx.DiGraph()
    for node in network.nodes:
        # GraphML has no null value: unknown attributes are omitted.
        known = {name: value for name, value in _of_node(node).items() if value is not None}
        graph.add_node(node.symbol.compact, **known)
    for edge in network.edges:
        graph.add_edge(edge.source.compact, edge.target.compact, **_of_edge(edge))
    return "\n".join([*networkx.generate_graphml(graph), ""]).encode()


def _of_node(node: Node) -> dict[str, Any]:
    return {
        "label": str(node.symbol),
        "number": node.symbol.number,
        "year": node.symbol.year,
        "date": node.date.isoformat() if node.date else None,
        "held": node.held,
        "cited_by": node.cited_by,
        "url": node.symbol.url,
    }


def _of_edge(edge: Edge) -> dict[str, Any]:
    paragraphs = ";".join(name.partition("#")[2] for name in edge.clauses)
    return {"count": len(edge.clauses), "weight": len(edge.clauses), "paragraphs": paragraphs}
