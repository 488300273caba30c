"""Paragraphs of drafts without a resolution beside them: of the one named last, or perhaps of another text."""

import pytest

from retrieval.readers.drafts.markdown import read_markdown
from retrieval.readers.drafts.plain import read_plain
from retrieval.verifying.draft_citations import find_citations
from retrieval.verifying.quotations import find_quotations

HELD = frozenset({1325, 1820, 1888, 1960, 1998, 2106, 2242, 2467})


def _certain(text: str) -> list[str]:
    """Return the paragraphs of a draft, written in Markdown, whose resolution is certain: "1325#8"."""
    draft = read_markdown(text)
    found = find_citations(draft, [(one.start, one.end) for one in find_quotations(draft)], HELD)
    cited = [citation for one in found if one.certain for citation in one.citations if citation.paragraph]
    return [f"{citation.number}#{citation.paragraph}" for citation in cited]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Resolution 2730 (2024) is new. Its paragraph 17 asks for a yearly briefing.", ["2730#17"]),
        ("We regret that resolution 2601 (2021) is so little known. Its\nparagraph 13 would help.", ["2601#13"]),
        ("Delegations spent the spring on resolution 2467 (2019). OP 35 was the hardest to agree.", ["2467#35"]),
        (
            "Resolution 1325 (2000) turned twenty-five. Paragraph 1 is on women. Paragraphs 4 and 5 too.",
            ["1325#1", "1325#4", "1325#5"],
        ),
        ("We welcome resolution 2250 (2015) for its breadth. Young people know OP18 of it by heart.", ["2250#18"]),
        ("S/RES/2286 (2016) protects hospitals. Attacks on them are condemned, op. cit., para. 1.", ["2286#1"]),
        ("Resolution 2475 (2019) is on persons with disabilities; see para. 6 of the same text.", ["2475#6"]),
        ("Nobody voted against resolution 2286 (2016). We quoted paragraph 13 of that text.", ["2286#13"]),
        ("Resolution 2493 (2019) restates it. Paragraph 7 of the resolution is about funding.", ["2493#7"]),
        ("UNSCR 1960 set up the listing. Under OP 3, parties to conflict are to be named in annexes.", ["1960#3"]),
        (
            "Resolution 1612 (2005) did two things: it has the Working Group (para. 8) and the mechanism (para. 3).",
            ["1612#8", "1612#3"],
        ),
        ("Resolution 1325 (2000) is first. Paragraph 4 of 1820 goes on.", ["1820#4"]),
        ("Resolution 2106 (2013) is on accountability. The Council has it, in paragraph 2, for all.", ["2106#2"]),
        ("Resolution 1325 (2000) is clear. OPs 19 and 20 do more.", ["1325#19", "1325#20"]),
        ("Resolution 1820 (2008) is short. Its fourth preambular paragraph recalls the duty.", ["1820#PP4"]),
        (
            "## Resolution 2475 (2019)\n\n- OP 3: urges parties to allow access\n- OP 6: participation",
            ["2475#3", "2475#6"],
        ),
        (
            "In resolution 2493 (2019) the Council looked back. It wanted a report (OP 10). Paragraph 9 is on plans.",
            ["2493#10", "2493#9"],
        ),
        (
            "Resolution 1325 (2000) opened the door. Later, resolution 1820 (2008) went in. OP 4 calls it a crime.",
            ["1820#4"],
        ),
        (
            "Unlike resolution 1325 (2000), resolution 2242 (2015) is on terror. Its paragraph 11 asks for data.",
            ["2242#11"],
        ),
        (
            "Resolution 1325 (2000) has more women (OP 1) and resolution 1820 (2008) has trials (OP 4).",
            ["1325#1", "1820#4"],
        ),
        ("Resolution 2388 (2017) is broad.\n\nParagraph 14 is on supply chains.\n\nParagraph 15 is next.", None),
        (
            "1. We met.\n\n2. Resolution 2474 (2019) is on missing persons, and paragraph 12 is its best line.",
            ["2474#12"],
        ),
        (
            "1. We met.\n\n2. Resolution 2474 (2019) is on missing persons. Its paragraph 2 is its best line.",
            ["2474#2"],
        ),
        ("In resolution 2474 (2019) the Council\n\n> calls upon parties\n\nand in paragraph 3 it goes on.", ["2474#3"]),
    ],
)
def test_a_paragraph_is_of_the_resolution_named_last(text: str, cited: list[str] | None) -> None:
    assert _certain(text) == (cited or ["2388#14", "2388#15"])


