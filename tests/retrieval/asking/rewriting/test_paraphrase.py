"""A question that nothing answers is asked again in words that the texts have."""

from collections.abc import Callable

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.asking.rewriting.paraphrase import in_words_of_texts
from retrieval.index.generation import Generation
from tests.retrieval.encoded import encoded


@pytest.mark.parametrize(
    ("asked", "retold"),
    [
        ("kids raped", "children raped"),
        ("rapes of girls", "rape of girls"),
        ("human trafficking in Kids' camps", "trafficking in persons in children' camps"),
        ("Convention signed by institution", "Convention signed by institutions"),
        ("women and girls", "women and girls"),
        ("what is a drone?", "what is a drone?"),
        ("kangaroos", "kangaroos"),
        ("kids and " * 20, "kids and " * 20),
    ],
)
def test_words_that_no_paragraph_has_are_told_in_those_of_the_texts(
    asked: str, retold: str, generation: Generation
) -> None:
    assert in_words_of_texts(asked, generation) == retold


@pytest.fixture
def sure_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Function that lets an answer count as one if the question has a word."""

    def taught(word: str) -> None:
        def judge(asked: str, *_: object) -> tuple[float, bool]:
            return (0.9, True) if word in asked else (0.1, False)

        monkeypatch.setattr("retrieval.asking.finder.judge", judge)

    return taught


def _answer(question: str, generation: Generation) -> Answer:
    return ask(question, encoded(generation), k=5)


def test_what_is_answered_in_words_of_the_texts_is_answered(
    sure_of: Callable[[str], None], generation: Generation
) -> None:
    sure_of("children")
    answer = _answer("kids raped", generation)
    assert (answer.answered, answer.confidence, answer.reading.understood.asked) == (True, 0.9, "kids raped")


@pytest.mark.parametrize("asked", ["kids raped", "how many kids were raped?", "girls raped"])
def test_what_is_not_answered_in_them_either_is_not(
    asked: str, sure_of: Callable[[str], None], generation: Generation
) -> None:
    sure_of("children" if asked != "kids raped" else "camps")
    answer = _answer(asked, generation)
    assert (answer.answered, answer.confidence, answer.hits) == (False, 0.1, ())
