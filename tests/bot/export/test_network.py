"""The citation network as files for other programs."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx
import pytest

from bot.export.drawing import MOST, as_svg
from bot.export.network import as_graphml, as_json
from bot.export.target import ExportError
from retrieval.clauses.clause import Symbol
from retrieval.clauses.references.citations import CitationGraph
from retrieval.clauses.references.find import find_all_references
from retrieval.clauses.references.network import Network, Node, network_of
from tests.retrieval.clauses.references.test_citations import CLAUSES

NETWORK = network_of(CLAUSES, CitationGraph(lambda: find_all_references(CLAUSES)), lambda _: True, outside=True)
_SVG = "{http://www.w3.org/2000/svg}"


def test_graphml_and_json_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "network.graphml").write_bytes(as_graphml(NETWORK))
    read = networkx.read_graphml(tmp_path / "network.graphml")
    linked = networkx.node_link_graph(json.loads(as_json(NETWORK)), edges="edges")
    for graph in (read, linked):
        assert list(graph.nodes) == ["S/RES/1261(1999)", "S/RES/1325(2000)", "S/RES/1820(2008)", "S/RES/1888(2009)"]
        assert graph.nodes["S/RES/1261(1999)"]["held"] is False
        assert graph.nodes["S/RES/1325(2000)"]["cited_by"] == 2
        assert graph.edges["S/RES/1820(2008)", "S/RES/1325(2000)"]["count"] == 2
        assert graph.number_of_edges() == 5
    assert read.edges["S/RES/1820(2008)", "S/RES/1325(2000)"]["paragraphs"] == "PP1;3"
    clauses = linked.edges["S/RES/1820(2008)", "S/RES/1325(2000)"]["clauses"]
    assert clauses == ["S/RES/1820(2008)#PP1", "S/RES/1820(2008)#3"]


def test_the_picture_says_what_it_shows_and_names_each_resolution_once() -> None:
    svg = ET.fromstring(as_svg(NETWORK, "Source: <here> & there"))
    assert svg.attrib["role"] == "img"
    assert svg.findtext(f"{_SVG}title") == "Which Security Council resolutions cite which, 1999 to 2009"
    assert "Cited most: S/RES/1261 (1999), by 2 resolutions; S/RES/1325 (2000), by 2 resolutions;" in (
        svg.findtext(f"{_SVG}desc") or ""
    )
    words = [word.text for word in svg.iter(f"{_SVG}text")]
    assert [word for word in words if word and word.startswith("S/RES")] == [str(node.symbol) for node in NETWORK.nodes]
    assert words[-1] == "Source: <here> & there"
    tips = [path.findtext(f"{_SVG}title") for path in svg.iter(f"{_SVG}path")]
    assert "S/RES/1820 (2008) cites S/RES/1325 (2000) in PP 1, OP 3" in tips
    assert len(tips) == 5
    assert not list(svg.iter(f"{_SVG}script"))


def test_time_runs_down() -> None:
    svg = ET.fromstring(as_svg(NETWORK, ""))
    heights = [float(circle.attrib["cy"]) for circle in svg.iter(f"{_SVG}circle")]
    assert heights == sorted(heights)
    assert len(set(heights)) == len(NETWORK.nodes)


def test_a_picture_of_too_many_is_refused_with_what_to_do() -> None:
    nodes = tuple(Node(Symbol(number, 2000), None, True, 0) for number in range(MOST + 1))
    with pytest.raises(ExportError, match=r"201 resolutions are too many .* limit them, as with --since 2010"):
        as_svg(Network(nodes, ()), "")
