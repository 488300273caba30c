"""Which messages are answered that nobody asked the bot, by what is found for them."""

from dataclasses import replace

import pytest

from bot.slack.unasked import is_called_for, names_something
from retrieval.asking.answer import Answer
from retrieval.asking.understand.finding import ReplyKind
from retrieval.asking.understand.follow_ups.turns import Reading
from retrieval.asking.understand.question import Question

NOTHING = Answer(Reading(Question.verbatim("asked"), False, ""), False, 0.1, "g", "e")
FOUND = replace(NOTHING, answered=True, confidence=0.9)
NAMED = replace(
    NOTHING, reading=Reading(replace(Question.verbatim("asked"), stated=("in S/RES/2242 (2015)",)), False, "")
)
ABSENT = replace(NOTHING, absent_names=("S/RES/2538 (2020)",))


@pytest.mark.parametrize("text", ["who reports on that?", "are peacekeepers trained for it?", "does it say who pays?"])
def test_a_reference_to_what_was_quoted_is_answered_by_what_is_found_behind_it(text: str) -> None:
    assert is_called_for(text, FOUND, NOTHING)
    assert not is_called_for(text, NOTHING, NOTHING)


@pytest.mark.parametrize("text", ["lunch?", "OK great, who takes the minutes?", "what time works for everybody?"])
def test_what_finds_something_only_behind_the_question_before_is_not(text: str) -> None:
    """Almost anything does, as the words of that question are searched for, too."""
    assert not is_called_for(text, FOUND, NOTHING)
    assert is_called_for(text, FOUND, FOUND)


@pytest.mark.parametrize("text", ["should we meet before the plenary?", "could you check whether it holds?"])
def test_people_who_talk_of_themselves_are_not_answered_unless_they_name_something(text: str) -> None:
    assert not is_called_for(text, FOUND, FOUND)
    assert is_called_for(text, FOUND, NAMED)


@pytest.mark.parametrize(
    "text", ["the second one please", "sorry, I meant 1889", "OP 9", "just the operative part", "el segundo"]
)
def test_what_as_a_whole_refers_to_the_last_answer_is_answered(text: str) -> None:
    assert is_called_for(text, FOUND, NOTHING)
    assert not is_called_for(text, NOTHING, NOTHING)


def test_orders_to_the_bot_are_no_talk() -> None:
    assert is_called_for("show me the newest one", FOUND, FOUND)


def test_what_is_about_the_bot_is_answered() -> None:
    assert is_called_for("which resolutions do you have?", replace(NOTHING, small_talk="holdings"), NOTHING)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("one sec", "aside"),
        ("I am not convinced", "complaint"),
        ("which is better?", "judging"),
        ("why?", "reasons"),
        ("draft it please", "drafting"),
        ("who drafted it?", "voting"),
    ],
)
def test_what_people_say_among_themselves_is_not(text: str, kind: ReplyKind) -> None:
    assert not is_called_for(text, replace(NOTHING, small_talk=kind), NOTHING)


def test_who_names_something_of_the_library_is_told_where_nothing_is_found() -> None:
    assert names_something(NAMED)
    assert names_something(ABSENT)
    assert not names_something(replace(NOTHING, absent_words=("“lunch”",)))
    assert not names_something(FOUND)
