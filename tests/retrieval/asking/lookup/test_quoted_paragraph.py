"""A message that quotes a paragraph in lines behind ">" is on that paragraph, as if it had been looked up before."""

import pytest

from retrieval.asking.ask import ask
from retrieval.asking.reading import read_question
from retrieval.index.generation import Generation
from tests.retrieval.encoded import encoded

WORDS = "Urges Member States to ensure increased representation of women at all decision-making levels in institutions;"


@pytest.mark.parametrize(
    "quoted",
    [
        f"> {WORDS}",
        f">{WORDS}",
        f"> 1.  {WORDS}",
        f"> *S/RES/1325 (2000), operative paragraph 1*\n> {WORDS}",
        "> Urges Member States to ensure increased representation of women …",
        f"> On women:\n> {WORDS}\n> — Clausebot",
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_a_question_on_what_it_quotes_is_answered_by_that_paragraph(
    quoted: str, is_above: bool, generation: Generation
) -> None:
    asked = f"{quoted}\nwhere is this from?" if is_above else f"where is this from?\n{quoted}"
    answer = ask(asked, encoded(generation), k=5)
    assert [hit.clause.id for hit in answer.hits] == ["S/RES/1325(2000)#1"]


@pytest.mark.parametrize(
    ("asked", "cited", "limits"),
    [
        ("who has to do that?", ["S/RES/1325 (2000), OP 1"], ("in S/RES/1325 (2000)",)),
        ("is this from 1325?", ["S/RES/1325 (2000), OP 1"], ("in S/RES/1325 (2000)",)),
        ("is there something similar in 2331?", [], ("in S/RES/2331 (2016)",)),
        ("where else is this said?", [], ("outside S/RES/1325 (2000)",)),
        ("what about camps?", [], ()),
    ],
)
def test_it_is_read_as_a_follow_up_of_that_paragraph(
    asked: str, cited: list[str], limits: tuple[str, ...], generation: Generation
) -> None:
    question = read_question(f"> {WORDS}\n{asked}", generation).reading.understood
    assert ([str(one) for one in question.cited], question.stated) == (cited, limits)


def test_the_quoted_paragraph_counts_in_place_of_the_turns_before(generation: Generation) -> None:
    first = ask("2331 PP 1", encoded(generation), k=5)
    reading = read_question(f"> {WORDS}\nwho has to do that?", generation, before=[first.turn]).reading
    assert [str(one) for one in reading.understood.cited] == ["S/RES/1325 (2000), OP 1"]


@pytest.mark.parametrize(
    "asked",
    [
        "> what did the Council say on women in camps last year?\nI meant mediators",
        "> Urges Member States\nwomen in institutions",
        f"On Monday, Ann wrote:\n> {WORDS[:20]} to do much more on climate change and the sea\n\nwomen in institutions",
    ],
)
def test_other_quoted_lines_are_left_out(asked: str, generation: Generation) -> None:
    own = asked.rpartition("\n")[2]
    read, alone = (read_question(one, generation).reading for one in (asked, own))
    assert (read.understood.text, read.continues) == (alone.understood.text, False)


@pytest.mark.parametrize(
    ("asked", "language", "follows"),
    [
        ("who is responsible for this?", "en", True),
        ("does 1325 say this?", "en", True),
        ("which paragraph says so?", "en", True),
        ("qui doit faire cela ?", "fr", True),
        ("what is this?", "en", False),
        ("is it true?", "en", False),
    ],
)
def test_words_that_refer_to_another_quote_are_read_behind_it(
    asked: str, language: str, follows: bool, generation: Generation
) -> None:
    """A quote that the library does not have was left out, and such words were searched for alone."""
    quoted = "women in camps need courts"
    reading = read_question(f"> {quoted}\n{asked}", generation, language=language).reading
    assert bool(reading.note or reading.earlier) == follows
    assert follows or reading.understood.text == quoted


def test_a_quoted_paragraph_alone_is_searched_for(generation: Generation) -> None:
    assert read_question(f"> {WORDS}", generation).reading.understood.text == WORDS


@pytest.mark.parametrize(("asked", "kind"), [("is this binding?", "judging"), ("why?", "reasons")])
def test_a_wish_about_a_quote_that_is_no_paragraph_gets_a_fixed_reply(
    asked: str, kind: str, generation: Generation
) -> None:
    assert read_question(f"> Women's networks need money\n{asked}", generation).small_talk == kind
