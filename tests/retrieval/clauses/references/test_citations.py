"""References are followed both ways."""

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Symbol
from retrieval.clauses.references.citations import CitationGraph, distinct
from retrieval.clauses.references.find import find_all_references
from retrieval.clauses.references.network import network_of
from tests.retrieval.made_clauses import clause

CLAUSES = [
    clause("S/RES/1325(2000)#1", "Urges Member States;"),
    clause("S/RES/1325(2000)#1(a)", "to ensure;"),
    clause("S/RES/1325(2000)#2", "Recalls paragraph 1 above and resolution 1261 (1999);"),
    clause("S/RES/1820(2008)#PP1", "Recalling resolutions 1325 (2000) and 1261 (1999),"),
    clause("S/RES/1820(2008)#3", "Renews paragraphs 1 (a) and 9 of resolution 1325 (2000);"),
    clause("S/RES/1888(2009)#4", "Renews paragraph 1 of resolution 1325 (2000), and resolution 1820 (2008);"),
]
CITATIONS = CitationGraph(lambda: find_all_references(CLAUSES))
S1325, S1820, S1888 = Symbol(1325, 2000), Symbol(1820, 2008), Symbol(1888, 2009)


def test_a_paragraph_is_cited_where_it_is_named_and_where_the_whole_of_it_is() -> None:
    assert CITATIONS.citing(S1325.compact, "1") == ["S/RES/1325(2000)#2", "S/RES/1888(2009)#4"]
    assert CITATIONS.citing(S1325.compact, "1(a)") == ["S/RES/1325(2000)#2", "S/RES/1820(2008)#3", "S/RES/1888(2009)#4"]
    assert CITATIONS.citing(S1325.compact, "2") == []


def test_a_resolution_is_cited_by_the_clauses_of_others() -> None:
    assert CITATIONS.citing(S1325.compact) == ["S/RES/1820(2008)#PP1", "S/RES/1820(2008)#3", "S/RES/1888(2009)#4"]
    assert CITATIONS.citing(S1888.compact) == []
    assert CITATIONS.citing("S/RES/1888(2009)") == []


def test_what_cites_several_clauses_is_in_the_order_of_the_library() -> None:
    citing = CITATIONS.citing_any(Citation(1325, 2000, "1"), CLAUSES[:2])
    assert citing == ["S/RES/1325(2000)#2", "S/RES/1820(2008)#3", "S/RES/1888(2009)#4"]


def test_a_document_is_cited_where_a_revision_of_it_is() -> None:
    name = "S/RES/1674(2006)#20"
    graph = CitationGraph(
        lambda: find_all_references([clause(name, "Recalls the report of the Committee (A/59/19/Rev.1);")])
    )
    assert graph.citing("A/59/19/Rev.1") == graph.citing("A/59/19") == [name]
    assert graph.citing("A/59/19/Rev.2") == graph.citing("A/59/1") == []


def test_whatever_a_clause_cites_is_cited_by_it() -> None:
    assert len(CITATIONS.by_clause) == 4
    for name, references in CITATIONS.by_clause.items():
        for one in references:
            assert one.resolution
            if one.paragraph or not name.startswith(f"{one.document}#"):
                assert name in CITATIONS.citing(one.document, one.paragraph)


def test_it_is_known_what_the_library_has() -> None:
    held = {one.target: one.held for one in CITATIONS.cites("S/RES/1820(2008)#3")}
    assert held == {"S/RES/1325(2000)#1(a)": True, "S/RES/1325(2000)#9": False, "S/RES/1325(2000)": True}
    assert [one.held for one in CITATIONS.cites("S/RES/1820(2008)#PP1")] == [True, False]


def test_a_resolution_whose_paragraph_is_named_is_named_once() -> None:
    assert [one.name for one in distinct(CITATIONS.cites("S/RES/1888(2009)#4"))] == [
        "S/RES/1325 (2000), OP 1",
        "S/RES/1820 (2008)",
    ]


def test_the_network_counts_the_paragraphs_in_which_one_cites_another() -> None:
    network = network_of(CLAUSES, CITATIONS, lambda _: True, outside=False)
    assert [(node.symbol.number, node.cited_by) for node in network.nodes] == [(1325, 2), (1820, 1), (1888, 0)]
    assert [(edge.source, edge.target, edge.clauses) for edge in network.edges] == [
        (S1820, S1325, ("S/RES/1820(2008)#PP1", "S/RES/1820(2008)#3")),
        (S1888, S1325, ("S/RES/1888(2009)#4",)),
        (S1888, S1820, ("S/RES/1888(2009)#4",)),
    ]


def test_the_network_has_what_the_limits_allow_and_if_wanted_what_that_cites() -> None:
    def only_1820(one: object) -> bool:
        return one is CLAUSES[3]

    assert [node.symbol.number for node in network_of(CLAUSES, CITATIONS, only_1820, outside=False).nodes] == [1820]
    wide = network_of(CLAUSES, CITATIONS, only_1820, outside=True)
    assert [(node.symbol.number, node.held) for node in wide.nodes] == [(1261, False), (1325, True), (1820, True)]
    assert len(wide.edges) == 2
