"""What a clause cites is found, to the letter, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.clauses.adopted import is_of_year, year_of
from retrieval.clauses.clause import Symbol
from retrieval.clauses.references.find import find_references
from retrieval.clauses.references.paragraphs import Paragraphs
from tests.retrieval.made_clauses import clause

OWN = Paragraphs.of(("PP1", "1", "2", "2(a)", "2(b)", "3(a)", "3(b)", "4", "5", "6", "7", "annex-1", "annex-2"))


def _found(text: str, clause_id: str = "S/RES/2399(2018)#4") -> list[tuple[str, str]]:
    """Return the words that name something, and what."""
    return [(text[one.start : one.end], one.target) for one in find_references(clause(clause_id, text), OWN)]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Recalling its resolution 1325 (2000) of 31 October 2000,", "1325(2000)"),
        (
            "Recalling its resolutions 1325 (2000), 1820 (2008) and 1888 (2009),",
            "1325(2000) 1820(2008) 1888(2009)",
        ),
        (
            "resolutions 1261 (1999) of 25 August 1999, 1314 (2000) of 11 August 2000",
            "1261(1999) 1314(2000)",
        ),
        ("as outlined in Resolution 2322 and in light of", "2322(2016)"),
        ("resolutions 1457 and 1493 (2003), and S/RES/1533", "1457(2003) 1493(2003) 1533(2004)"),
        ("pursuant to paragraph 7 of resolution 1907 (2009) and", "1907(2009)#7 1907(2009)"),
        ("the measures in paragraphs 3 and 4 of Security Council resolution 1737 (2006)", "1737(2006)#3 #4 1737(2006)"),
        ("paragraphs 9 to 12 of its resolution 1572 (2004)", "1572(2004)#9 #10 #11 #12 1572(2004)"),
        (
            "paragraphs 8 (a) (i) and (ii), (b) and 9 of resolution 1718 (2006)",
            "1718(2006)#8(a)(i) #8(a)(ii) #8(b) #9 1718(2006)",
        ),
        ("preambular paragraph 3 of resolution 2178 (2014)", "2178(2014)#PP3 2178(2014)"),
        ("resolution 1609 (2005) of 24 June 2005, including paragraphs 4, 5 and 6", "1609(2005) #4 #5 #6"),
        ("resolution 1302 (2000), in particular paragraph 8 of that resolution", "1302(2000) #8"),
        ("resolutions 1267 (1999) and 1302 (2000), notably paragraph 8 of that resolution", "1267(1999) 1302(2000) #8"),
        ("resolutions 1267 (1999) and 1302 (2000) ask in paragraph 8 of that resolution", "1267(1999) 1302(2000)"),
        ("the report and resolution 687 (1991), and in particular paragraphs 2 and 3 thereof", "687(1991) #2 #3"),
        ("resolution 687 (1991) and the Outcome, with paragraph 2 thereof", "687(1991)"),
        ("Recalling resolution 661 (1990), paragraphs 3 (c) and 4 of which apply", "661(1990) #3(c) #4"),
        ("the criteria set out in paragraph 8, resolution 1844 (2008)", "1844(2008)#8 1844(2008)"),
        ("the requirement in paragraph 20 of UNSCR 1483 (2003)", "1483(2003)#20 1483(2003)"),
        ("paragraph 3 of resolution 661 (1990) and paragraph 20", "661(1990)#3 661(1990)"),
        ("in line with resolution 900 (1994), particularly operative paragraph 2", "900(1994) #2"),
        ("the report on resolution 1325 (2000) and as in operative paragraph 2", "1325(2000)"),
        ("Recalling its resolutions 1325 (2000), 1809 (2007) and 2033 (2012)", "1325(2000) 1809(2008) 2033(2012)"),
        ("resolution 1970 (2011) as modified by paragraph 13 of 2009 (2011)", "1970(2011) 2009(2011)#13 2009(2011)"),
    ],
)
def test_resolutions_and_their_paragraphs_are_recognised(text: str, targets: str) -> None:
    expected: list[str] = []
    for target in targets.split():
        document = expected[-1].partition("#")[0] if target.startswith("#") else "S/RES/"
        expected.append(f"{document}{target}")
    assert [target for _, target in _found(text)] == expected


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("as set out in paragraphs 2 (a) and 5 above", ["2(a)", "5"]),
        ("for the purposes of paragraph 3 below, and of paragraph 77 below", ["3"]),
        ("in accordance with paragraph 6 of the present resolution", ["6"]),
        ("the tasks of paragraphs 1 and 2 in this resolution", ["1", "2"]),
        ("the individuals described in paragraph 2 (a), (b) above", ["2(a)", "2(b)"]),
        ("acting under paragraph 5, may within paragraph 6, 15 days after", ["5", "6"]),
        ("under that agreement, the mandates requested in operative paragraph 2", ["2"]),
        ("activities in violation of international law, listed in paragraphs 2 and 3 across borders", ["2", "3"]),
        ("with law enforcement agencies, as in paragraph 3", ["3"]),
    ],
)
def test_paragraphs_of_its_own_resolution_are_those_that_it_has(text: str, targets: list[str]) -> None:
    assert [target for _, target in _found(text)] == [f"S/RES/2399(2018)#{place}" for place in targets]


def test_a_sub_paragraph_named_by_its_letter_stands_beside_the_clause_or_under_it() -> None:
    text = "as regards subparagraph (a) above"
    assert _found(text, "S/RES/2399(2018)#2(b)") == [("(a)", "S/RES/2399(2018)#2(a)")]
    assert _found(text, "S/RES/2399(2018)#3") == [("(a)", "S/RES/2399(2018)#3(a)")]
    assert _found(text, "S/RES/2399(2018)#5") == []
    assert _found("as regards subparagraph (a) of that list", "S/RES/2399(2018)#3") == []


def test_in_an_annex_its_own_numbers_come_first() -> None:
    text = "as set out in paragraph 2 above, and in paragraph 4 above"
    assert [target for _, target in _found(text, "S/RES/2399(2018)#annex-1")] == [
        "S/RES/2399(2018)#annex-2",
        "S/RES/2399(2018)#4",
    ]


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("the statement of its President (S/PRST/2000/7);", "S/PRST/2000/7"),
        ("the report of the Secretary-General S/2015/716.", "S/2015/716"),
        ("the letter (S/25704/Add.1) and", "S/25704/Add.1"),
        ("his report (S/7930/Add.10721),", "S/7930/Add.10721"),  # 107, and the mark of footnote 21
        ("of the Working Group (S/AC.51/2008/5),", "S/AC.51/2008/5"),
        ("the bulletin ST/SGB/2003/13 on", "ST/SGB/2003/13"),
        ("General Assembly resolution 60/1 of 16 September 2005", "A/RES/60/1"),
        ("General Assembly resolution 1514 (XV) of 14 December 1960", "A/RES/1514(XV)"),
        ("the Strategy — A/RES/60/288, welcomes", "A/RES/60/288"),
        ("Political Declaration (A/RES/S-26/2),", "A/RES/S-26/2"),
        ("Having considered the resolution 74/270 “Global solidarity” adopted by the Assembly", "A/RES/74/270"),
        (
            "relevant General Assembly resolutions, including those on aid, as well as resolution 59/276 XI",
            "A/RES/59/276",
        ),
        ("Recalling Presidential Statement 2015/25,", "S/PRST/2015/25"),
    ],
)
def test_other_documents_have_the_symbol_they_are_published_under(text: str, document: str) -> None:
    [(_, target)] = _found(text)
    assert target == document


def test_every_resolution_of_the_assembly_in_a_list_is_found_whatever_its_title() -> None:
    text = (
        "including resolution 70/104 entitled Safety of personnel, 70/106 entitled Strengthening, and 69/132 on health"
    )
    assert [target for _, target in _found(text)] == ["A/RES/70/104", "A/RES/70/106", "A/RES/69/132"]
    assert [target for _, target in _found("the presidential statements 2014/8 and 2015/25")] == [
        "S/PRST/2014/8",
        "S/PRST/2015/25",
    ]


def test_a_report_with_two_symbols_is_named_twice() -> None:
    assert [target for _, target in _found("his report A/64/742-S/2010/181;")] == ["A/64/742", "S/2010/181"]


@pytest.mark.parametrize(
    "text",
    [
        "the peaceful resolution of conflicts within 30 days of 31 October 2000",
        "Recalling resolution 1325 (1990)",  # of another year
        "the force of 1325 (1999) and resolution",
        "resolution 16/21 of the Human Rights Council",
        "under the law, as in paragraph 3",
        "the report, in particular operative paragraph 2 of the annex",
        "Human Rights Council resolution 16/1 and Commission on Human Rights resolution 1999/61",
        "in accordance with Economic and Social Council resolution 1996",
        "the review of this resolution 90 days after",
        "as recommended in paragraph 57 of the Secretary-General's report",
        "paragraphs 138 and 139 of the World Summit Outcome Document and paragraph 2 thereof",
        "the observations of the report, in particular paragraph 5",
        "Article 2, paragraph 4, of the Charter of the United Nations",
        "its resolution on children; a force of 1325 (2000 of them women)",
        "and/or the S/he of A/B testing",
        "Recalling resolution 2248 (S-V) of 19 May 1967, by which it established a Council for Namibia,",
        "Taking note of resolution 2183 (LIII) of the Trusteeship Council of 28 May 1986,",
        "Recalling its resolution 377 A (V),",
    ],
)
def test_what_is_not_certain_is_left_out(text: str) -> None:
    assert _found(text) == []


def test_a_resolution_does_not_cite_itself() -> None:
    assert _found("Recalling resolution 2399 (2018)") == []


_NUMBERS = st.integers(1, 2767)


@given(st.lists(_NUMBERS, min_size=1, unique=True), st.sampled_from([", ", " and ", ", and ", ",", " as well as "]))
def test_every_resolution_of_a_list_is_found_with_its_range(numbers: list[int], between: str) -> None:
    symbols = [Symbol(number, year_of(number) or 0) for number in numbers if number != 2399]
    written = [f"{symbol.number} ({symbol.year})" for symbol in symbols]
    found = _found(f"Recalling its resolutions {between.join(written)},")
    assert found == [(text, symbol.compact) for text, symbol in zip(written, symbols, strict=True)]


_WORDS = st.sampled_from(
    "resolution resolutions paragraph paragraphs of its this above below and to , ( ) (a) (ii) - 1 7 12 1325 (2000) "
    "60/1 S/2015/716 S/RES/1325 General Assembly (XV) thereof subparagraph , in particular".split(" ")
)


@given(st.one_of(st.text(), st.lists(_WORDS, max_size=40).map(" ".join)))
def test_whatever_is_read_ranges_lie_in_order_and_name_what_is_possible(text: str) -> None:
    found = find_references(clause("S/RES/2399(2018)#4", text), OWN)
    assert list(found) == sorted(found, key=lambda one: (one.start, one.end))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        if one.resolution:
            assert is_of_year(one.resolution.number, one.resolution.year)
        if one.document == "S/RES/2399(2018)":
            assert one.paragraph in OWN.named
