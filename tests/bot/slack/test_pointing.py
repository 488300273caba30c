"""Messages that only point at another message or at a file, and those that look like them."""

import tomllib
from pathlib import Path

import pytest

from bot.slack import pointing
from bot.slack.pointing import is_about_file, is_about_others, pointing_language
from bot.texts.texts import OFFICIAL

TABLES = tomllib.loads(Path(pointing.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
EXAMPLES = [(language, example) for language in OFFICIAL for example in TABLES[language]]


@pytest.mark.parametrize(("language", "example"), EXAMPLES)
def test_an_example_has_its_form(language: str, example: str) -> None:
    assert pointing_language(example) == language


@pytest.mark.parametrize(
    "text",
    [
        "can you find it?",
        "what's the answer?",
        "What’s the answer?",
        "same question",
        "same here!",
        "please answer Anna's question",
        "please help",
        "hey, can you help with her question?",
        "answer this question please :pray:",
        "can you find what he asked",
        "the question above",
        "this",
        "is right?",
        "any language on this?",
        "thoughts?",
        "+1",
    ],
)
def test_a_message_that_points_has_nothing_to_search_for(text: str) -> None:
    assert pointing_language(text) == "en"


@pytest.mark.parametrize("text", ["^", "^^", "?", "👆", ":point_up:"])
def test_mere_signs_point_in_no_language(text: str) -> None:
    assert pointing_language(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "who protects women in camps?",
        "any language on water?",
        "is there anything on help for survivors?",
        "what about children?",
        "what about 1889",
        "can you find 1325?",
        "see 1325 OP 4",
        "hospitals",
        "views of women",
        "can you tell me about camps",
        "the second one",
        "help",
        "thanks!",
        "¿puedes buscar algo sobre el agua?",
        "tu peux chercher les camps ?",
        "это насилие",
    ],
)
def test_a_message_with_words_of_its_own_points_at_nothing(text: str) -> None:
    assert pointing_language(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "see attached, does this match 1325?",
        "is this agreed language?",
        "please check the attached draft",
        "what do you think of this file?",
        "does this cover children?",
        "here is the photo",
        "FYI",
        "who says this?",
        "is it from 1325?",
        "tu peux vérifier le fichier ?",
        "¿coincide el archivo con la 1325?",
    ],
)
def test_a_message_may_ask_about_its_file(text: str) -> None:
    assert is_about_file(text)


@pytest.mark.parametrize(
    "text",
    [
        "who protects women in camps?",
        "The agenda is attached. Who protects women in camps?",
        "see the photo: which paragraph is on schools?",
        "who pays for reparations? (see screenshot)",
        "what must states do this year on mines?",
        "hospitals",
        "1325 OP 8",
        "What does the Council say about this kind of attack on schools?",
        "which document says that women take part in peace talks?",
        "what has been said on propaganda images?",
    ],
)
def test_a_question_beside_a_file_is_not_about_it(text: str) -> None:
    assert not is_about_file(text)


@pytest.mark.parametrize(
    "text",
    [
        "^",
        "this",
        "where is this from?",
        "who has to do that?",
        "can you find it?",
        "what does it say?",
        "does it say how?",
    ],
)
def test_a_message_may_be_about_those_of_others(text: str) -> None:
    assert is_about_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "does 2467 say that?",
        "what about children?",
        "preamble only",
        "is it in the preamble?",
        "what does it say on camps?",
        "who protects them in camps?",
        "OP 9",
        "since 2015",
        "help",
        "thanks",
    ],
)
def test_a_message_with_something_to_search_for_is_about_no_others(text: str) -> None:
    assert not is_about_others(text)
