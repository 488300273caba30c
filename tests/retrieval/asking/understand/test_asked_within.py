"""The topic of a question with limits is told from the words that only ask what is said on it."""

import pytest

from retrieval.asking.understand.asked_within import topic_within


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
        "resolutions",  # nothing would be left
    ],
)
def test_words_of_the_topic_stay(topic: str) -> None:
    assert topic_within(topic) == topic
