from datetime import date

import pytest

from retrieval.clauses.question import MAX_CHARACTERS, Filters, checked, parse_day
from retrieval.errors import QuestionError
from tests.retrieval.made_clauses import clause


def test_white_space_of_a_pasted_question_is_folded() -> None:
    assert checked("  Who\nprotects \t women? ") == "Who protects women?"


@pytest.mark.parametrize(("text", "reason"), [("", "no words"), (" ?! ", "no words"), ("a" * 10_001, "10,001 char")])
def test_what_is_no_question_is_refused(text: str, reason: str) -> None:
    with pytest.raises(QuestionError, match=reason):
        checked(text)


def test_a_long_paragraph_is_a_question() -> None:
    assert len(checked("women " * (MAX_CHARACTERS // 6))) > 9_000


def test_a_year_is_its_first_or_last_day() -> None:
    assert parse_day("2015", end=False) == date(2015, 1, 1)
    assert parse_day("2015", end=True) == date(2015, 12, 31)
    assert parse_day("2015-10-13", end=True) == date(2015, 10, 13)


@pytest.mark.parametrize("text", ["", "15", "last year", "2015-13-01", "0000"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(QuestionError, match="expected '2015' or '2015-10-13'"):
        parse_day(text, end=False)


def test_without_a_day_of_adoption_any_day_of_the_year_counts() -> None:
    undated = clause("S/RES/1325(2000)#1")
    assert Filters(since=date(2000, 6, 1)).allow(undated)
    assert Filters(until=date(2000, 6, 1)).allow(undated)
    assert not Filters(since=date(2001, 1, 1)).allow(undated)
    assert not Filters(until=date(1999, 12, 31)).allow(undated)
