import pytest

from retrieval.asking.understand.question import MAX_CHARACTERS, checked
from retrieval.errors import QuestionError


def test_white_space_of_a_pasted_question_is_folded() -> None:
    assert checked("  Who\nprotects \t women? ") == "Who protects women?"


@pytest.mark.parametrize(("text", "reason"), [("", "no words"), (" ?! ", "no words"), ("a" * 10_001, "10,001 char")])
def test_what_is_no_question_is_refused(text: str, reason: str) -> None:
    with pytest.raises(QuestionError, match=reason):
        checked(text)


def test_a_long_paragraph_is_a_question() -> None:
    assert len(checked("women " * (MAX_CHARACTERS // 6))) > 9_000
