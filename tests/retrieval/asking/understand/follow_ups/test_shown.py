from dataclasses import replace

import pytest

from retrieval.asking.understand.finding import ANSWER
from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.understood import understand
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import Symbol
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
QUOTED = ("S/RES/1820(2008)#3", "S/RES/2467(2019)#PP4", "S/RES/2242(2015)#5")
PLACES = ("S/RES/1820 (2008), OP 3", "S/RES/2467 (2019), PP 4", "S/RES/2242 (2015), OP 5")
TEXT = "Requests parties to vet their forces"


def after_hits(text: str, *, quoted: tuple[str, ...] = QUOTED, shown: tuple[str, ...] = ()) -> Reading:
    found = (Symbol(1820, 2008), Symbol(2467, 2019), Symbol(2242, 2015))
    return follow_up(text, [Turn(understand("refugee camps", LIBRARY), found, quoted, shown, TEXT)], LIBRARY)


def after_lookup(text: str, first: str = "1960 OP 8") -> Reading:
    turn = Turn(understand(first, LIBRARY), (Symbol(1960, 2010),), ("S/RES/1960(2010)#8",), (), TEXT)
    return follow_up(text, [turn], LIBRARY)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("the second one please", 1),
        ("the second one", 1),
        ("show me the second one", 1),
        ("the third please", 2),
        ("second one please", 1),
        ("number 2 please", 1),
        ("no. 3", 2),
        ("can I see the last one in full", 2),
        ("what about the second one?", 1),
        ("full text of the second", 1),
        ("send me the first one please", 0),
        ("read it to me", 0),
        ("can you read me that", 0),
        ("read it out", 0),
        ("print it", 0),
        ("text please", 0),
        ("full text please", 0),
        ("show me the text", 0),
        ("what does the third one say exactly?", 2),
        ("I would like to see the 2nd one", 1),
        ("ok, copy the last one for me", 2),
        ("thanks, and result three?", 2),
        ("we'd like the whole text of the third", 2),
        ("cite the top result", 0),
        ("may I see number three in full", 2),
        ("can you give the exact citation of the first", 0),
        ("citation of the first one please", 0),
        ("what does the first say exactly", 0),
        ("text of the first?", 0),
        ("can I have the first paragraph in full", 0),
        ("explain the first paragraph", 0),
        ("I want to quote the second paragraph, how do I cite it", 1),
        ("give me the reference for the third", 2),
        ("open 3", 2),
        ("explain the second one please", 1),
        ("which resolution is the third one from?", 2),
        ("show me that paragraph in full", 0),
        ("full citation of this paragraph", 0),
        ("copy that paragraph", 0),
        ("how should I cite this paragraph", 0),
        ("what resolution is that from", 0),
        ("where is this from?", 0),
        ("what year is that from?", 0),
        ("could you show the first one in its entirety?", 0),
        ("can i get the symbol of the second", 1),
        ("please repeat the first paragraph", 0),
        ("expand 2", 1),
        ("show #2", 1),
        ("summarise the second paragraph", 1),
        ("quote it", 0),
        ("how do I cite that one?", 0),
        ("show that one in full", 0),
        ("read out the last paragraph", 2),
        ("link to the first", 0),
        ("and which resolution does this come from?", 0),
        ("what year was that", 0),
        ("date of adoption?", 0),
        ("adoption date of the second one", 1),
        ("in which year it was adopted", 0),
        ("in what year was it passed?", 0),
        ("what year was it", 0),
        ("what is the date of the first one", 0),
        ("date of the first?", 0),
        ("in which year was this", 0),
        ("when was it?", 0),
        ("when is that from", 0),
        ("which year", 0),
        ("from when is the second", 1),
        ("the first hit, what year", 0),
        ("what's the date of the second", 1),
        ("date?", 0),
        ("ok, year?", 0),
        ("when was it adopted?", 0),
        ("how old is the third one", 2),
        ("when was the second one adopted", 1),
        ("and what date is the last one from", 2),
        ("show me the first one again", 0),
        ("the last one again please", 2),
        ("para number pls", 0),
        ("exact paragraph?", 0),
        ("which para exactly", 0),
        ("what para is that in", 0),
        ("give me the OP number", 0),
        ("reference?", 0),
        ("ok, citation please", 0),
        ("which text says so", 0),
        ("which resolution says that?", 0),
        ("where does it say that", 0),
        ("where exactly?", 0),
        ("give me the exact sentence", 0),
        ("the exact words please", 0),
        ("which resolution and paragraph is that", 0),
        ("adopted when", 0),
        ("the first one's resolution?", 0),
        ("the second one's resolution?", 1),
        ("and the second's?", 1),
        ("the resolution of the third?", 2),
        ("what was the first one's number?", 0),
        ("what was the first one’s paragraph number?", 0),
        ("what number has the second one?", 1),
        ("which para number does the second have", 1),
        ("in what resolution is the second?", 1),
        ("the first's date?", 0),
        ("what year is the third's", 2),
        ("the text of the second one please", 1),
        ("its date?", 0),
        ("what's its date", 0),
        ("its paragraph number please", 0),
        ("and its resolution?", 0),
        ("when's that from", 0),
        ("tell me the first in full", 0),
        ("show the first completely", 0),
        ("the last but one", 1),
        ("the second last one", 1),
        ("the second-last one", 1),
        ("the second to last", 1),
        ("penultimate one please", 1),
        ("seond one", 1),
        ("thrid one please", 2),
        ("frist one in full", 0),
        ("show me the whole paragraph", 0),
        ("give me the full paragraph", 0),
        ("can I see the complete paragraph", 0),
        ("the full text of that one", 0),
        ("the entire text of it please", 0),
        ("please show it completely", 0),
        ("display the whole of it", 0),
    ],
)
def test_one_of_what_was_shown_is_shown_alone(text: str, at: int) -> None:
    read = after_hits(text).understood
    assert (read.shape.name, list(map(str, read.cited))) == ("lookup", [PLACES[at]])


