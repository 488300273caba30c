"""Of a message with background the sentence that asks is answered; a text that is not read to its end is told of."""

from collections.abc import Callable

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.rewriting.asking_sentence import asking_sentence, unread_end
from tests.fakes import FakeEncoder

BACKGROUND = "The roads are closed. The market was flooded."
ASKED = "What does the Council say on women in institutions?"
LONG = " ".join([BACKGROUND] * 8)


def test_the_sentence_that_asks_is_answered_alone(answered: Callable[..., Answer]) -> None:
    answer = answered(f"{BACKGROUND} {ASKED}", ASKED)
    assert (answer.answered, answer.reply) == (True, f"This is on “{ASKED}” alone.")
    assert answer.as_record()["question"] == f"{BACKGROUND} {ASKED}"


def test_it_needs_a_sure_answer(answered: Callable[..., Answer]) -> None:
    assert not answered(f"{BACKGROUND} {ASKED}", ASKED, sureness=0.6).answered


def test_a_verbatim_search_is_of_all_sentences(answered: Callable[..., Answer]) -> None:
    assert not answered(f"{BACKGROUND} {ASKED}", ASKED, literal=True).answered


@pytest.mark.parametrize(("background", "said"), [(BACKGROUND, ""), (LONG, f"This is on “{ASKED}” alone.")])
def test_long_background_is_not_searched_for(background: str, said: str, answered: Callable[..., Answer]) -> None:
    text = f"{background} {ASKED}"
    assert answered(text, text, ASKED).reply == said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"{BACKGROUND} My question: what does 1325 say on camps?", "what does 1325 say on camps?"),
        (f"{BACKGROUND} Is there language on landmines?", "Is there language on landmines?"),
        (f"Is there language on landmines? {BACKGROUND}", "Is there language on landmines?"),
        (f"{BACKGROUND} I need something on women mediators.", "I need something on women mediators."),
        (f"{LONG} Who may be sanctioned for the floods?", "Who may be sanctioned for the floods?"),
        (f"{BACKGROUND} Who may be sanctioned for the floods?", ""),
        (f"{BACKGROUND} Is there a text on that?", ""),
        (f"{BACKGROUND} Which paragraph tells them to open roads?", ""),
        (f"{BACKGROUND} Does the Council protect our market?", ""),
        (f"{BACKGROUND} Is there language on landmines? Who clears mines?", ""),
        (f"{BACKGROUND} Only operative paragraphs. Is there language on landmines?", ""),
        ("From 2015 on. Which resolutions mention camps?", ""),
        ("Is there language on landmines?", ""),
        (BACKGROUND, ""),
    ],
)
def test_only_one_sentence_that_is_complete_asks(text: str, sentence: str) -> None:
    assert asking_sentence(text) == sentence


def test_a_text_that_is_not_read_to_its_end_is_said_to_be(answered: Callable[..., Answer]) -> None:
    encoder = FakeEncoder()
    most = encoder.max_tokens - encoder.reserved_tokens
    words = [f"tea{number}" for number in range(most)]
    assert unread_end(" ".join(words), encoder) == ""
    said = unread_end(" ".join([*words, "unread"]), encoder)
    assert said == f"This text is too long: only its beginning was searched for, up to “… {' '.join(words[-6:])}”."
    assert answered(" ".join([*words, "unread"])).reply == said
    assert answered(" ".join(words)).reply == ""
