"""Citations in drafts, however they are written."""

import pytest

from retrieval.readers.drafts.markdown import read_markdown
from retrieval.verifying.draft_citations import citations_in, find_citations, is_possible
from retrieval.verifying.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Security Council resolution 1325 (2000)", ["S/RES/1325 (2000)"]),
        (
            "resolutions 1325 (2000), 1820 (2009) and 1888 (2009)",
            ["S/RES/1325 (2000)", "S/RES/1820 (2009)", "S/RES/1888 (2009)"],
        ),
        ("resolution 1325 of 31 October 2000", ["S/RES/1325 (2000)"]),
        ("resolution 1325, adopted in 2001,", ["S/RES/1325 (2001)"]),
        (
            "UNSCR 1325/2000; SCR 1820; UNSC Res. 1888; Res. 1889 (2009)",
            ["S/RES/1325 (2000)", "S/RES/1820", "S/RES/1888", "S/RES/1889 (2009)"],
        ),
        ("paragraph 8 (b) of resolution 1325 (2000)", ["S/RES/1325 (2000), OP 8 (b)"]),
        ("paragraph 8 of the landmark Security Council resolution 1325 (2000)", ["S/RES/1325 (2000), OP 8"]),
        (
            "S/RES/1325 (2000), paras. 4-6",
            ["S/RES/1325 (2000), OP 4", "S/RES/1325 (2000), OP 5", "S/RES/1325 (2000), OP 6"],
        ),
        ("S/RES/1325(2000), OP8b", ["S/RES/1325 (2000), OP 8 (b)"]),
        ("OP 8 of 1325 (2001), para. 2(b) of 1820 (2009)", ["S/RES/1325 (2001), OP 8", "S/RES/1820 (2009), OP 2 (b)"]),
        ("1325 OP 10; 2467 PP4", ["S/RES/1325, OP 10", "S/RES/2467, PP 4"]),
        ("resolution 1325 (2000), in its third preambular paragraph", ["S/RES/1325 (2000), PP 3"]),
        ("the 22nd preambular paragraph of resolution 2467 (2019)", ["S/RES/2467 (2019), PP 22"]),
        ("resolution 2467 (2019), annex, para. 3", ["S/RES/2467 (2019), annex 3"]),
        ("resolution 1325 (2000) (§ 8)", ["S/RES/1325 (2000), OP 8"]),
        (
            "Resolution 1325 (2000) is old. Paragraph 10 and, ibid., para. 11",
            ["S/RES/1325 (2000)", "S/RES/1325 (2000), OP 10", "S/RES/1325 (2000), OP 11"],
        ),
        (
            "resolution 1325 (2000). Paragraph 3 of that resolution",
            ["S/RES/1325 (2000)", "S/RES/1325 (2000), OP 3"],
        ),
        ("S/RES/1352 (2000)", ["S/RES/1352 (2000)"]),
        ("resolution 2151 of 2014, §16", ["S/RES/2151 (2014), OP 16"]),
        ("para. 6, S/RES/1612 (2005)", ["S/RES/1612 (2005), OP 6"]),
        ("resolution 2427 (2018), para. 6, S/RES/1612 (2005)", ["S/RES/2427 (2018), OP 6", "S/RES/1612 (2005)"]),
        ("Sub-paragraph (a) of paragraph 8 of resolution 1325 (2000)", ["S/RES/1325 (2000), OP 8 (a)"]),
        ("letter b of OP 8 of UNSCR 1325", ["S/RES/1325, OP 8 (b)"]),
        ("paragraph eleven of resolution 1325 (2000)", ["S/RES/1325 (2000), OP 11"]),
        ("UNSCR 1325, preambular paragraph twenty-one", ["S/RES/1325, PP 21"]),
        ("UNSCR 1325, OP XI, and 1820 (2008), PP IV", ["S/RES/1325, OP 11", "S/RES/1820 (2008), PP 4"]),
        ("point 11 of resolution 1325 (2000)", ["S/RES/1325 (2000), OP 11"]),
        ("op. para. 11 of resolution 1325 (2000)", ["S/RES/1325 (2000), OP 11"]),
        ("resolution 1325 (2000), paragraph one", ["S/RES/1325 (2000), OP 1"]),
        ("paragraph 8 of UNSC resolution 1325", ["S/RES/1325, OP 8"]),
        ("resolution 1325 (2000), in particular, paragraph 8", ["S/RES/1325 (2000), OP 8"]),
        ("resolution 1325 (2000) and paragraph 8", ["S/RES/1325 (2000), OP 8"]),
        ("resolution 1325 (2000), OP 8, in the context of talks", ["S/RES/1325 (2000), OP 8"]),
        ("resolution 1325 of October 31, 2000", ["S/RES/1325 (2000)"]),
        ("au paragraphe 8 b) de la résolution 1325 (2000)", ["S/RES/1325 (2000), OP 8 (b)"]),
        ("la résolution 1325 (2000), dans son paragraphe 8", ["S/RES/1325 (2000), OP 8"]),
        (
            "les résolutions 1325 (2000), 1820 (2008) et 1888 (2010), par. 3",
            ["S/RES/1325 (2000)", "S/RES/1820 (2008)", "S/RES/1888 (2010), OP 3"],
        ),
        (
            "S/RES/1325 (2000), par. 3; S/RES/1820 (2008), párr. 4",
            ["S/RES/1325 (2000), OP 3", "S/RES/1820 (2008), OP 4"],
        ),
        (
            "les paragraphes 8 et 9 de la résolution 1325 (2000)",
            ["S/RES/1325 (2000), OP 8", "S/RES/1325 (2000), OP 9"],
        ),
        ("los párrafos 8 y 11 de la resolución 1325 (2000)", ["S/RES/1325 (2000), OP 8", "S/RES/1325 (2000), OP 11"]),
        ("Ziffern 9 und 10 der Resolution 1325 (2000)", ["S/RES/1325 (2000), OP 9", "S/RES/1325 (2000), OP 10"]),
        ("S/RES/1325 (2000), párrs. 2 y 40", ["S/RES/1325 (2000), OP 2", "S/RES/1325 (2000), OP 40"]),
        ("S/RES/1325 (2000), párrs. 2 y 31 de octubre", ["S/RES/1325 (2000), OP 2"]),
        ("S/RES/1325 (2000), paragraphe 2 et 12 femmes", ["S/RES/1325 (2000), OP 2"]),
        ("en el párrafo 8 de la resolución 1325 (2000)", ["S/RES/1325 (2000), OP 8"]),
        ("las resoluciones 1325 (2000) y 1820 (2009)", ["S/RES/1325 (2000)", "S/RES/1820 (2009)"]),
        ("la resolución 1325 (2000), en su párrafo 8", ["S/RES/1325 (2000), OP 8"]),
        ("Ziffer 8 der Resolution 1325 (2000)", ["S/RES/1325 (2000), OP 8"]),
        ("UNSCR 1325 (adopted on 31 October 2001), OP 8", ["S/RES/1325 (2001), OP 8"]),
        ("UNSCR 1325 (31 October 1999), OP 8", ["S/RES/1325 (1999), OP 8"]),
        ("the debate on UNSCR 1325 (29 October 2019), OP 8", ["S/RES/1325, OP 8"]),
        ("the debate on resolution 2493 (29 October 2020)", ["S/RES/2493"]),
        ("Council resolution 1325 in 2015 was reviewed", ["S/RES/1325"]),
        ("Debate on resolution 1325, on 29 October 2019", ["S/RES/1325"]),
        ("SCR 1325 (October 31, 2000) and 1820", ["S/RES/1325 (2000)"]),
        ("resolution 1325 (2000), adopted on 31 October 2001,", ["S/RES/1325 (2001)"]),
        ("resolution 1325 (2000) was reviewed in October 2015", ["S/RES/1325 (2000)"]),
        (
            "resolution 1325 (2000), pre-ambular para 3, OP no. 4",
            ["S/RES/1325 (2000), PP 3", "S/RES/1325 (2000), OP 4"],
        ),
        (
            "OP no. 4 of resolution 1325; PP #6 of 1820 (2008); ¶5 of resolution 1888",
            ["S/RES/1325, OP 4", "S/RES/1820 (2008), PP 6", "S/RES/1888, OP 5"],
        ),
        ("Resolution 1325 (2000), and resolution 2803, OP 4", ["S/RES/1325 (2000)", "S/RES/2803, OP 4"]),
        ("Resolutions 1325 (2000), 2493 and 2803", ["S/RES/1325 (2000)", "S/RES/2493", "S/RES/2803"]),
        ("Resolution 1325 (2000), OPs 4 and 5 do not go far.", ["S/RES/1325 (2000), OP 4", "S/RES/1325 (2000), OP 5"]),
        ("Resolution 1325 (2000), para. 9, 31 October 2000.", ["S/RES/1325 (2000), OP 9"]),
        ("S/RES/1325 (2000), paras. 4, 5 and 20 May", ["S/RES/1325 (2000), OP 4", "S/RES/1325 (2000), OP 5"]),
        ("S/RES/1325 (2000), par. 9, 31 octobre 2000", ["S/RES/1325 (2000), OP 9"]),
        ("S/RES/1325 (2000), párr. 9, 31 de octubre", ["S/RES/1325 (2000), OP 9"]),
        ("S/RES/1325 (2000), Ziff. 9, 31. Oktober", ["S/RES/1325 (2000), OP 9"]),
        ("S/RES/1325 (2000), OP 9, 15 members in favour", ["S/RES/1325 (2000), OP 9"]),
        ("S/RES/1325 (2000), OP 8 and 9 may help", ["S/RES/1325 (2000), OP 8", "S/RES/1325 (2000), OP 9"]),
        ("UNSCR 2803 and 2805, OP 2; S/RES/2809, para. 3", ["S/RES/2803", "S/RES/2805, OP 2", "S/RES/2809, OP 3"]),
    ],
)
def test_citations_are_understood_however_they_are_written(text: str, cited: list[str]) -> None:
    assert [str(citation) for one in citations_in(text) for citation in one.citations] == cited