def test_several_of_what_was_shown_are_shown() -> None:
    assert list(map(str, after_hits("the second and the third one please").understood.cited)) == list(PLACES[1:])


@pytest.mark.parametrize(
    "text", ["para nos pls", "which paragraphs are those", "paragraph numbers please", "references?"]
)
def test_the_places_of_all_that_was_shown_may_be_asked_for(text: str) -> None:
    assert list(map(str, after_hits(text).understood.cited)) == list(PLACES)


@pytest.mark.parametrize(
    "text",
    [
        "where?",
        "OPs please",
        "which resolutions say so",
        "where do soldiers say that",
        "no",
        "what number of women",
        "number of paragraphs",
        "which paragraphs say that",
        "does it say where?",
        "what does the resolution say",
        "what is in this resolution",
    ],
)
def test_the_place_of_what_was_shown_is_not_asked_for(text: str) -> None:
    assert after_hits(text).understood.shape.name != "lookup"


def test_all_that_was_shown_may_be_meant_where_it_is_known() -> None:
    shown = (*QUOTED, "S/RES/1325(2000)#9")
    assert list(map(str, after_hits("number 4 please", shown=shown).understood.cited)) == ["S/RES/1325 (2000), OP 9"]
    assert list(map(str, after_hits("quote the last one", shown=shown).understood.cited)) == ["S/RES/1325 (2000), OP 9"]
    assert after_hits("number 4 please").understood.cited == ()


