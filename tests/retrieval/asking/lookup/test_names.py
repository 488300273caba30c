"""What a question names is looked up, and what is not there is said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.asking.lookup.paragraph_numbers import cite_places
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.generation import Generation
from tests.retrieval.encoded import encoded
from tests.samples import OFFICIAL_1325


@pytest.fixture
def with_items(indexed: Callable[..., Generation]) -> Generation:
    """An index in which OP 2 of 1325 has items in a line."""
    measures = "special measures to (i) protect women, (ii) protect girls and (iii) report"
    return indexed(S_RES_1325=OFFICIAL_1325.replace("special measures to protect women and girls", measures))


def _answer(question: str, generation: Generation, k: int = 5, given: Filters = NO_LIMITS) -> Answer:
    return ask(question, encoded(generation), k=k, filters=given)


def _places(answer: Answer) -> list[str]:
    return [f"{hit.clause.symbol.number} {hit.clause.paragraph}" for hit in answer.hits]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("2331 2(a)", ["2331 2(a)"]),
        ("what does paragraph two of 2331 say?", ["2331 2", "2331 2(a)", "2331 2(b)"]),
        ("the last operative paragraph of 2331", ["2331 3"]),
        ("last preambular paragraph of 2331", ["2331 PP2"]),
        ("the last sub-paragraph of OP 2 of 2331", ["2331 2(b)"]),
        ("last sub-paragraph of OP 1 of 2331", ["2331 1"]),
        ("OP 1 of 2331 and 1325", ["2331 1", "1325 1"]),
        ("OP1", ["1325 1", "2331 1"]),
        ("op 2, letter b", ["2331 2(b)"]),
        ("trafficking resolution of 2016, para 2 (a)", ["2331 2(a)"]),
    ],
)
def test_a_paragraph_that_is_named_is_all_that_is_shown(
    question: str, places: list[str], generation: Generation
) -> None:
    answer = _answer(question, generation)
    assert (answer.answered, answer.confidence, answer.absent) == (True, 1, ())
    assert answer.as_record()["shape"] == "lookup"
    assert _places(answer) == places


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("1325 OP 2, since 2015", ("since 2015",)),
        ("before 2010: paragraph 2 of 2331 and OP 1 of 1325", ("until 2009",)),
        ("1325 OP 2, preamble only", ("preambular paragraphs",)),
        ("OP 2, preamble only", ("preambular paragraphs",)),
        ("1325 OP 2, outside 1325", ("outside S/RES/1325 (2000)",)),
        ("1325 OP 2, in 2000", ()),
        ("1325 OP 2, operative paragraphs", ()),
        ("OP 2, since 2015", ()),
    ],
)
def test_a_limit_that_does_not_allow_a_paragraph_that_is_looked_up_is_said_not_to_apply(
    question: str, left: tuple[str, ...], generation: Generation
) -> None:
    answer = _answer(question, generation)
    assert (answer.answered, answer.reading.understood.overruled) == (True, left)
    assert all(answer.reading.understood.scope.allows(hit.clause) for hit in answer.hits)


def test_a_standing_limit_does_not_apply_to_a_paragraph_that_is_looked_up(generation: Generation) -> None:
    standing = Filters(kinds=(ClauseKind.PREAMBULAR,))
    answer = ask("1325 OP 2", encoded(generation), k=5, standing=standing)
    understood = answer.reading.understood
    assert _places(answer) == ["1325 2"]
    assert (understood.standing, understood.overruled) == (NO_LIMITS, ("preambular paragraphs",))


@pytest.mark.parametrize(
    ("question", "given", "places", "beyond"),
    [
        ("1325 OP 2", Filters(kinds=(ClauseKind.PREAMBULAR,)), [], ("S/RES/1325(2000)#2",)),
        ("1325 OP 2", Filters(resolutions=(Citation(2331, 2016, None),)), [], ("S/RES/1325(2000)#2",)),
        ("1325 OP 2 and 2331 OP 1", Filters(since=date(2015, 1, 1)), ["2331 1"], ()),
    ],
)
def test_a_limit_that_was_chosen_applies_to_a_paragraph_that_is_named(
    question: str, given: Filters, places: list[str], beyond: tuple[str, ...], generation: Generation
) -> None:
    answer = _answer(question, generation, given=given)
    assert (_places(answer), answer.answered, answer.beyond) == (places, bool(places), beyond)
    beside_a_topic = _answer("girls in 1325 OP 2", generation, given=Filters(kinds=(ClauseKind.PREAMBULAR,)))
    assert _places(beside_a_topic) == ["1325 PP1"]


def test_a_paragraph_that_is_named_beside_a_topic_is_shown_first(generation: Generation) -> None:
    answer = _answer("2331 OP 2 (b) on religious leaders", generation)
    assert _places(answer)[0] == "2331 2(b)"
    assert len(answer.hits) == 5
    assert answer.as_record()["shape"] == "answer"


@pytest.mark.parametrize("question", ["2331?", "summary of 2331", "tell me about resolution 2331", "what is in 2331"])
def test_a_resolution_that_is_asked_for_is_shown_in_its_order_the_operative_part_first(
    question: str, generation: Generation
) -> None:
    answer = _answer(question, generation, k=9)
    assert answer.as_record()["shape"] == "resolution"
    assert _places(answer)[:4] == ["2331 1", "2331 2", "2331 2(a)", "2331 2(b)"]
    assert _places(answer)[-2:] == ["2331 PP1", "2331 PP2"]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("1325 vs 2331", ["1325 1", "2331 1", "1325 2", "2331 2", "1325 3", "2331 2(a)", "1325 PP1", "2331 2(b)"]),
        ("what is the difference between 2331 and 1325?", ["2331 1", "1325 1", "2331 2", "1325 2"]),
        ("what did 2331 add to 1325?", ["2331 1", "1325 1", "2331 2", "1325 2"]),
        ("2331 next to 1325", ["2331 1", "1325 1", "2331 2", "1325 2"]),
        ("compare 2331 and 1325, preamble only", ["2331 PP1", "1325 PP1", "2331 PP2"]),
        ("show me 1325 and 2331", ["1325 1", "1325 2", "1325 3", "1325 PP1", "2331 1"]),
    ],
)
def test_resolutions_that_are_compared_as_a_whole_take_turns_on_every_page(
    question: str, places: list[str], generation: Generation
) -> None:
    assert [_places(_answer(question, generation, k)) for k in range(1, len(places) + 1)] == [
        places[:k] for k in range(1, len(places) + 1)
    ]


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("what did 1308 say about armed conflict?", "S/RES/1308 (2000)"),
        ("res 2417 (2018) armed conflict", "S/RES/2417 (2018)"),
        ("what does 9999 say about armed conflict?", "S/RES/9999"),
        ("2331 OP 27 on armed conflict", "S/RES/2331 (2016), OP 27"),
        ("resolutions of 1987 on armed conflict", "in 1987"),
        ("resolutions on Chad about armed conflict", "on Chad"),
        ("theme: Disarmament, armed conflict", "under Disarmament"),
    ],
)
def test_what_is_not_there_is_said_and_other_paragraphs_only_come_near(
    question: str, absent: str, generation: Generation
) -> None:
    answer = _answer(question, generation)
    assert (answer.answered, answer.confidence, answer.hits) == (False, None, ())
    assert answer.as_record()["absent"] == [absent]
    assert answer.reply
    assert answer.near_misses
    assert not answer.is_turn


def test_a_question_on_a_country_that_no_paragraph_names_is_not_answered(generation: Generation) -> None:
    answer = _answer("armed conflict in Haiti", generation)
    assert (answer.answered, answer.hits, answer.absent) == (False, (), ("Haiti",))
    assert answer.reply == "No paragraph here names Haiti."
    assert answer.near_misses


def test_a_country_that_was_given_up_is_not_named_again(generation: Generation) -> None:
    turns: tuple[Turn, ...] = ()
    absent = []
    for question in ("armed conflict in Haiti", "how many?", "not Haiti, in general", "how many?"):
        answer = ask(question, encoded(generation), k=5, before=turns)
        absent.append(answer.absent)
        turns = (*turns, answer.turn)
    assert absent == [("Haiti",), ("Haiti",), (), ()]


def test_a_country_that_is_only_mentioned_is_named_beside_the_answer(generation: Generation) -> None:
    answer = _answer("They are in Haiti now: what is there on armed conflict?", generation)
    assert (answer.answered, answer.absent) == (True, ("Haiti",))
    assert answer.reply == "No paragraph here names Haiti."
    assert replace(answer, confidence=0.9).certainty == "likely"


@pytest.mark.parametrize("question", ["We meet in Haiti: what is there on armed conflict?", "Haiti asks for 2331 2(a)"])
def test_nothing_is_said_of_the_country_of_those_who_ask(question: str, generation: Generation) -> None:
    answer = _answer(question, generation)
    assert (answer.answered, answer.absent, answer.reply) == (True, (), "")


@pytest.mark.parametrize(("follow_up", "absent"), [("and girls?", ("Haiti",)), ("and in Kenya?", ("Kenya",))])
def test_the_country_of_the_question_before_is_named_again(
    follow_up: str, absent: tuple[str], generation: Generation
) -> None:
    before = [_answer("armed conflict in Haiti", generation).turn]
    answer = ask(follow_up, encoded(generation), k=5, before=before)
    assert (answer.absent, answer.answered) == (absent, absent == ("Haiti",))


@pytest.mark.parametrize(
    ("question", "absent"), [("2178 op 6", "S/RES/2178 (2014)"), ("1701?", "S/RES/1701 (2006)"), ("99(z)", "99(z)")]
)
def test_where_nothing_else_is_asked_nothing_comes_near(question: str, absent: str, generation: Generation) -> None:
    answer = _answer(question, generation)
    assert (answer.answered, answer.absent, answer.hits, answer.near_misses) == (False, (absent,), (), ())


def test_of_several_resolutions_those_that_are_there_answer_and_the_others_are_named(generation: Generation) -> None:
    answer = _answer("what do 2331 and 1308 say about armed conflict?", generation)
    assert answer.absent == ("S/RES/1308 (2000)",)
    assert {hit.clause.symbol.number for hit in answer.hits} == {2331}
    assert answer.is_turn


def test_the_date_of_a_resolution_is_said_with_what_is_not_there(generation: Generation) -> None:
    answer = _answer("which is older, 2331 or 1308", generation)
    assert answer.reply.startswith("There is no S/RES/1308 (2000) in this library;")
    assert answer.reply.endswith(" S/RES/2331 (2016) was adopted on 20 December 2016.")
    assert {hit.clause.symbol.number for hit in answer.hits} == {2331}


@pytest.mark.parametrize("asked", ["S/RES/2331 (2015) OP 2 (a)", "resolution 2331 of 2015, para 2 (a)"])
def test_the_number_of_a_resolution_decides_and_another_year_is_said_to_be_wrong(
    asked: str, generation: Generation
) -> None:
    answer = _answer(asked, generation)
    assert (_places(answer), answer.absent) == (["2331 2(a)"], ())
    assert answer.reply == "S/RES/2331 is of 2016, not of 2015."
    assert answer.reading.understood.stated == ("in S/RES/2331 (2016)",)


def test_the_resolution_of_another_body_is_none_of_the_council_in_another_year(generation: Generation) -> None:
    assert _answer("General Assembly resolution 1325 (2001)", generation).absent == ("S/RES/1325 (2001)",)
    assert _answer("S/RES/1325 (1957)", generation).absent == ("S/RES/1325 (1957)",)


def test_a_resolution_that_is_not_here_is_named_in_its_own_year(generation: Generation) -> None:
    answer = _answer("what does 1308 (2001) say about armed conflict?", generation)
    assert (answer.answered, answer.absent) == (False, ("S/RES/1308 (2000)",))
    assert answer.reply.startswith("S/RES/1308 is of 2000, not of 2001. There is no S/RES/1308 (2000) in this library;")


def test_a_kind_that_no_paragraph_has_limits_only_if_it_was_chosen(generation: Generation) -> None:
    read = _answer("annex: armed conflict", generation)
    assert (read.reading.understood.scope.filters, read.absent) == (NO_LIMITS, ("annex paragraphs",))
    assert read.hits
    chosen = _answer("armed conflict", generation, given=Filters(kinds=(ClauseKind.ANNEX,)))
    assert (chosen.answered, chosen.hits, chosen.absent) == (False, (), ("annex paragraphs",))
    assert chosen.near_misses


@pytest.mark.parametrize(
    ("question", "places", "absent"),
    [
        ("1325, 2(ii)", ["1325 2"], ()),
        ("OP 2 (i) of 1325", ["1325 2"], ()),
        ("paras 2(i) and 2 (ii) of 1325", ["1325 2"], ()),
        ("1325 OP 2 (v)", [], ("S/RES/1325 (2000), OP 2 (v)",)),
        ("1325 OP 3 (i)", [], ("S/RES/1325 (2000), OP 3 (i)",)),
        ("2331 2(a)", ["2331 2(a)"], ()),
    ],
)
def test_an_item_within_a_paragraph_is_shown_in_it(
    question: str, places: list[str], absent: tuple[str, ...], with_items: Generation
) -> None:
    """Items that stand in a line, "(i) …, (ii) …", are no paragraphs of their own."""
    answer = _answer(question, with_items)
    assert (_places(answer), answer.absent) == (places, absent)


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("2331 OP 2 (c)", "There is no S/RES/2331 (2016), OP 2 (c) in this library; OP 2 goes up to (b)."),
        ("2331 OP 2 (c) (ii)", "There is no S/RES/2331 (2016), OP 2 (c) (ii) in this library; OP 2 goes up to (b)."),
        (
            "2331 OP 2 (a) (i)",
            "There is no S/RES/2331 (2016), OP 2 (a) (i) in this library; OP 2 (a) has no sub-paragraphs.",
        ),
        ("1325 OP 3 (a)", "There is no S/RES/1325 (2000), OP 3 (a) in this library; OP 3 has no sub-paragraphs."),
        ("PP 1(a) of 1325", "There is no S/RES/1325 (2000), PP 1 (a) in this library; PP 1 has no sub-paragraphs."),
        ("1325 OP 27 (a)", "There is no S/RES/1325 (2000), OP 27 (a) in this library; it goes up to OP 3."),
        ("1325 PP 27", "There is no S/RES/1325 (2000), PP 27 in this library; it goes up to PP 1."),
        ("1325 OP 2 (v)", "There is no S/RES/1325 (2000), OP 2 (v) in this library."),
    ],
)
def test_where_a_paragraph_is_absent_the_last_one_there_is_named(
    question: str, reply: str, with_items: Generation
) -> None:
    """OP 2 of 1325 has items in a line, so that nothing is said of its sub-paragraphs."""
    assert _answer(question, with_items).reply == reply


def test_a_conversation_gives_a_place_the_resolutions_it_is_about(generation: Generation) -> None:
    symbols = sorted(generation.facts.adopted)
    cited = list(cite_places(["1", "2(a)"], symbols, generation))
    assert list(map(str, cited)) == [
        "S/RES/1325 (2000), OP 1",
        "S/RES/2331 (2016), OP 1",
        "S/RES/2331 (2016), OP 2 (a)",
    ]
    assert list(cite_places(["1"], symbols[:1], generation)) == cited[:1]
