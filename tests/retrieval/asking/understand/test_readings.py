"""What a question asks for: its shape, the resolutions and years that it is limited to, and its topic."""

from datetime import date

import pytest

from retrieval.asking.understand.citing import mentioned_in
from retrieval.asking.understand.finding import Shape, Unit
from retrieval.asking.understand.understood import understand
from retrieval.clauses.clause import ClauseKind
from tests.retrieval.asking.understand.library import library

FACTS = library()


@pytest.mark.parametrize(
    "question",
    [
        "1820 vs 1325",
        "1820 versus 1325?",
        "how do 1820 and 1325 differ",
        "what is the difference between 1820 and 1325",
        "difference between 1820 and 1325?",
        "what changed from 1820 to 1325",
        "compare 1820 and 1325",
        "compare 1820 with 1325 please",
        "what do 1820 and 1325 have in common",
        "1820 compared to 1325",
    ],
)
def test_two_resolutions_that_are_compared_as_a_whole_are_shown(question: str) -> None:
    found = understand(question, FACTS)
    assert (found.shape, found.only_limits) == (Shape("resolution", by_turns=True), True)
    assert [one.number for one in found.scope.filters.resolutions] == [1820, 1325]


@pytest.mark.parametrize(
    ("question", "number", "shape"),
    [
        ("which paras of 1820 are about refugees", 1820, "list"),
        ("what paragraphs in 1325 are about refugees", 1325, "list"),
        ("which parts of 2467 have been about refugees", 2467, "list"),
        ("the language in 1820 was about refugees", 1820, "answer"),
        ("2467's approach to refugees", 2467, "answer"),
        ("1325’s words on refugees", 1325, "answer"),
    ],
)
def test_paragraphs_of_a_resolution_are_looked_for_in_it(question: str, number: int, shape: str) -> None:
    found = understand(question, FACTS)
    assert [one.number for one in found.scope.filters.resolutions] == [number]
    assert found.shape.name == shape


@pytest.mark.parametrize(
    "question", ["1325's agenda in Africa", "the 1325 agenda is about refugees", "1325's anniversary"]
)
def test_a_resolution_that_is_the_topic_limits_nothing(question: str) -> None:
    assert not understand(question, FACTS).scope.filters.resolutions


@pytest.mark.parametrize(
    "question",
    [
        "what did the council say in 2013 on refugees",
        "what did the Security Council decide in 2013 about refugees",
        "what has the UNSC demanded in 2013 on refugees",
        "which measures has the council adopted in 2013 on refugees",
    ],
)
def test_the_year_in_which_the_council_spoke_limits(question: str) -> None:
    limits = understand(question, FACTS).scope.filters
    assert (limits.since, limits.until) == (date(2013, 1, 1), date(2013, 12, 31))


@pytest.mark.parametrize(
    "question",
    ["what was said on refugees", "what was demanded from states on refugees", "what is required of refugees"],
)
def test_what_was_said_is_no_term_to_be_defined(question: str) -> None:
    assert understand(question, FACTS).shape.name == "answer"


@pytest.mark.parametrize(
    "question",
    [
        "OP 12 of the 2013 resolution on sexual violence",
        "para 12 of the 2013 resolution on refugees",
        "op 12 in the 2013 text about refugees",
    ],
)
def test_a_paragraph_of_a_resolution_that_is_described_is_looked_up(question: str) -> None:
    found = understand(question, FACTS)
    assert (found.shape.name, found.places) == ("lookup", ("12",))


@pytest.mark.parametrize(
    "question",
    [
        'find the exact wording of "zero tolerance"',
        'exact wording "zero tolerance"',
        "search for “zero tolerance”",
        'pls find "zero tolerance" exact phrase',
        'where does the phrase "zero tolerance" appear',
        'looking for "zero tolerance" in the texts',
        'the words "zero tolerance", verbatim',
    ],
)
def test_a_quoted_phrase_that_is_looked_for_is_listed(question: str) -> None:
    found = understand(question, FACTS)
    assert (found.shape.name, found.text.strip('"“”?., ')) == ("list", "zero tolerance")


@pytest.mark.parametrize("question", ['what do "protection of civilians" mandates say on women', '"zero tolerance"'])
def test_quotation_marks_in_a_question_ask_for_no_list(question: str) -> None:
    assert understand(question, FACTS).shape.name == "answer"