SEVEN = (*QUOTED, *(f"S/RES/1325(2000)#{n}" for n in (9, 10, 11, 12)))


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("the seventh one", [12]),
        ("the 7th one please", [12]),
        ("show me number seven", [12]),
        ("show the fifth in full", [10]),
        ("explain the sixth paragraph", [11]),
        ("which resolution is the fifth one from?", [10]),
        ("when was the sixth one adopted", [11]),
        ("the fifth and the sixth", [10, 11]),
        ("the last one", [12]),
        ("and the last one?", [12]),
        ("show me the last one", [12]),
        ("the last two", [11, 12]),
        ("OP 8 of the fourth one", [8]),
        ("the paragraph after the fifth one", [11]),
        ("the paragraph after the last one", [13]),
    ],
)
def test_any_number_of_paragraphs_may_have_been_shown(text: str, paragraphs: list[int]) -> None:
    read = after_hits(text, shown=SEVEN).understood
    assert (read.shape.name, [int(one.paragraph or 0) for one in read.cited]) == ("lookup", paragraphs)


def test_an_ordinal_beyond_twenty_may_be_spelt_with_a_hyphen() -> None:
    shown = tuple(f"S/RES/1325(2000)#{n}" for n in range(1, 31))
    for text in ("who does the twenty-first one address?", "who does the 21st one address?"):
        assert [one.paragraph for one in after_hits(text, shown=shown).understood.cited] == ["21"]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("the twenty-second one please", [22]),
        ("the twenty second one please", [22]),
        ("show me the twenty-third", [23]),
        ("the twenty-first one in full", [21]),
        ("which resolution is the twenty-fourth one from?", [24]),
        ("the second and the twenty-second", [2, 22]),
        ("number twenty-five", [25]),
        ("number twenty", [20]),
        ("the last twenty-five", [*range(6, 31)]),
        ("the first twenty-two", [*range(1, 23)]),
        ("the thirty-first one please", []),
        ("the forty-second one please", []),
    ],
)
def test_an_ordinal_of_two_words_is_not_read_as_its_last_word(text: str, paragraphs: list[int]) -> None:
    shown = tuple(f"S/RES/1325(2000)#{n}" for n in range(1, 31))
    assert [int(one.paragraph or 0) for one in after_hits(text, shown=shown).understood.cited] == paragraphs


def test_the_first_six_of_those_shown_are_meant_only_where_so_many_were_shown() -> None:
    assert len(after_hits("the first six", shown=SEVEN).understood.cited) == 6
    assert after_hits("number 10", shown=SEVEN).understood.cited == ()
    assert after_hits("the eighth one", shown=SEVEN).understood.cited == ()


@pytest.mark.parametrize(
    "text",
    [
        "which is the last one?",
        "who was the last one to mention camps?",
        "when was the last one?",
        "the last time",
        "the fifth committee",
        "the last ten years",
    ],
)
def test_the_latest_mention_is_none_of_those_shown(text: str) -> None:
    assert after_hits(text, shown=SEVEN).understood.cited == ()


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("which resolution is that from?", "9"),
        ("paragraph numbers of these?", "9"),
        ("show me that paragraph in full", "9"),
        ("quote it", "9"),
        ("who is addressed by that paragraph?", "9"),
        ("letter d", "9(d)"),
        ("the next paragraph", "10"),
        ("who does the first one address?", "3"),
        ("the second one please", "PP4"),
    ],
)
def test_without_an_ordinal_the_one_that_was_quoted_last_is_meant(text: str, paragraph: str) -> None:
    """A search that shows one of those shown before leaves their numbers, but "it" is that one."""
    read = after_hits(text, quoted=SEVEN[3:4], shown=SEVEN)
    assert [one.paragraph for one in read.understood.cited] == [paragraph]


def test_it_is_the_first_of_those_shown_where_the_one_quoted_last_is_none_of_them() -> None:
    read = after_hits("quote it", quoted=QUOTED[:1], shown=SEVEN[3:])
    assert list(map(str, read.understood.cited)) == ["S/RES/1325 (2000), OP 9"]


def test_after_one_of_those_shown_a_number_is_one_of_them_and_no_paragraph_number() -> None:
    """After "the fourth one", which is OP 9 of 1325, "number 5" is the next of those shown, not OP 5."""
    picked = Turn(understand("1325 OP 9", LIBRARY), (Symbol(1325, 2000),), SEVEN[3:4], SEVEN, TEXT)
    assert list(map(str, follow_up("number 5", [picked], LIBRARY).understood.cited)) == ["S/RES/1325 (2000), OP 10"]
    looked_up = replace(picked, shown=SEVEN[3:4])
    assert list(map(str, follow_up("number 5", [looked_up], LIBRARY).understood.cited)) == ["S/RES/1325 (2000), OP 5"]