@pytest.mark.parametrize(
    "text",
    [
        "General Assembly resolution 60/1, paragraph 3, and A/RES/60/1, para. 4",
        "Human Rights Council resolution 23/25 and S/PRST/2019/8, paragraph 2",
        "the judgment of 8 July 2019, para. 965, and the report of 2006, para. 4",
        "General Assembly resolutions 2625 (XXV) and 2758 (XXVI), resolution 2800/12 and in 2800 villages",
        "la résolution 60/1 de l’Assemblée générale, par. 3, et l’article 7, par. 2, du Traité, par la suite",
        "in 1325 (or so) ships, 2000 sailors and 1,325 (2000) barrels",
        "paragraph 8 of the draft, and para. 9 of our note",
        "the budget of 1500 (2010)",
        "point 3 of the agenda, paragraph one of our letter, letter a of the alphabet, and OP art",
    ],
)
def test_other_documents_and_numbers_are_no_citations(text: str) -> None:
    assert citations_in(text) == []


@pytest.mark.parametrize(
    "after",
    [
        " and S/PRST/2019/8, paragraph 3; our zero draft says so in paragraph 14",
        " and paragraphs 19 and 20 of the report of the Secretary-General",
        ", and in particular paragraph 8 of annex B",
        " and paragraph 9 above",
        " is old, see paragraph 9 below",
        " is old. As the Convention says in paragraph 3",
        " is old. We circulated a zero draft and paragraph 3 thereof",
        " is old. Paragraph 3 of the draft resolution",
    ],
)
def test_paragraphs_of_other_texts_are_not_those_of_the_resolution_before(after: str) -> None:
    cited = citations_in(f"Resolution 1325 (2000){after}.")
    assert [str(citation) for one in cited for citation in one.citations] == ["S/RES/1325 (2000)"]


