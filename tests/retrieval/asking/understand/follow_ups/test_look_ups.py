import pytest

from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.understood import understand
from retrieval.clauses.clause import Symbol
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
QUOTED = ("S/RES/1820(2008)#3", "S/RES/2467(2019)#4", "S/RES/2242(2015)#5")
TEXT = "Requests parties to vet their forces"


def after(text: str, *asked: str, first: str = "attacks on schools") -> Reading:
    """Read a question after an answer with three paragraphs, and others that each look one up."""
    symbols = (Symbol(1820, 2008), Symbol(2467, 2019), Symbol(2242, 2015))
    turns = [Turn(understand(first, LIBRARY), symbols, QUOTED, QUOTED, TEXT)]
    for one in asked:
        reading = follow_up(one, turns, LIBRARY)
        [cited] = reading.understood.cited
        assert cited.year
        opens = reading.opens_topic
        found = (Symbol(cited.number, cited.year),)
        quoted = (f"S/RES/{cited.number}({cited.year})#{cited.paragraph}",)
        turns.append(Turn(reading.understood, found, quoted, QUOTED, TEXT, opens_topic=opens))
    return follow_up(text, turns, LIBRARY)


@pytest.mark.parametrize(
    ("text", "shape", "stated"),
    [
        ("how many are there?", "count", ""),
        ("how many in total?", "count", ""),
        ("and how many of them?", "count", ""),
        ("how many resolutions was that?", "count", ""),
        ("list them all", "list", ""),
        ("ok, give me the full list", "list", ""),
        ("which ones?", "list", ""),
        ("in which resolutions?", "list", ""),
        ("all mentions please", "list", ""),
        ("and the first?", "first", ""),
        ("and the first mention?", "first", ""),
        ("which came first?", "first", ""),
        ("the newest one", "latest", ""),
        ("the latest one?", "latest", ""),
        ("operative only", "answer", "operative paragraphs"),
        ("no preamble", "answer", "operative paragraphs"),
        ("only operative paragraphs", "answer", "operative paragraphs"),
        ("just the preamble", "answer", "preambular paragraphs"),
        ("only from 2106", "answer", "in S/RES/2106 (2013)"),
        ("in 2106", "answer", "in S/RES/2106 (2013)"),
        ("and in 2106?", "answer", "in S/RES/2106 (2013)"),
        ("2106?", "answer", "in S/RES/2106 (2013)"),
        ("2106", "answer", "in S/RES/2106 (2013)"),
        ("just 2106", "answer", "in S/RES/2106 (2013)"),
        ("is there something in 2106?", "answer", "in S/RES/2106 (2013)"),
        ("what about 2013?", "answer", "in 2013"),
        ("before 2010?", "answer", "until 2009"),
        ("since 2015 please", "answer", "since 2015"),
        ("anything newer?", "answer", "since 2019-04-24"),
        ("not 2106", "answer", "outside S/RES/2106 (2013)"),
        ("how many of those are from 2106?", "count", "in S/RES/2106 (2013)"),
    ],
)
@pytest.mark.parametrize("asked", [("the second one in full",), ("the third one please", "and the second")])
def test_a_shape_or_a_limit_after_a_paragraph_was_shown_again_is_one_of_the_question_before(
    asked: tuple[str, ...], text: str, shape: str, stated: str
) -> None:
    read = after(text, *asked)
    assert (read.understood.text, read.note) == ("attacks on schools", "about: attacks on schools")
    assert (read.understood.shape.name, ", ".join(read.understood.stated)) == (shape, stated)
    assert read.understood.cited == ()


@pytest.mark.parametrize("text", ["the first one", "and the first one?", "first one please"])
def test_the_first_one_after_another_one_is_the_first_that_was_shown(text: str) -> None:
    [cited] = after(text, "the second one in full").understood.cited
    assert str(cited) == "S/RES/1820 (2008), OP 3"


@pytest.mark.parametrize("text", ["and the first one?", "the first one?", "what about the first one"])
def test_the_first_one_after_an_answer_is_the_first_mention(text: str) -> None:
    read = after(text).understood
    assert (read.shape.name, read.text, read.cited) == ("first", "attacks on schools", ())