@pytest.mark.parametrize(
    "text",
    [
        "the first one's resolution on women",
        "the resolution of the third conference",
        "which resolution was the first",
        "its resolution on women",
        "its implementation",
        "read me something on camps",
        "print media",
        "text on women",
        "read it to the women",
        "the text of the second treaty",
        "the first's wish",
        "what number of women",
        "the full participation of women",
        "the whole community",
        "the last but one summit",
        "seond phase",
        "the fist one",
        "the second review",
        "the first resolution on youth",
        "second phase of withdrawal please",
        "show me the first one",
        "the third committee",
        "something like the second one",
        "number 2 on the list of traffickers",
        "paragraph 2",
        "send it to all States",
        "the second operative paragraph",
        "when was it set up",
        "what is the date of the deadline",
        "which year had most",
        "when was the first",
        "which year was the first",
        "what date is set for reports",
        "when was that camp closed",
        "which years",
        "do they repeat the first one",
        "what does it cite?",
        "which resolution is the first",
        "which resolution was that on girls",
        "explain the first phase",
        "text of the first resolution",
        "second",
        "the last one on girls",
    ],
)
def test_an_ordinal_of_a_topic_shows_nothing_again(text: str) -> None:
    assert after_hits(text).understood.cited == () or text == "second"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("the first two", (0, 1)),
        ("give me the first three please", (0, 1, 2)),
        ("top 2", (0, 1)),
        ("show the last two in full", (1, 2)),
        ("the first 5", (0, 1, 2)),
    ],
)
def test_several_of_those_that_were_shown_are_named_by_their_number(text: str, places: tuple[int, ...]) -> None:
    cited = after_hits(text).understood.cited
    assert [str(one) for one in cited] == [str(parse_citation(QUOTED[at])) for at in places]


@pytest.mark.parametrize("text", ["the first two years of a mission", "first three women", "the first two world wars"])
def test_a_number_of_something_else_shows_nothing_again(text: str) -> None:
    assert after_hits(text).understood.cited == ()


def test_where_nothing_was_shown_nothing_is_meant() -> None:
    assert after_hits("the second one please", quoted=()).understood.cited == ()
    assert after_hits("the second one please", quoted=QUOTED[:1]).understood.cited == ()
    assert follow_up("the second one please", [], LIBRARY).understood.cited == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("who is addressed by that paragraph?", 0),
        ("is this clause binding?", 0),
        ("who is meant in the second one?", 1),
        ("why does that provision matter", 0),
        ("who voted for the third one?", 2),
        ("who does the last one address?", 2),
        ("who does the first one address?", 0),
    ],
)
def test_a_question_about_a_paragraph_that_was_shown_has_it_first(text: str, place: int) -> None:
    read = after_hits(text)
    assert (list(map(str, read.understood.cited)), read.understood.shape) == ([PLACES[place]], ANSWER)
    assert read.note == f"about: {PLACES[place]}"


@pytest.mark.parametrize(
    "text",
    [
        "and the last one before 2010?",
        "what was the very first one?",
        "what about the first one of 2019?",
        "what did the last one on Sudan say?",
        "what did the last one until 2012 say?",
        "anything stronger than the first one?",
        "what came before the first one?",
    ],
)
def test_a_question_about_the_first_or_last_mention_is_not_limited_to_what_was_shown(text: str) -> None:
    read = after_hits(text).understood
    assert (read.cited, read.scope.filters.resolutions) == ((), ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("who does the first one of these address?", 0),
        ("who does the last of them address?", 2),
        ("who voted for the first one before?", 0),
        ("is anything stronger than the second one?", 1),
    ],
)
def test_the_first_or_last_of_them_is_one_of_those_shown(text: str, place: int) -> None:
    assert list(map(str, after_hits(text).understood.cited)) == [PLACES[place]]


