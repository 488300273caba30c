"""Of two questions in a sentence that nothing answers as a whole, the first is answered."""

from collections.abc import Callable

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.twofold import two_questions

FIRST, PAID, TWO = "who protects women", "who pays for the tea", "who protects women and who pays for the tea?"


def test_the_first_is_answered_and_the_second_said_to_be_open(answered: Callable[..., Answer]) -> None:
    answer = answered(TWO, FIRST)
    assert (answer.answered, answer.reply) == (True, f"Nothing here seems to answer “{PAID}”.")
    assert answer.as_record()["question"] == TWO
    assert answer.turn.understood.asked == FIRST
    assert answer.hits


def test_a_second_that_has_an_answer_is_to_be_asked_on_its_own(answered: Callable[..., Answer]) -> None:
    assert answered(TWO, FIRST, PAID).reply == f"This is on “{FIRST}” alone; ask “{PAID}” on its own, too."


@pytest.mark.parametrize("answerable", [(), (PAID,), (TWO,), (TWO, FIRST)])
def test_any_other_is_answered_as_a_whole_or_not_at_all(
    answerable: tuple[str], answered: Callable[..., Answer]
) -> None:
    answer = answered(TWO, *answerable)
    assert (answer.answered, answer.reply) == (TWO in answerable, "")
    assert answer.reading.understood.asked == TWO


def test_a_verbatim_search_is_of_one_text(answered: Callable[..., Answer]) -> None:
    assert not answered(TWO, FIRST, literal=True).answered


@pytest.mark.parametrize(
    "text",
    [
        "What do advisers do, and how much do they earn?",
        "is there a fund and does it help?",
        "which rights do women have and where is that said",
    ],
)
def test_two_questions_are_found(text: str) -> None:
    first, second = two_questions(text) or ("", "")
    assert text.startswith(first)
    assert second
    assert second in text


@pytest.mark.parametrize(
    "text",
    [
        "who decides and how?",
        "women and how they vote in camps",
        "who pays and who decides and who counts it?",
        "who protects women and girls in camps?",
        "who protects women. And who pays for it?",
        "who and who else is there?",
    ],
)
def test_one_question_and_three_are_not_two(text: str) -> None:
    assert two_questions(text) is None