def test_what_was_meant_after_a_paragraph_was_shown_again_replaces_the_question_before() -> None:
    read = after("sorry, I meant hospitals", "the second one in full").understood
    assert (read.text, read.stated) == ("attacks on hospitals", ())
    read = after("sorry, I meant young mediators", "the second one in full", first="women mediators").understood
    assert (read.text, read.stated) == ("young mediators", ())


def test_the_question_before_keeps_its_limits_and_its_shape() -> None:
    read = after("before 2010?", "the second one", first="which resolutions mention vetting?").understood
    assert (read.text, read.shape.name, read.stated) == ("vetting?", "list", ("until 2009",))
    read = after("operative only", "the second one", first="vetting in 2467").understood
    assert (read.text, read.stated) == ("vetting", ("in S/RES/2467 (2019)", "operative paragraphs"))


def test_a_step_from_a_paragraph_that_was_shown_does_not_lead_away_from_the_question() -> None:
    read = after("how many are there?", "the second one in full", "and the next one").understood
    assert (read.text, read.shape.name) == ("attacks on schools", "count")


@pytest.mark.parametrize(
    "text",
    [
        "who has to do that?",
        "and who has to do that?",
        "does it have exceptions?",
        "quote it",
        "OP 5",
        "the next one",
        "which resolution is that from?",
        "the preamble please",
        "now the operative part",
        "the whole resolution",
    ],
)
def test_a_question_on_the_paragraph_that_was_shown_again_stays_on_it(text: str) -> None:
    read = after(text, "the second one in full").understood
    assert [one.number for one in (*read.cited, *read.scope.filters.resolutions)][:1] == [2467]


@pytest.mark.parametrize(
    "text",
    [
        "has it been repeated later?",
        "which other resolutions say the same?",
        "what's the latest wording of this?",
        "what does 2106 say on that",
        "is that paragraph repeated in 2106?",
    ],
)
def test_the_words_of_the_paragraph_that_was_shown_again_are_still_searched_for(text: str) -> None:
    assert after(text, "the second one in full").understood.text == TEXT


@pytest.mark.parametrize("text", ["show me 2106", "full text of 2106", "what does 2106 say?"])
def test_a_whole_resolution_is_still_shown_after_a_paragraph_that_was_shown_again(text: str) -> None:
    read = after(text, "the second one in full").understood
    assert (read.text, read.shape.name) == (text, "resolution")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("and in 1820?", "S/RES/1820 (2008), OP 12"), ("only the preamble", "S/RES/1325 (2000)")],
)
def test_a_paragraph_that_is_typed_with_its_resolution_is_what_a_limit_is_about(text: str, expected: str) -> None:
    read = after(text, "1325 OP 12").understood
    assert str([*read.cited, *read.scope.filters.resolutions][0]).startswith(expected)
    assert "schools" not in read.text


def test_where_no_question_with_a_topic_was_asked_none_is_gone_back_to() -> None:
    turn = Turn(understand("1960 OP 8", LIBRARY), (Symbol(1960, 2010),), ("S/RES/1960(2010)#8",), (), TEXT)
    step = follow_up("and the next one", [turn], LIBRARY)
    next_turn = Turn(step.understood, (Symbol(1960, 2010),), ("S/RES/1960(2010)#9",), (), TEXT)
    read = follow_up("and in 1820?", [turn, next_turn], LIBRARY).understood
    assert list(map(str, read.cited)) == ["S/RES/1820 (2008), OP 9"]


