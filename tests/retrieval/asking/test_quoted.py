"""A quotation that is asked about alone, and that no paragraph has, is said to be in none."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.asking.quoted import is_nowhere, quoted_alone
from retrieval.index.build import BuildReport
from retrieval.index.generation import Generation, open_generation
from tests.fakes import FakeEncoder


@pytest.fixture
def generation(build: Callable[[], BuildReport], index: Path) -> Generation:
    build()
    return open_generation(index)


def _answer(question: str, generation: Generation, *, literal: bool = False) -> Answer:
    return ask(question, index=generation, encoder=FakeEncoder(), k=5, literal=literal)


@pytest.mark.parametrize("typed", ['"{}"', "“{}”.", "‘{}’", "'{}'", "«{}»"])
def test_a_question_in_quotation_marks_is_a_quotation(typed: str) -> None:
    words = "women shall lead all peace talks"
    assert quoted_alone(typed.replace("{}", words)) == words


@pytest.mark.parametrize(
    "asked",
    [
        f'"{"all States shall disarm " * 20}"',
        '"days of tranquillity"',
        'who says "women shall lead all peace talks"',
        "women shall lead all talks",
    ],
)
def test_a_term_and_a_question_with_a_quotation_are_none(asked: str) -> None:
    assert quoted_alone(asked) == ""


def test_words_of_a_paragraph_and_of_two_that_follow_are_found(generation: Generation) -> None:
    [clause, after] = generation.clauses_at([0, 1])
    words, others = clause.text.split(), after.text.split()
    assert not is_nowhere(" ".join(words[1:9]), generation)
    assert not is_nowhere(" ".join([*words[-4:], *others[:4]]), generation)
    assert is_nowhere(" ".join(words[8:0:-1]), generation)


@pytest.mark.parametrize("asked", ['"women shall sell all weapons"', "hello, “no armed conflict shall be on the moon”"])
def test_a_quotation_that_no_paragraph_has_is_not_answered(asked: str, generation: Generation) -> None:
    answer = _answer(asked, generation)
    assert (answer.answered, answer.reply) == (False, "No paragraph here has the words that you quote.")
    assert answer.absent == (f"“{quoted_alone(answer.asked.understood.asked)}”",)
    assert answer.near_misses


@pytest.mark.parametrize(
    "asked",
    ["women shall sell all weapons", '"list paragraphs on women and armed conflict"', "“what is on women here?”"],
)
def test_other_questions_are_no_quotation(asked: str, generation: Generation) -> None:
    assert _answer(asked, generation).absent == ()


def test_a_topic_in_quotation_marks_is_answered_but_not_as_sure(generation: Generation) -> None:
    answer = _answer('"women and girls and armed conflict everywhere"', generation)
    assert (answer.answered, len(answer.absent)) == (True, 1)
    assert replace(answer, confidence=0.95).certainty == "likely"


def test_a_verbatim_search_says_nothing_of_quotation_marks(generation: Generation) -> None:
    assert _answer('"women shall sell all weapons"', generation, literal=True).absent == ()
