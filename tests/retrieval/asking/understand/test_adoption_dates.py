"""Questions for the date of a resolution ask for that resolution, and for nothing else."""

import pytest

from retrieval.asking.understand.finding import Shape
from retrieval.asking.understand.understood import understand
from tests.retrieval.asking.understand.library import asked_after, library

LIBRARY = library()
ONE, SEVERAL = Shape("resolution", asks_date=True), Shape("resolution", by_turns=True, asks_date=True)


@pytest.mark.parametrize(
    "text",
    [
        "when was 1325 adopted",
        "when was resolution 1325 passed by the Security Council?",
        "when was 1325",
        "date of resolution 1325",
        "what is the date of S/RES/1325 (2000)?",
        "what year is 1325",
        "1325 is from which year?",
        "which year is 1325 from",
        "adoption date of 1325",
        "the date of adoption of 1325 please",
        "1325 adoption date",
        "1325: when?",
        "how old is 1325?",
        "when did the Council adopt resolution 1325",
        "in what year did the council adopt 1325",
        "please tell me when UNSCR 1325 was adopted",
        "when was UNSCR1325 adopted",
        "on what date was 1325 adopted",
    ],
)
def test_the_date_of_a_resolution_is_asked_for(text: str) -> None:
    read = understand(text, LIBRARY)
    assert (read.shape, read.stated, read.only_limits) == (ONE, ("in S/RES/1325 (2000)",), True)
    assert read.text == "S/RES/1325 (2000)"


@pytest.mark.parametrize(
    "text",
    [
        "which is older, 1325 or 2467",
        "which one came first, 1325 or 2467?",
        "which of 1325 and 2467 is the newest",
        "is 1325 newer than 2467",
        "was S/RES/1325 (2000) adopted before resolution 2467?",
        "does 1325 predate 2467",
        "1325 or 2467, which is older?",
        "sort 1325, 2467 by date",
        "when were 1325 and 2467 adopted",
        "dates of 1325 and 2467",
    ],
)
def test_the_older_one_of_several_is_asked_for(text: str) -> None:
    read = understand(text, LIBRARY)
    assert (read.shape, read.stated) == (SEVERAL, ("in S/RES/1325 (2000) or S/RES/2467 (2019)",))


@pytest.mark.parametrize(
    "text",
    [
        "when was 1325 first cited",
        "when was the MRM set up",
        "which is older, 1999 or 2005",
        "how old is 2009?",
        "when was 1325 implemented",
        "date of birth registration 2467",
        "which is stronger, 1325 or 2467",
        "newer than 2467",
        "camps newer than 2467",
        "when is the report due under 2467",
        "when did 1325 call for reports",
        "when was OP 8 of 1325 adopted",
    ],
)
def test_any_other_question_asks_for_no_date(text: str) -> None:
    assert not understand(text, LIBRARY).shape.asks_date


@pytest.mark.parametrize("text", ["when was 1325 adopted?", "date of 1325"])
def test_the_date_is_asked_for_after_another_topic_too(text: str) -> None:
    read = asked_after(text, "refugee camps")
    assert (read.understood.shape, read.understood.stated, read.continues) == (ONE, ("in S/RES/1325 (2000)",), False)


def test_which_is_older_compares_nothing_on_the_topic_before() -> None:
    assert asked_after("which is older, 1325 or 2467?", "refugee camps").understood.shape == SEVERAL


@pytest.mark.parametrize("first", ["when was 1325 adopted", "which is older, 1325 or 1820?"])
def test_the_date_of_another_resolution_is_asked_for(first: str) -> None:
    read = asked_after("and 2467?", first)
    assert (read.understood.shape, read.understood.stated) == (ONE, ("in S/RES/2467 (2019)",))


def test_the_next_question_is_on_the_resolution_and_not_on_dates() -> None:
    read = asked_after("and what does it say on camps?", "when was 1325 adopted")
    assert read.searched == "S/RES/1325 (2000). camps?"
    assert read.understood.stated == ("in S/RES/1325 (2000)",)
