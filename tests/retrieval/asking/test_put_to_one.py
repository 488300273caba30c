"""A question that names one resolution is answered from that one, in whatever words it is put."""

from collections.abc import Callable

import numpy as np
import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.asking.mentions import members
from retrieval.index.generation import Generation
from tests.retrieval.asking.mentions.test_within_limits import AHEAD, NEWER, OLDER
from tests.retrieval.encoded import encoded


@pytest.fixture
def generation(indexed: Callable[..., Generation]) -> Generation:
    return indexed(older=OLDER, newer=NEWER)


@pytest.fixture
def asked(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Answer]:
    """Return what asks for one hit with an encoder that finds every question answerable, and knows members of lists."""
    weights = {generation.manifest.fingerprint: np.array(AHEAD, np.float32)}
    monkeypatch.setattr(members, "_weights", lambda: weights)
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.9, True))
    return lambda question: ask(question, encoded(generation), k=1)


def numbers_of(answer: Answer) -> set[int]:
    return {hit.clause.symbol.number for hit in answer.hits}


@pytest.mark.parametrize(
    "question",
    [
        "does resolution 1612 take up forced marriage",
        "any chance 1612 touches forced marriage?",
        "1612 is what I quote on forced marriage",
        "when it comes to forced marriage, there is 1612",
    ],
)
def test_it_is_answered_from_that_resolution(asked: Callable[[str], Answer], question: str) -> None:
    answer = asked(question)
    assert answer.answered
    assert numbers_of(answer) == {1612}
    assert "S/RES/1612 (2005)" in answer.reading.understood.stated[0]


def test_its_article_is_not_left_before_what_is_said_for_it(asked: Callable[[str], Answer]) -> None:
    searched = asked("how the 1612 is mentioning forced marriage").reading.understood.text
    assert searched == "how the resolution is mentioning forced marriage"


def test_a_number_that_may_be_the_place_hides_no_other_resolution(asked: Callable[[str], Answer]) -> None:
    answer = asked("any chance 2467 touches forced marriage?")
    assert numbers_of(answer) == {1612}
    assert answer.reply.startswith("Nothing in S/RES/2467 (2019) seems to answer this;")


def test_a_resolution_that_is_named_as_such_and_says_nothing_is_not_answered(asked: Callable[[str], Answer]) -> None:
    answer = asked("we got resolution 2467 assigned, and my topic is forced marriage")
    assert not answer.answered
    assert {hit.clause.symbol.number for hit in answer.near_misses} == {2467}


@pytest.mark.parametrize(
    "question",
    [
        "money for the 1612 action plan on forced marriage",
        "who voted for 1612 on forced marriage",
        "the anniversary of 1612 and forced marriage",
        "forced marriage and 1612",
    ],
)
def test_what_is_on_the_resolution_itself_is_not_put_to_it(asked: Callable[[str], Answer], question: str) -> None:
    assert asked(question).reading.understood.stated == ()


def test_what_nothing_answers_is_searched_for_without_what_is_said_around_it(
    asked: Callable[[str], Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    topic, asks_for = "forced marriage", "In a convoy, bad signal: just the forced marriage bit of UNSCR 1612"
    monkeypatch.setattr("retrieval.asking.finder.judge_within", lambda _, topics, *__: (0.9, [*topics] == [topic]))
    assert not asked(asks_for).answered
    monkeypatch.setattr("retrieval.asking.finder.topic_in_wrapping", lambda *_, **__: "forced marriage bit")
    answer = asked(asks_for)
    assert answer.answered
    assert answer.reading.understood.text == topic