@pytest.mark.parametrize(
    "text",
    [
        "who has to do that?",
        "does it have exceptions?",
        "who pays for it?",
        "is that still in force?",
        "who is addressed by this paragraph?",
        "how often must it be done?",
        "why is that important?",
        "what is the deadline for this?",
        "can this be enforced?",
    ],
)
def test_after_a_paragraph_was_looked_up_a_question_that_refers_is_about_it(text: str) -> None:
    read = after_lookup(text)
    assert (list(map(str, read.understood.cited)), read.understood.text) == (["S/RES/1960 (2010), OP 8"], text)
    assert [one.number for one in read.understood.scope.filters.resolutions] == [1960]


@pytest.mark.parametrize(
    "text",
    [
        "does it apply in 2467, too?",
        "anything in it on camps?",
        "what about their children?",
        "does that text mention girls?",
        "who pays?",
    ],
)
def test_another_question_after_it_is_not(text: str) -> None:
    assert after_lookup(text).understood.cited == ()


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("has it been repeated later?", "since 2010-12-17"),
        ("which later resolutions say the same?", "since 2010-12-17"),
        ("does a later resolution repeat that?", "since 2010-12-17"),
        ("was this ever said again?", "since 2010-12-17"),
        ("is it reaffirmed anywhere?", "since 2010-12-17"),
        ("and who else reiterates it?", "since 2010-12-17"),
        ("did an earlier resolution say the same?", "until 2010-12-15"),
        ("which other resolutions say the same", "outside S/RES/1960 (2010)"),
        ("any similar language elsewhere?", "outside S/RES/1960 (2010)"),
        ("is there identical wording in other texts?", "outside S/RES/1960 (2010)"),
        ("has that paragraph been restated since?", "since 2010-12-17"),
        ("is this said anywhere else?", "outside S/RES/1960 (2010)"),
        ("did they repeat it afterwards", "since 2010-12-17"),
        ("how was it changed later?", "since 2010-12-17"),
        ("what's the latest version of this?", "since 2010-12-17"),
        ("what's the latest wording of this?", "since 2010-12-17"),
        ("is that paragraph quoted in later ones?", "since 2010-12-17"),
        ("does 2467 say the same?", "in S/RES/2467 (2019)"),
        ("is there something similar in 2106?", "in S/RES/2106 (2013)"),
        ("something similar?", "outside S/RES/1960 (2010)"),
        ("show me similar language", "outside S/RES/1960 (2010)"),
        ("more like this", "outside S/RES/1960 (2010)"),
        ("others like it?", "outside S/RES/1960 (2010)"),
        ("show me some more paragraphs like that one please", "outside S/RES/1960 (2010)"),
        ("passages similar to this one", "outside S/RES/1960 (2010)"),
        ("anything like it after 2015?", "outside S/RES/1960 (2010), since 2016"),
        ("any older text like this?", "until 2010-12-15"),
        ("anything before 2009 on that?", "outside S/RES/1960 (2010), until 2008"),
        ("does anything after 2015 deal with it", "outside S/RES/1960 (2010), since 2016"),
        ("was there something before 2009", "outside S/RES/1960 (2010), until 2008"),
        ("did any resolution before 2009 say that", "outside S/RES/1960 (2010), until 2008"),
        ("anything after 2015 like that?", "outside S/RES/1960 (2010), since 2016"),
        ("anything on that in 2013", "outside S/RES/1960 (2010), in 2013"),
        ("which resolutions since 2015 cover this?", "outside S/RES/1960 (2010), since 2015"),
        ("is there an earlier one", "until 2010-12-15"),
        ("older texts on this?", "until 2010-12-15"),
        ("anything older on that?", "until 2010-12-15"),
        ("is there a newer one on this?", "since 2010-12-17"),
        ("earlier language on this point please", "until 2010-12-15"),
        ("has any later text covered this?", "since 2010-12-17"),
    ],
)
def test_whether_a_paragraph_is_repeated_is_searched_for_by_its_words(text: str, stated: str) -> None:
    read = after_lookup(text)
    assert (read.understood.text, read.note) == (TEXT, "about: S/RES/1960 (2010), OP 8")
    assert ", ".join(read.understood.stated) == stated
    assert read.understood.cited == ()


