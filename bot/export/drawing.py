"""SVG arc diagram of a citation network: resolutions in a column by date, an arc for each citation between two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import sqrt
from xml.etree import ElementTree as ET

from bot.export.target import ExportError
from bot.wording import counted
from retrieval.clauses.citation import short_pinpoint
from retrieval.clauses.references.network import Edge, Network, Node

MOST = 200
"""Maximum number of resolutions in a legible diagram."""

_ROW = 22
_TOP = 112
_BOTTOM = 48
_YEAR, _LABEL, _DOT = 16, 68, 268
"""X positions of years, symbols and dots, in pixels."""
_FLATTEST = 0.55
"""Horizontal reach of an arc, as a share of its height."""
_INK, _DIM, _ARC, _RULE = "#1a1a1a", "#595959", "#0b5394", "#d9d9d9"
_NAMED = 8
"""Maximum number of paragraphs in the tooltip of an arc."""


def as_svg(network: Network, source: str) -> bytes:
    """Draw a citation network as SVG.

    Args:
        network: Network with resolutions by date; at least one.
        source: Caption below the diagram.

    Raises:
        ExportError: If there are too many resolutions for a legible diagram.
    """
    if len(network.nodes) > MOST:
        raise ExportError(
            f"{len(network.nodes):,} resolutions are too many for a picture, which takes {MOST}; limit them, as with "
            "--since 2010 or --theme, or write them as graphml"
        )
    row = {node.symbol: n for n, node in enumerate(network.nodes)}
    longest = max((row[edge.source] - row[edge.target] for edge in network.edges), default=0)
    width = max(_DOT + 60 + round(abs(longest) * _ROW * _FLATTEST * 0.75), 720)
    height = _TOP + len(network.nodes) * _ROW + _BOTTOM
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "aria-labelledby": "title description",
            "font-family": "system-ui, 'Helvetica Neue', Arial, sans-serif",
            "font-size": "13",
        },
    )
    years = sorted({node.symbol.year for node in network.nodes})
    title = f"Which Security Council resolutions cite which, {years[0]} to {years[-1]}"
    legend = [
        "An arc joins a resolution with an older one that it cites: the wider, the more of its paragraphs do.",
        "A dot grows with the number of resolutions here that cite it, which stands beside it.",
    ]
    if not all(node.held for node in network.nodes):
        legend.append("Hollow dots are not in the library.")
    ET.SubElement(svg, "title", {"id": "title"}).text = title
    ET.SubElement(svg, "desc", {"id": "description"}).text = _described(network)
    ET.SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    _text(svg, _YEAR, 28, title, size=18, weight="bold")
    for n, line in enumerate(legend):
        _text(svg, _YEAR, 50 + 18 * n, line, fill=_DIM)
    svg.extend(_years(network, width))
    for edge in sorted(network.edges, key=lambda edge: len(edge.clauses)):  # heavy arcs are drawn above light ones
        svg.append(_arc(edge, _y(row[edge.source]), _y(row[edge.target])))
    for node in network.nodes:
        svg.extend(_node(node, _y(row[node.symbol])))
    _text(svg, _YEAR, height - 16, source, fill=_DIM, size=11)
    drawn: bytes = ET.tostring(svg, encoding="utf-8", xml_declaration=True)
    return drawn + b"\n"


def _described(network: Network) -> str:
    cited = sorted((node for node in network.nodes if node.cited_by), key=lambda node: -node.cited_by)[:5]
    most = "; ".join(f"{node.symbol}, by {counted(node.cited_by, 'resolution')}" for node in cited)
    return (
        f"{counted(len(network.nodes), 'resolution')}, {counted(len(network.edges), 'arc')}."
        f"{f' Cited most: {most}.' if most else ''}"
    )


def _y(row: int) -> float:
    return _TOP + _ROW * (row + 0.5)


def _years(network: Network, width: int) -> Iterator[ET.Element]:
    """Yield the time axis: a rule and a label above the first resolution of each year."""
    for year, nodes in groupby(enumerate(network.nodes), key=lambda at: at[1].symbol.year):
        first, _ = next(nodes)
        top = _y(first) - _ROW / 2
        yield ET.Element("line", {"x1": str(_YEAR), "x2": str(width), "y1": str(top), "y2": str(top), "stroke": _RULE})
        yield _word(_YEAR, top + 15, str(year), weight="bold", fill=_DIM)


def _node(node: Node, y: float) -> Iterator[ET.Element]:
    link = ET.Element("a", {"href": node.symbol.url})
    link.append(_word(_LABEL, y + 4, str(node.symbol)))
    yield link
    yield _word(_DOT - 18, y + 4, str(node.cited_by or ""), fill=_DIM, anchor="end", size=11)
    fill = _INK if node.held else "#ffffff"
    dot = {"cx": str(_DOT), "cy": str(y), "r": f"{2.5 + sqrt(node.cited_by):.1f}", "fill": fill, "stroke": _INK}
    circle = ET.Element("circle", dot)
    ET.SubElement(circle, "title").text = f"{node.symbol}: cited by {counted(node.cited_by, 'resolution')}"
    yield circle


def _arc(edge: Edge, y1: float, y2: float) -> ET.Element:
    reach = _DOT + abs(y1 - y2) * _FLATTEST
    count = len(edge.clauses)
    arc = ET.Element(
        "path",
        {
            "d": f"M{_DOT} {y1} C{reach:.0f} {y1} {reach:.0f} {y2} {_DOT} {y2}",
            "fill": "none",
            "stroke": _ARC,
            "stroke-width": f"{0.8 + 0.8 * sqrt(count - 1):.1f}",
            "stroke-opacity": f"{min(0.3 + 0.15 * (count - 1), 0.85):.2f}",
        },
    )
    places = [short_pinpoint(name) for name in edge.clauses]
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    ET.SubElement(arc, "title").text = f"{edge.source} cites {edge.target} in {', '.join(places[:_NAMED])}{more}"
    return arc


def _text(
    parent: ET.Element, x: float, y: float, text: str, *, fill: str = _INK, size: int = 13, weight: str = "normal"
) -> None:
    parent.append(_word(x, y, text, fill=fill, size=size, weight=weight))


def _word(
    x: float, y: float, text: str, *, fill: str = _INK, size: int = 13, weight: str = "normal", anchor: str = "start"
) -> ET.Element:
    place = {"x": str(x), "y": str(y), "fill": fill, "font-size": str(size)}
    word = ET.Element("text", {**place, "font-weight": weight, "text-anchor": anchor})
    word.text = text
    return word
