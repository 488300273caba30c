import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.clauses.citation import Citation, find_cited, is_part_of, parse_citation, short_citation
from retrieval.clauses.clause import ClauseKind, Symbol, full_citation
from retrieval.errors import CitationError
from tests.retrieval.made_clauses import clause


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S/RES/2331 (2016), operative paragraph 2 (a)", Citation(2331, 2016, "2(a)")),
        ("S/RES/2331 (2016), OP 2 (a)", Citation(2331, 2016, "2(a)")),
        ("2331 OP2a", Citation(2331, None, "2(a)")),
        ("SCR 2331 para. 2(a)", Citation(2331, None, "2(a)")),
        ("s/res/2331(2016) 2 (a)", Citation(2331, 2016, "2(a)")),
        ("S/RES/2331(2016)#2(a)", Citation(2331, 2016, "2(a)")),
        ("UNSCR 1325", Citation(1325, None, None)),
        ("Security Council resolution 1325 (2000)", Citation(1325, 2000, None)),
        ("S/RES/1325(2000)#PP4", Citation(1325, 2000, "PP4")),
        ("1325 preambular paragraph 4", Citation(1325, None, "PP4")),
        ("1325, PP 4", Citation(1325, None, "PP4")),
        ("1989 OP 10 (b) (ii)", Citation(1989, None, "10(b)(ii)")),
        ("1989 10bii", Citation(1989, None, "10(b)(ii)")),
        ("1989 10 i", Citation(1989, None, "10(i)")),
        ("S/RES/1454(2002)#annex-B.3", Citation(1454, 2002, "annex-B.3")),
        ("1454 (2002), annex, paragraph B.3", Citation(1454, 2002, "annex-B.3")),
        ("S/RES/1353(2001)#annex-I.A.1", Citation(1353, 2001, "annex-I.A.1")),
        ("S/RES/1966(2010)#annex-1.3", Citation(1966, 2010, "annex-1.3")),
        ("1966 annex 1, article 12 bis, paragraph 3 (a)", Citation(1966, None, "annex-1.art12bis.3(a)")),
        ("955 annex, art. IV", Citation(955, None, "annex-artIV")),
        ("345 (1974), annex, rule 42", Citation(345, 1974, "annex-rule42")),
        ("101 (1953) OP A.2", Citation(101, 1953, "A.2")),
        ("resolution 1 (1946) para 2", Citation(1, 1946, "2")),
        ("paragraph 1 of resolution 1325 (2000)", Citation(1325, 2000, "1")),
        ("Preambular paragraph 4 of S/RES/1325 (2000).", Citation(1325, 2000, "PP4")),
        ("OP 2 (a) of 2331", Citation(2331, None, "2(a)")),
    ],
)
def test_every_written_form_is_understood(text: str, expected: Citation) -> None:
    assert parse_citation(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "women",
        "S/RES/",
        "2331 OP",
        "2331 OP two",
        "13255",
        "2331 and what follows",
        "paragraph 2 of the draft",
        "paragraph of 2331",
    ],
)
def test_what_is_no_citation_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(CitationError, match="expected something like 'S/RES/2331"):
        parse_citation(text)


@pytest.mark.parametrize(
    ("kind", "paragraph", "expected"),
    [
        (ClauseKind.OPERATIVE, "2(a)", "S/RES/2331 (2016), operative paragraph 2 (a)"),
        (ClauseKind.OPERATIVE, "10(b)(ii)", "S/RES/2331 (2016), operative paragraph 10 (b) (ii)"),
        (ClauseKind.PREAMBULAR, "PP4", "S/RES/2331 (2016), preambular paragraph 4"),
        (ClauseKind.ANNEX, "annex-B.3", "S/RES/2331 (2016), annex, paragraph B.3"),
        (ClauseKind.ANNEX, "annex-art3", "S/RES/2331 (2016), annex, article 3"),
        (ClauseKind.ANNEX, "annex-1.art3.2(a)", "S/RES/2331 (2016), annex 1, article 3, paragraph 2 (a)"),
        (ClauseKind.OPERATIVE, None, "S/RES/2331 (2016), paragraph not numbered in this source"),
    ],
)
def test_citations_name_resolution_and_paragraph(kind: ClauseKind, paragraph: str | None, expected: str) -> None:
    assert full_citation(Symbol(2331, 2016), kind, paragraph) == expected


@pytest.mark.parametrize(
    "clause_id",
    [
        "S/RES/2331(2016)#2(a)",
        "S/RES/1325(2000)#PP4",
        "S/RES/1454(2002)#annex-B.3",
        "S/RES/1353(2001)#annex-I.A.1",
        "S/RES/1966(2010)#annex-1.art3.2(a)",
        "S/RES/345(1974)#annex-rule42",
    ],
)
def test_a_short_citation_can_be_typed_back(clause_id: str) -> None:
    symbol, _, paragraph = clause_id.partition("#")
    parsed = parse_citation(short_citation(clause_id))
    assert (f"S/RES/{parsed.number}({parsed.year})", parsed.paragraph) == (symbol, paragraph)


@given(
    st.from_regex(
        r"[0-9]{1,4}( \([0-9]{4}\))?(,? (OP|PP|annex) ?([A-D]\.)?[0-9]{1,3}( ?\([a-z]{1,3}\)){0,3})?", fullmatch=True
    )
)
def test_every_citation_that_was_read_is_read_back_from_its_words(text: str) -> None:
    """Records hold citations as words."""
    citation = parse_citation(text)
    assert parse_citation(str(citation)) == citation


CLAUSES = [clause("S/RES/2331(2016)#PP1"), *(clause(f"S/RES/2331(2016)#{n}") for n in ("2", "2(a)", "2(b)", "20"))]


def test_a_paragraph_comes_with_its_sub_paragraphs_and_no_others() -> None:
    found = find_cited(parse_citation("2331 OP 2"), CLAUSES)
    assert [c.paragraph for c in found] == ["2", "2(a)", "2(b)"]


def test_an_article_comes_with_its_paragraphs_and_no_others() -> None:
    names = ["annex-art1.1", "annex-art1.1(a)", "annex-art1(a)", "annex-art11.1", "annex-1.1"]
    assert [is_part_of(name, "annex-art1") for name in names] == [True, True, True, False, False]
    assert not is_part_of("annex-1.3", "annex-1")


def test_an_absent_paragraph_is_an_error_that_lists_those_there_are() -> None:
    with pytest.raises(CitationError, match=r"no paragraph 7 of S/RES/2331 \(2016\).*it has PP1, 2, 2\(a\)"):
        find_cited(parse_citation("2331 OP 7"), CLAUSES)


def test_the_year_must_be_that_of_the_resolution() -> None:
    with pytest.raises(CitationError, match=r"no resolution S/RES/2331 \(2015\)"):
        find_cited(parse_citation("2331 (2015) OP 2"), CLAUSES)