@pytest.mark.parametrize("text", ["only before 2009", "what about before 2009?", "and until 2008"])
def test_a_period_alone_after_a_paragraph_is_one_for_its_words(text: str) -> None:
    read = after_lookup(text).understood
    assert (read.text, read.stated) == (TEXT, ("until 2008",))


@pytest.mark.parametrize(
    "text",
    [
        "anything before 2009 on camps?",
        "is there an earlier one on camps?",
        "are there any later paragraphs in it",
        "which resolution was adopted before that?",
        "what else does it say",
    ],
)
def test_another_topic_or_the_same_resolution_is_not_searched_by_the_words_of_a_paragraph(text: str) -> None:
    assert after_lookup(text).understood.text != TEXT


def test_that_paragraph_may_be_the_first_that_was_quoted() -> None:
    read = after_hits("has that paragraph been repeated since?").understood
    assert (read.text, read.stated) == (TEXT, ("since 2008-06-20",))
    read = after_hits("and who else uses the words of the first one?").understood
    assert (read.text, read.stated) == (TEXT, ("outside S/RES/1820 (2008)",))


def test_that_paragraph_is_the_one_that_was_looked_up() -> None:
    assert list(map(str, after_lookup("show me that paragraph in full").understood.cited)) == [
        "S/RES/1960 (2010), OP 8"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "is there something similar for adults?",
        "is there the same clause for adults?",
        "does that exist for adults too?",
        "more like that for girls",
        "what would an army be like?",
        "do the same rules apply to police?",
        "are repeat offenders sanctioned?",
        "do later texts repeat the call for reparations?",
        "who has to do the same in camps?",
        "what else is changed for women?",
    ],
)
def test_same_and_similar_with_a_topic_are_searched_for_with_it(text: str) -> None:
    read = after_lookup(text)
    assert read.understood.text == text
    assert not read.understood.scope.filters.resolutions or read.understood.cited


def test_a_question_on_the_resolution_of_a_paragraph_is_limited_to_it() -> None:
    read = after_lookup("what else does the resolution say on camps?").understood
    assert [one.number for one in read.scope.filters.resolutions] == [1960]


def test_a_topic_after_a_paragraph_is_searched_for_anywhere_behind_its_words() -> None:
    read = after_lookup("what about reparations")
    assert (read.searched, read.note) == (f"{TEXT}. what about reparations", "about: 1960 OP 8")
    assert not read.understood.scope.filters.resolutions


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("which one is newer", 1),
        ("which is the more recent?", 1),
        ("which of the two is older", 0),
        ("Which one is more new?", 1),
        ("and which resolution is older?", 0),
        ("which of these is more recent", 1),
        ("ok, which paragraph is the newer one?", 1),
        ("which came earlier", 0),
        ("the older one please", 0),
        ("show me the newer one", 1),
        ("which of them is the older of the two?", 0),
        ("so which text is more recent?", 1),
    ],
)
def test_which_is_newer_is_one_of_those_that_were_shown(text: str, at: int) -> None:
    read = after_hits(text).understood
    assert (read.shape.name, list(map(str, read.cited))) == ("lookup", [PLACES[at]])


@pytest.mark.parametrize(
    "text",
    [
        "which ones are newer",
        "which one is newer than 2015",
        "which is newer, 1325 or 1820?",
        "which older persons are protected",
        "anything newer?",
        "newer ones please",
        "which resolution is older on girls",
        "the older one of the girls",
    ],
)
def test_what_is_newer_than_something_is_none_of_those_that_were_shown(text: str) -> None:
    assert after_hits(text).understood.cited == ()


