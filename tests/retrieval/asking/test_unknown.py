"""Words of a question in another language that were not understood are told, and no answer to it is sure."""

from dataclasses import replace

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.index.generation import Generation
from tests.retrieval.encoded import encoded


def _answer(question: str, language: str, generation: Generation) -> Answer:
    return ask(question, encoded(generation), k=3, language=language)


@pytest.mark.parametrize(
    ("language", "question", "unknown"),
    [
        ("zh", "有没有提到妇女与奥斯威辛？", "奥斯威辛"),
        ("ar", "هل ذكرت النساء في فوكوشيما؟", "فوكوشيما"),
        ("ru", "Упоминаются ли женщины в Байконуре?", "Байконуре"),
        ("fr", "Les femmes de Nuremberg sont-elles mentionnées ?", "Nuremberg"),
        ("es", "¿Se menciona a las mujeres de Chernóbil?", "Chernóbil"),
    ],
)
def test_an_answer_has_the_words_that_were_not_understood_and_is_not_sure(
    language: str, question: str, unknown: str, generation: Generation
) -> None:
    answer = _answer(question, language, generation)
    assert answer.unknown == (unknown,)
    assert answer.as_record()["understood"]["unknown"] == [unknown]
    assert answer.answered
    sure = replace(answer, confidence=0.95)
    assert (sure.certainty, replace(sure, unknown=()).certainty) == ("likely", "sure")


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Qui protège les femmes dans les camps ?"),
        ("fr", "femmes script bonus"),  # English words stay as they are
        ("fr", "rapport du CTED"),  # an abbreviation of the library
        ("es", "mujeres y niñas en Interpol"),
        ("zh", "谁保护难民营里的妇女？"),
        ("en", "women of Chernobyl"),
    ],
)
def test_a_question_of_known_words_has_none(language: str, question: str, generation: Generation) -> None:
    assert _answer(question, language, generation).unknown == ()


@pytest.mark.parametrize(
    ("language", "question", "cites"),
    [
        ("zh", "关于希特勒的决议", False),
        ("ar", "فوكوشيما", False),
        ("ru", "что в 1325 о Байконуре?", False),
        ("fr", "Que dit la résolution 1325 de Nuremberg ?", False),
        ("fr", "paragraphe 2 de la 1325, Nuremberg", True),
    ],
)
def test_nothing_answers_where_the_words_that_were_not_understood_are_all_of_the_topic(
    language: str, question: str, cites: bool, generation: Generation
) -> None:
    answer = _answer(question, language, generation)
    assert answer.unknown
    assert (answer.answered, bool(answer.near_misses)) == (cites, not cites)


def test_a_misspelt_word_is_told_as_corrected(generation: Generation) -> None:
    answer = _answer("victmas del terorismo", "es", generation)
    assert answer.as_record()["understood"]["corrected"] == {"victmas": "victimas", "terorismo": "terrorismo"}