@pytest.mark.parametrize(
    "question",
    ["the annex of 2106", "what does the annex to 2106 say", "annex II of 2106", "annex 1 to resolution 2106"],
)
def test_the_annex_of_a_resolution_is_its_annex(question: str) -> None:
    assert understand(question, FACTS).scope.filters.kinds == (ClauseKind.ANNEX,)


@pytest.mark.parametrize(
    ("question", "unit", "limits"),
    [
        (
            "how many operative paragraphs does 2467 have",
            "paragraphs",
            ("in S/RES/2467 (2019)", "operative paragraphs"),
        ),
        ("2467: how many operative paragraphs?", "paragraphs", ("in S/RES/2467 (2019)", "operative paragraphs")),
        ("1325 how many ops", "paragraphs", ("in S/RES/1325 (2000)", "operative paragraphs")),
        ("number of preambular paras in 1325", "paragraphs", ("in S/RES/1325 (2000)", "preambular paragraphs")),
        ("how many paragraphs in 2106?", "paragraphs", ("in S/RES/2106 (2013)",)),
        ("how many paras has 2331 got", "paragraphs", ("in S/RES/2331 (2016)",)),
        (
            "how many paragraphs are there in 1325 and 1820",
            "paragraphs",
            ("in S/RES/1325 (2000) or S/RES/1820 (2008)",),
        ),
        ("how many resolutions are there from 2019", "resolutions", ("in 2019",)),
        ("how many resolutions from 2013", "resolutions", ("in 2013",)),
        ("how many resolutions were adopted in 2013?", "resolutions", ("in 2013",)),
        ("how many resolutions from 2000 to 2010?", "resolutions", ("2000 to 2010",)),
        ("how many resolutions do we have since 2015", "resolutions", ("since 2015",)),
        ("total number of resolutions in the library", "resolutions", ()),
        ("how many resolutions do you cover in total?", "resolutions", ()),
        ("no. of operative paragraphs in 2467", "paragraphs", ("in S/RES/2467 (2019)", "operative paragraphs")),
        ("how many paragraphs does 2467 have, including the preamble", "paragraphs", ("in S/RES/2467 (2019)",)),
        ("how many operative paragraphs do you have in total", "paragraphs", ("operative paragraphs",)),
        ("how many preambular paragraphs does the whole library have?", "paragraphs", ("preambular paragraphs",)),
        ("number of resolutions in this database", "resolutions", ()),
        (
            "operative paragraph count for 2242 please",
            "paragraphs",
            ("in S/RES/2242 (2015)", "operative paragraphs"),
        ),
        ("preambular paragraph count of 1325", "paragraphs", ("in S/RES/1325 (2000)", "preambular paragraphs")),
        ("length of 2467 in operative paragraphs", "paragraphs", ("in S/RES/2467 (2019)", "operative paragraphs")),
        ("what number of resolutions do you hold for the year 2015?", "resolutions", ("in 2015",)),
        (
            "how many resolutions date from between 2010 and 2013, both years included?",
            "resolutions",
            ("2010 to 2013",),
        ),
        ("count of resolutions dating from 2010 to 2015", "resolutions", ("2010 to 2015",)),
        ("how many documents are stored here", "resolutions", ()),
        (
            "how many lettered sub-paragraphs does paragraph 16 of resolution 2467 contain?",
            "sub-paragraphs",
            ("in S/RES/2467 (2019)",),
        ),
        ("2467 OP 16: how many sub-paras", "sub-paragraphs", ("in S/RES/2467 (2019)",)),
    ],
)
def test_what_the_library_itself_has_is_counted(question: str, unit: Unit, limits: tuple[str, ...]) -> None:
    found = understand(question, FACTS)
    assert (found.shape, found.stated) == (Shape("count", unit, as_such=True), limits)
    assert not found.only_limits


@pytest.mark.parametrize(
    "question",
    [
        "how many resolutions mention sanctions",
        "how many paragraphs in 2467 are on reparations",
        "how many resolutions mention 1325",
        "how many women were killed in 2019",
        "how many paragraphs?",
        "how many annex paragraphs does 2106 have",
        "how many paragraphs does paragraph 16 of 2467 have",
        "number of victims in 2467",
        "how many resolutions on this",
        "length of detention in paragraphs of 2467",
        "how many sub-paragraphs mention camps",
        "how many sub-paragraphs does 2467 have",
        "how many letters were sent on paragraph 16 of 2467",
    ],
)
def test_mentions_and_anything_else_are_not_counted_as_the_library_itself(question: str) -> None:
    assert not understand(question, FACTS).shape.as_such


