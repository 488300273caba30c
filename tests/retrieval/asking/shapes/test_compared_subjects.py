"""Two subjects that a question compares are answered by turns."""

from collections.abc import Callable

import pytest

from retrieval.asking.answer import Answer

BOTH, FIRST, SECOND = "compare women in camps with trafficking of persons", "women in camps", "trafficking of persons"


def test_paragraphs_on_both_are_shown_by_turns(answered: Callable[..., Answer]) -> None:
    first, second = answered(FIRST, FIRST, k=3), answered(SECOND, SECOND, k=3)
    answer = answered(BOTH, FIRST, SECOND, k=3)
    by_turns = dict.fromkeys(hit.clause.id for both in zip(first.hits, second.hits, strict=True) for hit in both)
    assert [hit.clause.id for hit in answer.hits] == list(by_turns)[:3]
    assert [hit.rank for hit in answer.hits] == [1, 2, 3]
    assert answer.reply == f"By turns, these are on “{FIRST}” and on “{SECOND}”."
    assert (answer.answered, answer.confidence) == (True, 0.9)


@pytest.mark.parametrize(("one", "other"), [(FIRST, SECOND), (SECOND, FIRST)])
def test_what_nothing_answers_is_said(one: str, other: str, answered: Callable[..., Answer]) -> None:
    answer = answered(BOTH, one)
    assert [hit.clause.id for hit in answer.hits] == [hit.clause.id for hit in answered(one, one).hits]
    assert answer.reply == f"Nothing here seems to answer “{other}”."


def test_what_nothing_answers_at_all_is_refused(answered: Callable[..., Answer]) -> None:
    answer = answered(BOTH)
    assert (answer.answered, answer.hits) == (False, ())
    assert answer.near_misses