def after_resolution(text: str, first: str) -> Reading:
    """Read a question after one whose answer shows the first paragraphs of resolution 1325."""
    quoted = tuple(f"S/RES/1325(2000)#{n}" for n in range(1, 6))
    turn = Turn(understand(first, LIBRARY), (Symbol(1325, 2000),), quoted[:3], quoted, TEXT)
    return follow_up(text, [turn], LIBRARY)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("and 12", ["OP 12"]),
        ("12 please", ["OP 12"]),
        ("12?", ["OP 12"]),
        ("number 10", ["OP 10"]),
        ("no. 10 please", ["OP 10"]),
        ("#10", ["OP 10"]),
        ("what's number 12", ["OP 12"]),
        ("what about 12?", ["OP 12"]),
        ("can I see 12", ["OP 12"]),
        ("what does 12 say?", ["OP 12"]),
        ("8 (a)", ["OP 8 (a)"]),
        ("12 and 13", ["OP 12", "OP 13"]),
        ("the 12th", ["OP 12"]),
        ("the twelfth one please", ["OP 12"]),
        ("the first one", ["OP 1"]),
        ("and the first?", ["OP 1"]),
        ("the second preambular one", ["PP 2"]),
        ("the first operative one", ["OP 1"]),
        ("the last operative one", ["OP last"]),
        ("the last one", ["OP 5"]),
    ],
)
@pytest.mark.parametrize("first", ["show me 1325", "1325", "what does 1325 say?"])
def test_after_a_whole_resolution_a_number_is_one_of_its_paragraphs(first: str, text: str, places: list[str]) -> None:
    read = after_resolution(text, first).understood
    assert (read.shape.name, list(map(str, read.cited))) == ("lookup", [f"S/RES/1325 (2000), {one}" for one in places])


@pytest.mark.parametrize(("text", "place"), [("and 12", "PP 12"), ("the 12th", "PP 12"), ("the first one", "PP 1")])
def test_after_the_preamble_a_number_is_one_of_the_preamble(text: str, place: str) -> None:
    read = after_resolution(text, "the preamble of 1325").understood
    assert list(map(str, read.cited)) == [f"S/RES/1325 (2000), {place}"]


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("show me 1325", "12 women"),
        ("show me 1325", "first aid"),
        ("show me 1325", "2 more"),
        ("show me 1325", "in 2000"),
        ("show me 1325", "the 12th on women"),
        ("show me 1325", "the first mention"),
        ("1325 and 1820", "12"),
        ("camps in 1325", "12"),
        ("camps", "number 12"),
    ],
)
def test_a_number_of_something_else_is_no_paragraph(first: str, text: str) -> None:
    assert after_resolution(text, first).understood.cited == ()


def test_after_a_paragraph_that_is_typed_a_number_alone_is_another_one_of_its_resolution() -> None:
    for text in ("12?", "the 12th", "the twelfth one"):
        assert list(map(str, after(text, "1325 OP 8").understood.cited)) == ["S/RES/1325 (2000), OP 12"]
    assert after("the 12th", "the second one in full").understood.cited == (), "no twelfth one was shown"
    assert after("9", "the second one in full").understood.cited == (), "it may be one that was shown"


@pytest.mark.parametrize(
    "text",
    [
        "what does op 16 ask",
        "what does OP 16 require?",
        "does paragraph 16 say so too?",
        "what is in paragraph 16?",
        "can you tell me what OP 16 calls for",
        "and what does it say in para 16 exactly?",
    ],
)
@pytest.mark.parametrize("first", ["What does 1325 say on reparations?", "show me 1325", "1325 OP 8"])
def test_a_paragraph_that_is_asked_for_what_it_says_is_one_of_the_resolution_before(first: str, text: str) -> None:
    read = after_resolution(text, first).understood
    assert list(map(str, read.cited)) == ["S/RES/1325 (2000), OP 16"]


@pytest.mark.parametrize("text", ["what does OP 16 of 1820 ask", "does op 16 mention women", "OP 16 and women"])
def test_a_paragraph_with_a_topic_or_a_resolution_is_not_shown_so(text: str) -> None:
    read = after_resolution(text, "What does 1325 say on reparations?").understood
    assert list(map(str, read.cited)) != ["S/RES/1325 (2000), OP 16"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("show me the para preceding it", "OP 9"),
        ("and the paragraph above it", "OP 9"),
        ("the paragraph above", "OP 9"),
        ("the one above", "OP 9"),
        ("go one back", "OP 9"),
        ("one up please", "OP 9"),
        ("the previous one", "OP 9"),
        ("what's just before that", "OP 9"),
        ("which paragraph comes before?", "OP 9"),
        ("the one below", "OP 11"),
        ("what comes right after it?", "OP 11"),
        ("what does the paragraph after that say?", "OP 11"),
        ("the paragraph that comes after it", "OP 11"),
        ("go forward", "OP 11"),
        ("move down one", "OP 11"),
        ("what comes after it", "OP 11"),
        ("what follows?", "OP 11"),
        ("and after that one?", "OP 11"),
        ("what comes next?", "OP 11"),
        ("and the one that follows", "OP 11"),
        ("which one follows", "OP 11"),
        ("what is after it", "OP 11"),
        ("what stands before it", "OP 9"),
        ("what precedes it", "OP 9"),
    ],
)
def test_a_step_leads_to_the_paragraph_beside_the_one_that_was_looked_up(text: str, place: str) -> None:
    assert list(map(str, after(text, "1960 OP 10").understood.cited)) == [f"S/RES/1960 (2010), {place}"]


