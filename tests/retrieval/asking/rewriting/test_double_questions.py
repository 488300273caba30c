"""Of two questions in a message that nothing answers as a whole, the first is answered."""

from collections.abc import Callable

import pytest

from retrieval.asking.answer import Answer, Result
from retrieval.asking.finder import Finder
from retrieval.asking.rewriting.double_questions import two_questions
from retrieval.asking.understand.follow_ups.turns import Reading

FIRST, PAID, TWO = "who protects women", "who pays for the tea", "who protects women and who pays for the tea?"

REPRESENTED = "who ensures increased representation of women at decision-making levels in institutions"
SEIZED = "who is to remain seized of the matter"


def test_the_first_is_answered_and_the_second_said_to_be_open(answered: Callable[..., Answer]) -> None:
    answer = answered(TWO, FIRST)
    assert (answer.answered, answer.reply) == (True, f"Nothing here seems to answer “{PAID}”.")
    assert answer.as_record()["question"] == TWO
    assert answer.turn.understood.asked == FIRST
    assert answer.hits


def test_a_second_that_has_an_answer_is_to_be_asked_on_its_own(answered: Callable[..., Answer]) -> None:
    assert answered(TWO, FIRST, PAID).reply == f"This is on “{FIRST}” alone; ask “{PAID}” on its own, too."


@pytest.mark.parametrize(
    ("text", "second", "is_said"),
    [
        (f"{REPRESENTED} and {SEIZED}?", SEIZED, True),
        (f"{REPRESENTED}? And {SEIZED}?", SEIZED, True),
        (f"{REPRESENTED} and who represents women in institutions?", "who represents women in institutions", False),
    ],
)
def test_an_answer_to_both_names_a_second_on_another_topic_that_it_leaves_open(
    text: str, second: str, is_said: bool, answered: Callable[..., Answer]
) -> None:
    answer = answered(text, text, second, k=1)
    said = f"This may not answer “{second}”; ask it on its own, too." if is_said else ""
    assert (answer.answered, answer.reply) == (True, said)