def test_where_nothing_was_shown_none_is_newer() -> None:
    assert after_hits("which one is newer", quoted=()).understood.cited == ()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("give me the text of the 1820 one", 0),
        ("the one from 2467 in full", 1),
        ("I want the 2467 one", 1),
        ("text of the 2242 one please", 2),
        ("the 1820 one again", 0),
        ("we need the exact wording of the one from 2467", 1),
        ("can you read the 2242 paragraph again", 2),
        ("full text of the one in 1820", 0),
        ("the 2467 paragraph word for word", 1),
        ("ok, show the one of 2242 in full", 2),
    ],
)
def test_one_of_those_shown_may_be_named_by_its_resolution(text: str, at: int) -> None:
    read = after_hits(text).understood
    assert (read.shape.name, list(map(str, read.cited))) == ("lookup", [PLACES[at]])


def test_of_a_resolution_of_which_nothing_was_shown_the_same_is_asked_for() -> None:
    read = after_hits("the one from 2106 in full").understood
    assert (read.text, read.stated, read.cited) == ("refugee camps", ("in S/RES/2106 (2013)",), ())


@pytest.mark.parametrize(
    "text",
    ["the 1820 one", "I want the 1820 one on girls", "the one from 2467", "I need the 2242 resolution in camps again"],
)
def test_a_resolution_that_limits_shows_none_of_them(text: str) -> None:
    assert after_hits(text).understood.cited == ()


@pytest.mark.parametrize(
    "text",
    [
        "the second one please",
        "show me that paragraph in full",
        "which one is newer",
        "what year was that",
        "who cites it?",
        "the next paragraph",
        "what does it cite?",
        "was it repeated later?",
        "give me the text of the 2331 one",
        "the first one again",
        "and for girls?",
        "anything later?",
    ],
)
def test_extracts_without_numbers_that_were_shown_stop_no_later_turn(text: str) -> None:
    read = after_hits(text, quoted=("S/RES/2331(2016)#unnumbered-5", "S/RES/2331(2016)#unnumbered-6"))
    assert all(one.paragraph is None for one in read.understood.cited)


@pytest.mark.parametrize(
    "text",
    [
        "what did 2467 say on that",
        "and what does 2467 say about it?",
        "earlier language on this in 2467",
        "does 2467 have this too",
        "what does 2467 say instead",
        "what does S/RES/2467 (2019) say on this issue?",
        "2467 on that?",
        "how does resolution 2467 put it",
        "is there language on this in 2467",
        "what about 2467 on this",
        "does 2467 also have something on that",
        "how did 2467 deal with this?",
    ],
)
def test_another_resolution_is_asked_what_it_says_on_what_was_looked_up(text: str) -> None:
    read = after_lookup(text)
    assert (read.understood.text, read.understood.shape, read.note) == (TEXT, ANSWER, "about: S/RES/1960 (2010), OP 8")
    assert read.understood.stated == ("in S/RES/2467 (2019)",)
    assert not read.understood.only_limits


@pytest.mark.parametrize(
    "text",
    [
        "does 2467 cite it?",
        "does 2467 mention it?",
        "what does 2467 say?",
        "what does it say on 2467",
        "what does 2467 say on refugee camps",
        "and 2467?",
        "what does 1960 say on that?",
        "what do 2467 and 2242 say on that?",
        "what does 1999 say on that",
    ],
)
def test_another_resolution_is_not_asked_so_in_other_words(text: str) -> None:
    assert after_lookup(text).understood.text != TEXT


def test_after_an_answer_another_resolution_is_asked_what_was_asked() -> None:
    assert after_hits("what did 2467 say on that").understood.text != TEXT


@pytest.mark.parametrize("text", ["the last twenty-five", "the first 40 please", "the last forty"])
def test_more_paragraphs_than_were_shown_are_not_one_of_them(text: str) -> None:
    shown = tuple(f"S/RES/1325(2000)#{n}" for n in range(1, 8))
    assert after_hits(text, shown=shown).understood.cited == ()