@pytest.mark.parametrize(
    "text",
    [
        # of the draft itself
        "Resolution 1325 (2000) is our beginning. As we said in paragraph 2 below, paragraph 3 follows from it.",
        "Resolution 1325 (2000) is known. In paragraph 2 we set out its history, and in paragraph 3 our wishes.",
        "Nothing in resolution 2106 (2013) contradicts this, as explained in paragraph 4.",
        "1. We welcome resolution 2242 (2015).\n\n2. It is old, and paragraph 1 is our answer. Para. 2 is one, too.",
        "This memo has parts. Paragraph 1 sets out resolution 1325 (2000). Paragraph 2 is on practice.",
        "Resolution 1325 (2000) is first.\n\nParagraph 2: The views of States",
        # of a decision in the making
        "The Security Council,\n\nRecalling resolution 1325 (2000),\n\n1. Requests a panel, as set out in OP 2;",
        "Recalling resolution 1325 (2000):\n\n1. Requests a panel;\n\n2. Decides that OP 1 of this resolution applies.",
        "Our zero draft goes beyond resolution 2467 (2019). OP 3 has new wording.",
        "We build on resolution 2467 (2019): delete OP 5, merge OP 6 with OP 7, and insert a new OP 8.",
        "A new resolution should follow resolution 2467 (2019). Its paragraph 1 could name survivors, OP 2 the fund.",
        "Resolution 2467 (2019) is there to be changed. OP 5 should be shorter; paragraph 6 should read as before.",
        # of other texts
        "The Secretary-General’s report on resolution 1325 (2000) is long. Paragraph 64 describes Mali.",
        "Resolution 2467 (2019) builds on the Rome Statute. Article 7, paragraph 1 (g), defines the crime.",
        "Our Women’s Act was passed for resolution 1325 (2000). Section 12, paragraph 3, obliges ministries.",
        "Resolution 2331 (2016) is law here. Under § 12 StGB trafficking is punished.",
        "The Court cites resolution 1325 (2000). In paragraph 14 it protects women leaders.",
        "Resolution 2250 (2015) led to S/2018/86, the study. Paragraph 21 has the figure, and OP 2 as well.",
        "Resolution 1888 (2009) and S/PRST/2018/10 are short.\n\nOP 4 of neither is about women; see also OP 3.",
        "After resolution 1888 (2009) she wrote to both. Para. 3 of her letter was ignored, and so was paragraph 7.",
        "Resolution 2396 (2017) says nothing. The Madrid Guiding Principles do: para. 4 is on children.",
        "Resolution 2379 (2017) is on evidence. As the judge put it at para 113, it needs a trial.",
        "Resolution 827 (1993) is the basis. The judges said in para. 17 that rape has these elements.",
        "Resolution 1325 (2000) is old. The report is out. We quote paragraph 64 of it, and of that text paragraph 65.",
        "We circulated a draft on resolution 1325 (2000). Paragraph 3 of that text is new.",
        # of texts that are known in English alone
        "La résolution 1325 (2000) compte 18 paragraphes. Le rapport, au paragraphe 20, le dit.",
        "La résolution 1325 (2000) est là. Dans son arrêt, la Cour dit au paragraphe 45 que non (par. 46).",
        "La résolution 1325 (2000) est là. Il n’y a pas de paragraphe 20.",
        "La resolución 1325 (2000) es antigua. El informe dice en el párrafo 45 que no. Su párrafo 46 tampoco.",
        "Die Resolution 1325 (2000) ist alt. Das Urteil sagt es in Ziffer 45.",
        # of one of several resolutions
        "Resolutions 1820 (2008) and 1888 (2009) belong together. Paragraph 4 is about training.",
        "Resolution 1889 (2009) should be read with resolution 1888 (2009). In paragraph 17 the Council asks for more.",
        "Resolution 1325 (2000) is first. It was followed by resolution 1820 (2008). Its paragraph 8 is on gender.",
        "Resolution 1325 (2000) is first. In 2015 came resolution 2242 (2015). The former has women in OP 1.",
        "Resolution 1325 (2000) is first, 2106 adds men and boys. OP 4 is the place.",
        "Resolution 1325 (2000) is first. In OP 4 resolution 1820 (2008) goes on.",
        # of a section on something else, or not there
        "## Resolution 1325 (2000)\n\nIt is known.\n\n## Our asks\n\nParagraph 3 is one of them, and OP 5.",
        "Resolution 1325 (2000) has eighteen paragraphs. There is no OP 19; paragraph 20 does not exist.",
        "Women count.[^1] And men.[^2]\n\n[^1]: Resolution 1325 (2000).\n[^2]: See paragraph 3 on them.",
        "Resolution 1325 (2000) is studied by many. See Smith, pp 12 and 13, and point 3 in her list.",
    ],
)
def test_a_paragraph_that_may_be_of_another_text_is_not_reported(text: str) -> None:
    assert _certain(text) == []