@pytest.mark.parametrize(
    ("question", "shape", "limits"),
    [
        ("which resolutions mention 1325?", Shape("list", "resolutions"), ()),
        ("every mention of resolution 1325", Shape("list"), ()),
        ("list all paragraphs that refer to UNSCR 1325 (2000)", Shape("list"), ()),
        ("where is 1325 cited", Shape("list"), ()),
        ("what cites 1325", Shape("list"), ()),
        ("who recalls 1325?", Shape("list"), ()),
        ("does 2467 mention 1325?", Shape("list"), ("in S/RES/2467 (2019)",)),
        ("where does 2242 refer back to 1325", Shape("list"), ("in S/RES/2242 (2015)",)),
        ("all references to UNSCR 1325 since 2015", Shape("list"), ("since 2015",)),
        ("how many resolutions mention 1325", Shape("count", "resolutions"), ()),
        ("how many paragraphs recall S/RES/1325 (2000)?", Shape("count"), ()),
        ("how often is 1325 mentioned?", Shape("count"), ()),
        ("when was 1325 first mentioned", Shape("first"), ()),
        ("latest reference to resolution 1325", Shape("latest"), ()),
    ],
)
def test_mentions_of_a_resolution_are_asked_for(question: str, shape: Shape, limits: tuple[str, ...]) -> None:
    found = understand(question, FACTS)
    assert (found.text, found.shape, found.stated) == ("S/RES/1325 (2000)", shape, limits)
    assert not found.only_limits


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        ("resolution 2467, operative paragraphs two and three", ["2", "3"]),
        ("paras five to seven of 2467", ["5", "6", "7"]),
        ("OPs one, two and nine of 2467", ["1", "2", "9"]),
        ("UNSCR 2467, ¶¶ 10-12", ["10", "11", "12"]),
        ("2467 ¶8", ["8"]),
        ("first three preambulars, 2467", ["PP1", "PP2", "PP3"]),
        ("2467: first two operatives", ["1", "2"]),
        ("UN Doc. S/RES/2467 (2019), para. 12 (e)", ["12(e)"]),
    ],
)
def test_paragraphs_are_looked_up_in_these_forms_too(question: str, paragraphs: list[str]) -> None:
    found = understand(question, FACTS)
    assert (found.shape.name, [one.paragraph for one in found.cited]) == ("lookup", paragraphs)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("what paragraphs talk abt birth certificates for kids", "birth certificates for kids"),
        (
            "which paragraphs deal with reparations, redress or remedies for victims?",
            "reparations, redress or remedies for victims?",
        ),
        ("how many resolutions mention camps, and which ones", "camps"),
        ("total no of resolutions recalling the Beijing Platform for Action", "the Beijing Platform for Action"),
        ("Kindly provide a list of the paragraphs on camps.", "camps."),
    ],
)
def test_a_topic_keeps_its_words_and_no_others(question: str, topic: str) -> None:
    assert understand(question, FACTS).text == topic


def test_mentions_may_be_of_one_paragraph_or_of_a_resolution_that_the_library_lacks() -> None:
    assert understand("which paragraphs refer to paragraph 8 of 1325", FACTS).text == "S/RES/1325 (2000), OP 8"
    for question in ("which resolutions cite resolution 1540?", "how many texts recall 1540"):
        assert understand(question, FACTS).text == "S/RES/1540 (2004)"
    assert understand("how many texts mention 1400 victims", FACTS).text == "1400 victims"


@pytest.mark.parametrize(
    "question",
    [
        "does 1325 mention camps?",
        "quote paragraph 25 of resolution 1325",
        "please cite OP 8 of 1325",
        "can you quote 1325 OP 8",
        "could you reference 1325?",
        "recall 1325",
        "which resolutions does 1325 mention",
        "what does 1325 recall?",
        "which resolutions mention 1325 and camps",
        "which resolutions mention the implementation of 1325",
        "do both 1820 and 2106 mention 1325",
    ],
)
def test_what_a_resolution_mentions_and_a_topic_ask_for_no_mentions_of_it(question: str) -> None:
    assert mentioned_in(understand(question, FACTS)) is None