@pytest.mark.parametrize(
    ("after", "certain"),
    [
        ("of this resolution", True),
        ("of the aforementioned resolution", True),
        ("thereof", True),
        ("of the landmark resolution", True),
        ("in full", True),
        ("and its criteria", True),
        ("on page 3", False),
    ],
)
def test_a_paragraph_alone_is_of_the_resolution_cited_last(after: str, certain: bool) -> None:
    [_, cited] = citations_in(f"Resolution 1325 (2000) is old. We recall paragraph 3 {after}.")
    assert ([str(citation) for citation in cited.citations], cited.certain) == (["S/RES/1325 (2000), OP 3"], certain)


def test_a_paragraph_of_that_text_is_of_no_resolution_if_another_text_is_named() -> None:
    [cited] = citations_in("We circulated a draft on resolution 1325 (2000). Paragraph 3 of that text is new.")
    assert [str(citation) for citation in cited.citations] == ["S/RES/1325 (2000)"]


def test_the_words_after_a_paragraph_count_more_than_a_text_named_before_it() -> None:
    [_, cited] = citations_in("Resolution 1325 (2000) is old. The report asks for paragraph 3 of that resolution.")
    assert [str(citation) for citation in cited.citations] == ["S/RES/1325 (2000), OP 3"]


def test_paragraphs_of_a_resolution_one_after_another_are_one_citation() -> None:
    [cited] = citations_in("resolution 1325 (2000), paragraph 8, and in particular paragraph 10")
    assert [citation.paragraph for citation in cited.citations] == ["8", "10"]


