"""The topic of a question with limits is told from the words that only ask what is said on it."""

import pytest

from retrieval.asking.understand.asked_within import asks_what_is_said, topic_within


@pytest.mark.parametrize(
    "question",
    [
        "does the resolution touch on camps at all?",
        "how far does the resolution go on camps",
        "how are camps dealt with",
        "whereabouts are camps mentioned",
        "I'd like to know whether the resolution covers camps",
        "will I find camps",
        "show me camps please",
        "is there a camps para",
        "does the resolution ask for camps",
        "camps, go",
    ],
)
def test_words_that_only_ask_are_no_part_of_the_topic(question: str) -> None:
    assert topic_within(question) == "camps"


@pytest.mark.parametrize(
    "topic",
    [
        "peace talks",
        "How many women have acted as mediators",
        "children used as shields",
        "demand for slaves",
        "resolutions",  # nothing would be left
    ],
)
def test_words_of_the_topic_stay(topic: str) -> None:
    assert topic_within(topic) == topic


@pytest.mark.parametrize(
    "question",
    ["does the resolution mention camps", "how are camps dealt with", "on camps", "about camps?"],
)
def test_a_question_what_is_said_on_a_topic_is_told(question: str) -> None:
    assert asks_what_is_said(question)


@pytest.mark.parametrize(
    "question",
    [
        "does the resolution set a deadline?",  # for what was asked before
        "who is in charge",
        "what numbers",
        "what does the resolution say",
        "does the resolution say who pays",
        "what does the resolution say on the matter",
        "is there a deadline",
    ],
)
def test_a_question_on_an_aspect_or_on_all_is_none(question: str) -> None:
    assert not asks_what_is_said(question)