@pytest.mark.parametrize(
    ("question", "term", "searched"),
    [
        ("what is the MRM?", "MRM", "what is the MRM?"),
        ("whats MARA", "MARA", "what is MARA"),
        ("wat is a women protection adviser", "women protection adviser", "what is women protection adviser"),
        ("tell me what the MRM is", "MRM", "what is MRM"),
        ("could you explain what the MRM is", "MRM", "what is MRM"),
        ("explain what the expert group does", "expert group", "what is expert group"),
        (
            "who are the women protection advisers?",
            "women protection advisers",
            "who are the women protection advisers?",
        ),
        ("what is the MRM for?", "", "what is the MRM for?"),
    ],
)
def test_the_term_to_be_defined_is_told_from_the_frame(question: str, term: str, searched: str) -> None:
    found = understand(question, FACTS)
    assert (found.shape.name, found.term, found.text) == ("definition", term, searched)


@pytest.mark.parametrize("question", ["who is the envoy?", "who were the first four experts?", "refugees"])
def test_who_somebody_is_asks_for_no_definition(question: str) -> None:
    found = understand(question, FACTS)
    assert (found.shape.name, found.term) == ("answer", "")


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("refugees in 1325 compared with 1820", "refugees"),
        ("please put 1325 and 1820 next to each other on refugees", "refugees"),
        ("between 1325, 1820 and 2106 which one talks about refugees?", "refugees"),
        ("how are refugees treated in 1325 and 1820?", "refugees"),
        ("do 1325 and 1820 use the same wording on refugees?", "refugees"),
        ("1325 & 1820: compare on refugees please", "refugees"),
        ("table comparing 1325 and 1820 on refugees", "refugees"),
        ("who goes further on refugees, 1325 or 1820?", "refugees"),
        ("side-by-side 1325 / 1820: refugees", "refugees"),
        ("1325 vs 1820 on refugees, whats new", "refugees"),
        ("compare 1325 and 1820 on other refugees", "other refugees"),
    ],
)
def test_the_topic_of_a_comparison_is_told_from_its_frame(question: str, topic: str) -> None:
    found = understand(question, FACTS)
    assert (found.shape.name, found.text) == ("compare", topic)
    assert len(found.scope.filters.resolutions) >= 2


@pytest.mark.parametrize(
    ("question", "shape", "topic"),
    [
        ("any paragraph anywhere that mentions refugees - need all", "list", "refugees"),
        ("list of resolutions with refugees in it", "list", "refugees"),
        ("which of the resolutions contain language on refugees", "list", "refugees"),
        ("where do we find every mention of refugees", "list", "refugees"),
        ("where in the resolutions can i find refugees", "list", "refugees"),
        ("in which places does the council talk about refugees", "list", "refugees"),
        ("resolutions that mention refugees", "list", "refugees"),
        ("paragraphs with the word refugees", "list", "refugees"),
        ("give me a list of every resolution which has refugees", "list", "refugees"),
        ("how many resolutions have refugees in them", "count", "refugees"),
        ("what was the first time that refugees were mentioned", "first", "refugees"),
        ("since when are refugees in the resolutions", "first", "refugees"),
        ("when did language on refugees first appear", "first", "refugees"),
        ("when did refugees come up for the first time?", "first", "refugees?"),
        ("whats the first resolution where refugees appear", "first", "refugees"),
        ("mentions of refugees, complete", "list", "refugees"),
        ("the latest we have on refugees", "latest", "refugees"),
        ("list every mention of use of force", "list", "use of force"),
        ("which resolutions mention protection in camps", "list", "protection in camps"),
    ],
)
def test_nothing_is_left_of_a_frame_in_its_topic(question: str, shape: str, topic: str) -> None:
    found = understand(question, FACTS)
    assert (found.shape.name, found.text) == (shape, topic)


@pytest.mark.parametrize(
    "question", ["any paragraph on refugees", "do we have language on refugees", "texts on refugees"]
)
def test_some_paragraphs_are_no_list(question: str) -> None:
    assert understand(question, FACTS).shape.name == "answer"


@pytest.mark.parametrize(
    ("question", "shape", "unit", "topic"),
    [
        ("#resolutions with the word genocide", "count", "resolutions", "genocide"),
        ("#paragraphs on asylum", "count", "paragraphs", "asylum"),
        ('#paras with "zero tolerance"', "count", "paragraphs", "zero tolerance"),
        ("# resolutions that mention hate speech", "list", "resolutions", "hate speech"),
        ("camps, as in #women", "answer", "paragraphs", "camps, as in #women"),
    ],
)
def test_a_number_sign_before_what_is_listed_asks_for_the_number(
    question: str, shape: str, unit: str, topic: str
) -> None:
    found = understand(question, FACTS)
    assert (found.shape.name, found.text) == (shape, topic)
    assert shape == "answer" or found.shape.unit == unit
