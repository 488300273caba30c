"""Follow-ups on a list of resolutions: asked of these, and not of the words that asked for the list."""

import pytest

from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.understood import understand
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import Symbol
from retrieval.clauses.filters import Filters
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
LISTED = tuple(map(parse_citation, ("1325 (2000)", "1820 (2008)", "2242 (2015)", "2467 (2019)")))


def listed() -> Question:
    """Return the question for a list of four resolutions, as "list the WPS resolutions" is understood."""
    return understand("how many resolutions are there", LIBRARY).stating(Filters(resolutions=LISTED))


def after_list(text: str) -> Reading:
    turn = Turn(listed(), tuple(Symbol(one.number, one.year or 0) for one in LISTED))
    return follow_up(text, [turn], LIBRARY)


@pytest.mark.parametrize(
    "asked", ["how many is that", "how many are those?", "How many?", "and how many of them are there", "list them"]
)
def test_their_number_is_that_of_the_same_list(asked: str) -> None:
    read = after_list(asked).understood
    assert (read.shape, read.scope) == (listed().shape, listed().scope)


@pytest.mark.parametrize(
    ("asked", "shape", "unit"),
    [
        ("which of them mention schools", "list", "resolutions"),
        ("which ones mention schools?", "list", "resolutions"),
        ("and which mention schools", "list", "resolutions"),
        ("which of these resolutions call for schools", "list", "resolutions"),
        ("only the ones that mention schools", "list", "resolutions"),
        ("any on schools?", "list", "resolutions"),
        ("how many of them mention schools", "count", "resolutions"),
        ("so how many mention schools?", "count", "resolutions"),
        ("which of them first mentioned schools", "first", "resolutions"),
        ("do any of them mention schools", "answer", "paragraphs"),
        ("do any mention schools?", "answer", "paragraphs"),
    ],
)
def test_what_is_asked_of_them_is_asked_of_these_resolutions_alone(asked: str, shape: str, unit: str) -> None:
    reading = after_list(asked)
    assert (reading.understood.shape.name, reading.understood.shape.unit) == (shape, unit)
    assert reading.searched.rstrip("?") == "schools"
    assert reading.understood.scope.filters.resolutions == LISTED


@pytest.mark.parametrize(
    "asked",
    [
        *("since 2010", "how many of those since 2010", "any since 2010?", "only those after 2009"),
        *("how many are since 2010?", "which were adopted after 2009"),
    ],
)
def test_a_period_leaves_those_of_them_that_are_of_it(asked: str) -> None:
    read = after_list(asked).understood
    assert read.shape == listed().shape
    assert read.scope.filters.resolutions == LISTED
    assert read.scope.filters.since
    assert read.scope.filters.since.year == 2010


def test_a_period_of_none_of_them_is_of_all_resolutions() -> None:
    assert after_list("only 2016").understood.scope.filters.resolutions == ()


@pytest.mark.parametrize(
    ("asked", "number"),
    [("the latest of them", 2467), ("which one is the newest?", 2467), ("the oldest one", 1325), ("the first", 1325)],
)
def test_an_end_of_the_list_is_that_resolution(asked: str, number: int) -> None:
    read = after_list(asked).understood
    assert (read.shape.name, [one.number for one in read.scope.filters.resolutions]) == ("resolution", [number])


@pytest.mark.parametrize("asked", ["what do they say on schools", "do they mention schools?", "and schools?"])
def test_other_follow_ups_take_the_resolutions_along_and_not_the_words(asked: str) -> None:
    reading = after_list(asked)
    assert "how many" not in reading.searched
    assert reading.understood.scope.filters.resolutions == LISTED


@pytest.mark.parametrize(
    "asked",
    ["which is the youngest age for soldiers", "how many have died in schools", "are all sides bound", "sanctions"],
)
def test_a_question_of_something_else_is_none_of_them(asked: str) -> None:
    reading = after_list(asked)
    assert reading.understood.text == asked
    assert reading.understood.scope.filters.resolutions == ()
    assert "how many resolutions" not in reading.searched


def test_after_a_list_on_a_topic_them_are_no_resolutions_as_such() -> None:
    turn = Turn(understand("which resolutions mention schools?", LIBRARY), (Symbol(2242, 2015),))
    assert follow_up("which of them mention camps", [turn], LIBRARY).searched.startswith("schools")