def test_a_paragraph_behind_a_link_is_of_the_resolution_that_it_links() -> None:
    draft = read_markdown("[S/RES/1325 (2000)](https://undocs.org/S/RES/1325(2000)), para. 11")
    assert [str(one.citations[0]) for one in find_citations(draft, [])] == ["S/RES/1325 (2000), OP 11"]


def test_citations_inside_of_quotations_are_not_the_drafters() -> None:
    text = "Resolution 1325 (2000) “recalls resolution 1208 (1998)” in paragraph 12."
    draft = read_markdown(text)
    found = find_citations(draft, [(text.index("“") + 1, text.index("”"))])
    assert [str(one.citations[0]) for one in found] == ["S/RES/1325 (2000)", "S/RES/1325 (2000), OP 12"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Voir le paragraphe 8 de la résolution 1325 (2000).", "paragraphe 8 de la résolution 1325 (2000)"),
        ("Véase el párrafo 8 de la resolución 1325 (2000).", "párrafo 8 de la resolución 1325 (2000)"),
        ("Voir par. 8 de la résolution 1325 (2000).", "par. 8 de la résolution 1325 (2000)"),
        ("See paragraph 8 of resolution 1325 (2000).", "paragraph 8 of resolution 1325 (2000)"),
    ],
)
def test_the_range_of_a_citation_is_of_whole_words_of_the_draft(text: str, words: str) -> None:
    [cited] = citations_in(text)
    assert text[cited.start : cited.end] == words


def test_a_note_says_ibid_of_the_note_before() -> None:
    draft = read_markdown(
        "One[^1] and resolution 1888 (2009) two[^2].\n\n[^1]: S/RES/1325 (2000), para. 1.\n[^2]: Ibid., para. 2."
    )
    assert [str(one.citations[0]) for one in find_citations(draft, [])] == [
        "S/RES/1888 (2009)",
        "S/RES/1325 (2000), OP 1",
        "S/RES/1325 (2000), OP 2",
    ]


def test_years_are_possible_or_not() -> None:
    [wrong, right] = [one.citations[0] for one in citations_in("resolutions 1325 (2000) and 1325 (2001)")][::-1]
    assert (is_possible(right), is_possible(wrong)) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1325 (2000), paragraph 8, of 31 October 2000, calls on parties",
        "Resolution 1325 (2000), OP 8 of the operative part",
        "Resolution 1325 (2000), paragraph 8 of the Security Council",
        "Resolution 1325 (2000) endorses the programme and in paragraph 8 calls for more",
        "Resolution 1325 (2000) recalls the Charter and its paragraph 8 calls for more",
    ],
)
def test_what_stands_beside_a_paragraph_may_be_of_its_resolution(text: str) -> None:
    found = [str(one) for citation in citations_in(text) for one in citation.citations]
    assert "S/RES/1325 (2000), OP 8" in found


HELD = (1325, 1882, 1960, 2282)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("OP 7(a) of 1882 and para 9 of 1325", ["S/RES/1882, OP 7 (a)", "S/RES/1325, OP 9"]),
        ("OP 4 of 1960, OPs 2 (b) in 2282", ["S/RES/1960, OP 4", "S/RES/2282, OP 2 (b)"]),
        ("OP 7 of 1882 requests this, OP 4 of 1960 is old", ["S/RES/1882, OP 7", "S/RES/1960, OP 4"]),
        ("Also 2282 recalls “words”.", ["S/RES/2282"]),
        ("Also 2282, which says that “words are good”.", ["S/RES/2282"]),
        ("1882 asks all States: “words are good”", ["S/RES/1882"]),
        ("1325 demands “good words”, and 1882 asks for “words”", ["S/RES/1325", "S/RES/1882"]),
        ("1882: “words are good”", []),
        ("In total 2282 respondents agreed “words are good”.", []),
        ("About 1325 delegates heard “words are good”.", []),
        ("Room 1882 has a sign “words are good”.", []),
        ("Our hotline 1325 calls “words are good”.", []),
        ("A budget of 1325 allows “words”.", []),
        ("In para 40 of 2282 pages", []),
        ("OP 7 of 2106", []),
        ("OP 7 of 1325 women", []),
        ("In all, 1325 women said “words are good”.", []),
        ("In 1960 it said “words are good”. It had 1,325 “words”. Then, in 1882. “Words” $1325 “words”", []),
    ],
)
def test_a_number_alone_is_a_held_resolution_after_a_paragraph_and_before_a_quotation(
    text: str, cited: list[str]
) -> None:
    draft = read_markdown(text)
    quoted = [(one.start, one.end) for one in find_quotations(draft)]
    assert [str(citation) for one in find_citations(draft, quoted, HELD) for citation in one.citations] == cited
