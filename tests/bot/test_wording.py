"""What is said about an answer that is no plain ranking."""

from dataclasses import replace

import pytest

from bot.wording import compare_line, near_misses_line, shape_lines
from retrieval.asking.answer import Side
from retrieval.asking.understand.finding import Shape, ShapeName, Unit
from retrieval.asking.understand.question import Question
from tests.bot.slack.views.given import answer, hits


@pytest.mark.parametrize(
    ("name", "unit", "by_words", "said"),
    [
        ("list", "paragraphs", True, ["3 paragraphs with the words “camps”, by date"]),
        ("list", "paragraphs", False, ["3 paragraphs found by meaning (not certain to be all) on “camps”, by date"]),
        ("count", "resolutions", True, ["3 resolutions with the words “camps”, by date"]),
        ("answer", "paragraphs", False, []),
    ],
)
def test_a_list_says_how_many_and_how_they_were_found(
    name: ShapeName, unit: Unit, by_words: bool, said: list[str]
) -> None:
    understood = Question("camps?", "camps?", shape=Shape(name, unit))
    found = replace(answer(*hits(1), understood=understood), total=None if name == "answer" else 3, by_words=by_words)
    assert shape_lines(found) == said


def test_the_first_and_the_latest_say_their_order() -> None:
    understood = Question("camps", "camps", shape=Shape("latest"))
    assert shape_lines(replace(answer(*hits(1), understood=understood), by_words=True)) == [
        "The latest first, of the paragraphs with the words “camps”"
    ]


def test_a_comparison_names_the_side_without_a_paragraph_and_the_command_that_goes_on() -> None:
    sides = (Side("S/RES/1820 (2008)", ("S/RES/1820(2008)#4",)), Side("S/RES/1888 (2009)", ()))
    found = replace(answer(*hits(1), understood=Question("amnesty", "amnesty", shape=Shape("compare"))), sides=sides)
    assert shape_lines(found) == ["Nothing was found in S/RES/1888 (2009) on “amnesty”"]
    assert compare_line(found) == "'clausebot compare 1820 1888' shows both resolutions, paragraph by paragraph"
    assert compare_line(answer(*hits(1))) == ""


def test_near_misses_outside_the_limits_are_not_said_not_to_answer() -> None:
    [hit] = hits(1)
    missed = replace(answer(), near_misses=(hit,))
    assert near_misses_line(missed) == "These come nearest, but do not seem to answer:"
    assert near_misses_line(replace(missed, beyond=(hit.clause.id,))) == "Nearest outside these limits:"
