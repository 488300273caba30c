"""A question for what a short form stands for is one for a definition; other questions are read in other words, too."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.asking.ask import ask
from retrieval.asking.reading import as_definition, what_it_says
from retrieval.asking.understand.comparisons import as_comparison
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


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("what did 2467 drop from 2242?", "compare 2467 and 2242"),
        ("what does 2467 add to 1960 on listing", "compare 2467 and 1960 on listing"),
        ("Which measures did 2467 add to 2106?", "compare 2467 and 2106"),
        ("has 2467 added anything new to 2106", "compare 2467 and 2106"),
        ("what did 2467 leave out of 2106", "compare 2467 and 2106"),
        ("what does 2106 repeat from 1820 on amnesty?", "compare 2106 and 1820 on amnesty"),
        ("how far does 2467 go beyond 2106", "compare 2467 and 2106"),
        ("in what does 2106 differ from 1820?", "compare 2106 and 1820"),
        ("what did 2467 keep from 2222", "compare 2467 and 2222"),  # the library lacks one
        ("what does 2467 have that 2106 does not", "compare 2467 and 2106"),
        ("what does 2467 say on camps that 2106 doesn’t?", "compare 2467 and 2106 on camps"),
        ("what did 1820 contain that 2106 lacks", "compare 1820 and 2106"),
        ("what is in 2467 that was not in 2242", "compare 2467 and 2242"),
        ("what's in 2467 but not in 2242?", "compare 2467 and 2242"),
        ("what is missing from 2467 on mediators that is in 2242", "compare 2467 and 2242 on mediators"),
        ("what is new in S/RES/2467 (2019) as against 2106 (2013)", "compare S/RES/2467 (2019) and 2106 (2013)"),
        ("what distinguishes 2467 from 2106?", "compare 2467 and 2106"),
        ("what sets 2467 apart from 2106 on camps", "compare 2467 and 2106 on camps"),
        ("is 2467 broader than 2106", "compare 2467 and 2106"),
        ("how is 2467 different from 2106?", "compare 2467 and 2106"),
    ],
)
def test_what_one_resolution_has_beside_another_compares_them(question: str, read: str) -> None:
    assert as_comparison(question, LIBRARY) == read


@pytest.mark.parametrize(
    "question",
    [
        "what did 2242 add to the debate",
        "what did Mali drop from 2242",
        "what did the new plan add to 1325",
        "what does 2467 request of 2106",
        "does 2467 address 2106",
        "what did 2015 add to 2012 on camps",  # years
        "what is new in 2467 compared with 2020",
        "is 2467 older than 2106",  # asks for dates
        "is 2467 more recent than 2106",
        "what is in 2467 that is not in force",
        "what does 2467 say that parties do not",
        "what did 9998 add to 9999",  # the library has neither
        "I read what did 2467 add to 2106 and left",
    ],
)
def test_other_questions_compare_no_resolutions(question: str) -> None:
    assert as_comparison(question, LIBRARY) == question


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