@pytest.mark.parametrize(
    ("first", "text", "places"),
    [
        ("1960 OP 1", "show me the paragraph before it", ["PP last"]),
        ("1960 OP 1", "the previous one", ["PP last"]),
        ("1960 PP 1", "the one before", ["PP 0"]),
        ("1960 PP 4", "the one before that", ["PP 3"]),
        ("2467 OP 16 (d)", "the one before it", ["OP 16 (c)"]),
        ("2467 OP 16 (a)", "the one before it", ["OP 16"]),
        ("1960 OP 10", "the two paragraphs before it", ["OP 8", "OP 9"]),
    ],
)
def test_before_the_first_operative_paragraph_comes_the_preamble(first: str, text: str, places: list[str]) -> None:
    read = after(text, first).understood
    assert [str(one).partition(", ")[2] for one in read.cited] == places
    assert read.scope.filters.until is None


@pytest.mark.parametrize(
    "text",
    [
        "what was said before 2010?",
        "anything before it?",
        "the paragraph above on women",
        "go back to women",
        "what happened just before that",
        "what came before that",
        "what precedes a war",
        "what precedes it in time of war",
        "before that",
        "the step down of leaders",
    ],
)
def test_what_is_before_something_else_is_no_step(text: str) -> None:
    assert "OP 9" not in " ".join(map(str, after(text, "1960 OP 10").understood.cited))


def test_after_an_answer_the_one_above_is_no_step_but_the_paragraph_above_one_of_them_is() -> None:
    assert after("the one above").understood.cited == ()
    assert after("quote the paragraph above").understood.cited == ()
    [place] = after("the paragraph above the second one").understood.cited
    assert str(place) == "S/RES/2467 (2019), OP 3"


@pytest.mark.parametrize(
    ("first", "text", "kind"),
    [
        ("1325", "how many paragraphs does it have", ""),
        ("show me 1325", "how many operative ones has it got?", "operative"),
        ("what is resolution 1325 about", "how many paragraphs are there in it", ""),
        ("1325 OP 10", "how many paragraphs does this resolution have in total?", ""),
        ("show me 1325", "how many OPs has it", "operative"),
        ("1325", "number of paragraphs?", ""),
        ("1325", "paragraph count", ""),
        ("1325", "how many are preambular?", "preambular"),
        ("1325", "and how many operative?", "operative"),
        ("tell me about 1325", "how many preambular paragraphs are in it", "preambular"),
        ("does 1325 mention disarmament", "how many paragraphs has it", ""),
        ("how many paragraphs does 1325 have?", "how many preambular ones does it have?", "preambular"),
        ("reparations", "how many paragraphs does that resolution have?", ""),
    ],
)
def test_how_many_paragraphs_it_has_is_asked_of_the_resolution_before(first: str, text: str, kind: str) -> None:
    read = after_resolution(text, first).understood
    assert (read.shape.name, read.shape.as_such) == ("count", True)
    assert list(map(str, read.scope.filters.resolutions)) == ["S/RES/1325 (2000)"]
    assert [one.value for one in read.scope.filters.kinds] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("vetting in 1325", "how many paragraphs have it?"),
        ("vetting in 1325", "how many paragraphs mention it?"),
        ("vetting in 1325", "how many paragraphs is it in"),
        ("vetting in 1325", "in how many paragraphs is that"),
        ("vetting in 1325", "how many paragraphs?"),
        ("vetting", "how many paragraphs does it have?"),
        ("show me 1325", "how many women are in it"),
        ("show me 1325", "how many paragraphs on women does it have"),
        ("show me 1325", "how many paragraphs mention women"),
        ("show me 1325", "how many resolutions cite it?"),
    ],
)
def test_how_many_paragraphs_have_a_topic_is_no_count_of_all_of_them(first: str, text: str) -> None:
    assert not after_resolution(text, first).understood.shape.as_such