def test_a_text_that_a_resolution_asks_for_is_no_rival_and_others_have_no_operative_paragraphs() -> None:
    assert _certain("Resolution 1820 (2008) asks for a report. Paragraph 16 has the Council seized.") == ["1820#16"]
    assert _certain("Resolution 1820 (2008) is in the report. Paragraph 16 has the Council seized.") == []
    assert _certain("Resolution 1820 (2008) is in the report. OP 16 has the Council seized.") == ["1820#16"]


def test_a_number_like_a_year_may_be_a_year_after_a_resolution_that_is_older() -> None:
    assert _certain("Resolution 1076 (1996) is old. It was repeated in 1998 two years later (OP 2).") == []
    assert _certain("Resolution 1325 (2000) is new. It was repeated in 1998 two years earlier (OP 2).") == ["1998#2"]


def test_operative_paragraphs_are_of_the_only_resolution_up_to_the_next_heading() -> None:
    begun = "Resolution 2532 (2020) came late.\n\nSilence the guns, said the Secretary-General.\n\n"
    assert _certain(f"{begun}You can drive a tank through OP3.") == ["2532#3"]
    assert _certain(f"{begun}You can drive a tank through paragraph 3.") == []
    assert _certain(f"{begun}Our asks\n\nYou can drive a tank through OP3.") == []
    assert _certain(f"Resolution 1325 (2000) is old.\n\n{begun}You can drive a tank through OP3.") == []


def test_op_cit_is_of_no_certain_resolution_where_several_are_cited() -> None:
    assert _certain("Resolution 1325 (2000) is old. See op. cit., para. 4.") == ["1325#4"]
    assert _certain("Resolutions 1325 (2000) and 1820 (2008) are old. See op. cit., para. 4.") == []
    assert _certain("Resolutions 1325 (2000) and 1820 (2008) are old. See ibid., para. 4.") == ["1820#4"]


def test_numbers_of_paragraphs_are_the_drafts_own_in_every_format() -> None:
    words = (
        "{}We welcome resolution 1325 (2000).\n\n{}It is old.\n\n{}Resolution 1325 (2000) is new. Paragraph 2 says it."
    )
    numbered = words.format("1. ", "2. ", "3. ")
    plain = find_citations(read_plain(numbered), [])
    assert [one.certain for one in plain if one.is_pinpoint] == [False]
    assert _certain(numbered) == []
    assert _certain(words.format("- ", "- ", "- ")) == ["1325#2"]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("It was repeated word for word in 1960 a year later (OP 2).", ["1888#4", "1960#2"]),
        ("In 1960 the Council “demanded the complete cessation of all of it” (OP 2).", ["1888#4", "1960#2"]),
        ("It came back in 2106 with new force (OP 5).", ["1888#4", "2106#5"]),
        ("It was repeated in 2010 by all States (OP 2).", ["1888#4", "1888#2"]),  # a year
        ("It was taken up in 1960 at a world conference (OP 2).", ["1888#4"]),  # the one or the other
    ],
)
def test_a_number_alone_before_a_paragraph_in_brackets_is_a_resolution_if_it_can_be_no_year(
    text: str, cited: list[str]
) -> None:
    assert _certain(f"The mandate is in resolution 1888 (2009) (OP 4). {text}") == cited
