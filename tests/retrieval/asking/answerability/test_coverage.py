import pytest

from retrieval.asking.answerability.coverage import is_covered

PARAGRAPH = (
    "Recognizes that children born of rape, and survivors, need national action plans and mental health support;"
)


@pytest.mark.parametrize(
    "asked", ["children born of rape", "survivors", "what does the resolution say about survivors?", "Survivor support"]
)
def test_a_paragraph_has_the_words_of_a_question_in_any_inflection(asked: str) -> None:
    assert is_covered(asked, ["Decides to remain seized;", PARAGRAPH])


@pytest.mark.parametrize("asked", ["how many survivors", "survivors in Haiti", "", "what does it say?", "1325", "?!"])
def test_a_word_that_is_not_there_or_no_word_covers_nothing(asked: str) -> None:
    assert not is_covered(asked, [PARAGRAPH])


def test_the_words_must_stand_in_one_paragraph() -> None:
    assert not is_covered("rape pardon", [PARAGRAPH, "Excludes pardon;"])


def test_an_abbreviation_is_there_if_what_it_stands_for_is() -> None:
    assert is_covered("NAPs (national action plans)", [PARAGRAPH])
    assert is_covered("MHPSS (mental health and psychosocial support) for survivors", ["MHPSS for survivors"])
    assert not is_covered("SEA (sexual exploitation and abuse)", [PARAGRAPH])


@pytest.mark.parametrize(
    ("asked", "covered"),
    [
        ("survivors or unicorns", True),
        ("unicorns or action plans", True),
        ("unicorns OR survivors", True),
        ("unicorns or dragons", False),
        ("feeding unicorns or survivors", False),
        ("should unicorns or survivors lead", False),
        ("unicorns and survivors", False),
    ],
)
def test_one_of_several_terms_is_enough_unless_it_may_belong_to_the_others(asked: str, covered: bool) -> None:
    assert is_covered(asked, [PARAGRAPH]) is covered
