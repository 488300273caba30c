"""A question for what a short form stands for is one for a definition."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.asking.ask import ask
from retrieval.asking.reading import as_definition, what_it_says
from retrieval.index.build import BuildReport
from retrieval.index.generation import open_generation
from retrieval.library.abbreviations import built_in_abbreviations
from tests.retrieval.asking.understand.library import library as library_facts
from tests.retrieval.encoded import encoded
from tests.samples import write_library

LIBRARY = library_facts()


@pytest.mark.parametrize(
    "question",
    [
        "what does DDR mean",
        "What does DDR stand for?",
        "what does the acronym DDR stand for",
        "what's DDR short for?",
        "DDR meaning",
        "full form of DDR",
        "DDR full form please",
        "what is the full form of DDR?",
        "meaning of DDR",
        "expand “DDR”",
        "acronym: DDR",
        "DDR stands for?",
        "explain DDR to me",
        "who is the DDR?",
        "who's a DDR",
        "DDR = ?",
    ],
)
def test_it_is_read_as_what_is(question: str) -> None:
    assert as_definition(question, built_in_abbreviations()) == "what is DDR"


@pytest.mark.parametrize(
    "question",
    [
        "what does that mean",
        "meaning of life",
        "expand protection",
        "DDR meaning for girls",
        "what does 1325 mean",
        "DDR",
        "who is the best",
        "who is the DDR adviser",
        "explain the DDR of girls to me",
        "who is considered for sanctions",
        "who counts the votes",
        "how old are the resolutions",
        "how old is it",
        "what age is best for a talk",
        "who is regarded as in need of help in the camps",
    ],
)
def test_nothing_else_is(question: str) -> None:
    assert as_definition(question, built_in_abbreviations()) == question


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("who counts as youth", "how is youth defined"),
        ("Who counts as a foreign terrorist fighter?", "how is foreign terrorist fighter defined"),
        ("who is considered to be a child", "how is child defined"),
        ("who qualifies as a victim?", "how is victim defined"),
        ("whom does the Council consider a survivor", "how is survivor defined"),
        ("who counts as “youth”?", "how is youth defined"),
        ("how old is youth for them?", "how is youth defined"),
        ("which age group is youth here?", "how is youth defined"),
        ("what age is a child", "how is child defined"),
    ],
)
def test_who_is_meant_by_a_word_is_asked_of_its_definition(question: str, read: str) -> None:
    assert as_definition(question, built_in_abbreviations()) == read


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("What about 1325 on camps?", "what does 1325 say on camps?"),
        ("and 1820 on camps", "what does 1820 say on camps"),
        ("how about resolution 2013 about camps", "what does resolution 2013 say on camps"),
        ("what about 2013 on camps", "what about 2013 on camps"),  # a year
        ("and 1325 on that?", "and 1325 on that?"),
        ("1325 on camps", "1325 on camps"),
    ],
)
def test_what_a_resolution_says_on_another_topic_may_be_asked_in_short(question: str, read: str) -> None:
    assert what_it_says(question, LIBRARY) == read


def test_the_paragraph_that_has_it_in_full_comes_first(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    text = (
        "Resolution 1674 (2006)\n\nAdopted by the Security Council at its 5430th meeting, on 28 April 2006\n\n"
        "The Security Council,\n\n1. Urges that what DDR may mean be known;\n\n"
        "2. Urges disarmament, demobilization and reintegration (DDR) of combatants."
    )
    write_library(library, other=text)
    build()
    found = ask("DDR meaning", encoded(open_generation(index)), k=2)
    assert (found.reading.understood.term, found.hits[0].clause.id) == ("DDR", "S/RES/1674(2006)#2")
    assert found.typed == "DDR meaning"