def test_an_answer_to_both_costs_one_more_search(
    answered: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first question is read again, for what the second refers to, and not searched for."""
    searched: list[str] = []
    find = Finder.find

    def counted(finder: Finder, reading: Reading) -> tuple[Reading, Result]:
        searched.append(reading.understood.asked)
        return find(finder, reading)

    monkeypatch.setattr(Finder, "find", counted)
    text = f"{REPRESENTED} and {SEIZED}?"
    assert answered(text, text, SEIZED, k=1).reply
    assert searched == [text, SEIZED]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("who protects camps? who pays for the tea?", ("who protects camps", "who pays for the tea")),
        ("1. who protects camps? 2. who pays for tea?", ("who protects camps", "who pays for tea")),
        (
            "Two questions: 1) is there a fund? 2) any word on schools?",
            ("is there a fund", "any word on schools"),
        ),
        ("who protects camps? And also who pays?", None),
        ("anything on mines and, separately, on journalists?", ("anything on mines", "on journalists")),
        ("who protects camps? We have no tea.", None),
        ("We have no tea. Who protects camps?", None),
        ("who protects camps? who pays for tea? who sings?", None),
        ("who keeps men and women separately on boats?", None),
    ],
)
def test_two_sentences_may_be_two_questions(text: str, both: tuple[str, str] | None) -> None:
    assert two_questions(text) == both


@pytest.mark.parametrize("answerable", [(), (PAID,), (TWO,), (TWO, FIRST)])
def test_any_other_is_answered_as_a_whole_or_not_at_all(
    answerable: tuple[str], answered: Callable[..., Answer]
) -> None:
    answer = answered(TWO, *answerable)
    assert (answer.answered, answer.reply) == (TWO in answerable, "")
    assert answer.reading.understood.asked == TWO


def test_a_verbatim_search_is_of_one_text(answered: Callable[..., Answer]) -> None:
    assert not answered(TWO, FIRST, literal=True).answered


@pytest.mark.parametrize(("sureness", "is_kept"), [(0.9, True), (0.7, False)])
def test_in_another_language_the_answer_to_the_first_has_to_be_sure(
    sureness: float, is_kept: bool, answered: Callable[..., Answer]
) -> None:
    asked = "Qui protège les femmes et combien coûte le thé ?"
    answer = answered(asked, "who protect women", language="fr", sureness=sureness)
    said = "Nothing here seems to answer “combien coûte le thé”." if is_kept else ""
    assert (answer.answered, answer.reply) == (is_kept, said)
    assert answer.as_record()["question"] == asked


@pytest.mark.parametrize(
    ("language", "text", "second"),
    [
        ("fr", "Que font les conseillers et combien gagnent-ils ?", "combien gagnent-ils"),
        ("fr", "À qui fait-on rapport, et à quelle fréquence le fait-on ?", "à quelle fréquence le fait-on"),
        ("fr", "Qui paie les conseillers et que doivent faire les États ?", "que doivent faire les États"),
        ("es", "¿Quién protege a las mujeres y quién paga el té?", "quién paga el té"),
        ("es", "¿Cómo se levantan las sanciones, y a quién se informa?", "a quién se informa"),
        ("ru", "Кто защищает женщин и кто платит за чай?", "кто платит за чай"),
        ("ru", "Кому докладывают, а как часто это делают?", "как часто это делают"),
        ("ar", "من يحمي النساء ومن يدفع ثمن الشاي؟", "من يدفع ثمن الشاي"),
        ("ar", "متى يقدم الأمين العام تقريره وما هو مضمونه؟", "ما هو مضمونه"),
        ("zh", "谁保护妇女，谁付茶钱？", "谁付茶钱"),
        ("zh", "制裁怎么解除，以及由谁决定？", "由谁决定"),
    ],
)
def test_two_questions_are_found_in_other_languages(language: str, text: str, second: str) -> None:
    assert (two_questions(text, language) or ("", ""))[1] == second


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Qui décide et comment ?"),
        ("fr", "Qui paie et qui décide et qui compte les voix ?"),
        ("fr", "femmes et comment elles votent dans les camps"),
        ("es", "¿Qué medidas protegen a mujeres y niñas en los campos?"),
        ("es", "¿Quién paga y quién decide y quién cuenta los votos?"),
        ("ru", "Кто платит и кто решает и кто считает голоса?"),
        ("ru", "женщины и как они голосуют в лагерях"),
        ("ar", "من يحمي النساء من الاغتصاب ومن العنف في المخيمات؟"),
        ("zh", "难民营里的妇女，她们怎么投票？"),
        ("zh", "谁付钱，谁决定，谁计票？"),
        ("und", "Wer zahlt den Tee und wer zahlt das Brot?"),
    ],
)
def test_one_question_and_three_are_not_two_in_other_languages(language: str, text: str) -> None:
    assert two_questions(text, language) is None


@pytest.mark.parametrize(
    "text",
    [
        "What do advisers do, and how much do they earn?",
        "is there a fund and does it help?",
        "What is the MRM? Does it cover girls in camps?",
        "Who protects women in camps? Are they police?",
        "What do women protection advisers do? Are they paid by the UN?",
        "which rights do women have and where is that said",
    ],
)
def test_two_questions_are_found(text: str) -> None:
    first, second = two_questions(text) or ("", "")
    assert text.startswith(first)
    assert second
    assert second in text


@pytest.mark.parametrize(
    "text",
    [
        "who decides and how?",
        "women and how they vote in camps",
        "who pays and who decides and who counts it?",
        "who protects women and girls in camps?",
        "who protects women. And who pays for it?",
        "who and who else is there?",
        "What is the MRM? Is it the mechanism on children?",
        "does 1325 mention climate? Or is that silent on it?",
    ],
)
def test_one_question_and_three_are_not_two(text: str) -> None:
    assert two_questions(text) is None