def after_found(text: str, first: str = "latest mention of reparations") -> Reading:
    quoted = ("S/RES/2467(2019)#PP3", "S/RES/2242(2015)#5")
    return follow_up(text, [Turn(understand(first, LIBRARY), (Symbol(2467, 2019),), quoted)], LIBRARY)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("its preamble", "in S/RES/2467 (2019), preambular paragraphs"),
        ("the preamble of that one", "in S/RES/2467 (2019), preambular paragraphs"),
        ("the preamble of it please", "in S/RES/2467 (2019), preambular paragraphs"),
        ("the preamble of that resolution", "in S/RES/2467 (2019), preambular paragraphs"),
        ("what does its preamble say", "in S/RES/2467 (2019), preambular paragraphs"),
        ("the preamble of the second one", "in S/RES/2242 (2015), preambular paragraphs"),
        ("show its operative part", "in S/RES/2467 (2019), operative paragraphs"),
        ("preamble please", "preambular paragraphs"),
        ("only the preamble", "preambular paragraphs"),
    ],
)
@pytest.mark.parametrize("first", ["latest mention of reparations", "every mention of reparations", "reparations"])
def test_a_part_of_that_one_is_one_of_the_resolution_that_was_found(first: str, text: str, stated: str) -> None:
    assert ", ".join(after_found(text, first).understood.stated) == stated


@pytest.mark.parametrize(
    "text",
    ["only that one", "just that one please", "only from that one", "in that one only", "that one only", "only in it"],
)
def test_after_a_first_or_latest_mention_only_that_one_is_a_limit(text: str) -> None:
    for first in ("latest mention of reparations", "first mention of reparations"):
        read = after_found(text, first).understood
        assert (read.text, read.stated) == ("reparations", ("in S/RES/2467 (2019)",))


@pytest.mark.parametrize("text", ["OP 5", "OP 5 there", "what does OP 5 say", "its OP 5"])
def test_after_a_first_or_latest_mention_a_paragraph_is_one_of_its_resolution(text: str) -> None:
    assert list(map(str, after_found(text).understood.cited)) == ["S/RES/2467 (2019), OP 5"]


@pytest.mark.parametrize(
    "text", ["only that one on girls", "its preamble on girls", "the preamble on camps", "its girls"]
)
def test_that_one_with_a_topic_is_no_limit_alone(text: str) -> None:
    assert not after_found(text).understood.scope.filters.resolutions


def test_a_part_after_a_question_on_one_resolution_is_a_limit_of_it() -> None:
    read = after_found("its preamble", "reparations in 1325").understood
    assert read.stated == ("in S/RES/1325 (2000)", "preambular paragraphs")


@pytest.mark.parametrize("text", ["more please", "show me more", "continue"])
def test_more_after_a_paragraph_that_was_looked_up_is_the_next_one(text: str) -> None:
    read = after(text, first="2467 OP 1").understood
    assert (read.shape.name, [str(one) for one in read.cited]) == ("lookup", ["S/RES/2467 (2019), OP 2"])


def test_more_after_one_of_those_shown_is_of_their_topic() -> None:
    assert after("more please", "the second one").understood.text == "attacks on schools"


def test_more_like_a_paragraph_is_not_the_next_one() -> None:
    assert after("more like this", first="2467 OP 1").understood.text == TEXT


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("and the one after", "4"),
        ("and the following one", "4"),
        ("and the one that follows", "4"),
        ("what comes next", "4"),
        ("what comes after it", "4"),
        ("what stands before it", "2"),
    ],
)
def test_a_step_after_an_answer_from_one_resolution_is_from_its_first_paragraph(text: str, paragraph: str) -> None:
    [cited] = after(text, first="small arms in 1820").understood.cited
    assert (cited.number, cited.paragraph) == (1820, paragraph)


@pytest.mark.parametrize("text", ["and the one after", "what comes after it", "and the next one"])
def test_a_step_after_an_answer_from_several_is_from_none(text: str) -> None:
    assert after(text).understood.cited == ()
