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
